"""What befalls a land: the codebook's role ``land``."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from detente.events.codebook import Example, GroundPath
from detente.events.examples import example_report
from detente.model import Annotation
from detente.pipeline import Coder


def annotated(coder: Coder, text: str) -> Annotation:
    return next(iter(coder.annotate([example_report(Example(text=text), 1)])))


def test_shells_fired_into_a_country_are_fired_at_it(coder: Coder) -> None:
    annotation = annotated(coder, "Palestinian militants fired two rockets into Israel on Sunday.")
    (event,) = annotation.events
    (recipient,) = event.recipients
    assert annotation.actors[recipient.actor].country == "ISR"
    assert recipient.span.of(annotation.report.text) == "Israel"


def test_a_land_in_which_nothing_befalls_anybody_is_no_actor(coder: Coder) -> None:
    annotation = annotated(coder, "The French minister spoke at length in Portugal.")
    assert all(actor.country != "PRT" for actor in annotation.actors.values())


@dataclass(frozen=True)
class Told:
    """One event as countries and words: who acts, whom it befalls."""

    type: str
    actors: list[str | None]
    recipients: list[str | None]
    words: list[str]


def told(coder: Coder, text: str) -> list[Told]:
    annotation = annotated(coder, text)
    return [
        Told(
            event.type,
            [annotation.actors[p.actor].country for p in event.actors],
            [annotation.actors[p.actor].country for p in event.recipients],
            [p.span.of(text) for p in event.recipients],
        )
        for event in annotation.events
    ]


@pytest.mark.parametrize(
    ("text", "type_", "recipient"),
    [
        ("Thousands of Georgians marched in protest through the streets.", "PROTEST", "GEO"),
        ("Moroccan teachers went on strike on Monday.", "PROTEST", "MAR"),
        ("Ghana's government declared a state of emergency.", "COERCE", "GHA"),
        ("Nepalese police arrested 40 demonstrators.", "COERCE", "NPL"),
        ("Malian rebels burned down two villages.", "ASSAULT", "MLI"),
        ("Senegal lifted the curfew on Friday.", "CONCEDE", "SEN"),
    ],
)
def test_what_people_and_police_do_at_home_befalls_their_state(
    coder: Coder, text: str, type_: str, recipient: str
) -> None:
    (event,) = told(coder, text)
    assert (event.type, event.recipients) == (type_, [recipient])


@pytest.mark.parametrize(
    "text",
    [
        "Thai soldiers opened fire, killing two people.",  # an army acts abroad, too
        "Chad bombed two villages.",  # a state's force is for others, too
        "Kenyan police arrested her.",  # somebody whom the report knows
        "Chilean students marched, and the Bolivian embassy was closed.",  # another state beside
        "King Rama resigned on Friday.",
    ],
)
def test_home_is_left_open_where_the_act_may_be_meant_for_others(coder: Coder, text: str) -> None:
    assert all(country is None for event in told(coder, text) for country in event.recipients)


def test_a_town_under_curfew_is_of_the_state_that_imposed_it(coder: Coder) -> None:
    (event,) = told(coder, "Turkish authorities have imposed a curfew in the town of Mardin.")
    assert (event.actors, event.recipients) == (["TUR"], ["TUR"])
    assert event.words == ["the town of Mardin"]


def test_what_was_hit_is_cited_with_the_place_that_tells_whose_it_is(coder: Coder) -> None:
    (event,) = told(coder, "The rebels shelled an army camp in western Kabul.")
    assert (event.recipients, event.words) == (["AFG"], ["an army camp in western Kabul"])


@pytest.mark.parametrize(
    ("text", "type_", "recipient"),
    [
        ("Norway agreed to a longer mandate for the peace force in Mali.", "AGREE", "MLI"),
        ("The United Nations demanded an end to the fighting in Aleppo.", "REQUEST", "SYR"),
        ("Egypt agreed to build a hospital in Khartoum.", "AGREE", "SDN"),
    ],
)
def test_what_is_agreed_or_asked_has_a_land(
    coder: Coder, text: str, type_: str, recipient: str
) -> None:
    assert [e.recipients for e in told(coder, text) if e.type == type_] == [[recipient]]


def test_where_a_demand_is_voiced_is_not_of_whom(coder: Coder) -> None:
    events = told(coder, "Norway demanded a ceasefire in Geneva talks on Friday.")
    assert all("CHE" not in event.recipients for event in events)


def test_people_arrested_in_a_country_are_arrested_by_it(coder: Coder) -> None:
    (event,) = told(coder, "Two Swiss engineers were arrested in Peru last week.")
    assert (event.actors, event.recipients) == (["PER"], ["CHE"])


def test_a_soldier_abroad_is_not_sentenced_by_the_land_he_is_in(coder: Coder) -> None:
    events = told(coder, "A Polish soldier in Iraq has been sentenced to eight months in prison.")
    assert all("IRQ" not in event.actors for event in events)


def test_a_statement_speaks_for_those_whose_it_is(coder: Coder) -> None:
    events = told(coder, "Kenya issued a statement condemning Uganda.")
    assert [(e.type, e.actors, e.recipients) for e in events] == [("ACCUSE", ["KEN"], ["UGA"])]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Israel mounted an invasion of South Lebanon.", "LBN"),  # no town of that name elsewhere
        ("Iran began naval exercises in the Gulf.", None),  # nor a province far away
    ],
)
def test_a_part_of_a_state_is_of_that_state(coder: Coder, text: str, recipient: str | None) -> None:
    (event,) = told(coder, text)
    assert event.recipients == ([recipient] if recipient else [])


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Bolivia rejected an appeal lodged by Chile.", "REJECT", ["BOL"], ["CHL"]),
        ("Canada denounced the crimes committed by Belarus.", "ACCUSE", ["CAN"], ["BLR"]),
        ("Thousands of Eritreans have sought refuge in Sudan.", "REQUEST", ["ERI"], ["SDN"]),
        ("Egypt's army launched raids against a camp in Libya.", "ASSAULT", ["EGY"], ["LBY"]),
    ],
)
def test_who_is_meant_by_what_was_done_to_a_thing(
    coder: Coder, text: str, type_: str, actors: list[str], recipients: list[str]
) -> None:
    (event,) = told(coder, text)
    assert (event.type, event.actors, event.recipients) == (type_, actors, recipients)


def test_a_strike_called_off_after_talks_was_against_those_talked_to(coder: Coder) -> None:
    text = "Brazilian truckers called off their strike after talks with the Brazilian government."
    assert ["the Brazilian government"] in [event.words for event in told(coder, text)]


def test_a_state_that_asks_for_help_at_home_asks_it_of_nobody_known(coder: Coder) -> None:
    (event,) = told(coder, "Chad's government appealed for help for the camps in Abeche.")
    assert event.recipients == []


@pytest.mark.parametrize(
    ("text", "recipients", "words"),
    [
        (
            "Colombia is ready to contribute troops to the NATO-led force in Afghanistan.",
            ["AFG"],
            ["the NATO-led force in Afghanistan"],
        ),
        (
            "The United Nations gave food to refugees fleeing the war in Liberia.",
            ["LBR"],
            ["refugees fleeing the war in Liberia"],
        ),
        ("Spain gave blankets to help Ethiopia.", ["ETH"], ["Ethiopia"]),
        (
            "Crowds blocked roads in defiance of the Fijian authorities.",
            ["FJI"],
            ["the Fijian authorities"],
        ),
    ],
)
def test_whom_help_and_protest_reach(
    coder: Coder, text: str, recipients: list[str], words: list[str]
) -> None:
    (event,) = told(coder, text)
    assert (event.recipients, event.words) == (recipients, words)


def test_captives_are_not_of_the_land_they_were_taken_in(coder: Coder) -> None:
    events = told(coder, "Militants showed a video of ten hostages seized in Iraq.")
    assert all("IRQ" not in event.recipients for event in events)


def test_a_call_for_ones_own_troops_to_leave_is_no_ones_own(coder: Coder) -> None:
    (event,) = told(coder, "Ghana's government rejected a call for its troops to leave.")
    assert event.recipients == []


def test_two_verbs_of_one_act_are_one_event(coder: Coder) -> None:
    (event,) = told(coder, "A Danish tank opened fire and killed three Egyptian troops.")
    assert (event.actors, event.recipients) == (["DNK"], ["EGY"])


@pytest.mark.parametrize(
    "text",
    [
        "Five Danish troops were reported killed in clashes.",
        "Violence raged on, with three Danish drivers reportedly kidnapped.",
    ],
)
def test_who_is_said_to_be_killed_has_not_killed(coder: Coder, text: str) -> None:
    (event,) = told(coder, text)
    assert (event.actors, event.recipients) == ([], ["DNK"])


def test_one_of_a_people_is_somebody_of_it(coder: Coder) -> None:
    (event,) = told(coder, "Israeli soldiers shot and killed a Palestinian as he came near.")
    assert (event.actors, event.recipients) == (["ISR"], ["PSE"])


@pytest.mark.parametrize(
    ("path", "text", "recipients"),
    [
        ("land", "Russian agents spread disinformation in Lithuania.", ["LTU"]),
        ("about_land", "Norway demanded an end to the fighting in Aleppo.", ["SYR"]),
    ],
)
def test_where_a_land_is_looked_for_is_the_codebooks_to_say(
    coder: Coder, path: str, text: str, recipients: list[str]
) -> None:
    """Without its paths a role finds nobody, and no code knows of others."""
    (document,) = coder.read([example_report(Example(text=text), 1)])
    codebook = coder.events.codebook
    without = replace(codebook, roles=replace(codebook.roles, **{path: GroundPath()}))
    found = []
    for events in (coder.events, coder.events.with_codebook(without)):
        (event,) = events.with_events(document).events
        found.append([document.actors.actors[p.actor].country for p in event.recipients])
    assert found == [recipients, []]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("China's premier flew to the Paracel Islands on Monday.", [("CHN", [])]),
        ("Spain's king travelled to Morocco on Monday.", [("ESP", ["MAR"])]),
        ("Spain's king travelled home on Monday.", []),
    ],
)
def test_the_host_of_a_visit_to_land_that_several_claim_stays_open(
    coder: Coder, text: str, wanted: list[tuple[str, list[str]]]
) -> None:
    assert [(e.actors[0], e.recipients) for e in told(coder, text)] == wanted
