"""The acts listed by hand, by which recall is measured, are well formed and fit their texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from detente.events import load_codebook
from detente.model import Modality, Report, Span
from detente.pipeline import Coder

ROOT = Path(__file__).resolve().parent.parent
ARTICLES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (ROOT / "tests" / "data" / "recall_acts.jsonl").read_text("utf-8").splitlines()
]
ACTS = [(article["id"], act) for article in ARTICLES for act in article["acts"]]
CODEBOOK = load_codebook()


def test_articles_are_unique_and_halved() -> None:
    assert len({article["id"] for article in ARTICLES}) == len(ARTICLES) == 24
    assert Counter(a["half"] for a in ARTICLES) == {"build": 12, "measure": 12}
    datasets = Counter(a["dataset"] for a in ARTICLES)
    assert datasets == {"wwnews_raw_articles": 16, "wikinews_ccby": 8}


def test_no_article_was_judged_before() -> None:
    judged = (ROOT / "tests" / "data" / "judged_events.jsonl").read_text("utf-8").splitlines()
    before = {one["report"] for one in map(json.loads, judged) if one["part"] < 6}
    assert not before & {a["id"] for a in ARTICLES}


def test_every_article_has_acts_in_the_order_of_their_triggers() -> None:
    for article in ARTICLES:
        triggers = [act["trigger"] for act in article["acts"]]
        assert triggers == sorted(triggers), article["id"]
        assert any(not act.get("doubt") for act in article["acts"]), article["id"]


def test_offsets_are_in_order() -> None:
    for id_, act in ACTS:
        people = [p["span"] for side in ("actors", "recipients") for p in act[side]]
        assert all(0 <= start < end for start, end in (act["trigger"], *people)), (id_, act)
        spans = list(map(tuple, people))
        assert len(set(spans)) == len(spans), (id_, act)


def test_types_modes_and_modalities_are_the_codebooks() -> None:
    modalities = set(get_args(Modality))
    for id_, act in ACTS:
        types = [CODEBOOK.types[name] for name in (act["type"], *act.get("also", ()))]
        assert set(act["modes"]) <= set(types[0].modes), (id_, act)
        assert act["modality"] is None or act["modality"] in modalities, (id_, act)


def test_one_act_has_one_type_and_days_that_meet() -> None:
    whole: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for id_, act in ACTS:
        whole.setdefault((id_, act["act"]), []).append(act)
    for where, tellings in whole.items():
        assert len({(t["type"], bool(t.get("doubt"))) for t in tellings}) == 1, where
        days = [tuple(map(date.fromisoformat, t["day"])) for t in tellings if t["day"]]
        assert all(first <= last for first, last in days), where
        firsts, lasts = [first for first, _ in days], [last for _, last in days]
        assert not days or max(firsts) <= min(lasts), where


def test_doubtful_acts_say_no_more_than_where() -> None:
    for id_, act in ACTS:
        if act.get("doubt"):
            assert not act["actors"] + act["recipients"] + act["modes"], (id_, act)
            assert act["modality"] is act["day"] is None, (id_, act)


TEXT = (
    "Norway expelled the Russian consul on 3 May 2021.\n\n"
    "Chile condemned the expulsion and urged Norway to hold talks.\n\n"
    "Peru bombed Lima's suburbs."
)


def acts_of(*acts: dict[str, Any]) -> dict[str, Any]:
    """An article whose acts are of TEXT; a span is given by its words."""

    def at(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    def filled(act: dict[str, Any]) -> dict[str, Any]:
        sides = {s: [{**p, "span": at(p["span"])} for p in act.get(s, ())] for s in SIDES}
        open_ = {"modes": [], "modality": "actual", "day": None}
        return {**open_, **act, **sides, "trigger": at(act["trigger"])}

    return {"id": "x", "dataset": "own", "text": "", "half": "build", "acts": [*map(filled, acts)]}


SIDES = ("actors", "recipients")
EXPELLED = {
    "act": 1, "type": "SANCTION", "trigger": "expelled", "day": ["2021-05-03", "2021-05-03"],
    "actors": [{"span": "Norway", "who": ["NOR"]}],
    "recipients": [{"span": "the Russian consul", "who": ["RUS"]}],
}  # fmt: skip
CONDEMNED = {"act": 2, "type": "ACCUSE", "trigger": "expulsion", "actors": [{"span": "Peru"}]}
UNSAID = {"act": 3, "type": "RETREAT", "trigger": "urged"}
DOUBTED = {"act": 4, "type": "REQUEST", "trigger": "urged", "doubt": True, "modality": None}


@pytest.mark.parametrize(
    ("acts", "counts", "misses", "wrong"),
    [
        (
            [EXPELLED],
            {"acts": 1, "found": 1, "with everybody": 1, "modality right": 1, "day right": 1},
            {},
            {"where there is no act": 3},
        ),
        (
            [EXPELLED, {**EXPELLED, "day": None}, CONDEMNED],
            {"acts": 2, "tellings": 3, "found": 2, "tellings found": 2, "with everybody": 1},
            {},
            {"in the sentence of an act": 1, "where there is no act": 1},
        ),
        (
            [UNSAID, DOUBTED],
            {"acts": 1, "found": 0},
            {"coded under another type: REQUEST": 1},
            {"in the sentence of an act": 1, "where there is no act": 2},
        ),
    ],
)
def test_acts_are_scored(
    coder: Coder,
    monkeypatch: pytest.MonkeyPatch,
    acts: list[dict[str, Any]],
    counts: dict[str, int],
    misses: dict[str, int],
    wrong: dict[str, int],
) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts" / "measure")
    import recall

    article = msgspec.convert(acts_of(*acts), recall.Article)
    spans = tuple(Span(m.start(), m.end()) for m in re.finditer(r".+", TEXT))
    report = Report("x", "x", TEXT, paragraphs=spans)
    ((_, figures, _),) = recall.measure([article], {"x": report}, coder)
    assert {name: figures.counts[name] for name in counts} == counts
    assert (figures.misses, figures.wrong) == (misses, wrong)
    assert figures.counts["wrong"] == sum(wrong.values())


def test_the_texts_are_those_that_were_read(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts" / "measure")
    import recall

    articles = recall.load()
    texts = recall.texts_of(articles, shared)
    for article in articles:
        end = len(texts[article.id].text)
        for told in article.acts:
            people = (*told.actors, *told.recipients)
            assert all(s.end <= end for s in (told.trigger, *(p.span for p in people)))
