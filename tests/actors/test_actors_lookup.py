"""A name looked up alone: whom it means on a day, why, and what stays nobody's."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actor_tables.folding import alike, fold, within
from detente.actors import ActorTables
from detente.actors.lookup.lookup import Answer, Lookup
from detente.actors.lookup.name_alone import LONGEST, clean
from detente.model import UNKNOWN_INTERVAL, Actor, Interval

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def lookup(tables: ActorTables) -> Lookup:
    """Names in the shipped tables, nothing kept between two questions."""
    return Lookup(tables, kept=0)


@pytest.fixture(scope="module")
def ask(lookup: Lookup) -> Ask:
    """A function that looks a name up on a day, where one is given."""

    def asked(name: str, on: str | None = None, country: str | None = None) -> Answer:
        day = date.fromisoformat(on) if on else None
        return lookup(name, Interval(day, day, "day") if day else UNKNOWN_INTERVAL, country)

    return asked


def actor(answer: Answer) -> Actor:
    """The actor, who must be somebody."""
    assert answer.actor is not None, answer.reasons
    return answer.actor


@pytest.mark.parametrize(
    ("name", "country", "kind", "sector"),
    [
        ("Japan", "JPN", "state", "GOV"),
        ("the Republic of Albania", "ALB", "state", "GOV"),
        ("turkey", "TUR", "state", "GOV"),
        ("Turkish", "TUR", "state", "GOV"),
        ("the Russians", "RUS", "people", "CVL"),
        ("Liberians", "LBR", "people", "CVL"),
        ("Tokyo", "JPN", "state", "GOV"),
        ("the Kremlin", "RUS", "government", "GOV"),
        ("Knesset", "ISR", "government", "LEG"),
        ("nato", "IGO", "organisation", ""),
        ("NATO", "IGO", "organisation", ""),
        ("U.N. Security Council", "UNO", "organisation", ""),
        ("US State Department", "USA", "government", "GOV"),
        ("Iran's Revolutionary Guards", "IRN", "organisation", "MIL"),
        ("Liberation Tigers of Tamil Eelam", "LKA", "group", "REB"),
        ("Egyptian protesters", "EGY", "people", ""),
        ("Filipino fishermen", "PHL", "people", "AGR"),
        ("Israeli troops", "ISR", "group", "MIL"),
        ("the Norwegian government", "NOR", "state", "GOV"),
        ("Montenegro's police", "MNE", "organisation", "COP"),
        ("rebels in Darfur's hills", "SDN", "group", "REB"),
        ("students throughout Indonesia", "IDN", "people", "EDU"),
        ("a group of Moroccans", "MAR", "people", "CVL"),
        ("northern Mali", "MLI", "place", ""),
    ],
)
def test_what_a_name_says_alone(ask: Ask, name: str, country: str, kind: str, sector: str) -> None:
    found = actor(ask(name))
    assert (found.country, found.kind) == (country, kind)
    assert sector in (*found.sectors, "")


@pytest.mark.parametrize(
    ("name", "on", "holder", "office"),
    [
        ("Japanese Foreign Minister", "2011-02-11", "Seiji Maehara",
         "Minister for Foreign Affairs"),
        ("the prime minister of Japan", "2013-05-01", "Shinzo Abe", "Prime Minister"),
        ("Germany's chancellor", "2010-05-05", "Angela Merkel", "Chancellor"),
        ("Maehara", "2011-02-11", "Seiji Maehara", "Minister for Foreign Affairs"),
        ("Foreign Minister Maehara", "2011-02-11", "Seiji Maehara", "Minister for Foreign Affairs"),
        ("Lavrov, Sergei", "2011-02-11", "Sergei Lavrov", "Minister of Foreign Affairs"),
        ("Russian foreign minister, Sergey Lavrov", "2011-02-11", "Sergei Lavrov",
         "Minister of Foreign Affairs"),
        ("Sergei Lavrov, Russia's foreign minister", "2011-02-11", "Sergei Lavrov",
         "Minister of Foreign Affairs"),
    ],
)  # fmt: skip
def test_an_office_has_the_holder_of_the_day(
    ask: Ask, name: str, on: str, holder: str, office: str
) -> None:
    found = actor(ask(name, on))
    assert (found.name, found.office, found.kind) == (holder, office, "person")
    assert "GOV" in found.sectors


def test_an_office_without_a_day_names_nobody(ask: Ask) -> None:
    answer = ask("Japanese Foreign Minister")
    found = actor(answer)
    assert (found.name, found.country, found.wikidata) == (
        "Japanese Foreign Minister",
        "JPN",
        None,
    )
    assert any("no day is given" in reason for reason in answer.reasons)


def test_a_day_of_handover_names_nobody_and_says_who_lost(ask: Ask) -> None:
    answer = ask("Japanese Foreign Minister", "2011-03-07")
    assert actor(answer).name == "Japanese Foreign Minister"
    assert "Seiji Maehara" in [lost.name for lost in answer.lost]


@pytest.mark.parametrize(
    "name", ["former President of Chile", "ex-president of Chile", "Chile's former president"]
)
def test_who_held_an_office_once_is_of_the_elite(ask: Ask, name: str) -> None:
    found = actor(ask(name, "2011-02-11"))
    assert (found.country, found.sectors) == ("CHL", ("ELI",))


def test_after_the_last_office_a_person_is_of_the_elite(ask: Ask) -> None:
    assert actor(ask("Seiji Maehara", "2011-02-11")).sectors == ("GOV",)
    assert actor(ask("Gerhard Schroeder", "2010-01-01")).sectors == ("ELI",)


@pytest.mark.parametrize(
    "name",
    ["Gaddafi", "Qaddafi", "Kadhafi", "Moammar Gadhafi", "Muamar Gaddafi", "Libyan leader Gaddafi"],
)
def test_spellings_of_one_person(ask: Ask, name: str) -> None:
    found = actor(ask(name, "2005-06-01"))
    assert (found.name, found.country) == ("Muammar Gaddafi", "LBY")


@pytest.mark.parametrize("name", ["Portugual", "Philipines", "Saudi Arabai", "Afganistan"])
def test_a_slip_in_a_long_name_of_a_state(ask: Ask, name: str) -> None:
    assert actor(ask(name)).kind == "state"


@pytest.mark.parametrize(
    "name",
    [
        "Souther Kuriles", "who", "us", "it", "Sedan", "Typhoon", "the two sides", "New Mexico",
        "anti-American", "of", "...", "Atlantis", "Gulf of Mexico",
    ],
)  # fmt: skip
def test_what_names_nobody(ask: Ask, name: str) -> None:
    answer = ask(name)
    assert answer.actor is None, answer
    assert answer.reasons


@pytest.mark.parametrize("name", ["Luis", "Torres", "Campbell", "Khan", "B", "Maehera"])
def test_a_family_name_of_many_is_nobodys(ask: Ask, name: str) -> None:
    answer = ask(name, "2014-02-11")
    assert answer.actor is None or answer.actor.kind != "person"


@pytest.mark.parametrize(
    "name", ["Teléfonos de Perú", "Consejo de Pueblos de Honduras", "Air Chad"]
)
def test_a_state_at_the_end_of_a_longer_name_is_not_meant(ask: Ask, name: str) -> None:
    found = ask(name).actor
    assert found is None or found.kind != "state"


def test_a_body_with_more_words_is_no_government(ask: Ask) -> None:
    assert actor(ask("the Peruvian administration")).kind == "state"
    found = actor(ask("Peru Lighthouse Administration"))
    assert (found.kind == "state", found.country) == (False, "PER")


def test_hyphens_with_spaces_do_not_part_a_name(ask: Ask) -> None:
    assert actor(ask("Ban Ki - moon", "2010-01-01")).name == actor(ask("Ban Ki-moon")).name


def test_a_name_of_several_states_is_the_one_given(ask: Ask) -> None:
    answer = ask("Korea")
    assert answer.actor is None
    assert {lost.country for lost in answer.lost} == {"KOR", "PRK"}
    assert actor(ask("Korea", country="PRK")).country == "PRK"


def test_a_surname_that_several_bear_keeps_what_they_share(ask: Ask) -> None:
    answer = ask("former President Bush")
    found = actor(answer)
    assert (found.country, found.sectors, found.wikidata) == ("USA", ("ELI",), None)
    assert len(answer.lost) == 2


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Norwegian Foreign Minister Ada Bergstad", "NOR", "GOV"),
        ("Judge Ada Bergstad", None, "JUD"),
        ("Ada Bergstad, a senator from Chile", "CHL", "LEG"),
    ],
)
def test_a_person_no_table_has_keeps_what_the_words_give(
    ask: Ask, name: str, country: str | None, sector: str
) -> None:
    found = actor(ask(name, "2031-01-01"))
    assert (found.name, found.country) == ("Ada Bergstad", country)
    assert sector in found.sectors


def test_the_country_given_holds_where_the_words_give_none(ask: Ask) -> None:
    assert actor(ask("the foreign minister", "2011-02-11", "JPN")).name == "Seiji Maehara"
    assert actor(ask("Chilean police", country="JPN")).country == "CHL"


def test_a_capital_says_that_it_stands_for_the_government(ask: Ask) -> None:
    (reason,) = ask("Tokyo").reasons
    assert "capital" in reason
    assert "government" in reason
    assert "countries.tsv:" in reason


# -- properties and hostile input ------------------------------------------------------------------

NAMES = [
    "Japan", "Tokyo", "Kadhafi", "Korea", "Japanese Foreign Minister", "Ada Bergstad",
    "rebels in Mali", "former President Bush", "Souther Kuriles", "",
]  # fmt: skip


@given(st.permutations(NAMES))
def test_answers_do_not_hang_on_the_order(tables: ActorTables, names: list[str]) -> None:
    day = Interval(date(2011, 2, 11), date(2011, 2, 11), "day")
    kept, fresh = Lookup(tables, kept=3), Lookup(tables, kept=0)
    assert [kept(n, day) for n in names] == [fresh(n, day) for n in names]


@given(st.text(max_size=60))
def test_any_text_has_an_answer_that_says_why(lookup: Lookup, name: str) -> None:
    answer = lookup(name)
    assert answer.name == name
    assert answer.reasons
    assert answer == lookup(name)


@given(st.sampled_from(NAMES))
def test_an_actor_outlives_json(lookup: Lookup, name: str) -> None:
    written = msgspec.json.encode(lookup(name))
    assert msgspec.json.decode(written, type=Answer) == lookup(name)
    keys = ["name", "kind", "country", "cow", "sectors", "office", "wikidata"]
    value = msgspec.json.decode(written)["actor"]
    assert value is None or list(value) == keys


def test_the_tolerance_is_bounded(tables: ActorTables, lookup: Lookup) -> None:
    # Names of leaders with letters changed at random: who is found must be within the tolerance.
    random_ = random.Random(7)
    leaders = [p for p in tables.persons if any(t.office == "hos" for t in p.terms)]
    for _ in range(400):
        name = list(random_.choice(leaders).name)
        for _ in range(random_.randint(1, 4)):
            name[random_.randrange(len(name))] = random_.choice("abcdefghijklmnoprstuvz")
        found = lookup("".join(name)).actor
        key = fold("".join(name))
        if found is None or found.kind != "person" or fold(found.name) == key:
            continue
        keys = [k for p in tables.persons if p.name == found.name for k in (*p.keys, fold(p.name))]
        if not keys:
            continue  # a stranger, by the words alone
        # A word without a capital before a name is no part of it.
        whole = (key, fold("".join(name).partition(" ")[2]) if name[0].islower() else key)
        near = any(alike(w, k) or within(w, k) for w in whole for k in keys) or key.split()[-1] in {
            w for k in keys for w in k.split()
        }
        assert near or " " not in key, (key, found)


@pytest.mark.parametrize(
    "name",
    [
        "", "   ", "\t", "\x00", "\x1b[31mJapan", "Ja\u200bpan", "\u202eJapan", "Japan\n",
        "روسيا", "日本", "x" * 10_000, "Japan " * 2_000, "((((((((", "''''", "Ki-" * 60, "of of of",
        "\ud800", "A" * LONGEST, "a.b.c.d.e.f", "- - -", "[CODE]", "Mr. Mr. Mr.",
    ],
)  # fmt: skip
def test_hostile_names_have_an_answer(ask: Ask, name: str) -> None:
    assert ask(name).reasons


def test_signs_that_are_not_seen_do_not_count(ask: Ask) -> None:
    for name in ("Ja\u200bpan", "\u202eJapan", " Japan\n", "“Japan”", "Japan’s"):
        assert actor(ask(name)).country == "JPN"


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("day", [date.min, date(11, 1, 1), date(9995, 1, 1), date.max])
def test_a_name_can_be_asked_for_any_day_of_the_calendar(lookup: Lookup, day: date) -> None:
    found = lookup("President Bush", Interval(day, day, "day"))
    assert found.actor is not None
    assert found.actor.country is None
