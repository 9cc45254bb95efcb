"""``detente actors``: what is printed for a person and for a program, and what is refused."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente import api
from detente.asked_names import code_of, tables_with
from detente.cli import cli
from detente.errors import DetenteError
from small import Run

LEADERS = "country\toffice\ttitle\tperson\tstart\tend\tknown_until\tnames\tsource\n"
FIELDS = ["name", "kind", "country", "cow", "sectors", "office", "wikidata"]


def test_lookup_says_who_and_why(run: Run) -> None:
    done = run("actors", "lookup", "Japanese Foreign Minister", "Korea", "--on", "2011-02-11")
    assert done.exit_code == 0, done.output
    assert "Seiji Maehara · person · JPN (740) · GOV" in done.stdout
    assert "2010-09-17 to 2011-03-07" in done.stdout
    assert "not: North Korea (PRK)" in done.stdout
    assert "2 names, 1 of them somebody known" in done.stdout


def test_lookup_as_json_is_a_line_a_name_in_order() -> None:
    names = "Tokyo\n\nSouther Kuriles\r\nJordan\n"
    done = CliRunner().invoke(cli, ["actors", "lookup", "-", "Chile", "--json"], input=names)
    assert done.exit_code == 0, done.output
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["name"] for a in answers] == ["Tokyo", "", "Souther Kuriles", "Jordan", "Chile"]
    assert [a["actor"] and a["actor"]["country"] for a in answers] == [
        "JPN", None, None, "JOR", "CHL",
    ]  # fmt: skip
    assert all(list(a["actor"]) == FIELDS for a in answers if a["actor"])
    assert all(a["reasons"] for a in answers)


def test_lookup_reads_what_is_no_text() -> None:
    given = b"Jap\xffan\n\xf0\x28\x8c\x28\n" + b"x" * 10_000 + b"\n\x1b[2JJapan\n"
    done = CliRunner().invoke(cli, ["actors", "lookup", "-", "--json"], input=given)
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 4
    shown = CliRunner().invoke(cli, ["actors", "lookup", "-"], input=given)
    assert "\x1b[2J" not in shown.stdout


@pytest.mark.parametrize("columns", ["40", "100"])
def test_tables_fit_the_terminal(run: Run, columns: str) -> None:
    for command in (
        ("lookup", "Japanese Foreign Minister", "--on", "2011-02-11"),
        ("holders", "foreign minister", "Japan", "--from", "2009-01-01", "--to", "2012-01-01"),
    ):
        lines = run("actors", *command, COLUMNS=columns).stdout.splitlines()
        assert max(map(len, lines)) <= int(columns)


def test_holders_are_listed_with_days_and_source(run: Run) -> None:
    done = run("actors", "holders", "foreign minister", "Japan", "--on", "2011-02-11", "--json")
    (found,) = json.loads(done.stdout)
    assert (found["name"], found["start"], found["end"]) == (
        "Seiji Maehara", "2010-09-17", "2011-03-07",
    )  # fmt: skip
    assert found["source"]
    several = run("actors", "holders", "hog", "GBR", "--from", "2016-01-01", "--to", "2019-12-31")
    names = ("David Cameron", "Theresa May", "Boris Johnson")
    assert [n for n in names if n in several.stdout] == list(names)
    none = run("actors", "holders", "fm", "RUS", "--on", "2060-01-01")
    assert none.exit_code == 0
    assert "know of nobody" in none.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("holders", "fm", "Atlantis"), 'no country "Atlantis"'),
        (("holders", "grand vizier of tea", "JPN"), 'no office "grand vizier of tea"'),
        (("holders", "fm", "JPN", "--from", "2012-01-01", "--to", "2011-01-01"), "earlier day"),
        (("holders", "fm", "Norwy"), "did you mean Norway"),
        (("holders", "fm", "Korea"), "may be several states; give KOR (South Korea) or PRK"),
        (("lookup", "Chile", "--country", "Jpan"), 'no country "Jpan"; did you mean Japan'),
        (("lookup", "Chile", "--on", "2011-02-30"), "is no day"),
        (("check", "nowhere.tsv"), "cannot be read"),
    ],
)
def test_what_is_asked_wrongly_is_told(
    run: Run, arguments: tuple[str, ...], complaint: str
) -> None:
    done = run("actors", *arguments)
    assert done.exit_code in (1, 2)
    assert complaint in done.stderr
    assert "Traceback" not in done.output


def test_check_passes_the_shipped_tables(run: Run) -> None:
    done = run("actors", "check")
    assert (done.exit_code, done.stdout) == (0, "all tables hold\n")


def test_check_names_the_row_and_what_to_do(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text(LEADERS + "NOR\tfm\tM\tAda Berg\t2030-02-30\t\t2031\t\tme\n", "utf-8")
    done = run("actors", "check", own)
    assert done.exit_code == 1
    assert "mine.tsv:2" in done.stdout
    assert "remedy: write YYYY-MM-DD" in done.stdout
    found = json.loads(run("actors", "check", own, "--json").stdout)
    assert [f["where"] for f in found] == ["mine.tsv:2"]


def test_ones_own_table_is_asked_too(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    term = "NOR\tfm\tMinister\tAda Berg\t2030-01-01\t2031-01-01\t2031-01-01\t\tme\n"
    own.write_text(LEADERS + term, "utf-8")
    arguments = ("actors", "lookup", "Norwegian foreign minister", "--on", "2030-06-01")
    assert "Ada Berg" not in run(*arguments).stdout
    assert "Ada Berg" in run(*arguments, "--actors", own).stdout
    assert "Ada Berg" in run("actors", "holders", "fm", "Norway", "--actors", own).stdout


def test_the_documented_output_is_what_is_printed(run: Run) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "actors.md").read_text("utf-8")
    blocks = [b for b in page.split("```text\n")[1:] if b.startswith("$ detente ")]
    assert len(blocks) == 2
    for block in blocks:
        command, _, printed = block.partition("\n")
        done = run(*shlex.split(command.removeprefix("$ detente ")))
        assert done.stdout == printed.partition("```")[0]


def test_countries_are_asked_by_any_name(run: Run) -> None:
    """A code, a name, an abbreviation in small letters, a capital, what else a name may mean."""
    for name in ("NOR", "Norway", "Kingdom of Norway", "oslo", "Norwegian"):
        done = run("actors", "lookup", "foreign minister", "--country", name, "--json")
        assert json.loads(done.stdout)["actor"]["country"] == "NOR"
    for name, code in (("UK", "GBR"), ("uk", "GBR"), ("PRC", "CHN"), ("US", "USA"), ("EU", "EUR")):
        assert code_of(name, tables_with()) == code


def test_python_has_the_same() -> None:
    (found,) = detente.lookup_actors(["Tokyo"])
    assert found.actor is not None
    assert found.actor.country == "JPN"
    (holder,) = detente.office_holders("fm", "JPN", on=date(2011, 2, 11))
    assert holder.name == "Seiji Maehara"
    assert detente.check_actors() == ()
    with pytest.raises(DetenteError, match="no country"):
        detente.lookup_actors(["Tokyo"], country="XXX")
    assert api.unread_actors([]) == ()
