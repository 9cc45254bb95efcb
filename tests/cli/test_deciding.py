"""Deciding on the command line: merge, split, different, decisions, and what show says of it."""

from __future__ import annotations

import getpass
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente import api
from detente.record import Record
from small import Run, SmallCoder

REPORTS = {
    "a": (date(2012, 3, 5), "Chile met Norway."),
    "b": (date(2013, 4, 9), "Norway accused Chile of theft."),
    "c": (date(2014, 5, 2), "Fiji attacked Norway."),
}


@pytest.fixture
def record(tmp_path: Path, small_coder: SmallCoder) -> Path:
    """A record of three events, each of one report."""
    (tmp_path / "reports").mkdir()
    for name, (_, text) in REPORTS.items():
        (tmp_path / "reports" / f"{name}.txt").write_text(text, "utf-8")
    path = tmp_path / "three.duckdb"
    dates = {f"{name}.txt": day for name, (day, _) in REPORTS.items()}
    api.read([tmp_path / "reports"], path, dates=dates)
    return path


def events(run: Run, record: Path) -> list[dict[str, Any]]:
    """The events in the order of their days."""
    done = run("timeline", "--min-confidence", "0", "--json", "-r", record)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def ids(run: Run, record: Path) -> list[str]:
    return [event["id"] for event in events(run, record)]


def said(run: Run, *arguments: str | Path) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.stderr
    return " ".join(done.stdout.split())


def test_two_events_become_one_and_all_ids_show_it(run: Run, record: Path) -> None:
    met, accused, attacked = ids(run, record)
    shown = said(
        run, "merge", met[:8], accused[:8], "-r", record, "--by", "A. Ruiz", "--note", "one row"
    )
    assert f"{met[:8]} 2012-03-05 to 2013-04-09 CONSULT" in shown
    assert "2 mentions in 2 reports the reports disagree on type, date" in shown
    assert f"{accused[:8]} is no event of its own now; its id finds the event" in shown
    assert "decision 1; detente decisions --undo 1 undoes it" in shown
    assert ids(run, record) == [met, attacked]

    shown = said(run, "show", accused[:8], "-r", record)
    assert shown.startswith(f"{accused[:8]} was merged into {met[:8]}")
    assert "decided: its mentions are one event, decision 1 (by A. Ruiz on" in shown
    assert ": one row" in shown
    assert "[1] “Chile met Norway.”" in shown
    assert "[2] “Norway accused Chile of theft.”" in shown
    assert "it was decided so" in said(run, "show", met, "--why", "-r", record)

    shown = said(run, "timeline", "--min-confidence", "0", "-r", record)
    assert "the reports disagree on type, date" in shown
    exported = [json.loads(x) for x in run("export", "-r", record).stdout.splitlines()]
    (decided,) = [line for line in exported if line["kind"] == "decision"]
    assert (decided["by"], decided["events"]) == ("A. Ruiz", [met])
    plover = run("export", "--format", "plover", "--min-confidence", "0", "-r", record).stdout
    assert json.loads(plover.splitlines()[0])["disagreements"] == ["type", "date"]


def test_the_account_says_what_is_shown_and_why(run: Run, record: Path) -> None:
    met, accused, _ = ids(run, record)
    run("merge", met, accused, "-r", record)
    found = json.loads(run("show", met, "-r", record, "--json").stdout)
    account = found["account"]
    assert [*account] == ["type", "who", "date", "whether"]
    assert {name: (field["why"], field["disagree"]) for name, field in account.items()} == {
        "type": ("earliest report", True),
        "who": ("only value", False),
        "date": ("all days", True),
        "whether": ("only value", False),
    }
    assert account["type"]["shown"] == "CONSULT"
    assert [v["value"] for v in account["date"]["values"]] == ["2012-03-05", "2013-04-09"]
    assert [v["reports"] for v in account["type"]["values"]] == [1, 1]
    words = account["type"]["values"][1]["citations"][0]["words"]
    assert words == "Norway accused Chile"
    shown = run("show", met, "-r", record, COLUMNS="100").stdout
    assert "as the earliest says; they disagree" in " ".join(shown.split())
    assert found["former"] is None
    assert [one["number"] for one in found["decisions"]] == [1]


@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_what_is_printed_fits_the_terminal(run: Run, record: Path, width: int) -> None:
    met, accused, attacked = ids(run, record)
    for arguments in (
        ["merge", met, accused, "--by", "Ana Ruiz of the desk of the day", "--note", "so " * 40],
        ["split", met, "1"], ["different", met, attacked], ["show", met], ["decisions"],
        ["decisions", "--undo", "2"],
    ):  # fmt: skip
        done = run(*arguments, "-r", record, COLUMNS=str(width))
        assert done.exit_code == 0, done.stderr
        assert max(len(line) for line in done.stdout.splitlines()) <= width, arguments


def test_a_split_and_what_it_overrules_are_told_and_undone(run: Run, record: Path) -> None:
    met, accused, _ = ids(run, record)
    run("merge", met, accused, "-r", record, "--by", "ruiz")
    shown = said(run, "split", met, "b.txt", "-r", record)
    assert "this overrules decision 1, one event" in shown
    assert ids(run, record)[:2] == [met, accused]
    shown = said(run, "show", met, "-r", record)
    assert f"decided: another event than {accused[:8]}, decision 2" in shown
    shown = said(run, "decisions", "-r", record)
    assert "overruled, in part or whole, by 2" in shown
    assert "2 decisions" in shown
    shown = said(run, "decisions", "--undo", "2", "-r", record)
    assert "decision 1 holds again" in shown
    assert "decision 2 was taken back" in shown
    assert "1 decision" in said(run, "decisions", "-r", record)
    assert "taken back" in said(run, "decisions", "--all", "-r", record)
    assert ids(run, record)[0] == met


def test_later_readings_and_removals_undo_nothing(run: Run, record: Path, tmp_path: Path) -> None:
    met, accused, attacked = ids(run, record)
    run("merge", met, accused, "-r", record)
    run("different", met, attacked, "-r", record)
    more = tmp_path / "more.txt"
    more.write_text("Norway met Chile. Fiji attacked Norway.", "utf-8")
    assert run("read", more, "--published", "2012-03-06", "-r", record).exit_code == 0
    held = json.loads(run("show", met, "--json", "-r", record).stdout)
    assert {m["source"].rpartition("/")[2] for m in held["mentions"]} >= {"a.txt", "b.txt"}
    source = next(m["source"] for m in held["mentions"] if m["source"].endswith("b.txt"))
    assert run("remove", source, "-r", record).exit_code == 0
    shown = said(run, "decisions", "-r", record)
    assert "without object: the record does not have what it is about" in shown
    assert "2 decisions, 1 of them without object" in shown
    assert run("read", source, "--published", "2013-04-09", "-r", record).exit_code == 0
    assert "without object" not in said(run, "decisions", "-r", record)
    assert run("show", accused, "--json", "-r", record).stdout.count(met) >= 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["merge", "A"], "two events and more"),
        (["merge", "A", "A"], "that is one event already"),
        (["merge", "A", "e0000000x"], "no event 'e0000000x' in this record; detente timeline"),
        (["merge", "A", "NEAR"], "did you mean"),
        (["merge", "A", ""], "no event ''"),
        (["split", "A", "1"], "has one mention only"),
        (["split", "A"], "Missing argument 'MENTION...'"),
        (["different", "A", "A"], "detente split takes mentions out"),
        (["different", "A", "e"], "begins several events"),
        (["decisions", "--undo", "1"], "no decision 1 stands; detente decisions lists them"),
        (["decisions", "--undo", "0"], "0 is not in the range"),
        (["decisions", "--undo", "99999999999999999999"], "no decision"),
    ],
)
def test_what_cannot_be_decided_is_wrong_use(
    arguments: list[str], words: str, run: Run, record: Path
) -> None:
    first = ids(run, record)[0]
    meant = {"A": first, "NEAR": f"{first[:6]}x{first[7]}"}
    before = record.read_bytes()
    done = run(*(meant.get(one, one) for one in arguments), "-r", record)
    assert done.exit_code == 2
    assert words in done.stderr
    with Record(record, read_only=True) as opened:
        assert opened.decisions() == []
    assert record.read_bytes() == before


def test_no_record_is_made_for_a_decision(run: Run, tmp_path: Path) -> None:
    for arguments in (["merge", "a", "b"], ["split", "a", "1"], ["decisions"]):
        done = run(*arguments, "-r", "none.duckdb")
        assert done.exit_code == 1
        assert "there is no such record; detente read makes one" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("known", [True, False])
def test_who_decides_is_the_user_if_known(
    run: Run, record: Path, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def user() -> str:
        if not known:
            raise OSError("no name")
        return "lind"

    monkeypatch.setattr(getpass, "getuser", user)
    met, accused, _ = ids(run, record)
    done = json.loads(run("merge", met, accused, "--json", "-r", record).stdout)
    assert done["decision"]["by"] == ("lind" if known else None)
    assert [event["id"] for event in done["events"]] == [met]
    assert (done["gone"], done["overrules"], done["holds_again"]) == ([accused], [], [])
    (listed,) = json.loads(run("decisions", "--json", "-r", record).stdout)
    assert listed == done["decision"]


def test_no_decision_is_told_so(run: Run, record: Path) -> None:
    assert said(run, "decisions", "-r", record) == "no decisions; detente merge makes one"
    assert run("decisions", "--json", "-r", record).stdout == "[]\n"
