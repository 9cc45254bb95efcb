"""The checks: the shipped tables hold, and a row that does not is named with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.actor_tables.table_checks import Finding, check

LEADERS = "country\toffice\ttitle\tperson\tstart\tend\tknown_until\tnames\tsource\n"
BAD = {
    "leaders.tsv": LEADERS
    + "NOR\tfm\tM\tAda Berg\t2030-02-30\t\t2031\t\tme\n"
    + "NOR\tfm\tM\tAda Berg\t2031-01-01\t2030-01-01\t2030-01-01\t\tme\n"
    + "NRW\tfm\tM\tAda Berg\t2030-01-01\t\t2031-01-01\t\tme\n"
    + "NOR\tfm\tM\tAda Berg\t2030-01-01\t\t2031-01-01\t\t\n",
    "bodies.tsv": "name\tnames\tcountry\tsectors\tkind\n"
    + "Order of Foo\tOOF\tNOR\tXXX\torganisation\n"
    + "Order of Bar\tOOB\tNOR\tREL\torder\n"
    + "Order of Baz\tNATO\tNOR\tREL\torganisation\n",
    "titles.tsv": "phrase\tplural\toffice\tsectors\tcountries\tclasses\n"
    + "prime minister\tprime ministers\thog\tGOV\t\t\n",
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    """What the checks say of the shipped tables with the bad ones beside them."""
    folder = tmp_path_factory.mktemp("tables")
    for name, content in BAD.items():
        (folder / name).write_text(content)
    return check([folder / name for name in BAD])


def test_the_shipped_tables_hold() -> None:
    assert [str(f) for f in check()] == []


@pytest.mark.parametrize(
    ("where", "complaint"),
    [
        ("leaders.tsv:2", '"2030-02-30" in column start'),
        ("leaders.tsv:3", "before it starts"),
        ("leaders.tsv:4", "unknown country code NRW"),
        ("leaders.tsv:5", "no source"),
        ("bodies.tsv:2", "unknown sector XXX"),
        ("bodies.tsv:3", 'unknown kind "order"'),
        ("bodies.tsv:4", '"NATO" is also a name on'),
        ("titles.tsv:2", "is also on offices.tsv"),
    ],
)
def test_a_row_that_does_not_hold_is_named(
    findings: tuple[Finding, ...], where: str, complaint: str
) -> None:
    found = [f for f in findings if f.where == where]
    assert any(complaint in f.what for f in found), found
    assert all(f.remedy for f in found)


def test_only_the_bad_rows_are_named(findings: tuple[Finding, ...]) -> None:
    assert {f.where.partition(":")[0] for f in findings} == set(BAD)


def test_two_in_a_one_person_office_are_named(tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text(
        LEADERS
        + "NOR\tfm\tMinister\tAda Berg\t2030-01-01\t2032-01-01\t2032-01-01\t\tme\n"
        + "NOR\tfm\tMinister\tBo Lind\t2031-01-01\t2033-01-01\t2033-01-01\t\tme\n"
    )
    (found,) = check([own])
    assert "Ada Berg and Bo Lind both hold fm of NOR" in found.what


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (
            "NOR\tfm\tMinister\tSigurd Holmstad\t2030-01-01\t2031-01-01\t2031-01-01\t\tme\n"
            "NOR\thog\tPrime Minister\tSigurd A. Holmstad\t2032-01-01\t\t2033-01-01\t\tme\n",
            "and Sigurd A. Holmstad (Prime Minister) of NOR look like one person",
        ),
        (
            "NOR\tfm\tMinister\tSigurd Holmstad\t2030-01-01\t2031-01-01\t2031-01-01\t\tme\n"
            "NOR\tdm\tMinister\tOla Vik\t2032-01-01\t\t2033-01-01\tSigurd Hollmstad\tme\n",
            "Sigurd Holmstad (Minister) and Ola Vik (Minister) of NOR look like one person",
        ),
        (
            "NOR\thos\tKing\tSigurd Holmstad\t2030-01-01\t\t2031-01-01\t\tme\n"
            "FJI\thos\tKing\tSigurd Holmstad\t2030-01-01\t\t2031-01-01\t\tme\n",
            "Sigurd Holmstad (King) stands in FJI and NOR as two persons",
        ),
    ],
)
def test_one_person_under_two_keys_and_one_name_under_two_are_told(
    tmp_path: Path, rows: str, complaint: str
) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text(LEADERS + rows)
    found = [f for f in check([own]) if f.where == "persons"]
    assert [complaint in f.what for f in found] == [True]
    assert "persons.tsv" in found[0].remedy


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("NOR\tSigurd Holmstad\t\the\t\tme\n", "nobody of NOR is called Sigurd Holmstad"),
        ("NOR\tJens Stoltenberg\t\tthey\t\tme\n", '"they" is no pronoun'),
    ],
)
def test_a_row_of_the_table_of_persons_that_does_not_hold_is_told(
    tmp_path: Path, row: str, complaint: str
) -> None:
    own = tmp_path / "usual.tsv"
    own.write_text("country\tperson\tnames\tpronoun\tapart\tsource\n" + row)
    (found,) = [f for f in check([own]) if f.where == "usual.tsv:2"]
    assert complaint in found.what
