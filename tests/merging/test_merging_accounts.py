"""An event's account: every value with the reports that give it, what is shown, and why."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from detente import merging
from detente.merging import Account, Decisions, Ruling
from detente.merging.accounts import Field
from detente.model import Annotation, Event, EventDate, Place
from factories import KINDS, act, annotate, find, interval, person, state
from strategies import archives, rulings
from thorough import tries

merge = partial(merging.merge, kinds=KINDS)
account = partial(merging.account, kinds=KINDS)

ACTORS = {
    "ruiz": person("Ana Ruiz", "CHL"), "lind": person("Bo Lind", "NOR"),
    "chl": state("Chile", "CHL"), "nor": state("Norway", "NOR"),
}  # fmt: skip
LIMA, PERU = Place("Lima", "PER", -12.05, -77.04), Place("Peru", "PER", geonames=3932488)


def met(
    id: str, text: str, who: str = "ruiz lind", day: str = "2012-03-05", words: str = "",
    **fields: object,
) -> Annotation:  # fmt: skip
    """A report of 7 March that some met; *words* of it give the day."""
    known = {key: actor for key, actor in ACTORS.items() if actor.name in text}
    acts = [act("met", "CONSULT", actors=who, date=day, **fields)]
    made = annotate(id, text, published="2012-03-07", actors=known, events=acts)
    if not words:
        return made
    dated = EventDate(interval(day), find(text, words))
    return replace(made, events=(replace(made.events[0], date=dated),))


def of(*archive: Annotation, decided: bool = False) -> tuple[Event, dict[str, Field]]:
    """The one event of *archive*, and the fields of its account."""
    names = [(a.report.id, a.events[0].id) for a in archive]
    made = Decisions((Ruling(True, tuple(names[:1]), tuple(names[1:])),) if decided else ())
    (event,) = merge(archive, decisions=made)
    return event, {field.name: field for field in account(event, archive).fields}


def test_less_specific_names_are_values_and_no_disagreement() -> None:
    named = met("a", "Ana Ruiz met Bo Lind.", modes="visit")
    states = met("b", "Chile met Norway in the long week of the cod.", "chl nor")
    event, fields = of(named, states, decided=True)
    who = fields["who"]
    assert (who.shown, who.why, who.disagree) == ("Ana Ruiz, Bo Lind", "most specific", False)
    assert [(v.value, v.reports) for v in who.values] == [
        ("Ana Ruiz, Bo Lind", 1), ("Chile, Norway", 1),
    ]  # fmt: skip
    kind = fields["type"]
    assert (kind.shown, kind.why) == ("CONSULT visit", "most specific")
    assert [v.value for v in kind.values] == ["CONSULT visit", "CONSULT"]
    assert "whom" not in fields
    assert event.disagreements == ()


def test_other_persons_of_one_country_are_a_disagreement_on_who() -> None:
    one = met("a", "Ana Ruiz met Bo Lind.")
    other = annotate(
        "b", "Cy Oke met Bo Lind over tea.", published="2012-03-07",
        actors={"oke": person("Cy Oke", "CHL"), "lind": ACTORS["lind"]},
        events=[act("met", "CONSULT", actors="oke lind", date="2012-03-05")],
    )  # fmt: skip
    event, fields = of(one, other, decided=True)
    (differs,) = event.disagreements
    assert (differs.field, [v for v, _ in differs.values]) == (
        "who", ["Ana Ruiz, Bo Lind", "Bo Lind, Cy Oke"],
    )  # fmt: skip
    assert fields["who"].disagree
    assert fields["who"].shown == "Ana Ruiz, Bo Lind, Cy Oke"


@pytest.mark.parametrize(
    ("days", "shown", "why"),
    [
        ((("2012-03-05", ""), ("2012-03-05", "")), "2012-03-05", "only value"),
        ((("2012-03-05", "Monday"), ("2012-03", "")), "2012-03-05", "days in words"),
        ((("2012-03-05", ""), ("2012-03", "")), "2012-03-05", "common days"),
        (
            (("2012-03-05", "Monday"), ("2012-03-06", "Tuesday")),
            "2012-03-05/2012-03-06", "all days",
        ),
    ],
)  # fmt: skip
def test_the_days_that_are_shown_say_why(
    days: tuple[tuple[str, str], ...], shown: str, why: str
) -> None:
    texts = ("On Monday Ana Ruiz met Bo Lind.", "In short, on Tuesday Bo Lind met Ana Ruiz.")
    told = [met(id, text, day=day, words=words)
            for id, text, (day, words) in zip("ab", texts, days, strict=True)]  # fmt: skip
    _, fields = of(*told, decided=True)
    assert (fields["date"].shown, fields["date"].why) == (shown, why)


def test_the_nearest_place_is_shown() -> None:
    one = met("a", "Ana Ruiz met Bo Lind in Lima.", place=LIMA)
    other = met("b", "Bo Lind met Ana Ruiz in the hills of Peru.", place=PERU)
    _, fields = of(one, other)
    assert (fields["place"].shown, fields["place"].why) == ("Lima", "nearest place")
    assert not fields["place"].disagree


def test_numbers_that_disagree_stand_side_by_side() -> None:
    one = met("a", "Ana Ruiz met Bo Lind as 12 ships left.")
    other = met("b", "With 40 ships gone, Bo Lind met Ana Ruiz.")
    _, fields = of(one, other)
    ships = fields["number of ships"]
    assert (ships.shown, ships.why, ships.disagree) == (None, "none is chosen", True)
    assert [v.value for v in ships.values] == ["12", "40"]


def test_copies_of_one_text_count_once() -> None:
    text = "Ana Ruiz met Bo Lind in a hall above the harbour where the cod boats of both lie."
    event, fields = of(met("a", text), met("b", text))
    assert event.copies == (("a", "b"),)
    (who,) = fields["who"].values
    assert (who.reports, len({c.report for c in who.citations})) == (1, 2)


@st.composite
def accounts(draw: st.DrawFn) -> list[tuple[Event, Account, list[Annotation]]]:
    archive = draw(archives())
    events = merge(archive, decisions=Decisions(draw(rulings(archive))))
    return [(event, account(event, archive), archive) for event in events]


@settings(max_examples=tries(100), deadline=None)
@given(accounts())
def test_an_account_keeps_to_its_event(made: list[tuple[Event, Account, list[Annotation]]]) -> None:
    for event, told, archive in made:
        texts = {a.report.id: a.report.text for a in archive}
        ours = {report for report, _ in event.mentions}
        fields = {field.name: field for field in told.fields}
        assert len(fields) == len(told.fields)
        assert {d.field for d in event.disagreements} <= fields.keys()
        assert {f.name for f in told.fields if f.disagree} == {d.field for d in event.disagreements}
        assert fields["whether"].shown == event.modality
        assert (fields["type"].shown or "").split() == [event.type, *event.modes]
        for field in told.fields:
            assert len({one.value for one in field.values}) == len(field.values) > 0
            assert (field.why == "only value") <= (len(field.values) == 1)
            for one in field.values:
                assert 1 <= one.reports <= event.reports
                assert {c.report for c in one.citations} <= ours
                assert all(c.span.of(texts[c.report]) for c in one.citations)
