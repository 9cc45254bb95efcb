"""Scores against an answer key: what counts as right, as missed, and as too much."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from detente import api
from detente.errors import EvaluationError
from detente.evaluation import AnswerKey, Evaluation, gate, limits, load_key, score
from detente.evaluation.answer_matching import interval_agrees, same_person
from detente.evaluation.key import (
    KeyActor,
    KeyEvent,
    KeyMerged,
    KeyQuote,
    KeyReport,
    KeyTrap,
    locate,
)
from detente.model import Annotation, Event, Interval, Statement
from detente.model.kinds_of_acts import Kinds
from detente.record import Record
from factories import KINDS, QUADS, Act, act, annotate, find, interval, person, state

TEXT = (
    "Chile and Norway held talks in Lima on Monday. "
    "Ana Ruiz accused Norway of greed. "
    "Bo Lind refused to visit Chile. "
    "“We want peace,” Ruiz said. "
    "An envoy said that the talks were tiring."
)
ACTORS = {
    "a1": state("Chile", "CHL"),
    "a2": state("Norway", "NOR"),
    "a3": person("Ana Ruiz", "CHL"),
    "a4": person("Bo Lind", "NOR"),
    "a5": person("Norwegian envoy", "NOR"),
}
NAMED = {"a5": "An envoy"}
MONDAY = date(2012, 3, 5)

TALKS = KeyEvent(
    key="talks", report="r1", evidence="Chile and Norway held talks", types=("CONSULT",),
    actors=("CHL", "NOR"), recipients=(), date=(MONDAY, MONDAY), modality="actual", required=True,
)  # fmt: skip
GREED = KeyEvent(
    key="greed", report="r1", evidence="Ana Ruiz accused Norway of greed", types=("ACCUSE",),
    actors=("CHL: Ana Ruiz",), recipients=("NOR",), date=(MONDAY, MONDAY), modality="actual",
    required=True,
)  # fmt: skip
NO_VISIT = KeyEvent(
    key="no-visit", report="r1", evidence="Bo Lind refused to visit Chile",
    types=("CONSULT", "REJECT"), actors=("NOR: Bo Lind",), recipients=("CHL",),
    date=(MONDAY, MONDAY), modality="negated", required=False,
)  # fmt: skip
PEACE = KeyQuote(report="r1", content="We want peace,", speaker="CHL: Ana Ruiz", kind="direct")
TIRING = KeyQuote(
    report="r1", content="the talks were tiring", speaker="NOR: envoy of the king", kind="indirect"
)
KEY = AnswerKey(reports=(KeyReport("r1"),), events=(TALKS, GREED, NO_VISIT), quotes=(PEACE, TIRING))

HELD = act("held talks", "CONSULT", actors="a1 a2", date="2012-03-05")
ACCUSED = act("accused", "ACCUSE", actors="a3", recipients="a2", date="2012-03-05")


def coded(*acts: Act, said: tuple[Statement, ...] = (), text: str = TEXT) -> Annotation:
    return annotate("r1", text, actors=ACTORS, named=NAMED, events=acts, said=said)


def test_a_record_is_scored_by_what_its_own_codebook_says(tmp_path: Path) -> None:
    """What a refusal is called is the codebook's affair, and the record keeps it."""
    spurned = replace(NO_VISIT, types=("CONSULT", "SPURN"), required=True)
    path = tmp_path / "key.json"
    path.write_bytes(msgspec.json.encode(replace(KEY, events=(spurned,))))
    refused = act("refused", "REJECT", actors="a4", recipients="a1", date="2012-03-05")
    made = coded(refused)
    spurning = replace(made, events=(replace(made.events[0], type="SPURN"),))
    with Record(":memory:") as record:
        record.add([spurning])
        record.rebuild_events([])
        assert count(api.evaluate(path, record=record), "mentions") == (0, 1)
        record.rebuild_events([], kinds=Kinds(spoken={"negated": frozenset({"SPURN"})}))
        assert count(api.evaluate(path, record=record), "mentions") == (1, 1)


def test_a_record_that_keeps_no_codebook_is_scored_by_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    path.write_bytes(msgspec.json.encode(replace(KEY, events=(replace(NO_VISIT, required=True),))))
    with Record(":memory:") as record:
        record.add(
            [coded(act("refused", "REJECT", actors="a4", recipients="a1", date="2012-03-05"))]
        )
        record.rebuild_events([])
        assert count(api.evaluate(path, record=record), "mentions") == (1, 1)


def event(name: str, *mentions: str) -> Event:
    quad, number = QUADS["CONSULT"]
    return Event(
        id=name, type="CONSULT", modes=(), contexts=(), actors=(), recipients=(), date=Interval(),
        place=None, modality="actual", score=number, quad=quad,  # type: ignore[arg-type]
        mentions=tuple(("r1", mention) for mention in mentions), reports=1,
    )  # fmt: skip


def scored(*acts: Act, key: AnswerKey = KEY, **fields: Any) -> Evaluation:
    return score(key, [coded(*acts, **fields)], [], KINDS)


def count(evaluation: Evaluation, name: str) -> tuple[int, int | None]:
    figure = evaluation.figures[name]
    return figure.count, figure.of


def test_right_mentions_are_counted_of_those_required() -> None:
    found = scored(HELD, ACCUSED)
    assert count(found, "mentions") == (2, 2)
    assert count(found, "persons") == (1, 1)
    assert count(found, "beyond") == (0, None)
    assert [miss for miss in found.misses if miss.figure == "mentions"] == []


def test_nothing_coded_is_all_missed_and_nothing_beyond() -> None:
    found = scored()
    assert count(found, "mentions") == (0, 2)
    assert count(found, "beyond") == (0, None)
    miss = found.misses[0]
    assert (miss.key, miss.coded) == ("talks", ())
    assert miss.expected == "actual CONSULT, CHL + NOR > -, 2012-03-05"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"actors": "a1"}, "actors"),
        ({"actors": "a1 a2 a4", "recipients": "a1"}, "recipients"),
        ({"date": "2012-03-06"}, "interval"),
        ({"date": None}, "interval"),
        ({"date": "/2012-03-05"}, "interval"),
        ({"modality": "planned"}, "modality"),
    ],
)
def test_one_wrong_field_is_a_miss_that_says_which(changed: dict[str, Any], wrong: str) -> None:
    fields = {"actors": "a1 a2", "date": "2012-03-05"} | changed
    found = scored(act("held talks", "CONSULT", **fields), ACCUSED)
    assert count(found, "mentions") == (1, 2)
    assert count(found, "beyond") == (0, None), "a wrong answer to a required entry is its miss"
    (miss,) = (m for m in found.misses if m.key == "talks")
    assert f"wrong {wrong}" in miss.coded[0]


def test_a_wrong_type_is_a_miss_and_beyond_the_key() -> None:
    found = scored(act("held talks", "AGREE", actors="a1 a2", date="2012-03-05"), ACCUSED)
    assert count(found, "mentions") == (1, 2)
    assert count(found, "beyond") == (1, None)
    (miss,) = (m for m in found.misses if m.key == "talks")
    assert "AGREE" in miss.coded[0]


def test_the_wrong_person_of_the_right_country_is_counted_apart() -> None:
    found = scored(HELD, act("accused", "ACCUSE", actors="a1", recipients="a2", date="2012-03-05"))
    assert count(found, "mentions") == (2, 2)
    assert count(found, "persons") == (0, 1)
    assert [m.figure for m in found.misses if m.key == "greed"] == ["persons"]


def test_a_recipient_may_be_the_person_or_the_state_but_not_another_person() -> None:
    entry = replace(GREED, recipients=("NOR: Bo Lind",))
    key = replace(KEY, events=(entry,), quotes=())
    for recipient, right in (("a2", 1), ("a4", 1), ("a5", 0)):
        fields = {"actors": "a3", "recipients": recipient, "date": "2012-03-05"}
        found = scored(act("accused", "ACCUSE", **fields), key=key)
        assert count(found, "mentions") == (1, 1)
        assert count(found, "persons") == (right, 1), recipient


def test_an_entry_that_may_be_left_out_must_agree_if_coded() -> None:
    visit = {"actors": "a4", "recipients": "a1", "date": "2012-03-05"}
    for type_, modality, beyond in (
        ("CONSULT", "negated", 0),
        ("REJECT", "actual", 0),
        ("REJECT", "negated", 0),
        ("CONSULT", "actual", 1),
        ("CONSULT", "planned", 1),
    ):
        found = scored(HELD, ACCUSED, act("refused", type_, modality=modality, **visit))
        assert count(found, "beyond") == (beyond, None), (type_, modality)
        assert count(found, "optional mentions") == (1 - beyond, 1)


def test_telling_an_event_of_the_key_again_is_not_beyond_it() -> None:
    again = act("the talks were", "CONSULT", actors="a1 a2", date="2012-03-05")
    found = scored(HELD, ACCUSED, again)
    assert (found.again, count(found, "beyond")) == (1, (0, None))
    other = act("the talks were", "CONSULT", actors="a1 a2", date="2012-03-04")
    found = scored(HELD, ACCUSED, other)
    assert (found.again, count(found, "beyond")) == (0, (1, None))


def test_an_act_of_an_acceptable_type_counts_whoever_takes_part() -> None:
    other = act("held talks", "CONSULT", actors="a2", date="2012-01-01", modality="planned")
    found = scored(other, act("accused", "REJECT", actors="a3", recipients="a2"))
    assert count(found, "types") == (1, 2)
    assert count(found, "mentions") == (0, 2)
    first, second = (miss for miss in found.misses if miss.figure == "mentions")
    assert first.wrong == ("modality", "actors", "interval")
    assert second.wrong == ()


def test_a_mention_answers_one_entry() -> None:
    key = replace(KEY, events=(TALKS, replace(TALKS, key="second")))
    assert count(scored(HELD, key=key), "mentions") == (1, 2)
    twice = replace(KEY, events=(TALKS, replace(TALKS, key="second")))
    assert count(scored(HELD, HELD, key=twice), "mentions") == (2, 2)


def test_the_best_pairing_is_found_whatever_the_order() -> None:
    wide = replace(TALKS, key="wide", date=(date(2012, 3, 1), date(2012, 3, 31)))
    key = replace(KEY, events=(wide, TALKS), quotes=())
    vague = act("talks", "CONSULT", actors="a1 a2", date="2012-03-01/2012-03-20")
    for acts in ((HELD, vague), (vague, HELD)):
        assert count(scored(*acts, key=key), "mentions") == (2, 2)


def test_a_mention_elsewhere_does_not_answer() -> None:
    found = scored(act("the talks were", "CONSULT", actors="a1 a2", date="2012-03-05"), ACCUSED)
    assert count(found, "mentions") == (1, 2)


def test_an_open_beginning_is_right_only_where_the_key_says_so() -> None:
    for open_start, right in ((True, True), (False, False)):
        entry = replace(TALKS, open_start=open_start)
        assert interval_agrees(entry, interval("/2012-03-05")) is right
        assert interval_agrees(entry, interval("/2012-03-06")) is False
        assert interval_agrees(entry, interval("2012-03-05")) is True
    assert interval_agrees(replace(TALKS, open_start=True), Interval()) is False


def test_an_open_end_is_right_only_where_the_key_says_so() -> None:
    for open_end, right in ((True, True), (False, False)):
        entry = replace(TALKS, open_end=open_end)
        assert interval_agrees(entry, interval("2012-03-05/")) is right
        assert interval_agrees(entry, interval("2012-03-04/")) is False
        assert interval_agrees(entry, interval("2012-03-06/")) is False
    assert interval_agrees(replace(TALKS, open_end=True), Interval()) is False


def test_a_recipient_may_be_open_only_where_the_note_says_so() -> None:
    open_ = replace(GREED, note="the recipient may be left open")
    silent = act("accused", "ACCUSE", actors="a3", date="2012-03-05")
    for entry, right in ((open_, 1), (GREED, 0)):
        assert count(scored(silent, key=replace(KEY, events=(entry,))), "mentions")[0] == right


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Ana Ruiz", "Ana Ruiz", True),
        ("Ruiz", "Ana Ruiz", True),
        ("Ana María Ruiz", "Ana Ruiz", True),
        ("Ruiz Ana", "Ana Ruiz", True),
        ("Ana", "Ana Ruiz", False),
        ("Eva Ruiz", "Ana Ruiz", False),
        ("", "Ana Ruiz", False),
        ("José Peña", "Jose Pena", True),
    ],
)
def test_names_of_one_person(first: str, second: str, same: bool) -> None:
    assert same_person(first, second) is same
    assert same_person(second, first) is same


def said(content: str, speaker: str | None, source: str = "Ruiz said") -> Statement:
    return Statement(
        source=find(TEXT, source), cue=find(TEXT, "said"), content=(find(TEXT, content),),
        form="direct", speaker=speaker,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "words", "right"),
    [
        (said("We want peace,", "a3"), 1, 1),
        (said("We want peace", "a3"), 1, 1),
        (said("We want peace", "a4"), 1, 0),
        (said("We want peace", None), 1, 0),
        (said("peace", "a3"), 0, 0),
        (said("We want peace,” Ruiz said", "a3"), 0, 0),
    ],
)
def test_a_quotation_needs_its_words_and_its_speaker(
    statement: Statement, words: int, right: int
) -> None:
    found = scored(said=(statement,), key=replace(KEY, quotes=(PEACE,)))
    assert count(found, "quotations, words alone") == (words, 1)
    assert count(found, "quotations") == (right, 1)
    assert len([m for m in found.misses if m.figure == "quotations"]) == 1 - right


def test_somebody_of_no_known_country_agrees_with_nobody_else() -> None:
    assert KeyActor.of(": old sailors") == KeyActor(None, "old sailors")
    assert KeyActor.of("CHL") == KeyActor("CHL")
    assert str(KeyActor.of(": old sailors")) == ": old sailors"
    sailors = {"a1": person("old sailors", None), "a2": state("Norway", "NOR")}
    text = "Norway told the old sailors that nets tear. Nets rot, the old sailors said."

    def found(actor: str, speaker: str) -> Evaluation:
        entry = replace(
            GREED, evidence="Norway told", types=("REJECT",), actors=("NOR",), recipients=(actor,)
        )
        quote = KeyQuote("r1", "Nets rot", speaker, "indirect")
        key = AnswerKey(reports=(KeyReport("r1"),), events=(entry,), quotes=(quote,))
        told = act("told", "REJECT", actors="a2", recipients="a1", date="2012-03-05")
        said = Statement(None, None, (find(text, "Nets rot"),), "indirect", "a1")
        made = annotate("r1", text, actors=sailors, events=[told], said=[said])
        return score(key, [made], [], KINDS)

    right = found(": old sailors", ": sailors of the north")
    assert count(right, "mentions") == (1, 1)
    assert count(right, "quotations") == (1, 1)
    wrong = found("CHL: old sailors", "CHL: sailors of the north")
    assert count(wrong, "mentions") == (0, 1)
    assert count(wrong, "quotations") == (0, 1)


@pytest.mark.parametrize(
    ("attribution", "right"),
    [
        ("CHL: Ana Ruiz", {"a3"}),
        ("CHL: minister Ruiz", {"a3"}),
        ("NOR: old envoy", {"a5"}),
        ("NOR: Ana Ruiz", set()),
        ("CHL", {"a1"}),
        ("NOR", {"a2"}),
        (": old envoy", {"a6"}),
    ],
)
def test_who_vouches_is_the_country_alone_or_whom_the_label_says(
    attribution: str, right: set[str]
) -> None:
    """A key without a label means the state or a body of it, and no person."""
    key = replace(KEY, events=(replace(GREED, attribution=attribution),))
    actors = ACTORS | {"a6": person("envoy", None)}
    text = TEXT + " Somebody spoke to that envoy."

    def agrees(by: str) -> bool:
        accused = act("accused", "ACCUSE", actors="a3", recipients="a2", date="2012-03-05", by=by)
        named = {"a5": "An envoy", "a6": "that envoy"}
        made = annotate("r1", text, actors=actors, named=named, events=[accused])
        figure = score(key, [made], [], KINDS).figures["attributions, of those right"]
        assert figure.of == 1
        return figure.count == 1

    assert {by for by in actors if agrees(by)} == right


def test_one_statement_may_hold_two_quotations_of_the_key() -> None:
    both = Statement(
        source=None, cue=None, form="direct", speaker="a3",
        content=(find(TEXT, "We want peace,"), find(TEXT, "the talks were tiring")),
    )  # fmt: skip
    second = KeyQuote("r1", "the talks were tiring", "CHL: Ana Ruiz", "direct")
    found = scored(said=(both,), key=replace(KEY, quotes=(PEACE, second)))
    assert count(found, "quotations") == (2, 2)


@pytest.mark.parametrize(("speaker", "right"), [("a5", 1), ("a4", 0), ("a2", 0), ("a1", 0)])
def test_a_described_speaker_is_nobody_known_by_name(speaker: str, right: int) -> None:
    statement = said("the talks were tiring", speaker, "we" if speaker == "a2" else "An envoy")
    found = scored(said=(statement,), key=replace(KEY, quotes=(TIRING,)))
    assert count(found, "quotations") == (right, 1)


@pytest.mark.parametrize(
    ("never", "acts", "springs"),
    [
        ("CONSULT", [HELD], True),
        ("CONSULT", [ACCUSED], False),
        ("actual CONSULT", [HELD], True),
        ("actual CONSULT", [act("held", "CONSULT", modality="negated")], False),
        ("actual CONSULT", [act("held", "CONSULT", modality="historical")], True),
        ("planned CONSULT", [act("held", "CONSULT", modality="planned")], True),
        ("actual CONSULT by Chile", [HELD], True),
        ("actual CONSULT by Ruiz", [HELD], False),
        ("any event", [HELD], True),
        ("any event", [act("refused", "REJECT")], False),
        ("any actor", [], True),
        ("an event that has Chile as actor or recipient", [HELD], True),
        ("an event that has Fiji as actor or recipient", [HELD], False),
        (
            "an event that has Chile as actor or recipient other than background",
            [act("held", "CONSULT", actors="a1", modality="historical")],
            False,
        ),
    ],
)
def test_traps(never: str, acts: list[Act], springs: bool) -> None:
    trap = KeyTrap("r1", "Chile and Norway held talks", (never,), "because")
    found = scored(*acts, key=replace(KEY, traps=(trap,)))
    assert count(found, "traps") == (int(springs), None)
    assert bool(found.sprung) is springs


def test_a_trap_that_is_not_understood_is_an_error() -> None:
    trap = KeyTrap("r1", "held talks", ("a visit, perhaps",))
    with pytest.raises(EvaluationError, match="a visit, perhaps"):
        scored(key=replace(KEY, traps=(trap,)))


AGAIN = replace(TALKS, evidence="the talks were tiring")
TIRED = act("the talks were", "CONSULT", actors="a1 a2", date="2012-03-05")
MERGED = replace(
    KEY,
    events=(TALKS, AGAIN, GREED),
    merged=(KeyMerged("talks", ("r1",), 2), KeyMerged("greed", ("r1",), 1)),
)


@pytest.mark.parametrize(
    ("events", "right", "said"),
    [
        ([event("e1", "r1-e0", "r1-e1"), event("e2", "r1-e2")], 2, ""),
        ([event("e1", "r1-e0"), event("e3", "r1-e1"), event("e2", "r1-e2")], 1, "parted into 2"),
        ([event("e1", "r1-e0", "r1-e1", "r1-e2")], 0, "one event with greed"),
        ([], 0, "in no event"),
    ],
)
def test_an_event_is_merged_right_if_it_is_one_and_no_other_with_it(
    events: list[Event], right: int, said: str
) -> None:
    found = score(MERGED, [coded(HELD, TIRED, ACCUSED)], events)
    assert count(found, "merged") == (right, 2)
    misses = [m.coded for m in found.misses if m.figure == "merged"]
    assert len(misses) == 2 - right
    assert not said or any(said in part for coded in misses for part in coded)


def test_an_event_with_a_mention_missing_is_not_merged_right() -> None:
    found = score(MERGED, [coded(HELD, ACCUSED)], [event("e1", "r1-e0"), event("e2", "r1-e1")])
    assert count(found, "merged") == (1, 2)


def test_two_events_may_be_one_where_a_note_says_so() -> None:
    noted = replace(GREED, note="may be merged into talks")
    key = replace(MERGED, events=(TALKS, AGAIN, noted))
    found = score(key, [coded(HELD, TIRED, ACCUSED)], [event("e1", "r1-e0", "r1-e1", "r1-e2")])
    assert count(found, "merged") == (2, 2)


def test_a_report_of_the_key_that_was_not_read_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="not read: r1"):
        score(KEY, [], [], KINDS)


def test_a_report_is_known_by_its_file_name_too() -> None:
    one = coded(HELD, ACCUSED)
    moved = replace(one, report=replace(one.report, id="0123", source="far/away/r1"))
    assert count(score(KEY, [moved], [], KINDS), "mentions") == (2, 2)


def test_evidence_that_is_not_in_the_report_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="held a picnic"):
        scored(key=replace(KEY, events=(replace(TALKS, evidence="held a picnic"),)))


def test_evidence_may_run_across_lines() -> None:
    assert locate("held talks in", "They held\n talks  in Lima", "r").start == 5


def write_key(folder: Path, text: str) -> Path:
    path = folder / "key.json"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "not an answer key"),
        ('{"reports": [], "evnets": []}', "evnets"),
        ('{"reports": [], "quotes": [{"report": "x", "content": "c", "speaker": "s", '
         '"kind": "direct"}]}', '"x" is not among'),
        ('{"reports": [{"report": "x"}], "quotes": [{"report": "x", "content": "c", '
         '"speaker": ":", "kind": "direct"}]}', '":" names nobody'),
        ('{"reports": [], "merged": [{"key": "k", "reports": [], "mentions": 1}]}', "no entry"),
    ],
)  # fmt: skip
def test_a_bad_key_is_refused_with_file_and_reason(text: str, message: str, tmp_path: Path) -> None:
    path = write_key(tmp_path, text)
    with pytest.raises(EvaluationError) as refused:
        load_key(path)
    assert str(path) in str(refused.value)
    assert message in str(refused.value)


def test_a_key_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="cannot be read"):
        load_key(tmp_path / "none.json")


def test_the_key_of_the_seeds_is_understood_whole(shared: Path) -> None:
    path = shared / "gold" / "seeds" / "answer_key.json"
    key, raw = load_key(path), json.loads(path.read_text("utf-8"))
    for name in ("reports", "events", "quotes", "traps", "places", "merged"):
        assert len(getattr(key, name)) == len(raw[name])
    named = {r.report: (shared / "seeds" / r.report).read_text("utf-8") for r in key.reports}
    bare = [annotate(name, text) for name, text in named.items()]
    found = score(key, bare, [])
    assert count(found, "mentions") == (0, 23)
    assert count(found, "persons") == (0, 11)
    assert count(found, "quotations") == (0, 19)
    assert count(found, "traps") == (0, None)


def test_a_gate_names_what_is_too_low_or_too_high() -> None:
    figures = scored(HELD).figures
    assert gate(figures, {"mentions": 1}, {"beyond": 0}) == []
    assert gate(figures, {"mentions": 2}, {}) == ["mentions: 1, at least 2 demanded"]
    beyond = scored(act("refused", "AGREE")).figures
    assert gate(beyond, {}, {"beyond": 0}) == ["beyond: 1, at most 0 allowed"]
    with pytest.raises(EvaluationError, match="no figure"):
        gate(figures, {"menshuns": 1}, {})


def test_limits_are_read_from_text() -> None:
    assert limits("mentions=19,traps = 0") == {"mentions": 19, "traps": 0}
    for bad in ("mentions", "mentions=many", "=3x", "mentions=19,"):
        with pytest.raises(EvaluationError):
            limits(bad)
