"""What forbids that two mentions are one event, and what speaks for it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from detente.merging.compare import Verdict, compare
from detente.merging.content_words import alike, content, copies, runs, stem
from detente.merging.measures import shipped
from detente.merging.mention_facts import Told, tell
from detente.model import Annotation, EventDate, Place, Span
from factories import KINDS, act, annotate, find, interval, person, state
from strategies import archives
from thorough import tries

EVERYONE = {
    "chl": state("Chile", "CHL"),
    "nor": state("Norway", "NOR"),
    "fij": state("Fiji", "FJI"),
    "ruiz": person("Ana Ruiz", "CHL"),
    "lind": person("Bo Lind", "NOR"),
    "un": replace(state("Harbour Union", "IGO"), kind="organisation"),
    "eu": replace(state("Lighthouse Board", "IGO"), kind="organisation"),
}
NAMES = "Chile Norway Fiji Ana Ruiz Bo Lind Harbour Union Lighthouse Board"
LIMA, CUSCO = Place("Lima", "PER"), Place("Cusco", "PER")
PERU = Place("Peru", "PER")
DAY = "2012-03-05"


def told(
    type_: str = "CONSULT",
    words: str = "gathered",
    report: str = "r1",
    hard: bool = False,
    published: str | None = DAY,
    **fields: Any,
) -> Told:
    """One mention in a report of two sentences; *words* are its clause."""
    text = f"{words}.\n{NAMES} and Peru."
    made = annotate(
        report,
        text,
        published=published,
        actors=EVERYONE | {"per": state("Peru", "PER")},
        events=[act(words.split()[0], type_, **{"date": DAY, **fields})],
    )
    (mention,) = made.events
    if hard:
        mention = replace(mention, date=EventDate(mention.date.interval, Span(0, 1)))
    (found,) = tell(replace(made, events=(mention,)), shipped(), KINDS)
    return found


def verdict(one: Told, other: Told, copied: bool = False) -> Verdict:
    found = compare(one, other, lambda a, b: copied, shipped())
    assert found == compare(other, one, lambda a, b: copied, shipped())
    return found


def joined(one: Told, other: Told) -> bool:
    return verdict(one, other).strength > 0


BOTH = {"actors": "chl nor"}


def test_a_meeting_of_the_same_on_the_same_day_is_firm() -> None:
    found = verdict(told(**BOTH), told(report="r2", **BOTH))
    assert found.allowed
    assert found.firm
    assert found.strength > 0.5


@pytest.mark.parametrize(
    "other",
    [
        {"type_": "AGREE", **BOTH},
        {"modality": "negated", **BOTH},
        {"modality": "planned", **BOTH},
        {"actors": "chl nor fij"},
        {"actors": "chl fij"},
        {"date": "2012-03-08", **BOTH},
        {"date": "2012-04", **BOTH},
    ],
)
def test_what_forbids(other: dict[str, Any]) -> None:
    assert not verdict(told(**BOTH), told(report="r2", **other)).allowed


def test_modes_of_which_none_is_common_forbid() -> None:
    visit = told(modes="visit", **BOTH)
    assert not verdict(visit, told(report="r2", modes="phone", **BOTH)).allowed
    assert verdict(visit, told(report="r2", modes="visit phone", **BOTH)).allowed
    assert verdict(visit, told(report="r2", **BOTH)).allowed


def test_what_took_place_may_be_told_later_as_history() -> None:
    assert joined(told(**BOTH), told(report="r2", modality="historical", **BOTH))


def test_roles_count_in_acts_of_one_on_another_and_not_in_meetings() -> None:
    def two(type_: str, **fields: Any) -> bool:
        one = told(type_, "mocked the crooked harpoon", actors="chl", recipients="nor", **fields)
        other = told(
            type_, "mocked the crooked harpoon", "r2", actors="nor", recipients="chl", **fields
        )
        return verdict(one, other).allowed

    assert not two("ACCUSE")
    assert not two("CONSULT", modes="visit")
    assert two("CONSULT")


def test_part_of_the_recipients_may_be_told() -> None:
    words = "mocked the crooked harpoon"
    one = told("ACCUSE", words, actors="chl", recipients="nor fij")
    assert joined(one, told("ACCUSE", words, "r2", actors="chl", recipients="nor"))
    assert joined(one, told("ACCUSE", words, "r2", actors="chl"))
    assert not verdict(one, told("ACCUSE", words, "r2", actors="fij", recipients="nor")).allowed


def test_organisations_without_a_country_are_sides_of_their_own() -> None:
    assert not verdict(told(actors="un chl"), told(report="r2", actors="eu chl")).allowed
    assert joined(told(actors="un chl"), told(report="r2", actors="un chl"))


def test_days_in_words_may_differ_by_one_between_reports_and_not_within() -> None:
    meeting = {"actors": "ruiz lind"}
    monday = told(hard=True, **meeting)
    tuesday = {"date": "2012-03-06", "hard": True, **meeting}
    assert joined(monday, told(report="r2", **tuesday))
    assert not verdict(monday, told(**tuesday)).allowed
    assert not verdict(monday, told(report="r2", hard=True, date="2012-03-07", **meeting)).allowed
    # The day of a report, in no words, says less: two days more or less are no difference.
    assert joined(monday, told(report="r2", date="2012-03-07", **meeting))
    assert not verdict(monday, told(report="r2", date="2012-03-08", **meeting)).allowed


def test_two_who_met_in_two_places_met_once_and_that_is_doubtful() -> None:
    pair = {"actors": "ruiz lind"}
    found = verdict(told(place=LIMA, **pair), told(report="r2", place=CUSCO, **pair))
    assert found.strength > 0
    assert found.doubtful
    assert not found.firm


def test_states_alone_are_not_enough_for_another_day() -> None:
    monday = told(hard=True, **BOTH)
    found = verdict(monday, told(report="r2", hard=True, date="2012-03-06", **BOTH))
    assert found.doubtful
    assert not found.strength


def test_states_that_met_on_two_days_met_twice() -> None:
    """Neither day is in words: each is its report's, and states meet often."""
    one, next_day = told(**BOTH), {"date": "2012-03-06", **BOTH}
    assert not joined(one, told(report="r2", **next_day))
    assert joined(one, told(**next_day))
    assert joined(told(place=LIMA, **BOTH), told(report="r2", place=LIMA, **next_day))


def test_a_month_joins_persons_and_not_states() -> None:
    assert joined(
        told(actors="ruiz lind", place=LIMA),
        told(report="r2", actors="ruiz lind", place=LIMA, date="2012-03"),
    )
    assert not joined(told(**BOTH), told(report="r2", date="2012-03", **BOTH))


def test_longer_than_a_month_joins_states_only_if_words_say_so() -> None:
    talks = {"actors": "chl nor", "place": LIMA, "modes": "multilateral"}
    long = {"date": "2012-01-01/2012-06-30", "report": "r2", **talks}
    nets = "gathered about torn nets"
    assert not joined(told(words=nets, **talks), told(words=nets, **long))
    assert joined(told(words=nets, **talks), told(words=nets, hard=True, **long))


def test_a_visit_told_without_a_day_is_the_one_that_is_known() -> None:
    visit = {"actors": "ruiz", "modes": "visit", "place": LIMA}
    known = told(**visit)
    assert joined(known, told(report="r2", **visit | {"date": "/2013-01-01"}))
    assert not joined(known, told(report="r2", **visit | {"date": None}))
    assert not joined(known, told(report="r2", **visit | {"date": "/2013-01-01", "place": None}))
    assert not joined(known, told(report="r2", **visit | {"date": "/2013-01-01", "modes": ""}))
    in_peru = visit | {"place": PERU}
    assert not joined(told(**in_peru), told(report="r2", **in_peru | {"date": "/2013-01-01"}))
    # Of two of which neither has a day, nobody knows.
    two = {"date": "/2013-01-01", "report": "r2"}
    assert not joined(told(**visit | {"date": "/2012-12-01"}), told(**visit | two))


def test_a_weekday_without_a_date_is_no_other_weekday() -> None:
    """5 March 2012 was a Monday."""

    def on(weekday: int, report: str = "r2") -> Told:
        months = {"date": "2012-01-01/2012-06-30", "actors": "ruiz lind", "place": LIMA}
        return replace(told(report=report, hard=True, **months), weekday=weekday)

    monday = told(actors="ruiz lind", place=LIMA)
    assert joined(monday, on(1))
    assert not verdict(monday, on(2)).allowed
    assert not verdict(on(1, "r3"), on(2)).allowed


def test_a_country_holds_its_towns_and_two_towns_differ() -> None:
    at_lima = told(place=LIMA, **BOTH)
    assert not joined(at_lima, told(report="r2", place=CUSCO, **BOTH))
    assert not verdict(at_lima, told(place=CUSCO, **BOTH)).allowed
    assert joined(at_lima, told(report="r2", place=PERU, **BOTH))
    assert not joined(at_lima, told(report="r2", place=Place("Bergen", "NOR"), **BOTH))


def test_one_contested_place_has_many_names() -> None:
    one = Place("Far Rocks", "CHL", claimed_by=("CHL", "NOR"))
    other = Place("Fjern", "CHL", claimed_by=("NOR", "CHL"))
    assert joined(told(place=one, **BOTH), told(report="r2", place=other, **BOTH))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("pledged a fishery board", "pledged such a fishery board", True),
        ("pledged to form a joint fishery board", "pledged that such a board helps", True),
        ("pledged to improve ties", "pledged to boost ties", False),
        ("pledged to improve bilateral ties", "pledged to improve bilateral ties", True),
        ("pledged nets, ropes, hooks and a buoy to children",
         "pledged ropes while old sailors sang hoarse shanties", False),
    ],
)  # fmt: skip
def test_agreements_are_told_by_what_they_are_about(one: str, other: str, same: bool) -> None:
    assert joined(told("AGREE", one, **BOTH), told("AGREE", other, "r2", **BOTH)) == same


def test_a_stock_phrase_restates_nothing() -> None:
    one, other = (told("AGREE", "pledged ties", report, **BOTH) for report in ("r1", "r2"))
    assert not joined(one, other)


def test_a_sentence_that_a_copy_prints_needs_no_day() -> None:
    one = told(date=None, actors="ruiz lind")
    other = told(report="r2", date=None, actors="ruiz lind")
    assert verdict(one, other, copied=True).firm
    assert not joined(one, other)


@settings(max_examples=tries(40), deadline=None)
@given(archives(3))
def test_a_verdict_is_the_same_from_both_sides(archive: list[Annotation]) -> None:
    mentions = [t for a in archive for t in tell(a, shipped(), KINDS)]
    for one in mentions:
        for other in mentions:
            verdict(one, other)


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in (
        "improve improves improved improving improvement",
        "agree agrees agreed agreement",
        "discuss discusses discussed discussion discussions",
        "policy policies",
        "board boards",
        "Japan Japan's Japan`s Japan’s",
    ):
        assert len({stem(word) for word in forms.split()}) == 1, forms
    others = ["commission", "committee", "visit", "vista", "nation", "nature"]
    assert len({stem(word) for word in others}) == len(others)


def test_content_leaves_out_grammar_and_what_is_masked() -> None:
    text = "She told Chile that the boats had been taken."
    assert content(text, Span(0, len(text)), [find(text, "Chile")]) == {"boat"}
    assert content(text, find(text, "Chile")) == {"chil"}


def test_likeness_goes_from_nothing_to_all() -> None:
    assert alike(frozenset(), frozenset()) == 0
    assert alike(frozenset({"boat"}), frozenset({"boat"})) == 1
    assert 0 < alike(frozenset({"boat", "ti"}), frozenset({"ti", "net"})) < 0.2


def test_copies_share_most_of_the_shorter_text() -> None:
    words = [f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(200)]
    whole, cut = " ".join(words), " ".join(words[:60])
    other = " ".join(words[:30] + [w + "x" for w in words[30:]])
    table = shipped().copies

    def copied(one: str, two: str) -> bool:
        return copies(runs(one, table), runs(two, table), table)

    assert copied(whole, cut)
    assert copied(whole, "Updated today! " + whole.upper())
    assert not copied(whole, other)
    assert not copied("", whole)


def test_an_interval_at_the_ends_of_the_calendar_can_be_compared() -> None:
    last = told(date="9999-12-30/9999-12-31", **BOTH)
    first = told(report="r2", date="0001-01-01", **BOTH)
    assert not verdict(last, first).allowed
    assert interval("9999-12-30/9999-12-31").known


@pytest.mark.parametrize(
    ("other", "one_act"),
    [
        ({}, True),
        ({"date": "2012-03-06"}, False),  # on another day
        ({"signal": "ACCUSE/call-bad"}, False),  # by another word, of another thing
        ({"recipients": "nor"}, False),  # to a state, which accuses five times a day
        ({"hard": False}, False),  # on a day that no words give
    ],
)
def test_what_one_person_did_to_another_on_one_day_is_one_act(
    other: dict[str, Any], one_act: bool
) -> None:
    same = {"actors": "ruiz", "recipients": "lind", "signal": "ACCUSE/protest", "hard": True}
    one = told("ACCUSE", "protested at whaling", **same)
    assert joined(one, told("ACCUSE", "protested loudly", "r2", **same | other)) is one_act
