"""Gold records: the shapes that are known, what is refused and where, and how each is scored."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import EvaluationError
from detente.evaluation import GoldScore, Share, gold_reports, load_gold, score_gold
from detente.events.construction import construction
from detente.language.structure import Clause
from detente.model import Span
from small import SmallCoder

Scores = Callable[..., GoldScore]
CODER = SmallCoder()


@pytest.fixture
def scores(tmp_path: Path) -> Scores:
    """Scores records as the small coder codes them."""

    def score(*records: dict[str, Any]) -> GoldScore:
        path = tmp_path / "gold.jsonl"
        path.write_text("\n".join(json.dumps(r) for r in records), "utf-8")
        gold = load_gold(path, CODER.types)
        return score_gold(gold, CODER.read(gold_reports(gold)))

    return score


def event(type_: str, actors: list[str], recipients: list[str], **more: str) -> dict[str, Any]:
    return {"type": type_, "actors": actors, "recipients": recipients, **more}


def test_events_all_right(scores: Scores) -> None:
    found = scores({"text": "Chile met Norway.", "events": [event("CONSULT", ["CHL", "NOR"], [])]})
    assert found.shape == "events"
    assert found.shares["all right"] == Share(1, 1, 1)
    assert found.figures["all right f1"] == found.figures["actor f1"] == 1.0
    assert found.misses == found.false == ()


def test_a_mutual_act_may_have_its_parties_on_either_side(scores: Scores) -> None:
    found = scores({"text": "Chile met Norway.", "events": [event("CONSULT", ["CHL"], ["NOR"])]})
    assert found.shares["all right"].right == 1


@pytest.mark.parametrize("who", ["CHL", "Chile", "chile", "the Chile"])
def test_participants_are_codes_names_or_words(who: str, scores: Scores) -> None:
    found = scores({"text": "Chile met Norway.", "events": [event("CONSULT", [who, "NOR"], [])]})
    assert found.shares["all right"].right == 1


@pytest.mark.parametrize(
    ("gold", "what"),
    [
        (event("ACCUSE", ["CHL", "NOR"], []), "type"),
        (event("CONSULT", ["CHL", "FJI"], []), "participants"),
        (event("CONSULT", ["CHL"], []), "participants"),
        (event("CONSULT", ["CHL", "NOR"], [], modality="planned"), "modality"),
    ],
)
def test_events_that_are_not_right(gold: dict[str, Any], what: str, scores: Scores) -> None:
    found = scores({"text": "Chile met Norway.", "events": [gold]})
    assert [miss.what for miss in found.misses] == [what]
    assert found.shares["all right"] == Share(0, 1, 1)


def test_what_the_gold_does_not_have_is_false_and_confused(scores: Scores) -> None:
    text = "Chile met Norway. Fiji attacked Norway."
    found = scores({"text": text, "events": [event("ACCUSE", ["FJI"], ["NOR"])]})
    assert [false.type for false in found.false] == ["CONSULT", "ASSAULT"]
    assert {(c.gold, c.coded) for c in found.confusion} == {
        ("ACCUSE", "CONSULT"), ("ACCUSE", "ASSAULT"),
    }  # fmt: skip
    assert found.shares["type"] == Share(0, 2, 1)


def test_an_event_is_found_once(scores: Scores) -> None:
    one = event("CONSULT", ["CHL", "NOR"], [])
    found = scores({"text": "Chile met Norway.", "events": [one, one]})
    assert found.shares["type"] == Share(1, 1, 2)


def test_an_empty_list_says_that_there_is_nothing(scores: Scores) -> None:
    found = scores({"text": "Chile met Norway.", "events": []}, {"text": "Rain.", "events": []})
    assert found.shares["type"] == Share(0, 1)
    assert len(found.false) == 1


def test_codes_score_one_event_a_sentence(scores: Scores) -> None:
    found = scores(
        {"text": "Chile attacked Norway.", "event": "FIGHT", "date": "2001-02-03",
         "source": [{"code": "CHL"}], "target": [{"code": "NORGOV"}]},
        {"text": "Chile met Norway. Fiji accused Norway.", "event": "CONSULT",
         "source": [{"code": "CHL"}, {"code": "NOR"}], "target": None},
    )  # fmt: skip
    assert found.shape == "codes"
    assert found.shares["type"] == Share(2, 3, 2)
    assert found.types["ASSAULT"] == Share(1, 1, 1)
    assert [false.type for false in found.false] == ["ACCUSE"]


def pair(text: str, root: str, source: tuple[int, int], target: Any) -> dict[str, Any]:
    return {"text": text, "root": root, "source_span": source, "target_span": target}


def test_pairs_are_scored_where_both_are_known(scores: Scores) -> None:
    text = "Chile met Norway."
    found = scores(
        pair(text, "CONSULT", (0, 5), (10, 16)),
        pair(text, "ACCUSE", (0, 5), (10, 16)),
        pair(text, "ACCUSE", (0, 5), None),
    )
    assert found.shares["pair"] == Share(2, None, 2)
    assert found.shares["pair with its type"] == Share(1, None, 2)
    assert found.figures["type of pairs found precision"] == 0.5


def test_spans(scores: Scores) -> None:
    found = scores(
        {"text": "Chile met Norway.", "entities": [
            {"start": 0, "end": 5, "type": "source", "text": "Chile"},
            {"start": 10, "end": 16, "type": "target"}]},
        {"text": "Fiji met Norway.", "entities": []},
    )  # fmt: skip
    assert found.shares["both in one event"] == Share(1, None, 1)
    assert found.shares["actor span"] == Share(1, 2, 1)
    assert len(found.false) == 1


def test_relevance_counts_sentences(scores: Scores) -> None:
    found = scores(
        {"text": "Chile met Norway.", "relevant_majority": True},
        {"text": "Fiji slept.", "relevant_majority": True},
        {"text": "Fiji met Norway.", "relevant_majority": False},
        {"text": "Fiji met Norway.", "relevant_majority": None},
    )
    assert found.shares["with an event, coded"] == Share(1, None, 2)
    assert found.shares["without one, coded"] == Share(1, None, 1)
    assert [miss.line for miss in found.misses] == [2]


PAIR = '{"text": "abc", "root": "CONSULT", "source_span": SPAN, "target_span": null}'
GOOD = '{"text": "Chile met Norway.", "events": []}'


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[]", "no object"),
        ('{"text": "a"}', "of no known shape"),
        ('{"events": []}', "“text” is missing"),
        ('{"text": " ", "events": []}', "“text” is missing"),
        ('{"text": "a", "events": {}}', "“events” is no list"),
        ('{"text": "a", "events": [3]}', "events[0] is no object"),
        ('{"text": "a", "events": [{"actors": []}]}', "events[0].type"),
        ('{"text": "a", "events": [{"type": "MEET"}]}', "no type “MEET”"),
        ('{"text": "a", "events": [{"type": "CONSULT", "actor": []}]}', "has “actor”"),
        ('{"text": "a", "events": [{"type": "CONSULT", "actors": "x"}]}', "no list of country"),
        ('{"text": "a", "events": [{"type": "CONSULT", "modality": "done"}]}', "is “done”"),
        ('{"text": "a", "published": "May", "events": []}', "“published” is no day"),
        (PAIR.replace("SPAN", "[0, 9]"), "0 to 9"),
        (PAIR.replace("SPAN", "[2, 1]"), "2 to 1"),
        (PAIR.replace("SPAN", "[0, true]"), "no span"),
        ('{"text": "abc", "root": "CONSULT", "source": "ac", "source_span": [0, 2], '
         '"target_span": null}', "holds “ab”, not “ac”"),
        ('{"text": "abc", "entities": [{"start": 0}]}', "entities[0]"),
        ('{"text": "a", "relevant_majority": "yes"}', "neither true, false"),
        ('{"text": "a", "event": "CONSULT", "source": ["CHL"], "target": null}', "with “code”"),
        ('{"text": "a", "relevant_majority": true}', "one file, one shape"),
    ],
)  # fmt: skip
def test_bad_gold_is_named_with_its_line(line: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    head = GOOD if says == "one file, one shape" else ""
    path.write_text(f"{head}\n\n{line}\n", "utf-8")
    with pytest.raises(EvaluationError) as caught:
        load_gold(path, CODER.types)
    assert f"{path}:3: " in str(caught.value)
    assert says in str(caught.value)


@given(st.binary(max_size=80) | st.text('{}[]":,textevents0', max_size=80).map(str.encode))
def test_whatever_stands_in_a_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_bytes(content)
    with suppress(EvaluationError):
        assert load_gold(path, CODER.types).records


def test_gold_may_be_compressed(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD.encode()))
    assert len(load_gold(path, CODER.types).records) == 1
    path.write_bytes(b"no gzip")
    with pytest.raises(EvaluationError, match=r"gold\.jsonl\.gz"):
        load_gold(path, CODER.types)


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ({"kind": "verb", "tense": "past"}, "active"),
        ({"kind": "verb", "tense": "past", "passive": True}, "passive"),
        ({"kind": "verb", "link": "relative", "passive": True}, "reduced clause"),
        ({"kind": "verb", "link": "adverbial"}, "participle"),
        ({"kind": "verb", "link": "complement", "infinitive": True}, "infinitive"),
        ({"kind": "noun"}, "nominal"),
        ({"kind": "noun", "support": 3, "tense": "past"}, "light verb"),
        ({"kind": "adjective", "tense": "present"}, "adjective"),
    ],
)
def test_constructions(clause: dict[str, Any], name: str) -> None:
    word = Span(0, 1)
    made = Clause(index=0, sentence=0, lemma="x", trigger=word, extent=word, **clause)
    assert construction(made) == name
