"""What somebody decided comes before all evidence, and a later decision before an earlier one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import dyad
from msgspec.structs import replace
from test_merging_growth import MOST, calls

from detente import merging
from detente.merging import Decisions, Ruling, why
from detente.merging.decisions import Name, settle
from detente.merging.disagreements import disagree, exact
from detente.model import Annotation, Event, EventDate, Interval
from detente.model.event_ids import event_id
from factories import KINDS, act, annotate, interval, person, state
from strategies import archives, intervals, rulings
from thorough import tries

merge = partial(merging.merge, kinds=KINDS)
ACTORS = {
    "ruiz": person("Ana Ruiz", "CHL"), "lind": person("Bo Lind", "NOR"),
    "oke": person("Cy Oke", "FJI"), "chl": state("Chile", "CHL"), "nor": state("Norway", "NOR"),
}  # fmt: skip


def told(
    id: str, text: str, verb: str, type_: str = "CONSULT", who: str = "ruiz lind",
    day: str = "2012-03-05", on: str | None = None, **fields: str,
) -> Annotation:  # fmt: skip
    """A report, published *on* the *day* of its one act or another."""
    known = {key: actor for key, actor in ACTORS.items() if actor.name in text}
    acts = [act(verb, type_, actors=who, date=day, **fields)]
    return annotate(id, text, published=on or day, actors=known, events=acts)


def name(annotation: Annotation) -> Name:
    return (annotation.report.id, annotation.events[0].id)


def same(*several: Annotation) -> Ruling:
    return Ruling(True, (name(several[0]),), tuple(name(one) for one in several[1:]))


def different(one: Annotation, *others: Annotation) -> Ruling:
    return Ruling(False, (name(one),), tuple(name(other) for other in others))


def groups(archive: list[Annotation], *made: Ruling) -> set[frozenset[str]]:
    """The events, each by the reports that tell of it."""
    events = merge(archive, decisions=Decisions(made))
    return {frozenset(report for report, _ in event.mentions) for event in events}


def sets(*several: str) -> set[frozenset[str]]:
    return {frozenset(one.split()) for one in several}


MET = [told(f"r{n}", f"Ana Ruiz {verb} Bo Lind over herring.", verb)
       for n, verb in enumerate(("met", "saw", "hosted", "received"))]  # fmt: skip
RAID = told("raid", "Chile raided a boat of Norway.", "raided", "ASSAULT", "chl", "2014-07-01")
FINE = told("fine", "Norway fined Chile for cod.", "fined", "COERCE", "nor", "2013-01-09")


def test_the_four_are_one_event_and_the_others_two() -> None:
    assert groups([*MET, RAID, FINE]) == sets("r0 r1 r2 r3", "raid", "fine")


def test_acts_of_two_types_and_years_are_one_event_by_decision() -> None:
    (event,) = merge([RAID, FINE], decisions=Decisions((same(RAID, FINE),)))
    assert [(d.field, [v for v, _ in d.values]) for d in event.disagreements] == [
        ("type", ["ASSAULT", "COERCE"]),
        ("who", ["Chile", "Norway"]),
        ("date", ["2013-01-09", "2014-07-01"]),
    ]
    assert event.type == "COERCE", "as many tell either; the earlier report counts"
    assert (event.score, event.modes) == (FINE.events[0].score, ())
    assert event.reports == 2


def test_a_mention_that_is_told_apart_stays_so_however_many_speak_for_it() -> None:
    made = different(MET[0], *MET[1:])
    for count in (2, 3, 4):
        assert frozenset({"r0"}) in groups(MET[:count], made)
    assert groups(MET, made) == sets("r0", "r1 r2 r3")


def test_two_that_are_told_apart_are_not_joined_by_way_of_a_third() -> None:
    found = groups(MET[:3], different(MET[0], MET[1]))
    assert not any({"r0", "r1"} <= group for group in found)
    by_decision = groups(MET[:3], different(MET[0], MET[1]), same(MET[1], MET[2]))
    assert by_decision == sets("r0", "r1 r2")


def test_a_report_that_contradicts_itself_says_so_as_one_event() -> None:
    text = "Chile raided a boat of Norway. Chile seized a boat of Norway."
    acts = [
        act(verb, "ASSAULT", actors="chl", recipients="nor", date=day)
        for verb, day in (("raided", "2014-07-01"), ("seized", "2014-07-09"))
    ]
    known = {key: ACTORS[key] for key in ("chl", "nor")}
    made = annotate("r", text, published="2014-07-10", actors=known, events=acts)
    assert len(merge([made])) == 2, "nothing is merged on ignorance"
    one, other = ((made.report.id, mention.id) for mention in made.events)
    (event,) = merge([made], decisions=Decisions((Ruling(True, (one,), (other,)),)))
    (differs,) = event.disagreements
    assert (differs.field, [day for day, _ in differs.values]) == (
        "date", ["2014-07-01", "2014-07-09"],
    )  # fmt: skip
    assert {c.span.of(text) for _, cited in differs.values for c in cited} == {"raided", "seized"}
    assert event.reports == 1


def test_who_is_joined_by_decision_takes_the_other_s_differences_along() -> None:
    """What is one event with the raid is none with whom the raid was told apart from."""
    assert groups([*MET[:2], RAID], same(MET[0], RAID)) == sets("r0 r1 raid")
    both = (same(MET[0], RAID), different(RAID, MET[1]))
    assert groups([*MET[:2], RAID], *both) == sets("r0 raid", "r1")


def test_a_later_report_joins_by_evidence_what_contradicts_within() -> None:
    """The fourth report tells of the meeting, and the meeting was decided to be the raid."""
    decided = same(MET[0], RAID)
    assert groups([*MET, RAID], decided) == sets("r0 r1 r2 r3 raid")


@pytest.mark.parametrize("later", [True, False])
def test_the_later_of_two_contradicting_decisions_holds(later: bool) -> None:
    one, other = same(RAID, FINE), different(RAID, FINE)
    first, second = (other, one) if later else (one, other)
    assert (groups([RAID, FINE], first, second) == sets("raid fine")) is later
    assert settle(Decisions((first, second))).overruled == ((1,), ())


def test_a_chain_gives_way_where_it_was_decided_first() -> None:
    a, b, c = MET[0], RAID, FINE
    made = (same(a, b), same(b, c), different(a, c))
    assert groups([a, b, c], *made) == sets("r0", "raid fine")
    assert settle(Decisions(made)).overruled == ((2,), (), ())
    made = (different(a, c), same(a, b), same(b, c))
    assert groups([a, b, c], *made) == sets("r0 raid fine")
    assert settle(Decisions(made)).overruled == ((1, 2), (), ())


def test_a_split_leaves_the_rest_of_what_was_joined() -> None:
    made = (same(MET[0], RAID, FINE), different(MET[0], RAID, FINE))
    assert groups([MET[0], RAID, FINE], *made) == sets("r0", "raid fine")


def test_a_decision_about_what_there_is_not_does_nothing() -> None:
    gone = Ruling(True, (name(RAID),), ())
    assert groups([RAID, FINE], gone, same(FINE, RAID)) == sets("raid fine")
    nobody = Ruling(True, (("r9", "m9"),), (name(RAID),))
    assert groups([RAID, FINE], nobody) == sets("raid", "fine")


def test_why_says_what_was_decided() -> None:
    decisions = Decisions((same(MET[0], RAID), different(MET[0], MET[1])))
    event = next(e for e in merge([*MET[:2], RAID], decisions=decisions) if len(e.mentions) > 1)
    found = why(event, [*MET[:2], RAID], kinds=KINDS, decisions=decisions)
    (tie,) = found.ties
    assert (tie.decided, {tie.one, tie.other}) == (True, {name(MET[0]), name(RAID)})
    assert [miss.apart for miss in found.near_misses] == ["decision"]


def test_of_what_is_told_and_denied_the_more_reports_count() -> None:
    said = {
        "a": "Chile did raid a boat off Ilo at dawn and took the nets of three fishers home.",
        "b": "No navy would raid anybody over cod, Santiago's spokeswoman told a crowded hall.",
        "c": "Sailors back in port saw nobody raid them; their hold was full and dry all week.",
        "d": "Admirals mean to raid poachers soon, a retired captain wrote in his column.",
        "e": "Plans to raid further boats were read out to lawmakers late in the evening.",
    }
    cod = {"chl": ACTORS["chl"]}

    def raid(id: str, on: str = "2012-03-06", **fields: str) -> Annotation:
        acts = [act("raid", "ASSAULT", actors="chl", date="2012-03-05", **fields)]
        return annotate(id, said[id], published=on, actors=cod, named={"chl": "a"}, events=acts)

    done, denied, more = raid("a"), raid("b", modality="negated"), raid("c", modality="negated")
    (event,) = merge([done, denied], decisions=Decisions((same(done, denied),)))
    assert event.modality == "actual", "as many; the earlier"
    assert [d.field for d in event.disagreements] == ["whether"]
    assert [v for v, _ in event.disagreements[0].values] == ["actual", "negated"]
    (event,) = merge([done, denied, more], decisions=Decisions((same(done, denied, more),)))
    assert event.modality == "negated"
    early = raid("d", "2012-03-01", modality="planned")
    (event,) = merge([done, early], decisions=Decisions((same(done, early),)))
    assert (event.modality, event.disagreements) == ("actual", ()), "a plan that came true"
    late = raid("e", "2012-03-09", modality="planned")
    (event,) = merge([done, late], decisions=Decisions((same(done, late),)))
    assert [d.field for d in event.disagreements] == ["whether"]


def test_open_ends_that_do_not_meet_allow_any_day() -> None:
    before = told("a", "Chile raided a boat.", "raided", "ASSAULT", "chl", "/2012-02-01",
                  on="2012-02-01")  # fmt: skip
    after = told("b", "Chile raided a boat.", "raided", "ASSAULT", "chl", "2012-03-05/",
                 on="2012-03-09")  # fmt: skip

    def in_words(one: Annotation) -> Annotation:
        mention = one.events[0]
        dated = EventDate(mention.date.interval, mention.trigger)
        return replace(one, events=(replace(mention, date=dated),))

    both = [in_words(before), in_words(after)]
    (event,) = merge(both, decisions=Decisions((same(*both),)))
    assert event.date == interval("/")
    assert [d.field for d in event.disagreements] == ["date"]


# Whatever is merged and decided


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[Annotation], Decisions]:
    archive = draw(archives())
    return archive, Decisions(draw(rulings(archive)))


def found(events: tuple[Event, ...]) -> dict[Name, str]:
    return {mention: event.id for event in events for mention in event.mentions}


@settings(max_examples=tries(150), deadline=None)
@given(decided())
def test_the_last_decision_holds(made: tuple[list[Annotation], Decisions]) -> None:
    archive, decisions = made
    if not decisions.rulings:
        return
    last, where = decisions.rulings[-1], found(merge(archive, decisions=decisions))
    ones, others = ({where[n] for n in side} for side in (last.one, last.other))
    assert len(ones | others) == 1 if last.same else ones.isdisjoint(others)


@settings(max_examples=tries(150), deadline=None)
@given(decided())
def test_every_decision_that_is_not_overruled_holds(
    made: tuple[list[Annotation], Decisions],
) -> None:
    archive, decisions = made
    where, overruled = found(merge(archive, decisions=decisions)), settle(decisions).overruled
    for ruling, by in zip(decisions.rulings, overruled, strict=True):
        ones, others = ({where[n] for n in side} for side in (ruling.one, ruling.other))
        held = len(ones | others) == 1 if ruling.same else ones.isdisjoint(others)
        assert held or by, "nothing is undone silently"


@settings(max_examples=tries(100), deadline=None)
@given(st.data(), decided())
def test_neither_order_nor_later_reports_undo_a_decision(
    data: st.DataObject, made: tuple[list[Annotation], Decisions]
) -> None:
    archive, decisions = made
    shuffled = data.draw(st.permutations(archive))
    whole = merge(archive, decisions=decisions)
    assert msgspec.json.encode(merge(shuffled, decisions=decisions)) == msgspec.json.encode(whole)
    counted = Counter(n for event in whole for n in event.mentions)
    assert counted == Counter((a.report.id, m.id) for a in archive for m in a.events)
    for event in whole:
        assert event.id == event_id(*event.mentions[0])
        assert 1 <= event.reports <= len({report for report, _ in event.mentions})


@settings(max_examples=tries(100), deadline=None)
@given(archives())
def test_decisions_about_nothing_change_nothing(archive: list[Annotation]) -> None:
    nobody = Decisions(
        (Ruling(True, (("x", "1"),), (("x", "2"),)), Ruling(False, (("x", "1"),), ()))
    )
    assert merge(archive, decisions=nobody) == merge(archive)


@settings(max_examples=tries(100), deadline=None)
@given(archives())
def test_who_decides_what_was_merged_anyhow_changes_nothing(archive: list[Annotation]) -> None:
    """Evidence alone comes to it; a decision that says the same parts and joins nothing."""
    events = merge(archive)
    made = [Ruling(True, e.mentions[:1], e.mentions[1:]) for e in events if len(e.mentions) > 1]
    made += [Ruling(False, a.mentions, b.mentions) for a in events for b in events if a.id < b.id]
    assert merge(archive, decisions=Decisions(tuple(made))) == events


@settings(max_examples=tries(200), deadline=None)
@given(st.lists(intervals(), min_size=1, max_size=6))
def test_exact_days_allow_nothing_beyond_what_another_allows(several: list[Interval]) -> None:
    def inside(one: Interval, other: Interval) -> bool:
        return one.within(other) == one and one.meets(other)

    found = exact(several)
    for one in several:
        assert any(inside(kept, one) for kept in found)
    assert not any(inside(a, b) for a in found for b in found if a is not b)
    assert disagree(found) == any(not a.meets(b) for a in several for b in several)


def chained(count: int) -> Decisions:
    """One mention decided about again and again, in turn one with and apart from the next."""
    names = [("r", f"m{i}") for i in range(count)]
    return Decisions(tuple(Ruling(i % 2 == 0, (names[0],), tuple(names[i : i + 3]))
                           for i in range(1, count - 3)))  # fmt: skip


def test_settling_grows_with_the_decisions() -> None:
    few, many = (calls(partial(settle, chained(count))) for count in (100, 1000))
    assert many <= MOST * few


def decided_dyad(count: int) -> Callable[[], object]:
    """A made record of *count* mentions, of which one in three was decided to be of another."""
    archive = dyad(count, days=30).annotations
    names = [(a.report.id, m.id) for a in archive for m in a.events]
    made = [Ruling(i % 2 == 0, (names[i],), (names[i + 3],))
            for i in range(0, len(names) - 4, 3)]  # fmt: skip
    return lambda: merge(archive, decisions=Decisions(tuple(made)))


def test_merging_by_decisions_grows_with_the_mentions() -> None:
    few, many = (calls(decided_dyad(count)) for count in (200, 2000))
    assert many <= MOST * few


def one_event_of_all(count: int) -> Callable[[], object]:
    """Mentions that have nothing in common, each of other people on another day."""
    archive = []
    for n in range(count):
        who = {"one": person(f"Ana R{n}", "CHL"), "two": person(f"Bo L{n}", "NOR")}
        day = f"20{10 + n // 300:02}-{1 + n % 300 // 25:02}-{1 + n % 25:02}"
        acts = [act("met", "CONSULT", actors="one two", date=day)]
        text = f"Ana R{n} met Bo L{n}."
        archive.append(annotate(f"r{n:04}", text, published=day, actors=who, events=acts))
    names = tuple((a.report.id, a.events[0].id) for a in archive)
    return lambda: merge(archive, decisions=Decisions((Ruling(True, names[:1], names[1:]),)))


def test_an_event_of_all_that_there_is_grows_with_it() -> None:
    (event,) = one_event_of_all(60)()  # type: ignore[misc]
    assert [d.field for d in event.disagreements] == ["who", "date"]
    few, many = (calls(one_event_of_all(count)) for count in (100, 1000))
    assert many <= MOST * few
