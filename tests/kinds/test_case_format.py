"""The format of cases is read as it is described, and its wants ask what they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from case_format import CaseError, Coded, Tally, load, merged, read, run, shown, tallies, want
from kind_floors import KindFloors, LoweredShare, floor, page, read_page, repin_kinds

from detente.errors import EvaluationError
from detente.model import Place, Statement
from detente.pipeline import Coder
from factories import act, annotate, find, person, state

TEXT = (
    "Ana Ruiz of Chile met Norway in Lima. Peru did not accuse Chile. Bo Lind said it would rain."
)
LIMA = Place("Lima", "PER")
ACTORS = {
    "a1": person("Ana Ruiz", "CHL"),
    "a2": state("Norway", "NOR"),
    "a3": state("Peru", "PER"),
    "a4": state("Chile", "CHL"),
    "a5": person("Bo Lind", None),
}
EVENTS = [
    act("met", "CONSULT", actors="a1 a2", date="2012-03-05", place=LIMA, modality="historical"),
    act("accuse", "ACCUSE", actors="a3", recipients="a4", date="/2012-03-06", modality="negated"),
]
SAID = Statement(
    source=find(TEXT, "Bo Lind"), cue=find(TEXT, "said"), content=(find(TEXT, "it would rain"),),
    form="indirect", speaker="a5", kinds=("claim",),
)  # fmt: skip
READ = Coded((annotate("r", TEXT, actors=ACTORS, events=EVENTS, said=[SAID]),))


@pytest.mark.parametrize(
    "text",
    [
        "CONSULT",
        "CONSULT actual",
        "CONSULT historical CHL+NOR>-",
        "CONSULT/AGREE * NOR>*",
        "ACCUSE negated PER>CHL",
        "ACCUSE unreal",
        "not ACCUSE actual",
        "not CONSULT * *>NOR",
        "not CONSULT * ->*",
        "not * * PRT>*",
        "who Ana = CHL",
        "who Lind = -",
        "who Bolivia = -",
        "name Ana = ruiz",
        "name Bolivia = -",
        "without ACCUSE Norway",
        "date CONSULT = 2012-03-05..2012-03-05",
        "date ACCUSE = ..2012-03-06",
        "day CONSULT < 2012-03-01..2012-03-31",
        "open ACCUSE",
        "open-or-by CONSULT 2012-03-05",
        "open-or-by ACCUSE 2000-01-01",
        "place CONSULT = lim",
        "place ACCUSE = -",
        "said it would = Lind",
        "said it did = -",
        "kind rain = claim",
        "events CONSULT = 0",
    ],
)
def test_what_is_there_is_found(text: str) -> None:
    assert want(text).holds(READ)


@pytest.mark.parametrize(
    "text",
    [
        "AGREE",
        "CONSULT unreal",
        "CONSULT planned",
        "CONSULT actual CHL+PER>*",
        "CONSULT actual CHL>NOR",
        "ACCUSE actual PER>CHL",
        "ACCUSE * PER>-",
        "not CONSULT actual",
        "not * negated PER>*",
        "who Ana = -",
        "who Lind = CHL",
        "who Bolivia = BOL",
        "name Ana = Lind",
        "name Ana = -",
        "without CONSULT Norway",
        "date CONSULT = 2012-03-05..",
        "day CONSULT < 2012-03-06..2012-03-31",
        "day ACCUSE < 2012-03-01..2012-03-31",
        "open CONSULT",
        "open-or-by CONSULT 2012-03-04",
        "place CONSULT = -",
        "place ACCUSE = Lima",
        "said it would = Ruiz",
        "said it would = -",
        "kind rain = denial",
        "events CONSULT = 1",
    ],
)
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert not want(text).holds(READ)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("2012-03-05 | Chile met Norway.", "no day and text"),
        ("5 March | Chile met Norway. | CONSULT", "Invalid isoformat"),
        ("- | Chile met Norway. | ;", "nothing is wanted"),
        ("- | Chile met Norway. | consult", "no type of event"),
        ("- | Chile met Norway. | CONSULT perhaps", 'no modality "perhaps"'),
        ("- | Chile met Norway. | CONSULT actual Chile>Norway", "is not A>B"),
        ("- | Chile met Norway. | CONSULT actual CHL>NOR *", "is not TYPE MODALITY"),
        ("- | Chile met Norway. | who Chile = Chile", "is no country"),
        ("- | Chile met Norway. | who Chile", "has no value"),
        ("- | Chile met Norway. | date CONSULT = 2012-03-05", "is not FIRST..LAST"),
        ("- | Chile met Norway. | day CONSULT < 2012-03-05..", "leaves an end open"),
        ("- | Chile met Norway. | without CONSULT", "is not TYPE WORDS"),
        ("- | Chile met Norway. | kind met = boast", "no kind of statement"),
        ("- | Chile met Norway. | events CONSULT = one", "invalid literal"),
        ("= CONSULT", "closed by one line"),
        ("+ - | Chile met Norway.\n- | Peru met Chile. | CONSULT", "closed by one line"),
    ],
)
def test_a_line_that_is_no_case_is_an_error_that_names_it(
    tmp_path: Path, line: str, says: str
) -> None:
    path = tmp_path / "own.cases"
    path.write_text(f"# kind: own\n{line}\n", "utf-8")
    with pytest.raises(CaseError, match=says) as error:
        load(path)
    assert f"own.cases:{line.count(chr(10)) + 2}: " in str(error.value)


def test_a_case_without_a_kind_and_one_without_an_end_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "own.cases"
    path.write_text("- | Chile met Norway. | CONSULT\n", "utf-8")
    with pytest.raises(CaseError, match="# kind"):
        load(path)
    path.write_text("# kind: own\n+ - | Chile met Norway.\n", "utf-8")
    with pytest.raises(CaseError, match="lacks its line"):
        load(path)


def test_cases_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "own.cases"
    path.write_text(
        "# kind: one\n# a remark\n\n"
        "2012-03-05 | A | B met.\\nC too. | CONSULT ; not AGREE\n"
        "# kind: another\n+ - | One.\n+ 2012-03-06 | Two.\n= events CONSULT = 1\n",
        "utf-8",
    )
    first, second = load(path)
    assert first.reports == ((date(2012, 3, 5), "A | B met.\nC too."),)
    assert [one.text for one in first.wants] == ["CONSULT", "not AGREE"]
    assert (first.name, first.kind) == ("own:4", "one")
    assert second.reports == ((None, "One."), (date(2012, 3, 6), "Two."))
    assert (second.name, second.kind) == ("own:8", "another")
    assert [one.merges for one in (*first.wants, *second.wants)] == [False, False, True]


def test_cases_are_coded_and_merged(tmp_path: Path) -> None:
    told = "+ 2014-05-02 | Kenya's president met the president of Uganda in Kampala on Thursday.\n"
    path = tmp_path / "own.cases"
    path.write_text(
        f"# kind: own\n{told}{told}= events CONSULT = 1 ; CONSULT actual KEN+UGA>*\n"
        "2014-05-02 | Peru condemned Chile. | ACCUSE actual PER>CHL ; CONSULT\n",
        "utf-8",
    )
    coder = Coder.load()
    outcomes = run(coder, load(path))
    assert [[one.text for one in outcome.unmet] for outcome in outcomes] == [[], ["CONSULT"]]
    assert tallies(outcomes) == {"own": Tally(1, 2)}
    assert any(line.startswith("ACCUSE actual Peru[PER]") for line in shown(outcomes[1].coded))
    (first, second) = load(path)
    (event,) = merged(coder, read([first]).values())
    assert (event.type, len(event.mentions)) == ("CONSULT", 2)
    assert list(read([second])) == ["own:5/0"]


def test_a_case_that_cannot_be_read_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "own.cases"
    path.write_text("# kind: own\n- | \x00 | not CONSULT\n", "utf-8")
    (outcome,) = run(Coder.load(), load(path))
    assert [one.text for one in outcome.unmet] == ["not CONSULT"]


OLD = KindFloors({"one": 0.5}, {"one": 0.25})


def test_a_share_is_pinned_to_the_hundredth_below() -> None:
    assert [floor(Tally(*t)) for t in ((2, 3), (0, 7), (7, 7), (11, 20))] == [0.66, 0.0, 1.0, 0.55]


def test_pinning_raises_floors_and_takes_new_kinds() -> None:
    found = {"kinds": {"one": Tally(3, 5), "two": Tally(1, 4)}, "unread": {"one": Tally(1, 4)}}
    new = repin_kinds(OLD, found)
    assert new == KindFloors({"one": 0.6, "two": 0.25}, {"one": 0.25})
    assert new.unexplained(OLD) == []


@pytest.mark.parametrize("kinds", [{"one": Tally(2, 5)}, {"other": Tally(5, 5)}])
def test_pinning_lowers_no_floor_without_a_reason(kinds: dict[str, Tally]) -> None:
    found = {"kinds": kinds, "unread": {"one": Tally(1, 4)}}
    with pytest.raises(EvaluationError, match="--lower REASON"):
        repin_kinds(OLD, found)
    new = repin_kinds(OLD, found, "a case was wrong")
    assert new.lowered == (
        LoweredShare("kinds", "one", new.kinds.get("one", 0.0), "a case was wrong"),
    )
    assert new.unexplained(OLD) == []
    assert KindFloors(new.kinds, new.unread).unexplained(OLD) == ["kinds: one"]


def test_a_page_of_floors_is_written_as_it_is_read() -> None:
    reason = LoweredShare("unread", 'the "two" sides', 0.1, "said so")
    floors = KindFloors({"ahead, not yet": 0.5}, {'the "two" sides': 0.1}, (reason,))
    assert read_page(page(["# head"], floors)) == floors
    with pytest.raises(EvaluationError, match="not a page of floors"):
        read_page("kinds = 3")
