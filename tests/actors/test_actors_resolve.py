"""Mentions resolved on a date, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.actors import ActorTables, resolve
from detente.document import Document
from detente.language import Parser
from detente.model import Report, Span
from detente.naming import with_names
from tests.actors.conftest import Read
from thorough import tries

Reader = Callable[..., Read]


# -- persons and offices ---------------------------------------------------------------------------


def test_a_titled_name_is_the_person_of_the_tables(read: Reader) -> None:
    text = "French Foreign Minister Alain Juppe flew to Ankara on Monday."
    (actor,) = read(text, "2011-11-17").actors("French Foreign Minister Alain Juppe")
    assert (actor.name, actor.country, actor.cow) == ("Alain Juppé", "FRA", 220)
    assert (actor.kind, actor.sectors) == ("person", ("GOV",))
    assert actor.office == "Minister of Foreign Affairs"
    assert actor.wikidata


def test_the_office_is_the_one_held_on_the_reports_date(read: Reader) -> None:
    text = "Vladimir Putin spoke to reporters after the meeting."
    assert [a.office for a in read(text, "2010-05-20").actors("Vladimir Putin")] == [
        "Prime Minister"
    ]
    assert [a.office for a in read(text, "2014-05-20").actors("Vladimir Putin")] == ["President"]


def test_an_undated_report_takes_the_office_from_the_words(read: Reader) -> None:
    text = "Prime Minister Vladimir Putin met President Dmitry Medvedev."
    result = read(text)
    (putin,) = result.actors("Prime Minister Vladimir Putin")
    (medvedev,) = result.actors("President Dmitry Medvedev")
    assert (putin.country, putin.office) == ("RUS", "Prime Minister")
    assert (medvedev.country, medvedev.office) == ("RUS", "President")


def test_an_office_without_a_name_is_its_holder_on_the_day(read: Reader) -> None:
    text = "The British foreign secretary criticised the new sanctions."
    assert read(text, "2011-06-01").names("The British foreign secretary") == ["William Hague"]
    assert read(text, "2017-06-01").names("The British foreign secretary") == ["Boris Johnson"]


def test_an_office_on_an_unknown_day_stays_unnamed(read: Reader) -> None:
    text = "The British foreign secretary criticised the new sanctions."
    (actor,) = read(text).actors("The British foreign secretary")
    assert (actor.name, actor.country, actor.sectors) == (
        "British foreign secretary", "GBR", ("GOV",),
    )  # fmt: skip


def test_an_office_is_first_sought_in_the_report(read: Reader) -> None:
    text = (
        "Norwegian Foreign Minister Ada Bergstrand arrived in Oslo on Friday.\n"
        "The Norwegian foreign minister said she was glad."
    )
    result = read(text, "2011-06-01")
    assert result.names("The Norwegian foreign minister") == ["Ada Bergstrand"]


def test_a_former_office_is_held_no_more(read: Reader) -> None:
    text = "Former German Chancellor Helmut Kohl criticised the plan."
    (actor,) = read(text, "2005-03-01").actors("Former German Chancellor Helmut Kohl")
    assert (actor.name, actor.country, actor.sectors) == ("Helmut Kohl", "DEU", ("ELI",))


def test_an_unknown_person_keeps_what_the_words_give(read: Reader) -> None:
    text = "Chilean Defence Ministry spokesman Raul Quintanilla denied the report."
    (actor,) = read(text, "2011-06-01").actors(
        "Chilean Defence Ministry spokesman Raul Quintanilla"
    )
    assert (actor.name, actor.country) == ("Raul Quintanilla", "CHL")
    assert actor.office == "Defence Ministry spokesman"
    assert actor.wikidata is None
    assert "GOV" in actor.sectors


def test_an_apposition_tells_who_somebody_is(read: Reader) -> None:
    text = "Ada Bergstrand, the Norwegian trade minister, rejected the offer."
    (actor,) = read(text, "2011-06-01").actors("Ada Bergstrand")
    assert (actor.country, actor.office) == ("NOR", "trade minister")


def test_a_surname_is_the_full_name_of_the_report(read: Reader) -> None:
    text = (
        "Lavrov warns Ankara\n"
        "Russian Foreign Minister Sergey Lavrov warned Turkey on Monday.\n"
        "Lavrov said the talks had failed."
    )
    result = read(text, "2012-10-10")
    assert result.names("Lavrov") == ["Sergei Lavrov"]
    assert result.names("Lavrov", 3) == ["Sergei Lavrov"]


def test_a_name_of_another_country_is_not_the_person_of_the_tables(read: Reader) -> None:
    text = "Chilean teacher Sergei Lavrov won the prize."
    result = read(text, "2012-10-10")
    assert all(a.wikidata is None for a in result.actors("Chilean teacher Sergei Lavrov"))


def test_a_country_that_is_a_first_name_is_no_state(read: Reader) -> None:
    text = "Actor Denzel Washington met Chad Miller in Paris."
    countries = {a.country for a in read(text).reading.actors.values()}
    assert not countries & {"USA", "TCD", "FRA"}


# -- cities, seats and lands -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "city", "acting"),
    [
        ("Ankara accused Athens of provocation.", "Ankara", True),
        ("Ankara accused Athens of provocation.", "Athens", True),
        ("The minister arrived in Ankara.", "Ankara", False),
        ("He made a visit to Ankara last week.", "Ankara", False),
        ("The president visited Ankara.", "Ankara", False),
        ("Rockets hit Damascus overnight.", "Damascus", False),
        ("The talks between Ankara and Athens collapsed.", "Athens", True),
        ("The embassy delivered a warning to Ankara.", "Ankara", True),
        ("Ankara's proposal was rejected.", "Ankara", True),
        ("Residents fled Ankara's suburbs.", "Ankara", False),
    ],
)
def test_a_city_is_a_government_where_it_acts(
    read: Reader, text: str, city: str, acting: bool
) -> None:
    assert bool(read(text).actors(city)) == acting


def test_a_city_that_acts_is_the_state(read: Reader) -> None:
    result = read("Turkey sent troops. Ankara denied it.")
    assert result.names("Ankara") == ["Turkey"]


def test_a_seat_of_government_acts_for_its_state(read: Reader) -> None:
    (actor,) = read("The Kremlin rejected the offer.").actors("The Kremlin")
    assert (actor.name, actor.country, actor.kind) == ("Kremlin", "RUS", "government")


def test_a_land_is_no_actor_where_things_are_in_it(read: Reader) -> None:
    assert read("The crisis in Sudan deepened.").actors("Sudan") == []
    assert read("Sudan expelled the envoys.").countries("Sudan") == ["SDN"]


def test_a_state_of_the_past_is_what_carries_it_on(read: Reader) -> None:
    (actor,) = read("The Soviet Union invaded Afghanistan.").actors("The Soviet Union")
    assert (actor.name, actor.country, actor.cow) == ("Soviet Union", "RUS", 365)


def test_a_name_of_several_states_stays_open(read: Reader) -> None:
    assert read("Congo expelled the envoys.").actors("Congo") == []
    text = "Kinshasa protested. Congo expelled the envoys."
    assert read(text).countries("Congo") == ["COD"]


def test_a_slip_in_a_long_name_is_forgiven(read: Reader) -> None:
    assert read("Kirghzitan expelled the envoys.").actors("Kirghzitan") == []
    assert read("Azerbaijdan expelled the envoys.").countries("Azerbaijdan") == ["AZE"]
    assert read("Venezeula expelled the envoys.").countries("Venezeula") == ["VEN"]
    assert read("Columbia expelled the students.").actors("Columbia") == []


def test_rebels_are_of_the_land_they_are_in(read: Reader) -> None:
    assert read("Rebels in Nepal laid down their arms.").countries("Rebels") == ["NPL"]
    assert read("Settlers in Nepal laid down their arms.").countries("Settlers") == [None]


def test_ethnic_kin_are_not_of_the_state(read: Reader) -> None:
    result = read("Ethnic Albanians demanded a vote.")
    assert "ALB" not in {a.country for a in result.reading.actors.values()}


def test_a_president_of_no_named_country_is_not_the_reports(read: Reader) -> None:
    text = "Moroccan diplomats met President Barack Obama in the garden."
    assert read(text).countries("President Barack Obama") == ["USA"]
    text = "Moroccan diplomats met President Zebulon Quark in the garden."
    assert read(text).countries("President Zebulon Quark") == [None]


def test_a_nationality_in_a_phrase_names_the_state(read: Reader) -> None:
    result = read("Berlin turned down a Turkish proposal.")
    assert result.countries("Turkish") == ["TUR"]
    assert result.actors("a Turkish proposal") == []


def test_a_hyphen_makes_another_word_of_a_nationality(read: Reader) -> None:
    result = read("An anti-American crowd marched past the bank.")
    assert "USA" not in {a.country for a in result.reading.actors.values()}


# -- bodies and kinds of people --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("Egyptian police arrested him.", "Egyptian police", "EGY", ("COP",)),
        ("Troops from Chad crossed over.", "Troops", "TCD", ("MIL",)),
        ("Japanese lawmakers voted.", "Japanese lawmakers", "JPN", ("LEG",)),
        ("Protesters burned a flag.", "Protesters", None, ("CVL",)),
        ("NATO condemned the attack.", "NATO", "IGO", ("MIL",)),
        ("The U.N. condemned the attack.", "The U.N.", "UNO", ()),
        ("The European Union condemned it.", "The European Union", "EUR", ()),
        ("Hezbollah fired rockets.", "Hezbollah", "LBN", ("REB", "PTY")),
        ("Al-Qaeda claimed the attack.", "Al-Qaeda", "IMG", ("REB",)),
    ],
)
def test_bodies_and_kinds_of_people(
    read: Reader, text: str, words: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    (actor,) = read(text).actors(words)
    assert (actor.country, actor.sectors) == (country, sectors)


def test_a_states_government_is_the_state(read: Reader) -> None:
    assert read("The Greek government resigned.").names("The Greek government") == ["Greece"]


def test_an_embassy_is_of_who_sent_it(read: Reader) -> None:
    text = "A letter was sent to Warsaw's embassy in Minsk."
    result = read(text)
    assert result.countries("Warsaw's embassy") == ["POL"]
    assert result.actors("Minsk") == []


def test_somebody_of_a_delegation_is_of_its_country(read: Reader) -> None:
    text = (
        "Italian Prime Minister Mario Monti came to Oslo.\n"
        "A member of Monti's delegation said talks went well."
    )
    (actor,) = read(text, "2012-05-02").actors("A member")
    assert (actor.name, actor.country) == ("member of Monti's delegation", "ITA")


def test_an_abbreviation_stands_for_what_introduced_it(read: Reader) -> None:
    text = "The Chilean Farmers Movement (CFM) called a strike.\nThe CFM rejected the law."
    result = read(text)
    assert result.names("The CFM") == ["Chilean Farmers Movement"]
    assert result.countries("The CFM") == ["CHL"]


def test_an_ambiguous_house_needs_its_country(read: Reader) -> None:
    assert read("Congress approved the treaty.").actors("Congress") == []
    result = read("The United States hesitated. Congress approved the treaty.")
    assert result.countries("Congress") == ["USA"]


# -- following back --------------------------------------------------------------------------------


def test_he_is_who_said_it(read: Reader) -> None:
    text = "Polish Foreign Minister Radoslaw Sikorski told Guido Westerwelle that he was angry."
    assert read(text, "2012-05-02").names("he") == ["Radosław Sikorski"]


def test_he_after_a_quotation_is_the_subject_before(read: Reader) -> None:
    text = 'Polish President Bronislaw Komorowski praised the army.\n"It is ready," he said.'
    assert read(text, "2012-05-02").countries("he") == ["POL"]


def test_he_stays_open_between_two(read: Reader) -> None:
    text = (
        "The report names Ada Bergstrand and Raul Quintanilla.\nThe weather was bad, and he left."
    )
    assert read(text).actors("he") == []


def test_she_is_not_whom_the_report_called_he(read: Reader) -> None:
    text = (
        "Spokesman Raul Quintanilla spoke on Monday.\n"
        "The spokesman said that he was tired.\nThen she left."
    )
    assert read(text).actors("she") == []


def test_he_stays_open_after_somebody_unknown(read: Reader) -> None:
    text = (
        "Polish President Bronislaw Komorowski praised the army.\n"
        "The article was about Zbigniew.\nIt rained, and he left."
    )
    assert read(text, "2012-05-02").actors("he") == []


def test_a_korean_surname_comes_first(read: Reader) -> None:
    text = "South Korean President Yoon Suk-yeol flew to Oslo. Yoon will be back on Friday."
    result = read(text, "2023-05-02")
    assert result.names("South Korean President Yoon Suk-yeol") == ["Yoon Suk-yeol"]
    assert result.names("Yoon", 2) == ["Yoon Suk-yeol"]


def test_its_is_the_subjects(read: Reader) -> None:
    result = read("Athens reaffirmed its claim.")
    assert result.names("its") == ["Greece"]


def test_it_stays_open_where_it_means_nothing(read: Reader) -> None:
    text = "Greece and Turkey met. It was the first meeting."
    assert read(text).actors("It") == []


def test_its_neighbour_is_the_other_state(read: Reader) -> None:
    text = "Relations between Peru and Chile soured when Lima accused its neighbour of spying."
    assert read(text).names("its neighbour") == ["Chile"]


def test_the_two_countries_are_those_at_hand(read: Reader) -> None:
    text = "Peru and Chile signed a treaty.\nThe two countries will share the river."
    assert set(read(text).names("The two countries")) == {"Peru", "Chile"}


def test_the_two_countries_stay_open_among_three(read: Reader) -> None:
    text = "Peru, Chile and Bolivia met.\nThe two countries will share the river."
    assert read(text).actors("The two countries") == []


def test_the_two_ministers_are_not_the_presidents(read: Reader) -> None:
    text = (
        "Peruvian Foreign Minister Ana Ruiz Soto met Chilean Foreign Minister Raul Quintanilla.\n"
        "Peruvian President Ollanta Humala stayed away.\n"
        "The two diplomats discussed fishing."
    )
    assert set(read(text, "2012-05-02").names("The two diplomats")) == {
        "Ana Ruiz Soto", "Raul Quintanilla",
    }  # fmt: skip


def test_they_are_the_several_subjects(read: Reader) -> None:
    text = "Peru and Chile signed a treaty. They also exchanged prisoners."
    assert set(read(text).names("They")) == {"Peru", "Chile"}


def test_they_are_not_people_where_things_were_spoken_of(read: Reader) -> None:
    text = "Peru and Chile met on Monday.\nThe negotiations lasted two days. They ended badly."
    assert read(text).actors("They") == []


def test_the_official_is_the_one_met_before(read: Reader) -> None:
    text = (
        "A Greek foreign ministry official confirmed the visit.\n"
        "The official gave no details.\nA Turkish diplomat was silent."
    )
    result = read(text)
    assert result.countries("The official") == ["GRC"]
    assert result.reading.by_phrase
    mentions = {m.span.of(result.text): m.actor for m in result.reading.mentions}
    assert mentions["The official"] == mentions["A Greek foreign ministry official"]


def test_his_counterpart_holds_his_office_elsewhere(read: Reader) -> None:
    text = "Russian Foreign Minister Sergei Lavrov called his French counterpart."
    assert read(text, "2013-05-02").names("his French counterpart") == ["Laurent Fabius"]


def test_his_country_is_his(read: Reader) -> None:
    text = "Russian Foreign Minister Sergei Lavrov said his country was ready."
    assert read(text, "2013-05-02").names("his country") == ["Russia"]


def test_each_of_a_pair_has_an_entry(read: Reader) -> None:
    result = read("Peru and Chile signed a treaty.")
    phrases = result.structure.phrases
    named = {phrases[i].core.of(result.text): ids for i, ids in result.reading.by_phrase.items()}
    assert len(named["Peru"]) == len(named["Chile"]) == 1
    assert named["Peru"] != named["Chile"]


# -- promises --------------------------------------------------------------------------------------


def test_ids_count_in_order_of_first_mention(read: Reader) -> None:
    result = read("Peru met Chile. Bolivia, Peru and Brazil left.")
    order = list(dict.fromkeys(m.actor for m in result.reading.mentions))
    assert order == [f"a{n}" for n in range(1, len(order) + 1)]
    assert list(result.reading.actors) == order


def test_nothing_outside_the_paragraphs_is_named(parser: Parser, tables: ActorTables) -> None:
    text = "Peru met Chile.\nDownload the app for news from India."
    report = Report("r", "r.txt", text, paragraphs=(Span(0, 15),))
    document = Document(report, next(iter(parser.parse([report]))))
    reading = resolve(with_names(document, tables), tables)
    assert {a.country for a in reading.actors.values()} == {"PER", "CHL"}


def test_an_empty_report_names_nobody(parser: Parser, tables: ActorTables) -> None:
    report = Report("r", "r.txt", "")
    document = Document(report, next(iter(parser.parse([report]))))
    reading = resolve(with_names(document, tables), tables)
    assert reading.actors == {}
    assert reading.mentions == ()


PIECES = """Russia Japan's the two sides Moscow he said its neighbour President Lavrov , . " ”
Foreign Minister Naoto Kan former U.S. Korean official troops they in to accused ` ' ( ) -
Congress (NATO) é 中"""
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_text_is_read_and_every_span_holds(
    parser: Parser, tables: ActorTables, text: str
) -> None:
    report = Report("r", "r.txt", text, paragraphs=(Span(0, len(text)),) if text.strip() else ())
    document = with_names(Document(report, next(iter(parser.parse([report])))), tables)
    reading = resolve(document, tables)
    assert reading == resolve(document, tables)
    for mention in reading.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.actor in reading.actors
    for phrase, ids in reading.by_phrase.items():
        core = document.structure.phrases[phrase].core
        assert ids
        assert all(any(m.span == core and m.actor == i for m in reading.mentions) for i in ids)


# -- surnames that the report itself gives to somebody ---------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "occurrence", "wanted"),
    [
        ("Beijing was told. Wei Ta-hsun, who runs a temple, spoke first. Wei asked for help.",
         "Wei", 2, ["Wei Ta hsun"]),
        ("Ottawa was told. Trudeau Lafleur, a baker, wept. Trudeau was heard by Canada's senate.",
         "Trudeau", 2, ["Trudeau Lafleur"]),
        ("Anne Ruto met voters in Kenya. William Ruto spoke later. Ruto promised a new road.",
         "Ruto", 3, ["William Ruto"]),
        ("Anne Halvorsen met voters. Per Halvorsen spoke later. Anne promised a new road.",
         "Anne", 2, ["Anne Halvorsen"]),
    ],
)  # fmt: skip
def test_a_surname_is_of_whom_the_report_names_in_full(
    read: Reader, text: str, words: str, occurrence: int, wanted: list[str]
) -> None:
    assert read(text, "2021-05-20").names(words, occurrence) == wanted


def test_half_of_a_given_name_is_no_surname(read: Reader, tables: ActorTables) -> None:
    text = "A clerk surnamed Cheng was fined in Taipei. Cheng paid the court at once."
    assert "TWN" not in read(text, "2022-07-20").countries("Cheng", 2)
    assert all("cheng" not in p.name.casefold().split("-")[1:] for p in tables.surnames("Cheng"))


def test_a_leader_of_the_past_needs_his_country(read: Reader) -> None:
    day = "2025-07-20"
    assert read("Bolsonaro praised the women of Peru.", day).countries("Bolsonaro") in ([], [None])
    assert read("Bolsonaro left Brazil early.", day).countries("Bolsonaro") == ["BRA"]
