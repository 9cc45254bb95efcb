"""Which mentions are one event, by example."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace

from detente import merging
from detente.model import Annotation, Event, EventDate, Place, Span, TimeMention
from factories import KINDS, act, annotate, find, interval, person, state

merge = partial(merging.merge, kinds=KINDS)

CHILE, NORWAY = state("Chile", "CHL"), state("Norway", "NOR")
RUIZ, LIND = person("Ana Ruiz", "CHL"), person("Bo Lind", "NOR")
VEGA, DAHL = person("Luz Vega", "CHL"), person("Per Dahl", "NOR")
ROCKS = Place("Far Rocks", "CHL", claimed_by=("CHL", "NOR"))
LIMA, CUSCO = Place("Lima", "PER", -12.05, -77.04), Place("Cusco", "PER", -13.52, -71.98)
EVERYONE = {
    "chl": CHILE, "nor": NORWAY, "ruiz": RUIZ, "lind": LIND, "vega": VEGA, "dahl": DAHL,
}  # fmt: skip


def report(id: str, text: str, *events: object, published: str | None = "2012-03-05") -> Annotation:
    """An annotation whose actors are those of EVERYONE whom the text names."""
    present = {key: actor for key, actor in EVERYONE.items() if actor.name in text}
    return annotate(id, text, published=published, actors=present, events=events)  # type: ignore[arg-type]


def groups(*annotations: Annotation) -> list[list[str]]:
    """The merged mentions as words of their triggers, by event."""
    triggers = {
        (a.report.id, m.id): m.trigger.of(a.report.text) for a in annotations for m in a.events
    }
    return sorted(sorted(triggers[m] for m in event.mentions) for event in merge(annotations))


def only(*annotations: Annotation) -> Event:
    events = merge(annotations)
    assert len(events) == 1, [e.mentions for e in events]
    return events[0]


DAY = {"date": "2012-03-05"}
BOTH = {"actors": "chl nor", **DAY}


def test_talks_told_by_headline_lead_and_ministers_are_one_meeting() -> None:
    a = report(
        "r1",
        "Chile, Norway fish talks fail\nTalks between Chile and Norway over cod broke up.\n"
        "The long meeting of Ana Ruiz and Bo Lind was frosty.\nThe negotiations brought nothing.",
        act("talks", "CONSULT", **BOTH),
        act("Talks", "CONSULT", **BOTH, place=LIMA),
        act("meeting", "CONSULT", actors="ruiz lind", **DAY),
        act("negotiations", "CONSULT", actors="ruiz lind", **DAY),
    )
    event = only(a)
    assert [actor.name for actor in event.actors] == ["Ana Ruiz", "Bo Lind"]
    assert event.place == LIMA
    assert (event.reports, len(event.mentions)) == (1, 4)


def test_a_talk_of_other_persons_is_another_meeting() -> None:
    a = report(
        "r1",
        "Ana Ruiz met Bo Lind.\nLuz Vega saw Per Dahl.",
        act("met", "CONSULT", actors="ruiz lind", **DAY),
        act("saw", "CONSULT", actors="vega dahl", **DAY),
    )
    assert groups(a) == [["met"], ["saw"]]


def test_a_meeting_of_states_between_two_of_their_ministers_is_none_of_both() -> None:
    a = report(
        "r1",
        "Chile and Norway consulted.\nAna Ruiz met Bo Lind.\nLuz Vega saw Per Dahl.",
        act("consulted", "CONSULT", **BOTH),
        act("met", "CONSULT", actors="ruiz lind", **DAY),
        act("saw", "CONSULT", actors="vega dahl", **DAY),
    )
    assert groups(a) == [["consulted"], ["met"], ["saw"]]


def test_a_meeting_on_another_subject_is_another_meeting_in_one_report() -> None:
    a = report(
        "r1",
        "Chile and Norway held talks on the rocks.\nChile and Norway discussed trade.",
        act("talks", "CONSULT", **BOTH, contexts="territory diplomatic"),
        act("discussed", "CONSULT", **BOTH, contexts="economic diplomatic"),
    )
    assert groups(a) == [["discussed"], ["talks"]]


def test_talks_and_what_else_was_discussed_are_two_if_they_share_no_subject() -> None:
    """The meeting of the ministers, which says no subject, is told in the words of the talks."""
    a = report(
        "r1",
        "Chile and Norway held talks on lonely rocks.\nThe meeting of Ana Ruiz and Bo Lind ended.\n"
        "Chile and Norway discussed pipelines under glaciers.",
        act("talks", "CONSULT", **BOTH, signal="talks"),
        act("meeting", "CONSULT", actors="ruiz lind", **DAY, signal="talks"),
        act("discussed", "CONSULT", **BOTH, signal="discuss"),
    )
    assert groups(a) == [["discussed"], ["meeting", "talks"]]


def test_talks_and_what_was_discussed_are_one_if_they_share_the_subject() -> None:
    a = report(
        "r1",
        "Chile and Norway held talks on lonely rocks.\nChile and Norway discussed rocks and seals.",
        act("talks", "CONSULT", **BOTH, signal="talks"),
        act("discussed", "CONSULT", **BOTH, signal="discuss"),
    )
    assert groups(a) == [["discussed", "talks"]]


def test_two_places_are_not_joined_by_a_report_without_one() -> None:
    a = report("r1", "Chile met Norway.", act("met", "CONSULT", **BOTH, place=LIMA))
    b = report("r2", "Chile saw Norway.", act("saw", "CONSULT", **BOTH, place=CUSCO))
    c = report("r3", "Chile hosted Norway.", act("hosted", "CONSULT", **BOTH))
    assert len(groups(a, b, c)) == 2
    assert not any({"met", "saw"} <= set(group) for group in groups(a, b, c))


def test_an_aide_who_came_along_is_named_beside_the_minister() -> None:
    aide = {"aide": person("senior aide", "CHL")}
    a = annotate(
        "r1",
        "Ana Ruiz and a senior aide met Bo Lind.",
        published="2012-03-05",
        actors={"ruiz": RUIZ, "lind": LIND} | aide,
        events=[act("met", "CONSULT", actors="ruiz aide lind", **DAY)],
    )
    b = annotate(
        "r2",
        "A senior aide saw Bo Lind.",
        published="2012-03-05",
        actors={"lind": LIND} | aide,
        events=[act("saw", "CONSULT", actors="aide lind", **DAY)],
    )
    assert [x.name for x in only(a).actors] == ["Ana Ruiz", "senior aide", "Bo Lind"]
    assert [x.name for x in only(b).actors] == ["senior aide", "Bo Lind"]


def test_a_minister_who_is_named_twice_had_one_meeting_whatever_its_subjects() -> None:
    a = report(
        "r1",
        "Ana Ruiz and Bo Lind spoke of rocks.\nAna Ruiz and Bo Lind met on trade.",
        act("spoke", "CONSULT", actors="ruiz lind", **DAY, contexts="territory"),
        act("met", "CONSULT", actors="ruiz lind", **DAY, contexts="economic"),
    )
    assert groups(a) == [["met", "spoke"]]


@pytest.mark.parametrize("modality", ["planned", "negated", "conditional", "hypothetical"])
def test_what_did_not_happen_is_never_part_of_what_did(modality: str) -> None:
    a = report(
        "r1",
        "Ana Ruiz met Bo Lind.\nAna Ruiz might see Bo Lind.",
        act("met", "CONSULT", actors="ruiz lind", **DAY),
        act("see", "CONSULT", actors="ruiz lind", **DAY, modality=modality),
    )
    assert groups(a) == [["met"], ["see"]]


def test_a_lead_that_is_told_again_is_one_event() -> None:
    a = report(
        "r1",
        "Chile and Norway agreed today to work to improve ties after a spat over cod.\n"
        "Chile and Norway settled on Monday to work to improve ties after a spat over cod.",
        act("agreed", "AGREE", **BOTH),
        act("settled", "AGREE", **BOTH),
    )
    assert groups(a) == [["agreed", "settled"]]


def test_two_agreements_of_a_day_are_two_if_they_share_stock_words_only() -> None:
    a = report(
        "r1",
        "Chile and Norway agreed to work to improve ties after a spat over cod.\n"
        "Ana Ruiz and Bo Lind consented to move forward with ties.\n"
        "Chile and Norway settled that every opportunity be taken to improve bilateral ties.",
        act("agreed", "AGREE", **BOTH),
        act("consented", "AGREE", actors="ruiz lind", **DAY),
        act("settled", "AGREE", **BOTH),
    )
    assert groups(a) == [["agreed"], ["consented"], ["settled"]]


def test_a_refusal_and_the_words_that_refused_are_one_event() -> None:
    a = report(
        "r1",
        "Chile turned down a Norwegian proposal of Norway to form a joint fishery board.\n"
        "Ana Ruiz answered that such a board would not be useful to her.",
        act("turned down", "REJECT", actors="chl", recipients="nor", **DAY),
        act("answered", "REJECT", actors="ruiz", recipients="nor", **DAY),
    )
    event = only(a)
    assert [x.name for x in event.actors] == ["Ana Ruiz"]
    assert [x.name for x in event.recipients] == ["Norway"]


def test_accusations_of_different_things_are_different_events() -> None:
    a = report(
        "r1",
        "Chile accused Norway of extreme behaviour.\nChile blamed Norway for stolen nets.",
        act("accused", "ACCUSE", actors="chl", recipients="nor", **DAY),
        act("blamed", "ACCUSE", actors="chl", recipients="nor", **DAY),
    )
    assert groups(a) == [["accused"], ["blamed"]]


def test_who_accuses_whom_matters() -> None:
    a = report(
        "r1",
        "Chile accused Norway of stealing cod.\nNorway blamed Chile for stealing cod.",
        act("accused", "ACCUSE", actors="chl", recipients="nor", **DAY),
        act("blamed", "ACCUSE", actors="nor", recipients="chl", **DAY),
    )
    assert groups(a) == [["accused"], ["blamed"]]


def test_a_visit_to_contested_islands_is_one_in_two_reports() -> None:
    early = report(
        "r1",
        "The row followed this month's visit by Ana Ruiz to the Far Rocks.",
        act("visit", "CONSULT", actors="ruiz", modes="visit", date="2012-03-01/2012-03-14",
            place=ROCKS),
        published="2012-03-14",
    )  # fmt: skip
    late = report(
        "r2",
        "Bo Lind called the March trip by Ana Ruiz an outrage.",
        act("trip", "CONSULT", actors="ruiz", modes="visit", date="2012-03", place=ROCKS),
        published="2012-06-01",
    )
    event = only(early, late)
    assert (str(event.date.earliest), str(event.date.latest)) == ("2012-03-01", "2012-03-14")
    assert event.place == ROCKS
    assert event.reports == 2
    assert event.disagreements == ()


def test_a_month_that_holds_two_visits_says_which_of_neither() -> None:
    visit = {"actors": "ruiz", "modes": "visit", "place": ROCKS}
    a = report("r1", "Ana Ruiz came.", act("came", "CONSULT", **visit, date="2012-03-02"))
    b = report("r2", "Ana Ruiz returned.", act("returned", "CONSULT", **visit, date="2012-03-20"))
    c = report("r3", "Ana Ruiz made a trip.", act("trip", "CONSULT", **visit, date="2012-03"))
    assert groups(a, b, c) == [["came"], ["returned"], ["trip"]]
    assert groups(a, c) == [["came", "trip"]]


def test_meetings_of_different_days_are_different() -> None:
    a = report("r1", "Ana Ruiz met Bo Lind.", act("met", "CONSULT", actors="ruiz lind", **DAY))
    b = report(
        "r2",
        "Ana Ruiz saw Bo Lind.",
        act("saw", "CONSULT", actors="ruiz lind", date="2012-03-12"),
        published="2012-03-12",
    )
    assert groups(a, b) == [["met"], ["saw"]]


def test_a_meeting_of_three_is_not_that_of_two_of_them() -> None:
    fiji = {"fij": state("Fiji", "FJI"), "chl": CHILE, "nor": NORWAY}
    a = annotate(
        "r1",
        "Chile, Norway and Fiji met.\nChile saw Norway.",
        published="2012-03-05",
        actors=fiji,
        events=[act("met", "CONSULT", actors="chl nor fij", **DAY), act("saw", "CONSULT", **BOTH)],
    )
    assert groups(a) == [["met"], ["saw"]]


def test_places_far_apart_make_two_events_and_near_ones_one() -> None:
    port = Place("Callao", "PER", -12.06, -77.15)
    one = act("raided", "ASSAULT", actors="chl", recipients="nor", **DAY, place=LIMA)

    def other(place: Place) -> Annotation:
        struck = act("struck", "ASSAULT", actors="chl", recipients="nor", **DAY, place=place)
        return report("r2", "Chile struck Norway.", struck)

    a = report("r1", "Chile raided Norway.", one)
    assert groups(a, other(CUSCO)) == [["raided"], ["struck"]]
    assert groups(a, other(port)) == [["raided", "struck"]]


def test_an_unknown_actor_is_compatible_with_a_known_one_about_the_same_thing() -> None:
    a = report(
        "r1",
        "A bullet was posted to the mission of Norway.\nChile mailed the bullet to Norway.",
        act("posted", "ASSAULT", recipients="nor", **DAY),
        act("mailed", "ASSAULT", actors="chl", recipients="nor", **DAY),
    )
    event = only(a)
    assert [x.name for x in event.actors] == ["Chile"]


def test_acts_without_any_known_participant_stay_apart() -> None:
    a = report(
        "r1",
        "A bullet was posted to the old lighthouse.\nThe bullet was mailed to the old lighthouse.",
        act("posted", "ASSAULT", **DAY),
        act("mailed", "ASSAULT", **DAY),
    )
    assert groups(a) == [["mailed"], ["posted"]]


def test_undated_talks_of_one_report_are_one_event() -> None:
    a = report(
        "r1",
        "Talks of Chile and Norway ended.\nThe meeting of Ana Ruiz and Bo Lind was frosty.",
        act("Talks", "CONSULT", actors="chl nor"),
        act("meeting", "CONSULT", actors="ruiz lind"),
        published=None,
    )
    event = only(a)
    assert not event.date.known


def test_undated_acts_of_two_reports_are_not_taken_for_one() -> None:
    def undated(id: str, word: str) -> Annotation:
        words = f"Ana Ruiz {word} Bo Lind in the north of the cold country about cod and herring."
        return report(id, words, act(word, "CONSULT", actors="ruiz lind"), published=None)

    assert groups(undated("r1", "met"), undated("r2", "saw")) == [["met"], ["saw"]]
    assert groups(undated("r1", "met"), undated("r2", "met")) == [["met", "met"]]


def test_a_copy_of_a_report_counts_once() -> None:
    text = (
        "Ana Ruiz met Bo Lind in Lima on Monday to speak of cod and herring and of much else "
        "besides, and both left without a word to those who had waited in the rain for hours."
    )
    met = act("met", "CONSULT", actors="ruiz lind", **DAY)
    own = report("r3", "Bo Lind saw Ana Ruiz.", act("saw", "CONSULT", actors="lind ruiz", **DAY))
    copied = report("r2", "Wire: " + text + " More later.", met)
    event = only(report("r1", text, met), copied, own)
    assert len(event.mentions) == 3
    assert event.reports == 2


def test_ids_stay_when_later_reports_come() -> None:
    first = report("r5", "Ana Ruiz met Bo Lind.", act("met", "CONSULT", actors="ruiz lind", **DAY))
    later = report(
        "r1",
        "Ana Ruiz saw Bo Lind.",
        act("saw", "CONSULT", actors="ruiz lind", **DAY),
        published="2012-03-06",
    )
    assert only(first).id == only(later, first).id


def test_confidence_grows_with_independent_reports_only() -> None:
    met = act("met", "CONSULT", actors="ruiz lind", **DAY, confidence=0.5, type_confidence=0.8)
    saw = act("saw", "CONSULT", actors="ruiz lind", **DAY, confidence=0.4, type_confidence=0.9)
    one = report("r1", "Ana Ruiz met Bo Lind.\nAna Ruiz saw Bo Lind.", met, saw)
    other = report("r2", "Bo Lind was seen when Ana Ruiz met him.", met)
    assert (only(one).confidence, only(one).type_confidence) == (0.5, 0.9)
    assert (only(one, other).confidence, only(one, other).type_confidence) == (0.75, 0.98)


def bracketed(*days: tuple[str, str | None]) -> Annotation:
    """An undated report whose day was proved to be in some months; *days* name the acts' days."""
    words = ["Talks", "met", "conferred"][: len(days)]
    text = "\n".join(
        f"{word} of Chile and Norway{f' on {day}' if day else ''}."
        for word, (_, day) in zip(words, days, strict=True)
    )
    made = report(
        "r1",
        text,
        *(
            act(word, "CONSULT", actors="chl nor", date=when)
            for word, (when, _) in zip(words, days, strict=True)
        ),
        published="2012-01-01/2012-03-07",
    )
    dated = [
        replace(
            m,
            date=EventDate(
                replace(m.date.interval, precision="day" if day else "unknown"),
                find(text, day) if day else None,
            ),
        )
        for m, (_, day) in zip(made.events, days, strict=True)
    ]
    return replace(made, events=tuple(dated))


def test_a_weekday_of_a_bracketed_report_is_the_day_of_its_other_acts() -> None:
    soft, friday = ("2012-01-01/2012-03-07", None), ("2011-12-30/2012-03-02", "Friday")
    assert groups(bracketed(soft, friday)) == [["Talks", "met"]]
    monday = ("2012-01-02/2012-03-05", "Monday")
    assert groups(bracketed(friday, monday)) == [["Talks"], ["met"]]


def test_a_bracketed_report_tells_not_which_talks_of_those_months_it_means() -> None:
    undated = bracketed(("2012-01-01/2012-03-07", None))
    other = report("r2", "Chile saw Norway.", act("saw", "CONSULT", **BOTH))
    assert groups(undated, other) == [["Talks"], ["saw"]]


def test_a_meeting_told_from_both_sides_has_both_as_actors() -> None:
    a = report(
        "r1",
        "Ana Ruiz met Bo Lind.",
        act("met", "CONSULT", actors="ruiz", recipients="lind", **DAY),
    )
    b = report(
        "r2",
        "Bo Lind saw Ana Ruiz.",
        act("saw", "CONSULT", actors="lind", recipients="ruiz", **DAY),
    )
    event = only(a, b)
    assert {x.name for x in event.actors} == {"Ana Ruiz", "Bo Lind"}
    assert event.recipients == ()


def test_history_of_what_was_told_as_news_is_actual() -> None:
    a = report("r1", "Ana Ruiz met Bo Lind.", act("met", "CONSULT", actors="ruiz lind", **DAY))
    b = report(
        "r2",
        "Ana Ruiz saw Bo Lind.",
        act("saw", "CONSULT", actors="ruiz lind", modality="historical", modes="visit", **DAY),
        published="2019-01-01",
    )
    assert only(a, b).modality == "actual"
    assert only(b).modality == "historical"


def test_a_firm_pair_does_not_carry_a_third_that_is_forbidden() -> None:
    """A meeting without a subject is of one of two subjects, which stay two."""
    a = report(
        "r1",
        "Chile and Norway gathered.\nChile and Norway spoke of rocks.\nChile and Norway on trade.",
        act("gathered", "CONSULT", **BOTH),
        act("spoke", "CONSULT", **BOTH, contexts="territory"),
        act("on trade", "CONSULT", **BOTH, contexts="economic"),
    )
    assert len(groups(a)) == 2
    assert not any({"spoke", "on trade"} <= set(group) for group in groups(a))


def headlined(id: str, text: str, *events: object) -> Annotation:
    """A report whose first line is its headline."""
    made = report(id, text, *events)
    return replace(made, report=replace(made.report, headline_span=Span(0, text.index("\n"))))


def test_a_headline_tells_the_act_of_its_lead() -> None:
    blame = {"actors": "chl", "recipients": "nor", **DAY}
    a = headlined(
        "r1",
        "Chile lashes out at Norway\nChile accused Norway of theft.\nThe sea was calm.\n"
        "Chile scolded Norway for greed.",
        act("lashes", "ACCUSE", **blame),
        act("accused", "ACCUSE", **blame),
        act("scolded", "ACCUSE", **blame),
    )
    assert groups(a) == [["accused", "lashes"], ["scolded"]]


def test_a_headline_tells_nothing_of_what_stands_far_below() -> None:
    blame = {"actors": "chl", "recipients": "nor", **DAY}
    a = headlined(
        "r1",
        "Chile lashes out at Norway\nThe sea lay calm.\nGulls cry.\nChile scolded Norway for greed",
        act("lashes", "ACCUSE", **blame),
        act("scolded", "ACCUSE", **blame),
    )
    assert groups(a) == [["lashes"], ["scolded"]]


def test_a_headline_does_not_join_two_accusations() -> None:
    blame = {"actors": "chl", "recipients": "nor", **DAY}
    a = headlined(
        "r1",
        "Chile lashes out at Norway over theft and greed\n"
        "Chile accused Norway of theft.\nChile scolded Norway for greed.",
        act("lashes", "ACCUSE", **blame),
        act("accused", "ACCUSE", **blame),
        act("scolded", "ACCUSE", **blame),
    )
    assert len(groups(a)) == 2
    assert not any({"accused", "scolded"} <= set(group) for group in groups(a))


def recalled(id: str, text: str, day: str, *words: str) -> Annotation:
    """A report with a headline if it has two lines; *day* stands in its text."""
    made = annotate(
        id,
        text,
        published="2012-03-08",
        actors={"chl": CHILE, "nor": NORWAY}
        | ({"envoy": person("Ida Moe", "CHL")} if "Ida Moe" in text else {}),
        events=[
            act(word, "COERCE", actors="chl", recipients="nor", modes="withdraw", date=day)
            for word in words
        ],
    )
    dated = EventDate(interval(day), find(text, day))
    headline = Span(0, text.index("\n")) if "\n" in text else None
    return replace(
        made,
        events=tuple(replace(m, date=dated) for m in made.events),
        times=(TimeMention(find(text, day), interval(day), "DATE", day),),
        report=replace(made.report, headline_span=headline),
    )


def test_an_envoy_who_is_named_in_both_tells_that_a_recall_is_one() -> None:
    """A day apart in words, which stays as a disagreement, and in a headline that says little."""
    first = recalled(
        "r1",
        "Chile calls envoy home from Norway\nChile recalled Ida Moe from Norway on 2012-03-05.",
        "2012-03-05",
        "calls",
        "recalled",
    )
    other = recalled(
        "r2", "On 2012-03-06 Chile withdrew Ida Moe from Norway.", "2012-03-06", "withdrew"
    )
    event = only(first, other)
    assert [d.field for d in event.disagreements] == ["date"]
    assert len(event.mentions) == 3
    nobody = recalled("r2", "On 2012-03-06 Chile withdrew from Norway.", "2012-03-06", "withdrew")
    assert groups(first, nobody) == [["calls", "recalled"], ["withdrew"]]


def test_a_trip_without_a_day_does_not_blur_days_that_are_known() -> None:
    """Two reports disagree on the day; that of a third, "by June", is no further disagreement."""
    visit = {"actors": "ruiz", "modes": "visit", "place": ROCKS}

    def told(id: str, word: str, date: str, words: str) -> Annotation:
        made = report(
            id,
            f"Ana Ruiz {word} to the lonely northern shore {words}.",
            act(word, "CONSULT", **visit, date=date),
            published="2012-06-01",
        )
        dated = EventDate(interval(date), find(made.report.text, words))
        return replace(made, events=(replace(made.events[0], date=dated),))

    first = told("r1", "came", "2012-03-05", "on Monday")
    second = told("r2", "went", "2012-03-06", "on Tuesday")
    third = told("r3", "travelled", "/2012-06-01", "since then")
    assert only(first, third).date == interval("2012-03-05")
    event = only(first, second, third)
    assert [[value for value, _ in d.values] for d in event.disagreements] == [
        ["2012-03-05", "2012-03-06"]
    ]
    assert (str(event.date.earliest), str(event.date.latest)) == ("2012-03-05", "2012-03-06")


def test_two_known_trips_leave_one_without_a_day_alone() -> None:
    visit = {"actors": "ruiz", "modes": "visit", "place": ROCKS}
    a = report("r1", "Ana Ruiz came.", act("came", "CONSULT", **visit, date="2012-03-05"))
    b = report("r2", "Ana Ruiz returned.", act("returned", "CONSULT", **visit, date="2012-05-05"))
    c = report("r3", "Ana Ruiz made a trip.", act("trip", "CONSULT", **visit, date="/2012-06-01"))
    assert groups(a, b, c) == [["came"], ["returned"], ["trip"]]


def told_on(id: str, day: str, words: str, verb: str) -> Annotation:
    """A report of a meeting on a day in words."""
    made = report(
        id, f"Ana Ruiz {verb} Bo Lind {words} on {day}.",
        act(verb, "CONSULT", actors="ruiz lind", date=day), published="2012-03-08",
    )  # fmt: skip
    dated = EventDate(interval(day), find(made.report.text, day))
    return replace(made, events=(replace(made.events[0], date=dated),))


def test_a_day_that_two_reports_give_is_no_slip_of_one() -> None:
    """One report can be a day off; where two give either day, there were two meetings."""
    first = told_on("r1", "2012-03-05", "in the harbour", "met")
    second = told_on("r2", "2012-03-06", "among fishers", "saw")
    assert [d.field for d in only(first, second).disagreements] == ["date"]
    more = [
        told_on("r3", "2012-03-05", "over smoked herring", "received"),
        told_on("r4", "2012-03-06", "under lanterns", "hosted"),
    ]
    assert groups(first, second, *more) == [["hosted", "saw"], ["met", "received"]]


def test_a_text_printed_again_with_another_day_tells_of_another_meeting() -> None:
    words = "in the cold northern harbour to speak of cod, herring and the price of torn nets"
    same = told_on("r1", "2012-03-05", words, "met"), told_on("r2", "2012-03-06", words, "met")
    assert len(merge(same)) == 2
