"""What can be proved of an undated report's day, and what cannot."""

from __future__ import annotations

from datetime import date
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from detente import merging
from detente.model import (
    Actor,
    Annotation,
    EventDate,
    Interval,
    Mention,
    Place,
    Published,
    Span,
    Statement,
    TimeMention,
)
from factories import KINDS, act, annotate, find, interval, person, state
from strategies import archives
from thorough import tries

bracket = partial(merging.bracket, kinds=KINDS)

RUIZ = person("Ana Ruiz", "CHL", "Minister for Foreign Affairs")
LIND = person("Bo Lind", "NOR", "Prime Minister")
ROCKS = Place("Far Rocks", "CHL", claimed_by=("CHL", "NOR"))
TERMS = {
    RUIZ.name: (interval("2011-09-17/2012-03-07"),),
    LIND.name: (interval("2008-05-01/2010-01-01"), interval("2011-12-01/")),
}
TEXT = (
    "Bo Lind called the November visit of Ana Ruiz to the Far Rocks an outrage on Friday. "
    "Ana Ruiz said no."
)


def terms(actor: Actor) -> tuple[Interval, ...]:
    return TERMS.get(actor.name, ())


def undated(
    value: str = "XXXX-11", text: str = TEXT, place: Place | None = ROCKS, spoken: bool = True
) -> Annotation:
    """A report without a day that tells of a visit "in November" and of a blame on a Friday."""
    month, friday = find(text, "November"), find(text, "Friday")
    said = Statement(None, None, (find(text, "no", text.index("said")),), "direct", "ruiz")
    made = annotate(
        "r0",
        text,
        actors={"ruiz": RUIZ, "lind": LIND},
        events=[
            act("visit", "CONSULT", actors="ruiz", modes="visit", place=place),
            act("called", "ACCUSE", actors="lind", recipients="ruiz"),
        ],
        said=[said] if spoken else [],
    )
    visit, called = made.events
    return replace(
        made,
        times=(
            TimeMention(month, Interval(), "DATE", value),
            TimeMention(friday, Interval(), "DATE", "XXXX-WXX-5"),
        ),
        events=(
            replace(visit, date=EventDate(Interval(), month)),
            replace(called, date=EventDate(Interval(), friday)),
        ),
    )


def dated(
    id: str = "r1", date: str = "2011-11-01/2011-11-13", modality: str = "actual"
) -> Annotation:
    return annotate(
        id,
        "The row followed this month's visit by Ana Ruiz to the Far Rocks.",
        published="2011-11-13",
        actors={"a1": RUIZ},
        events=[
            act("visit", "CONSULT", actors="a1", modes="visit", date=date, place=ROCKS,
                modality=modality)
        ],
    )  # fmt: skip


def days(published: Published) -> tuple[str | None, str | None]:
    ends = (published.earliest, published.latest)
    return tuple(end.isoformat() if end else None for end in ends)  # type: ignore[return-value]


def test_nothing_known_proves_nothing() -> None:
    proven = bracket(undated(), [])
    assert (days(proven), proven.basis) == ((None, None), "unknown")
    assert proven.reasons == (
        'what it tells of was on a Friday, "Friday" (77-83), which alone proves no day',
    )


def test_a_past_visit_that_another_report_dates_is_the_lower_bound() -> None:
    proven = bracket(undated(), [dated()])
    assert (days(proven), proven.basis) == (("2011-11-04", None), "inferred")
    assert proven.reasons[0] == (
        'it tells of "Bo Lind called the November visit of Ana Ruiz to the Far Rocks an outrage on '
        'Friday." (0-84), which is what "The row followed this month\'s visit by Ana Ruiz to the '
        'Far Rocks." (r1.txt 0-65) is, dated from 2011-11-01 to 2011-11-13; '
        "so it is not older than 2011-11-01"
    )


def test_offices_of_those_who_speak_or_act_bound_both_ends() -> None:
    proven = bracket(undated(), [], terms)
    assert (days(proven), proven.basis) == (("2011-12-02", "2012-03-07"), "inferred")
    ruiz, lind = sorted(r for r in proven.reasons if "office held" in r)
    assert "from 2011-09-17 to 2012-03-07" in ruiz
    assert "to 2010-01-01 and from 2011-12-01" in lind


def test_offices_and_past_events_together() -> None:
    proven = bracket(undated(), [dated()], terms)
    assert (days(proven), proven.basis) == (("2011-12-02", "2012-03-07"), "inferred")
    assert len(proven.reasons) == 4


def test_a_month_is_met_by_that_month_only() -> None:
    assert days(bracket(undated("XXXX-10"), [dated()])) == (None, None)
    assert days(bracket(undated(), [dated(date="2011-10-20/2011-11-13")])) == ("2011-11-04", None)
    assert days(bracket(undated("XXXX-11-09"), [dated()])) == ("2011-11-11", None)
    assert days(bracket(undated("XXXX-11-19"), [dated()])) == (None, None)


def test_of_two_visits_of_that_month_the_earlier_bounds() -> None:
    others = [dated("r1", "2011-11-20"), dated("r2", "2010-11-02")]
    assert days(bracket(undated(), others)) == ("2010-11-05", None)


def test_other_places_persons_and_things_that_were_not_prove_nothing() -> None:
    assert days(bracket(undated(place=Place("Lima", "PER")), [dated()])) == (None, None)
    assert days(bracket(undated(place=None), [dated()])) == (None, None)
    assert days(bracket(undated(), [dated(modality="planned")])) == (None, None)
    vega = replace(dated(), actors={"a1": person("Luz Vega", "CHL")})
    assert days(bracket(undated(), [vega])) == (None, None)
    chile = replace(dated(), actors={"a1": state("Chile", "CHL")})
    assert days(bracket(undated(), [chile])) == (None, None)


def test_only_stated_and_given_days_prove() -> None:
    inferred = dated()
    published = replace(inferred.report.published, basis="inferred")
    inferred = replace(inferred, report=replace(inferred.report, published=published))
    assert bracket(undated(), [inferred]).basis == "unknown"


def blamed(date: str, words: str = "called the Rocks visit of Ana Ruiz an outrage") -> Annotation:
    return annotate(
        "r1",
        f"Bo Lind {words}.",
        published="2011-12-20",
        actors={"a1": RUIZ if RUIZ.name in words else person("Luz Vega", "CHL"), "a2": LIND},
        named={} if RUIZ.name in words else {"a1": "her"},
        events=[act(words.split()[0], "ACCUSE", actors="a2", recipients="a1", date=date)],
    )


def test_the_same_accusation_on_the_same_weekday_is_a_lower_bound() -> None:
    """16 December 2011 was a Friday."""
    assert days(bracket(undated(), [blamed("2011-12-16")])) == ("2011-12-16", None)
    assert days(bracket(undated(), [blamed("2011-12-15")])) == (None, None)
    assert days(bracket(undated(), [blamed("2011-12-10/2011-12-16")])) == (None, None)
    of_nets = blamed("2011-12-16", "called the nets of Ana Ruiz a mess")
    assert days(bracket(undated(), [of_nets])) == (None, None)
    of_her = blamed("2011-12-16", "called the Rocks visit of her an outrage")
    assert days(bracket(undated(), [of_her])) == (None, None)


def test_a_sentence_that_a_dated_report_has_too_is_a_lower_bound() -> None:
    def told(id: str, published: str | None, words: str) -> Annotation:
        return annotate(
            id,
            f"Ana Ruiz sailed with {words} in a leaking boat.",
            published=published,
            actors={"a1": RUIZ},
            events=[act("sailed", "CONSULT", actors="a1", date=published)],
        )

    fish = "seven crates of frozen herring"
    known = told("r1", "2011-11-13", fish)
    assert days(bracket(told("r0", None, fish), [known])) == ("2011-11-13", None)
    assert days(bracket(told("r0", None, "nobody"), [known])) == (None, None)


def test_a_full_date_of_its_own_is_a_lower_bound() -> None:
    text = "Ana Ruiz met Bo Lind on 5 March 2011."
    made = annotate(
        "r0", text, actors={"a1": RUIZ, "a2": LIND}, events=[act("met", "CONSULT", actors="a1 a2")]
    )
    span = find(text, "5 March 2011")
    when = EventDate(interval("2011-03-05"), span)
    told = replace(made, events=(replace(made.events[0], date=when),))
    assert days(bracket(told, [])) == ("2011-03-05", None)
    planned = replace(told, events=(replace(told.events[0], modality="planned"),))
    assert days(bracket(planned, [])) == (None, None)


def test_offices_in_the_background_say_nothing_of_the_report() -> None:
    silent = undated(spoken=False)
    only_visit = replace(silent, events=silent.events[:1])
    assert bracket(only_visit, [], terms).basis == "unknown"


def test_proofs_that_contradict_each_other_prove_nothing_and_say_so() -> None:
    late = dated(date="2012-11-02")
    proven = bracket(undated(), [late], terms)
    assert (days(proven), proven.basis) == ((None, None), "unknown")
    assert "these contradict each other, so nothing is concluded from them" in proven.reasons


def test_a_copy_of_a_dated_report_is_a_hint() -> None:
    copy = annotate("r1", TEXT, published="2011-12-02")
    proven = bracket(undated(), [copy])
    assert proven.basis == "unknown"
    assert any("has the text of r1.txt, published 2011-12-02" in r for r in proven.reasons)


def test_the_report_itself_proves_nothing() -> None:
    own = undated()
    itself = replace(own, report=replace(own.report, published=dated().report.published))
    assert bracket(own, [itself]).basis == "unknown"


@settings(max_examples=tries(40), deadline=None)
@given(st.data(), archives())
def test_order_does_not_matter_and_ends_are_in_order(
    data: st.DataObject, archive: list[Annotation]
) -> None:
    shuffled = data.draw(st.permutations(archive))
    for annotation in archive:
        bare = replace(annotation, report=replace(annotation.report, published=Published()))
        proven = bracket(bare, archive)
        assert bracket(bare, shuffled) == proven
        assert proven.basis == ("inferred" if proven.earliest or proven.latest else "unknown")
        assert (proven.earliest or date.min) <= (proven.latest or date.max)
        assert proven.span is None
        assert proven.reasons or proven.basis == "unknown"


def test_a_weekday_of_the_lead_moves_the_first_day_alone() -> None:
    proven = bracket(undated(), [dated()], terms)
    assert days(proven) == ("2011-12-02", "2012-03-07")
    assert proven.reasons[-1] == (
        'what it tells of was on a Friday, "Friday" (77-83), of which the first that the rest '
        "allows is 2011-12-02 and the last 2012-03-02"
    )


def test_weekdays_that_differ_or_stand_far_down_move_nothing() -> None:
    text = TEXT.replace("said no", "said no on Monday")
    made = undated(text=text)
    monday = find(text, "Monday")
    both = replace(
        made,
        times=(*made.times, TimeMention(monday, Interval(), "DATE", "XXXX-WXX-1")),
        events=(*made.events, replace(made.events[1], date=EventDate(Interval(), monday))),
    )
    assert days(bracket(both, [dated()])) == ("2011-11-01", None)
    far = replace(undated(), sentences=tuple(Span(n, n + 1) for n in range(9)))
    assert days(bracket(far, [dated()])) == ("2011-11-01", None)


def test_a_bracket_without_such_a_weekday_is_left_as_it_is() -> None:
    days_of = {RUIZ.name: (interval("2011-12-03/2011-12-07"),)}
    proven = bracket(undated(), [], lambda actor: days_of.get(actor.name, ()))
    assert days(proven) == ("2011-12-03", "2011-12-07")
    assert proven.reasons[-1].endswith("which alone proves no day")


COUNTERPARTS = "Bo Lind and his Chilean counterpart Ana Ruiz quarrelled. Ana Ruiz said no."


def unsaid(text: str = COUNTERPARTS, wikidata: str | None = "Q1") -> Annotation:
    """A report that names Ruiz without an office, beside somebody who has one."""
    ruiz = replace(RUIZ, office=None, wikidata=wikidata)
    said = Statement(None, None, (find(text, "no", text.index("said")),), "direct", "ruiz")
    actors = {k: a for k, a in (("ruiz", ruiz), ("lind", LIND)) if a.name in text}
    return annotate("r0", text, actors=actors, said=[said])


def same_office(actor: Actor, other: Actor) -> tuple[Interval, ...]:
    held = (interval("2011-09-17/2012-03-07"),)
    return held if (actor.name, other.name) == ("Ana Ruiz", "Bo Lind") else ()


def test_a_counterpart_holds_the_others_office() -> None:
    proven = bracket(unsaid(), [], same_office=same_office)
    assert days(proven) == ("2011-09-17", "2012-03-07")
    assert "as the counterpart of Bo Lind, Prime Minister" in proven.reasons[0]


def test_who_only_stands_beside_another_proves_nothing() -> None:
    for made in (
        unsaid(COUNTERPARTS.replace("counterpart", "friend")),
        unsaid(COUNTERPARTS.replace("counterpart Ana", "counterpart. There Ana")),
        unsaid(wikidata=None),
    ):
        assert days(bracket(made, [], same_office=same_office)) == (None, None)


def test_an_office_that_only_one_of_those_named_can_hold() -> None:
    text = "The Chilean prime minister spoke. Ana Ruiz said no."
    made = unsaid(text)
    unnamed = Actor("Chilean prime minister", "person", "CHL", office="prime minister")
    words = find(text, "The Chilean prime minister")
    spoken = replace(made.statements[0], speaker="pm")
    made = replace(
        made,
        actors=made.actors | {"pm": unnamed},
        mentions=(Mention(words, "pm"), *made.mentions),
        statements=(*made.statements, spoken),
    )

    def held(actor: Actor, other: Actor) -> tuple[Interval, ...]:
        return (interval("2011-09-17/2012-03-07"),) if other.name == unnamed.name else ()

    proven = bracket(made, [], same_office=held)
    assert days(proven) == ("2011-09-17", "2012-03-07")
    assert 'as the only one that "The Chilean prime minister" (0-26) can be' in proven.reasons[0]
