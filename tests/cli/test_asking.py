"""Asking a record: timeline, show, quotes, export, for a person and for a program."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from detente.export import FORMATS
from detente.merging import merge
from detente.model import Annotation, Span, Statement
from detente.record import Record
from detente.terminal.console import Console, Text
from factories import annotate, state
from small import FIRST, Run, reports, verbs


def said_again(name: str, text: str) -> Annotation:
    """A report of statements about missiles, each "CUE the deployment of missiles"."""
    chile = state("Chile", "CHL")
    said = [
        Statement(
            source=None, cue=Span(*match.span(1)), content=(Span(*match.span(2)),),
            form="indirect", speaker="a1",
        )
        for match in re.finditer(r"(\w+) (the deployment of missiles)", text)
    ]  # fmt: skip
    return annotate(
        name, text, source=f"{name}.txt", published="2012-03-05", actors={"a1": chile}, said=said
    )


@pytest.fixture(scope="session")
def repeated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports that tell one statement, of which one tells its contrary too."""
    path = tmp_path_factory.mktemp("record") / "repeated.duckdb"
    twice = "Chile opposed the deployment of missiles. It supported the deployment of missiles."
    with Record(path) as made:
        made.add(
            [said_again("a", twice), said_again("b", "Chile opposed the deployment of missiles.")]
        )
        made.rebuild_events([])
    return path


@pytest.fixture(scope="session")
def unsure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record with one event, an accusation, that is more likely wrong than right."""
    path = tmp_path_factory.mktemp("record") / "unsure.duckdb"
    with Record(path) as made:
        doubted = [
            replace(report, events=tuple(
                replace(act, confidence=0.3 if act.type == "ACCUSE" else 0.9)
                for act in report.events
            ))
            for report in reports()
        ]  # fmt: skip
        made.add(doubted, codebook="c0de")
        made.rebuild_events(merge(list(made.annotations())))
    return path


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
        (["--since", "2012-03", "--until", "2012-03"], ["CONSULT"]),
        (["--since", "2012-03", "--until", "2012-03", "--open"], ["CONSULT", "ACCUSE"]),
        (["--since", "2012", "--until", "2012"], ["CONSULT", "CONSULT", "ASSAULT"]),
        (["Santiago", "Oslo"], ["CONSULT", "ACCUSE", "CONSULT", "ASSAULT"]),
        (["chile", "ruiz"], ["CONSULT"]),
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


def test_what_is_left_out_for_its_days_or_its_confidence_is_counted(
    run: Run, record: Path, unsure: Path
) -> None:
    done = run("timeline", "--since", "2012-03", "--until", "2012-03", "-r", record)
    assert "1 event left out that may have been in those days" in done.stderr
    assert "--open shows" in done.stderr
    done = run("timeline", "-r", unsure)
    assert "3 events," in done.stdout
    assert "1 event left out as less sure; --min-confidence 0 shows all" in done.stderr
    assert "4 events," in run("timeline", "--min-confidence", "0", "-r", unsure).stdout
    assert "left out" not in run("timeline", "--min-confidence", "0", "-r", unsure).stderr
    assert json.loads(run("timeline", "--min-confidence", "1", "--json", "-r", unsure).stdout) == []


def test_export_leaves_out_what_is_likelier_wrong_and_counts_it(run: Run, unsure: Path) -> None:
    def events(*options: str) -> int:
        done = run("export", *options, "-r", unsure)
        assert done.exit_code == 0
        head, *rest = map(json.loads, done.stdout.splitlines())
        told = f"{head['left_out']} event" in done.stderr and "left out as less sure" in done.stderr
        assert told is (head["left_out"] > 0)
        return sum(line["kind"] == "event" for line in rest)

    assert (events(), events("--min-confidence", "0"), events("--min-confidence", "1")) == (3, 4, 0)
    for format_, number in (("plover", 2), ("annotations", 3)):
        done = run("export", "--format", format_, "-r", unsure)
        assert "1 event left out as less sure" in done.stderr
        made = [json.loads(line) for line in done.stdout.splitlines()]
        acts = [act for one in made for act in one["events"]] if format_ != "plover" else made
        assert len(acts) == number


def test_no_color_has_no_bold_either(monkeypatch: pytest.MonkeyPatch) -> None:
    def printed() -> str:
        stream = StringIO()
        Console(file=stream, force_terminal=True).print(Text("Ministers meet", style="bold red"))
        return stream.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in printed()
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed() == "Ministers meet\n"


def test_quotes_show_the_cue_and_say_what_is_told_again_once(run: Run, repeated: Path) -> None:
    done = run("quotes", "-r", repeated)
    assert done.stdout.count("opposed: the deployment of missiles") == 1
    assert "a.txt, b.txt" in done.stdout
    assert "supported: the deployment of missiles" in done.stdout
    assert "3 statements, 1 of them told again in nearly the same words" in done.stdout
    first, _, again = json.loads(run("quotes", "--json", "-r", repeated).stdout)
    assert (first["repeats"], again["repeats"]) == (None, {"report": "a", "number": 0})
    done = run("positions", "CHL", "missiles", "-r", repeated)
    assert done.stdout.count("opposed: the deployment of missiles") == 1


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
    assert done.exit_code == 2
    assert "timeline" in done.stderr


def test_show_why_tells_what_a_merged_event_rests_on(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "merged.duckdb"
    with Record(path) as made:
        copies = [
            replace(report, report=replace(report.report, id=f"{report.report.id}-again"))
            for report in reports()
        ]
        made.add([*reports(), *copies], codebook="c0de")
        made.rebuild_events(merge(list(made.annotations())))
        event = next(e for e in made.events() if len(e.mentions) > 1)
    told = json.loads(run("show", event.id, "--why", "--json", "-r", path).stdout)["why"]
    assert len(told["ties"]) == len(event.mentions) - 1
    for tie in told["ties"]:
        weights = [piece["weight"] for piece in tie["evidence"]]
        assert tie["total"] == pytest.approx(sum(weights), abs=1e-3)
        assert tie["apart"] is None
    shown = run("show", event.id, "--why", "-r", path).stdout
    assert "One event" in shown
    assert "in all" in shown
    assert "why" not in json.loads(run("show", event.id, "--json", "-r", path).stdout)


def test_show_why_says_that_nothing_was_merged(run: Run, record: Path) -> None:
    shown = run("show", first_id(run, record), "--why", "-r", record).stdout
    assert "One mention, so nothing was merged" in shown


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
    assert '"2011-02-30" is not in the calendar' in done.stderr


@pytest.mark.parametrize("command", verbs())
def test_help_teaches_with_examples(command: str, run: Run) -> None:
    help_ = run(*command.split(), "--help").stdout
    assert re.search(r"Examples?:\n +detente " + command, help_)
    sentences = verbs()[command].get_short_help_str(90)
    assert not sentences.endswith("...")


@pytest.mark.parametrize("command", verbs())
def test_every_table_can_be_had_as_json(command: str) -> None:
    prints_lines = ("annotate", "export", "remove")
    options = {option for p in verbs()[command].params for option in p.opts}
    assert ("--json" in options) is (command not in prints_lines)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["timeline", "Atlantis"], 2, 'nobody is called "Atlantis"'),
        (["timeline", "Norwy"], 2, "did you mean Norway"),
        (["timeline", "chil"], 2, "did you mean Chile"),
        (["timeline", "Korea"], 2, "may be several states; give KOR (South Korea) or PRK"),
        (["timeline", "ZZZ"], 2, "give a name, or a code of three letters (ISO 3166)"),
        (["timeline", ""], 2, 'nobody is called ""'),
        (["timeline", "--type", "NOSUCH"], 2, 'no type "NOSUCH"; there are ACCUSE, AGREE'),
        (["timeline", "--type", "CONSLT"], 2, "did you mean CONSULT?"),
        (["timeline", "--type", "AID"], 0, 'the type "AID"; there are ACCUSE, ASSAULT'),
        (["timeline", "CHL", "FJI", "--json"], 0, '"FJI" has no part in an event'),
        (["quotes", "--country", "ZZZ"], 2, 'no country "ZZZ"'),
        (["quotes", "--country", "Ruiz"], 2, 'no country "Ruiz"'),
        (["quotes", "--country", "UN Security Council"], 2, "and no country"),
        (["quotes", "--country", "UK"], 0, 'has --country "UK"'),
        (["quotes", "--by", "Narnia"], 2, 'nobody is called "Narnia"'),
        (["quotes", "--to", "Narnia"], 2, 'nobody is called "Narnia"'),
        (["quotes", "--by", "Ruiz", "--about", "fish"], 0, 'has --about "fish"'),
        (["positions", "CHL", "fish"], 0, 'has MATTER "fish"'),
        (["positions", "Fiji", "fish"], 0, 'has ACTOR "Fiji"'),
        (["positions", "Atlantis", "fish"], 2, 'nobody is called "Atlantis"'),
        (["timeline", "--since", "2012-02-02", "--until", "2012-02-01"], 2, "give the earlier day"),
        (["timeline", "--since", "2012", "--until", "2011"], 2, "give the earlier day"),
        (["quotes", "--since", "2012-02-02", "--until", "2012-02-01"], 2, "give the earlier day"),
        (["timeline", "--since", "20"], 2, '"20" is no day, month or year; write 2010-11-13'),
        (["timeline", "--since", "1666"], 2, "out of bounds"),
        (["timeline", "--since", "2012-13"], 2, "is not in the calendar"),
        (["timeline", "--min-confidence", "2"], 2, "not in the range"),
        (["timeline", "--since", "2012-02-30"], 2, "is not in the calendar"),
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
