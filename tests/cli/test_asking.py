"""Asking a record: timeline, show, quotes, export, for a person and for a program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from detente.export import FORMATS
from small import FIRST, Run, verbs

ASKING = ("timeline", "show", "quotes")


def first_id(run: Run, record: Path) -> str:
    events = json.loads(run("timeline", "--json", "-r", record).stdout)
    return next(e["id"] for e in events if e["type"] == "CONSULT")


def test_timeline_shows_events_in_order_with_their_words(run: Run, record: Path) -> None:
    done = run("timeline", "CHL", "NOR", "-r", record, COLUMNS="200")
    assert done.exit_code == 0
    assert done.stdout.index("by 2012-03-05") < done.stdout.index("2012-04-02")
    for words in ("Ana Ruiz (CHL)", "Bo Lind (NOR)", "CONSULT", "Chile → Norway", "first.txt"):
        assert words in done.stdout
    assert "did not happen" in done.stdout
    assert "4 events, 1 of them planned, conditional or denied" in done.stdout


def test_timeline_of_what_happened_leaves_out_the_rest(run: Run, record: Path) -> None:
    done = run("timeline", "--happened", "-r", record)
    assert "ASSAULT" not in done.stdout
    assert "3 events" in done.stdout


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (["--since", "2012-03-06"], ["CONSULT", "ASSAULT"]),
        (["--until", "2012-03-06"], ["CONSULT", "ACCUSE"]),
        (["--type", "ACCUSE", "--type", "ASSAULT"], ["ACCUSE", "ASSAULT"]),
        (["Ruiz"], ["CONSULT"]),
        (["FJI"], []),
    ],
)
def test_timeline_takes_actors_days_and_types(
    options: list[str], types: list[str], run: Run, record: Path
) -> None:
    done = run("timeline", *options, "--json", "-r", record)
    assert [event["type"] for event in json.loads(done.stdout)] == types


@pytest.mark.parametrize("width", [60, 80, 132, 200])
@pytest.mark.parametrize("command", ASKING)
def test_tables_fit_the_terminal(command: str, width: int, run: Run, record: Path) -> None:
    arguments = ["show", first_id(run, record)] if command == "show" else [command]
    done = run(*arguments, "-r", record, COLUMNS=str(width))
    assert done.exit_code == 0
    assert max(len(line) for line in done.stdout.splitlines()) <= width


def test_nothing_but_text_goes_into_a_pipe(run: Run, record: Path) -> None:
    for command in (["timeline"], ["quotes"], ["show", first_id(run, record)]):
        assert "\x1b" not in run(*command, "-r", record).output


def test_show_gives_words_days_and_reasons(run: Run, record: Path) -> None:
    shown = " ".join(run("show", first_id(run, record), "-r", record).stdout.split())
    assert "“Ana Ruiz of Chile met Bo Lind of Norway in Lima.”" in shown
    assert "actor: Ana Ruiz (CHL), Minister for Foreign Affairs “Ana Ruiz”" in shown
    assert "where: Lima (PER) “Lima”" in shown
    assert "Ministers meet" in shown
    assert "published: 2012-03-05" in shown


def test_show_says_how_an_undated_report_was_placed(run: Run, record: Path) -> None:
    events = json.loads(run("timeline", "--type", "ACCUSE", "--json", "-r", record).stdout)
    shown = " ".join(run("show", events[0]["id"], "-r", record).stdout.split())
    assert "published: by 2012-03-05, as far as the record proves it; the text has no date" in shown
    assert "because: its talks are those of news/first.txt" in shown


def test_show_takes_the_beginning_of_an_id(run: Run, record: Path) -> None:
    whole = first_id(run, record)
    assert run("show", whole[:8], "-r", record).stdout == run("show", whole, "-r", record).stdout


def test_show_of_no_event_says_where_to_look(run: Run, record: Path) -> None:
    done = run("show", "zzzz", "-r", record)
    assert done.exit_code == 1
    assert "timeline" in done.stderr


def test_show_as_json_has_the_words_and_the_reports(run: Run, record: Path) -> None:
    shown = json.loads(run("show", first_id(run, record), "--json", "-r", record).stdout)
    assert shown["mentions"][0]["trigger"]["words"] == "met"
    assert shown["told_in"][0]["published"]["basis"] == "stated"


def test_quotes_name_who_spoke(run: Run, record: Path) -> None:
    done = run("quotes", "--by", "Ruiz", "-r", record)
    for words in ("Ana Ruiz (CHL)", "“will not pay”", "refusal", "first.txt"):
        assert words in done.stdout
    for options, number in ((["--country", "NOR"], 0), (["--kind", "refusal"], 1)):
        assert len(json.loads(run("quotes", *options, "--json", "-r", record).stdout)) == number


def test_quotes_as_json_have_spans_that_hold(run: Run, record: Path) -> None:
    (quote,) = json.loads(run("quotes", "--json", "-r", record).stdout)
    (content,) = quote["content"]
    start, end = content["span"]
    assert FIRST[start:end] == content["words"] == "will not pay"


@pytest.mark.parametrize("format_", list(FORMATS))
def test_export_writes_the_same_to_a_file_as_to_a_pipe(
    format_: str, run: Run, record: Path, tmp_path: Path
) -> None:
    piped = run("export", "--format", format_, "-r", record)
    assert run("export", "--format", format_, "-r", record, "-o", "out.jsonl").exit_code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == piped.stdout_bytes
    assert all(json.loads(line) for line in piped.stdout.splitlines())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl"]


def test_export_to_a_place_that_is_not_there_says_so(run: Run, record: Path) -> None:
    done = run("export", "-r", record, "-o", "no/such/folder/out.jsonl")
    assert done.exit_code == 1
    assert "no/such/folder/out.jsonl" in done.stderr


@pytest.mark.parametrize("command", [["timeline"], ["show", "ab"], ["quotes"], ["export"]])
def test_a_missing_record_is_named_with_what_makes_one(command: list[str], run: Run) -> None:
    done = run(*command, "-r", "nowhere.duckdb")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "nowhere.duckdb" in done.stderr
    assert "detente read" in done.stderr


def test_the_record_can_be_named_by_the_environment(run: Run, record: Path) -> None:
    named = run("timeline", DETENTE_RECORD=str(record))
    assert named.stdout == run("timeline", "-r", record).stdout


def test_a_day_that_does_not_exist_is_refused(run: Run, record: Path) -> None:
    done = run("timeline", "--since", "2011-02-30", "-r", record)
    assert done.exit_code == 2
    assert '"2011-02-30" is no day' in done.stderr


@pytest.mark.parametrize("command", verbs())
def test_help_teaches_with_examples(command: str, run: Run) -> None:
    help_ = run(*command.split(), "--help").stdout
    assert re.search(r"Examples?:\n +detente " + command, help_)
    sentences = verbs()[command].get_short_help_str(90)
    assert not sentences.endswith("...")


@pytest.mark.parametrize("command", verbs())
def test_every_table_can_be_had_as_json(command: str) -> None:
    prints_lines = ("annotate", "export")
    options = {option for p in verbs()[command].params for option in p.opts}
    assert ("--json" in options) is (command not in prints_lines)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["timeline", "Atlantis"], 0, 'nobody called "Atlantis" has a part in an event'),
        (["timeline", "--type", "NOSUCH"], 0, 'the type "NOSUCH"; there are ACCUSE, ASSAULT'),
        (["timeline", "CHL", "FJI", "--json"], 0, 'nobody called "FJI"'),
        (["quotes", "--country", "Chile"], 0, "a code has three letters"),
        (["quotes", "--by", "Ruiz", "--about", "fish"], 0, 'has --about "fish"'),
        (["positions", "CHL", "fish"], 0, 'has MATTER "fish"'),
        (["positions", "Atlantis", "fish"], 0, 'has ACTOR "Atlantis"'),
        (["timeline", "--since", "2012-02-02", "--until", "2012-02-01"], 2, "give the earlier day"),
        (["quotes", "--since", "2012-02-02", "--until", "2012-02-01"], 2, "give the earlier day"),
        (["timeline", "--since", "2012"], 2, '"2012" is no day; write one as YYYY-MM-DD'),
        (["timeline", "--since", "2012-02-30"], 2, "no day of the calendar"),
        (["show", "\udcff"], 2, r'event "\xff" is not UTF-8'),
    ],
)
def test_what_is_asked_wrongly_is_told(
    arguments: list[str], status: int, said: str, run: Run, record: Path
) -> None:
    done = run(*arguments, "-r", record)
    assert done.exit_code == status
    assert said in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["timeline", "-r", "."], "File '.' is a directory"),
        (["timeline", "-r", "\udcff.duckdb"], "is not UTF-8; give the record another name"),
        (["actors", "check", "binary.tsv"], "File 'binary.tsv' is not a table"),
        (["actors", "lookup", "Oslo", "--actors", "binary.tsv"], "is not a table"),
        (["annotate", "a.txt", "--dates", "binary.tsv"], "is not a table"),
        (["actors", "holders", "hog", "NOR", "--on", "2011-01-01", "--from", "2010-01-01"],
         "give one or the other"),
        (["actors", "holders", "hog", "NOR", "--from", "2011-01-01", "--to", "2010-01-01"],
         "give the earlier day first"),
        (["times", "On Friday.", "--published", "2011-02-11T" + "0" * 20], "is not a date"),
        (["times", "On Friday.", "--published", "2011-02-11T25:00"], "a time that does not exist"),
    ],
)  # fmt: skip
def test_wrong_use_says_what_is_wrong(
    arguments: list[str], said: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "binary.tsv").write_bytes(b"\0\1\2 LIND [NOR]\n")
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("model", ["../x", "no_such_model", "os", "json"])
def test_what_is_no_language_model_is_told(model: str, run: Run) -> None:
    done = run("times", "On Friday.", "--language-model", model)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: language model '{model}' is not installed")
