"""Where reports of one event differ, both sides are kept with their words."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from detente import merging
from detente.model import Annotation, Citation, EventDate, Place
from factories import KINDS, act, annotate, find, interval, person

merge = partial(merging.merge, kinds=KINDS)

RUIZ, LIND = person("Ana Ruiz", "CHL"), person("Bo Lind", "NOR")
LIMA, CUSCO = Place("Lima", "PER", -12.05, -77.04), Place("Cusco", "PER", -13.52, -71.98)


def met(
    id: str, text: str, date: str, words: str | None = None, place: Place | None = None
) -> Annotation:
    """A report that Ruiz and Lind met; *words* of it give the date."""
    made = annotate(
        id,
        text,
        published="2012-03-07",
        actors={"a1": RUIZ, "a2": LIND},
        events=[act("met", "CONSULT", actors="a1 a2", date=date, place=place)],
    )
    if words is None:
        return made
    dated = EventDate(interval(date), find(text, words), "")
    return replace(made, events=(replace(made.events[0], date=dated),))


def test_a_day_more_or_less_is_a_disagreement_on_the_date() -> None:
    a = met("r1", "Ana Ruiz met Bo Lind on Monday.", "2012-03-05", "Monday")
    b = met("r2", "On Tuesday Ana Ruiz met Bo Lind.", "2012-03-06", "Tuesday")
    (event,) = merge([a, b])
    assert (str(event.date.earliest), str(event.date.latest)) == ("2012-03-05", "2012-03-06")
    (differs,) = event.disagreements
    assert differs.field == "date"
    assert differs.values == (
        ("2012-03-05", (Citation("r1", find(a.report.text, "Monday")),)),
        ("2012-03-06", (Citation("r2", find(b.report.text, "Tuesday")),)),
    )


def test_days_further_apart_are_two_events() -> None:
    a = met("r1", "Ana Ruiz met Bo Lind on Monday.", "2012-03-05", "Monday")
    b = met("r2", "On Thursday Ana Ruiz met Bo Lind.", "2012-03-08", "Thursday")
    assert len(merge([a, b])) == 2


def test_the_day_of_a_report_is_no_disagreement_with_a_day_in_words() -> None:
    a = met("r1", "Ana Ruiz met Bo Lind on Monday.", "2012-03-05", "Monday")
    b = met("r2", "Ana Ruiz met Bo Lind.", "2012-03-06")
    (event,) = merge([a, b])
    assert event.date == interval("2012-03-05")
    assert event.disagreements == ()


def test_one_meeting_told_of_two_places_keeps_both() -> None:
    a = met("r1", "Ana Ruiz met Bo Lind in Lima.", "2012-03-05", place=LIMA)
    b = met("r2", "In Cusco, Bo Lind was met by Ana Ruiz.", "2012-03-05", place=CUSCO)
    (event,) = merge([a, b])
    assert event.place in (LIMA, CUSCO)
    (differs,) = event.disagreements
    assert differs.field == "place"
    assert [value for value, _ in differs.values] == ["Cusco", "Lima"]


def test_place_and_day_both_other_make_another_event() -> None:
    a = met("r1", "Ana Ruiz met Bo Lind in Lima on Monday.", "2012-03-05", "Monday", LIMA)
    b = met("r2", "On Tuesday Ana Ruiz met Bo Lind in Cusco.", "2012-03-06", "Tuesday", CUSCO)
    assert len(merge([a, b])) == 2


def test_numbers_of_the_same_thing_that_differ() -> None:
    a = met("r1", "Ana Ruiz met Bo Lind for a two-hour talk and 12 ships left.", "2012-03-05")
    b = met("r2", "Ana Ruiz met Bo Lind for three hours while 1,200 ships left.", "2012-03-05")
    (event,) = merge([a, b])
    assert [(d.field, [v for v, _ in d.values]) for d in event.disagreements] == [
        ("number of hours", ["2", "3"]),
        ("number of ships", ["12", "1200"]),
    ]
    assert all(
        c.span.of({"r1": a, "r2": b}[c.report].report.text)
        for d in event.disagreements
        for _, cited in d.values
        for c in cited
    )


def test_numbers_of_different_things_do_not_disagree() -> None:
    a = met("r1", "Ana Ruiz met Bo Lind for two hours.", "2012-03-05")
    b = met("r2", "Ana Ruiz met Bo Lind with 3 aides for two hours.", "2012-03-05")
    (event,) = merge([a, b])
    assert event.disagreements == ()


def test_two_numbers_in_one_report_count_two_things() -> None:
    a = met("r1", "Ana Ruiz met Bo Lind as 2 ships came and 5 ships left.", "2012-03-05")
    b = met("r2", "Ana Ruiz met Bo Lind as 2 ships came.", "2012-03-05")
    (event,) = merge([a, b])
    assert event.disagreements == ()


def test_a_number_of_thousands_of_figures_is_none() -> None:
    text = f"Ana Ruiz met Bo Lind on {'1' * 5000} ships."
    (event,) = merge([met("r1", text, "2012-03-05"), met("r2", text, "2012-03-05")])
    assert event.disagreements == ()
