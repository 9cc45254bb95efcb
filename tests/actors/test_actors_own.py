"""A user's own tables and dictionaries are checked where they are used, in bounded work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import api
from detente.actor_tables import dictionaries as written
from detente.actor_tables import own_tables as bounds
from detente.actor_tables.actor_tables import add_own
from detente.actor_tables.dictionaries import read_dictionary
from detente.actor_tables.own_tables import own_faults, read_own
from detente.actor_tables.table_checks import check
from detente.actor_tables.table_columns import COLUMNS
from detente.actor_tables.table_rows import read_table, shipped
from detente.actor_tables.terms import holders_of
from detente.actors import ActorTables
from detente.actors.lookup.lookup import Lookup
from detente.errors import DetenteError, TableError
from detente.model import UNKNOWN_INTERVAL, Interval
from thorough import some, tries

LEADERS = "\t".join(COLUMNS["leaders"]) + "\n"
BODIES = "\t".join(COLUMNS["organisations"]) + "\n"
STATES = "\t".join(COLUMNS["countries"]) + "\n"
ON = Interval(date(2031, 1, 1), date(2031, 1, 1), "day")


def leader(start: str, end: str = "", until: str = "2031-01-01", person: str = "Ada Berg") -> str:
    return f"NOR\tfm\tMinister\t{person}\t{start}\t{end}\t{until}\t\tme\n"


WRONG = {
    "a day that does not exist": (LEADERS + leader("2030-02-30"), 2, "no day"),
    "a month that does not exist": (LEADERS + leader("2030-13"), 2, "no day"),
    "words for a day": (LEADERS + leader("soon"), 2, "no day"),
    "a term that ends before it starts": (
        LEADERS + leader("2030-01-01", "2029-12-31"), 2, "ends .* before it starts",
    ),
    "a term known no longer than before it starts": (
        LEADERS + leader("2032-01-01"), 2, "ends .* before it starts",
    ),
    "no first day": (LEADERS + leader(""), 2, "column start is empty"),
    "no last day": (LEADERS + leader("2030-01-01", until=""), 2, "neither end nor known_until"),
    "nobody": (LEADERS + leader("2030-01-01", person=""), 2, "column person is empty"),
    "a name of marks": (LEADERS + leader("2030-01-01", person="—"), 2, "no letter or figure"),
    "missing cells": (LEADERS + "NOR\tfm\n", 2, "column person is empty"),
    "too many cells": (BODIES + "a\tb\tNOR\tREL\tgroup\tmore\n", 2, "6 cells under 5"),
    "a country of none": (BODIES + "Order of Foo\t\tXQZ\tREL\tgroup\n", 2, "country code XQZ"),
    "a sector of none": (BODIES + "Order of Foo\t\tNOR\tXQZ\tgroup\n", 2, "sector XQZ"),
    "a kind of none": (BODIES + "Order of Foo\t\tNOR\tREL\torder\n", 2, 'kind "order"'),
    "a quoted cell": (BODIES + '"Order of Foo"\t\tNOR\tREL\tgroup\n', 2, "quotation marks"),
    "half a quoted cell": (BODIES + '"Order of\nFoo"\t\tNOR\tREL\tgroup\n', 2, "quotation marks"),
    "a number of none": (STATES + "XQZ\t²\t\tFoo\t\t\t\t\t\t\t\n", 2, "column cow is no number"),
    "a NUL": (BODIES + "Order\0Foo\t\tNOR\tREL\tgroup\n", 2, "NUL"),
    "a long name": (BODIES + f"{'x' * 201}\t\tNOR\tREL\tgroup\n", 2, "more than 200 characters"),
    "a column twice": ("name\t" + BODIES + "a\ta\t\tNOR\tREL\tgroup\n", 1, "columns are named"),
    "columns of no table": ("word\tmeaning\nfoo\tbar\n", 1, "fit no actor table"),
    "a person of a hundred terms": (
        LEADERS + leader("2030-01-01") * 101, 102, "more than 100 terms",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_row_that_does_not_hold_is_refused_where_it_is_used(wrong: str, tmp_path: Path) -> None:
    text, line, what = WRONG[wrong]
    path = tmp_path / "mine.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(TableError, match=f"mine.tsv:{line}: .*{what}"):
        ActorTables.load([path])
    with pytest.raises(TableError, match=f"mine.tsv:{line}: .*{what}"):
        list(api.lookup_actors(["Chile"], actors=[path]))


@pytest.mark.parametrize("wrong", some(WRONG, 3))
def test_check_tells_of_the_same_row(wrong: str, tmp_path: Path) -> None:
    text, line, _ = WRONG[wrong]
    path = tmp_path / "mine.tsv"
    path.write_text(text, "utf-8")
    try:
        found = {finding.where for finding in check([path])}
    except TableError as error:
        found = {": ".join(str(error).rsplit("/", 1)[-1].split(": ")[:1])}
    assert f"mine.tsv:{line}" in found


def test_bytes_that_are_no_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes((BODIES + "Ordér\t\tNOR\tREL\tgroup\n").encode("latin-1"))
    with pytest.raises(TableError, match=r"mine\.tsv:2: not UTF-8: byte 0xe9"):
        ActorTables.load([path])


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + BODIES + "Order of Foo\tOOF\tNOR\tREL\tgroup\n",
        (BODIES + "Order of Foo\tOOF\tNOR\tREL\tgroup\n").replace("\n", "\r\n"),
        "\n# mine\n\n" + BODIES + "\nOrder of Foo\tOOF\tNOR\tREL\tgroup",
        "kind\tsectors\tmore\tname\tcountry\tnames\ngroup\tREL\t\tOrder of Foo\tNOR\tOOF\n",
        BODIES + 'Order of Foo\tOOF|Foo "The" Bar\tNOR\tREL\tgroup\n',
    ],
)
def test_what_is_only_written_otherwise_is_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes(text.encode())
    (answer,) = api.lookup_actors(["OOF"], actors=[path])
    assert answer.actor is not None
    assert (answer.actor.name, answer.actor.country) == ("Order of Foo", "NOR")


def test_a_code_of_a_table_of_the_users_own_states_is_known(tmp_path: Path) -> None:
    states, bodies = tmp_path / "states.tsv", tmp_path / "bodies.tsv"
    states.write_text(STATES + "XQZ\t\t\tFoo\t\tFoovian\tFoovians\t\t\t\t\n", "utf-8")
    bodies.write_text(BODIES + "Order of Foo\t\tXQZ\tREL\tgroup\n", "utf-8")
    (answer,) = api.lookup_actors(["Order of Foo"], actors=[states, bodies])
    assert answer.actor is not None
    assert answer.actor.country == "XQZ"


def test_a_file_with_too_many_values_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_VALUES", 20)
    path = tmp_path / "mine.tsv"
    for text in (
        BODIES + "Foo\t" + "|".join("abcdefghijklmnopqr") + "\tNOR\tREL\tgroup\n",
        BODIES + "Foo\t\tNOR\tREL\tgroup\n" * 5,
        "FOO [NOR]\n" * 21,
    ):
        path.write_text(text)
        with pytest.raises(TableError, match="and a file has at most 20"):
            ActorTables.load([path])
    monkeypatch.setattr(bounds, "MOST_BYTES", 20)
    with pytest.raises(TableError, match="more than 20 bytes"):
        ActorTables.load([path])


# -- dictionaries ----------------------------------------------------------------------------------

ENDLESS = {
    "a set that names itself": ("!A! = TEA, !A!\nBLACK_!A! [~BUS]\n", 2, "holds itself"),
    "two sets that name each other": ("!A! = !B!\n!B! = !A!\n!A! [~BUS]\n", 3, "holds itself"),
    "sets inside each other": (
        "!S0! = x\n" + "".join(f"!S{n + 1}! = !S{n}!\n" for n in range(10)) + "!S10! [~BUS]\n",
        12, "more than 10 sets inside each other",
    ),
    "sets used five times": (
        f"!A! = {', '.join(f'w{n}' for n in range(11))}\n{'_'.join(['!A!'] * 5)} [~BUS]\n",
        2, "stands for 161,051 phrases",
    ),
    "a phrase that doubles": (
        "!S0! = xx\n" + "".join(f"!S{n + 1}! = !S{n}!!S{n}!\n" for n in range(8)) + "!S8! [~BUS]\n",
        10, "a phrase of more than 200 characters",
    ),
    "a long name": (f"{'X' * 201} [NOR]\n", 1, "more than 200 characters"),
}  # fmt: skip


@pytest.mark.parametrize("endless", ENDLESS)
def test_sets_that_do_not_end_are_told_of(endless: str) -> None:
    text, line, what = ENDLESS[endless]
    own = read_dictionary(text + "KETTLE [~BUS]\n", "own.agents", ["NOR"])
    assert [row["phrase"] for row in own.agents] == ["kettle"]
    (told,) = own.unread
    assert told.where == f"own.agents:{line}"
    assert what in told.what
    assert told.remedy


def test_the_phrases_of_a_file_have_one_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "MOST_PHRASES", 5)
    text = "!A! = x, y\nTEA_!A! [~BUS]\n!A!_!A! [~BUS]\nCOSY_!A! [~BUS]\nKETTLE [~BUS]\n"
    own = read_dictionary(text, "own.agents", ["NOR"])
    phrases = [row["phrase"] for row in own.agents]
    assert phrases == ["tea x", "tea y", "cosy x", "cosy y", "kettle"]
    assert [told.where for told in own.unread] == ["own.agents:3"]


def test_sets_in_sets_are_spelt_out_in_order() -> None:
    text = "!A! = x, !B! z\n!B! = u, v\nTEA_!A!_!B! [~BUS]\n"
    own = read_dictionary(text, "own.agents", ["NOR"])
    said = ["x u", "x v", "u z u", "u z v", "v z u", "v z v"]
    assert [row["phrase"] for row in own.agents] == [f"tea {words}" for words in said]


class Watched(str):
    """A line that adds up how many characters are looked at in it."""

    looked = 0

    def find(self, sub: str, start: int = 0, end: int | None = None, /) -> int:  # type: ignore[override]
        at = super().find(sub, start)
        self.looked += (len(self) if at < 0 else at) - start
        return at


@pytest.mark.parametrize("part", ["<!--", "<!-->", "<!---->", "--><!--", "<!-- a --> "])
def test_comments_are_looked_for_once(part: str) -> None:
    line = Watched("-->" + part * 1_000)
    written._bare(line)
    assert line.looked <= 3 * len(line)


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("a <!-- b --> c <!-- d -->", "a  c"),
        ("a <!-- b", "a <!-- b"),
        ("a --> b <!-- c", "a --> b <!-- c"),
        ("a <!--> b", "a <!--> b"),
        ("a <!--> b --> c", "a  c"),
        ("a ; b", "a"),
        ("a <!-- # --> b # c", "a  b"),
    ],
)
def test_a_line_without_its_comments(line: str, bare: str) -> None:
    assert written._bare(line) == bare


# -- anything --------------------------------------------------------------------------------------

KNOWN = {
    name: list(read_table(shipped(f"{name}.tsv"), columns))[:40]
    for name, columns in COLUMNS.items()
}
CELLS = st.one_of(
    st.sampled_from([
        "NOR", "JPN", "GOV", "GOV|MIL", "fm", "hos", "organisation", "people", "yes", "Ada Berg",
        "Berg?", "Foo>MIL", "2030-01-01", "2030-02-30", "2029", "1700", "", "|", "?", ">", "—", "-",
        '"a"', "0", "²", "9" * 40, "former", "he", "x" * 300, "Kim", "NATO",
    ]),
    st.text(alphabet="aB é?>|\"'-.7\u2028\x85\ufeff", max_size=8),
)  # fmt: skip


@st.composite
def own_tables(draw: st.DrawFn) -> bytes:
    """Small tables, mostly of the right shape, with anything in their cells."""
    columns = list(COLUMNS[draw(st.sampled_from(sorted(COLUMNS)))])
    if draw(st.integers(0, 5)) == 0:
        columns = draw(st.permutations([*columns, "more"]))
    sizes = st.integers(max(len(columns) - 1, 1), len(columns) + (draw(st.integers(0, 5)) == 0))
    rows = draw(st.lists(sizes.flatmap(lambda n: st.lists(CELLS, min_size=n, max_size=n))))
    lines = ["\t".join(columns), *("\t".join(row) for row in rows)]
    data = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines).encode()
    return _with_a_byte(draw, data)


@st.composite
def own_dictionaries(draw: st.DrawFn) -> bytes:
    """Small dictionaries of what theirs are made of."""
    parts = st.sampled_from([
        "TEA", "_", " ", "!A!", "!B!", " = ", ", ", "[NOR]", "[~GOV]", "[NORGOV >19990101]",
        "[NOR <18000101]", "[NOR 20000101-19990101]", "{TEAS}", "\n", "\n+", "\n\t", "<!--", "-->",
        ";", "#", "é", "[", "]", "[MNC/USA 21990101-21991231]", "—",
    ])  # fmt: skip
    text = "".join(draw(st.lists(parts, max_size=40)))
    return _with_a_byte(draw, (text + "\nKETTLE [NOR]\n").encode())


def _with_a_byte(draw: st.DrawFn, data: bytes) -> bytes:
    if draw(st.integers(0, 9)):
        return data
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.binary(min_size=1, max_size=2)) + data[at:]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=tries(200),
    deadline=None,
)
@given(contents=st.lists(st.one_of(own_tables(), own_dictionaries()), min_size=1, max_size=2))
def test_any_table_is_used_or_refused(contents: list[bytes], tmp_path: Path) -> None:
    """Nothing but a :class:`DetenteError` comes out, whatever is in a table."""
    paths = [tmp_path / f"{number}.tsv" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    asked: Callable[..., object]
    with suppress(DetenteError):
        states = {row["iso3"] for row in KNOWN["countries"]} | {"NOR", "JPN"}
        own = read_own(paths, states)
        if own_faults(own, states):
            return
        tables = {name: list(rows) for name, rows in KNOWN.items()}
        used = ActorTables(tables, add_own(tables, own, ()))
        asked = Lookup(used)
        named = [c for f in own.files for row in f.rows for c in row.cells.values() if c]
        named += [
            name for f in own.files for person in f.dictionary.persons for name in person.keys
        ]
        for name in (*named[:12], "Ada Berg", "foreign minister of Norway", "tea"):
            asked(name, ON, None)
            asked(name, UNKNOWN_INTERVAL, "NOR")
        for office in ("fm", "hos", "minister"):
            holders_of(used, office, "NOR")


def test_own_tables_do_not_date_the_shipped_ones(tables: ActorTables, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(LEADERS + leader("2030-01-01", until="2090-01-01"), "utf-8")
    assert "2026" < ActorTables.load([path]).known_until == tables.known_until < "2090"
