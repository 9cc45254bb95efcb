"""``detente codebook``: checked, explained and listed, for a person and for a program."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

import loaded
from detente import api
from detente.errors import DetenteError
from detente.events import EventCoder, load_codebook
from detente.pipeline import Coder
from small import Run

ROOT = Path(__file__).resolve().parent.parent.parent
MARITIME = ROOT / "examples" / "codebooks" / "maritime"


@pytest.fixture(scope="module")
def shipped() -> Coder:
    """The real coder, loaded once."""
    return loaded.coder()


@pytest.fixture(autouse=True)
def quick(shipped: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loads no language model twice."""

    def load(
        model: str | None = None,
        codebook: Path | None = None,
        actors: Sequence[Path] = (),
        reader: bool = True,
    ) -> Coder:
        events = EventCoder(load_codebook(codebook)) if codebook else shipped.events
        return Coder(
            shipped.parser, shipped.tables, shipped.gazetteer, events, shipped.statement_words
        )

    monkeypatch.setattr(Coder, "load", load)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of the example to change."""
    return Path(shutil.copytree(MARITIME, tmp_path / "mine"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_check_passes_what_is_right(run: Run) -> None:
    done = run("codebook", "check", MARITIME)
    assert done.exit_code == 0, done.output
    assert re.search(r"5 types, \d+ signals\n(\d+) of \1 examples code as stated", done.stdout)


def test_check_without_a_folder_checks_the_shipped_one(run: Run, mine: Path) -> None:
    done = run("codebook", "list")
    assert "CONSULT" in done.stdout
    named = run("codebook", "check", DETENTE_CODEBOOK=str(mine))
    assert named.stdout == run("codebook", "check", mine).stdout
    assert "5 types" in named.stdout


def test_check_lists_failed_examples_with_the_reason(run: Run, mine: Path) -> None:
    change(
        mine / "BOARD.yaml", "Iran seized a Panamanian freighter.", "Iran saw a Panamanian ship."
    )
    change(mine / "RESCUE.yaml", "recipients: [PER]", "recipients: [ECU]")
    done = run("codebook", "check", mine)
    assert done.exit_code == 1
    shown = " ".join(done.stdout.split())
    assert (
        "example: Iran saw a Panamanian ship. wanted: BOARD (seize) actual [IRN] -> [PAN]" in shown
    )
    assert "got: nothing why: no BOARD: none of BOARD's" in shown
    assert re.search(r"why: RESCUE: its recipients are [^;]*/PER, not ECU", shown)
    assert re.search(r"(\d+) of (\d+) examples", shown)
    line = (
        (mine / "BOARD.yaml")
        .read_text("utf-8")
        .split("\n")
        .index("  - text: Iran saw a Panamanian ship.")
    )
    assert f"{mine / 'BOARD.yaml'}, line {line + 1}\n" in done.stdout


def test_check_lists_all_problems_and_codes_nothing_with_them(run: Run, mine: Path) -> None:
    change(mine / "BOARD.yaml", "    verbs: [board,", "    verb: [board,")
    change(mine / "SHADOW.yaml", "modes: [follow]}", "modes: [folow]}")
    done = run("codebook", "check", mine)
    assert done.exit_code == 1
    shown = " ".join(done.stdout.split())
    assert "no field 'verb' in signals[0] remedy: did you mean 'verbs'?" in shown
    assert "'folow' is no mode of SHADOW remedy: did you mean 'follow'?" in shown
    assert "2 problems with its files" in shown
    assert "not coded before these are mended" in shown


def test_check_as_json(run: Run, mine: Path) -> None:
    change(mine / "SHADOW.yaml", "    verbs: [shadow,", "    verbs: [shadow, shadow,")
    change(mine / "RESCUE.yaml", "recipients: [PER]", "recipients: [ECU]")
    done = run("codebook", "check", mine, "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    (problem,) = found["problems"]
    assert problem["what"].startswith("signal 'follow' has 'shadow' twice")
    assert problem.keys() == {"file", "line", "what", "remedy"}
    (failure,) = found["failures"]
    assert (failure["type"], failure["counter"], failure["line"] > 30) == ("RESCUE", False, True)
    assert found["examples"] > 30


def test_a_folder_that_is_no_codebook_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("codebook", "check", tmp_path / "empty")
    assert done.exit_code == 1
    assert "no type files" in done.stderr
    assert run("codebook", "check", tmp_path / "nowhere").exit_code == 2


def test_a_codebook_that_does_not_load_is_refused_by_all_commands(run: Run, mine: Path) -> None:
    change(mine / "BOARD.yaml", "    verbs: [board,", "    verb: [board,")
    for command in (
        ["codebook", "list", mine],
        ["codebook", "explain", "Norway boarded a ship.", "--codebook", mine],
    ):
        done = run(*command)
        assert done.exit_code == 1
        assert "BOARD.yaml, line 25: no field 'verb'" in done.stderr


def test_explain_goes_step_by_step(run: Run) -> None:
    done = run(
        "codebook", "explain", "Norway will meet Chile.", "--published", "2012-01-05", COLUMNS="200"
    )
    assert done.exit_code == 0, done.output
    steps = [
        "Norway will meet Chile.", "Norway: state", "The verb “meet”", "subject: “Norway”",
        "form: future, with “will”", "matches CONSULT/meet", "actor: Norway by the role “subject”",
        "modality: planned (“will” makes it planned)", "AGREE  Norway, Chile", "score +2.5",
        "from 2012-01-05", "confidence", "signal: CONSULT/meet",
    ]  # fmt: skip
    at = [done.stdout.index(step) for step in steps]
    assert at == sorted(at)


def test_explain_says_why_nothing_is_coded(run: Run) -> None:
    done = run("codebook", "explain", "Norway held talks.", COLUMNS="200")
    assert "nothing is coded" in done.stdout
    assert "“talks”: CONSULT: a second participant is not known" in done.stdout
    nobody = run("codebook", "explain", "[[[", COLUMNS="200")
    assert "nobody that is known" in nobody.stdout
    assert "no words in it" in nobody.stdout
    assert run("codebook", "explain", " ").exit_code == 1


def test_explain_as_json_has_all_signals(run: Run) -> None:
    done = run("codebook", "explain", "Norway boarded a Chilean boat.", "--json",
               "--codebook", MARITIME)  # fmt: skip
    found = json.loads(done.stdout)
    assert found["text"] == "Norway boarded a Chilean boat."
    (clause,) = [c for c in found["clauses"] if c["lemma"] == "board"]
    assert any(tried["matched"] for tried in clause["tried"])
    assert clause["events"] == [event["id"] for event in found["events"]]


def test_list_fits_a_terminal_and_counts_everything(
    run: Run, shipped: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.events.load_codebook", lambda folder: shipped.events.codebook)
    for width in (60, 80, 120):
        done = run("codebook", "list", COLUMNS=str(width))
        assert done.exit_code == 0
        assert max(len(line) for line in done.stdout.splitlines()) <= width
    types = json.loads(run("codebook", "list", "--json").stdout)
    assert [one["type"] for one in types] == list(shipped.events.codebook.types)
    for one in types:
        assert one["type"] in done.stdout
        assert one["signals"] > 0
    assert f"{len(types)} types" in done.stdout


def documented() -> list[str]:
    text = (ROOT / "docs" / "codebook.md").read_text("utf-8").partition("## Write your own")[2]
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("command", documented())
def test_the_documented_commands_work(
    command: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    name, *arguments = shlex.split(command)
    assert name == "detente"
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    assert done.stdout


def test_the_documented_output_is_what_is_printed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    printed = run("codebook", "check", "examples/codebooks/maritime").stdout
    assert all(f"   {line}\n" in page for line in printed.splitlines())


def test_python_has_the_same(mine: Path) -> None:
    found = api.check_codebook(mine)
    assert (found.passed, found.types) == (True, 5)
    assert api.explain("Norway boarded a Chilean boat.", codebook=mine).events
    assert [one.type for one in api.codebook_types(mine)] == [
        "BOARD",
        "CLOSE",
        "COLLIDE",
        "RESCUE",
        "SHADOW",
    ]
    with pytest.raises(DetenteError, match="no sentence"):
        api.explain("  ")
