"""The tables: who there is, what they are called, who held which office when."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from detente.actor_tables.name_index import split
from detente.actor_tables.table_rows import read_table, shipped
from detente.actors import ActorTables
from detente.errors import TableError
from detente.model import UNKNOWN_INTERVAL, Interval
from growth import steps_of

LEADERS = "country\toffice\ttitle\tperson\tstart\tend\tknown_until\tnames\tsource\n"


def on(day: str) -> Interval:
    """An interval of one day."""
    value = date.fromisoformat(day)
    return Interval(value, value, "day")


@pytest.mark.parametrize(
    ("name", "code", "cow"),
    [
        ("Japan", "JPN", 740),
        ("Japanese", "JPN", 740),
        ("U.S.", "USA", 2),
        ("Britain", "GBR", 200),
        ("Burma", "MMR", 775),
        ("Holland", "NLD", 210),
        ("Moscow", "RUS", 365),
        ("Kremlin", "RUS", 365),
        ("Knesset", "ISR", 666),
        ("Kosovo", "KOS", 347),
        ("Taiwan", "TWN", 713),
        ("Palestinian", "PSE", None),
        ("ZWE", "ZWE", 552),
    ],
)
def test_a_state_is_found_by_what_it_is_called(
    tables: ActorTables, name: str, code: str, cow: int | None
) -> None:
    country = tables.country(name)
    assert country is not None
    assert (country.iso3, country.cow) == (code, cow)


def test_no_state_is_found_for_other_words(tables: ActorTables) -> None:
    assert tables.country("Atlantis") is None
    assert tables.country("") is None


def test_all_states_have_an_adjective_people_and_a_capital(tables: ActorTables) -> None:
    bare = {
        (c.iso3, what)
        for c in tables.countries.values()
        for what in ("adjectives", "demonyms", "capitals") if not getattr(c, what)
    }  # fmt: skip
    known = {("ATA", "demonyms"), ("ATA", "capitals"), ("VAT", "demonyms"), ("HKG", "capitals")}
    assert bare <= known
    assert len(tables.countries) > 195


def test_a_number_of_the_state_system_is_one_states_in_a_year(tables: ActorTables) -> None:
    rows = list(read_table(shipped("former_states.tsv"), ("name", "cow", "from", "until")))
    held: dict[int, list[tuple[str, int, int]]] = {}
    for row in rows:
        number = row.number("cow")
        if number is not None:
            years = (row.number("from") or 0, row.number("until") or 9999)
            held.setdefault(number, []).append((row["name"], *years))
    for country in tables.countries.values():
        for name, _, until in held.get(country.cow or -1, []):
            assert until < 2010, (name, country.name)
    for number, states in held.items():
        for one, other in pairwise(sorted(states, key=lambda s: s[1])):
            assert one[2] <= other[1], (number, one, other)
    codes = [c.cow for c in tables.countries.values() if c.cow is not None]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("office", "country", "day", "holder"),
    [
        ("fm", "JPN", "2011-02-11", "Seiji Maehara"),
        ("hog", "JPN", "2011-02-11", "Naoto Kan"),
        ("hog", "JPN", "2013-05-01", "Shinzo Abe"),
        ("hos", "RUS", "2010-11-13", "Dmitry Medvedev"),
        ("hog", "RUS", "2010-11-13", "Vladimir Putin"),
        ("fm", "RUS", "2010-11-13", "Sergei Lavrov"),
        ("fm", "USA", "2010-11-13", "Hillary Clinton"),
        ("hos", "USA", "1991-01-17", "George H. W. Bush"),
        ("hog", "GBR", "2022-10-01", "Liz Truss"),
        ("hog", "DEU", "2010-05-05", "Angela Merkel"),
        ("hos", "PRK", "2011-12-01", "Kim Jong-il"),
        ("fm", "EUR", "2012-03-01", "Catherine Ashton"),
    ],
)
def test_the_holder_of_an_office_on_a_day(
    tables: ActorTables, office: str, country: str, day: str, holder: str
) -> None:
    assert [t.person.name for t in tables.holders(office, country, on(day))] == [holder]


def test_a_day_of_handover_has_two_holders(tables: ActorTables) -> None:
    names = [t.person.name for t in tables.holders("fm", "JPN", on("2011-03-07"))]
    assert "Seiji Maehara" in names
    assert len(names) == 2


def test_nothing_is_guessed_after_what_is_known(tables: ActorTables) -> None:
    assert tables.holders("fm", "RUS", on("2035-01-01")) == ()
    last = tables.holders("fm", "RUS", on("2025-01-01"))[0]
    assert last.end == ""
    assert last.known_until < "2035"


def test_an_unknown_day_gives_all_holders(tables: ActorTables) -> None:
    names = {t.person.name for t in tables.holders("hog", "JPN", UNKNOWN_INTERVAL)}
    assert {"Naoto Kan", "Shinzo Abe", "Junichiro Koizumi"} <= names


def test_a_title_tells_a_president_from_a_prime_minister(tables: ActorTables) -> None:
    day = on("2019-03-01")
    president = tables.holders("hog", "KOR", day, "president")
    minister = tables.holders("hog", "KOR", day, "prime minister")
    assert [t.person.name for t in president] == ["Moon Jae-in"]
    assert "Moon Jae-in" not in [t.person.name for t in minister]


def test_the_highest_office_comes_first(tables: ActorTables) -> None:
    (putin,) = tables.people("Vladimir Putin")
    assert tables.office_of(putin, on("2009-01-01"))[0].title == "Prime Minister"
    assert tables.office_of(putin, on("2013-01-01"))[0].office == "hos"


@pytest.mark.parametrize("spelling", ["Sergei Lavrov", "sergey lavrov", "SERGEI LAVROV"])
def test_a_person_is_found_by_any_known_spelling(tables: ActorTables, spelling: str) -> None:
    assert [p.wikidata for p in tables.people(spelling)] == ["Q58217"]


@pytest.mark.parametrize(
    "spelling", ["Moammar Gadhafi", "Muammar Qaddafi", "Moamer Kadhafi", "Muamar Gaddafi"]
)
def test_spellings_are_tolerated_within_a_country(tables: ActorTables, spelling: str) -> None:
    assert [p.name for p in tables.people_like(spelling, "LBY")] == ["Muammar Gaddafi"]
    assert tables.people_like(spelling, "NOR") == ()


def test_words_are_found_as_the_table_writes_them(tables: ActorTables) -> None:
    text = "The U.S. gave us turkey; Turkey and the WHO asked who said so."
    found = [h.span.of(text) for h in tables.lexicon.find(split(text), text)]
    assert found == ["U.S.", "Turkey", "WHO"]


def test_the_longest_name_wins(tables: ActorTables) -> None:
    text = "South Sudan's envoy met the U.N. Security Council in Papua New Guinea"
    found = [h.span.of(text) for h in tables.lexicon.find(split(text), text)]
    assert found == ["South Sudan", "envoy", "U.N. Security Council", "Papua New Guinea"]


def test_names_of_seas_and_wars_are_no_states(tables: ActorTables) -> None:
    text = "New Mexico, the South China Sea and the Korean War"
    hits = tables.lexicon.find(split(text), text)
    assert all(h.sense("nothing") for h in hits)


def test_loading_takes_few_steps_a_term() -> None:
    # 121 when this was written, in which half a second went by.
    terms = sum(len(person.terms) for person in ActorTables.load().persons)
    assert steps_of(ActorTables.load) < 150 * terms


def test_a_users_own_leader_wins_on_its_days(tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text(
        "# mine\n" + LEADERS
        + "NOR\tfm\tMinister\tAda Berg\t2030-01-01\t2031-01-01\t2031-01-01\t\tme\n"
    )  # fmt: skip
    tables = ActorTables.load([own])
    assert [t.person.name for t in tables.holders("fm", "NOR", on("2030-06-01"))] == ["Ada Berg"]


def test_a_users_own_organisation_is_found(tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text(
        "name\tnames\tcountry\tsectors\tkind\nOrder of Foo\tOOF\tNOR\tREL\torganisation\n"
    )
    (sense,) = ActorTables.load([own]).lexicon.whole("OOF")
    assert sense.actor is not None
    assert (sense.actor.name, sense.actor.country) == ("Order of Foo", "NOR")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("word\tmeaning\nfoo\tbar\n", "fit no actor table"),
        ("", "no line of column names"),
        (LEADERS + "a\tb\tc\td\te\tf\tg\th\ti\tj\n", "mine.tsv:2"),
    ],
)
def test_a_table_that_is_none_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text(content)
    with pytest.raises(TableError, match=complaint):
        ActorTables.load([own])


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="nowhere"):
        ActorTables.load([tmp_path / "nowhere.tsv"])
