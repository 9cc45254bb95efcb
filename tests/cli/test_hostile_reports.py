"""Hostile reports, tables and arguments, printed by every command: none drives a terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import sys
import termios
import threading
import tty
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from hostile import HOSTILE, NAME, TRIED, World

from detente.cli import cli
from small import FIRST, Run, verbs
from thorough import some

STYLES = re.compile(r"\x1b\[[0-9;]*m")
"""Colours, the only thing that detente does to a terminal; beside a bar of progress, below."""

BARS = re.compile(r"\x1b\[(?:\?25[lh]|\d*A|2K)|\r")
"""The cursor hidden and shown again, moved up, and a line wiped."""


def test_no_command_is_left_out() -> None:
    assert set(TRIED) == set(verbs())


def driving(shown: str) -> list[str]:
    """What would drive a terminal, by Unicode's own tables."""
    hidden = {c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")}
    return sorted(map(ascii, hidden - {"\n"}))


def with_json(command: str, arguments: list[list[Any]]) -> Iterator[list[str]]:
    for one in arguments:
        yield [*command.split(), *map(str, one)]
        if any("--json" in parameter.opts for parameter in verbs()[command].params):
            yield [*command.split(), *map(str, one), "--json"]


@pytest.mark.parametrize("command", some(verbs(), 2, first=1))
def test_nothing_drives_a_pipe(command: str, run: Run, world: World) -> None:
    shown = ""
    for arguments in with_json(command, TRIED[command](world)):
        done = run(*arguments)
        assert done.exception is None or isinstance(done.exception, SystemExit), arguments
        if "--json" in arguments or command in ("annotate", "export"):
            out = data_only(done.stdout)
        else:
            out = done.stdout
        assert driving(out + done.stderr) == [], arguments
        shown += done.stdout + done.stderr
    assert "␛" in shown or "\\u001b" in shown, "nothing hostile was printed"


def data_only(printed: str) -> str:
    """JSON as it was printed, once it is known to be some; what only can't be seen may stand."""
    rest, decoder = printed.strip(), json.JSONDecoder()
    while rest:
        _, end = decoder.raw_decode(rest)
        rest = rest[end:].lstrip()
    return re.sub("[\u00ad\u200b\ufeff]", "", printed)


class Terminal:
    """A pseudo-terminal that keeps what is written to it."""

    def __init__(self) -> None:
        self._master, slave = pty.openpty()
        tty.setraw(slave)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
        self.stream = os.fdopen(slave, "w", encoding="utf-8", newline="\n")
        self._read = bytearray()
        self._reader = threading.Thread(target=self._drain, daemon=True)
        self._reader.start()

    def _drain(self) -> None:
        while True:
            try:
                self._read += os.read(self._master, 65536)
            except OSError:  # the other end is closed
                return

    def shown(self) -> str:
        """All of it, once nobody can write any more."""
        self.stream.close()
        self._reader.join()
        os.close(self._master)
        return self._read.decode()


@pytest.mark.parametrize("command", some(verbs(), 3))
def test_nothing_drives_a_terminal(
    command: str, run: Run, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = ""
    for arguments in with_json(command, TRIED[command](world)):
        out, err = Terminal(), Terminal()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out.stream)
            patched.setattr(sys, "stderr", err.stream)
            with pytest.raises(SystemExit):
                cli.main(arguments, prog_name="detente")
        printed, told = STYLES.sub("", out.shown()), STYLES.sub("", BARS.sub("", err.shown()))
        if "--json" in arguments or command in ("annotate", "export"):
            printed = data_only(printed)
        assert driving(printed) == [], arguments
        assert driving(told) == [], arguments
        shown += printed + told
    assert "␛" in shown or "\\u001b" in shown, "nothing hostile was printed"


def options_with_values() -> list[tuple[str, str]]:
    return [
        (name, parameter.opts[0])
        for name, command in verbs().items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.is_flag
    ]


@pytest.mark.parametrize(("command", "option"), some(options_with_values(), 3))
def test_no_option_echoes_what_drives(command: str, option: str, run: Run, world: World) -> None:
    arguments = [*command.split(), *map(str, TRIED[command](world)[0])]
    for value in (NAME, f"{NAME}/x", "\udcff"):
        done = run(*arguments, option, value)
        assert done.exception is None or isinstance(done.exception, SystemExit), arguments
        told = done.stderr if command in ("annotate", "export") else done.output
        assert driving(told) == [], (arguments, value)


@pytest.mark.parametrize("arguments", [[HOSTILE], [f"--{HOSTILE}"], ["actors", HOSTILE]])
def test_no_wrong_command_drives(arguments: list[str], run: Run) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert driving(done.output) == []
    assert r"\x1b[31m" in done.stderr


def test_a_message_is_one_line_whatever_is_in_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\nproblem: b.txt").touch()
    done = run("annotate", "a\nproblem: b.txt")
    assert done.stderr.splitlines()[0].startswith("problem: a␊problem: b.txt: it is empty")
    done = run("timeline", "-r", "a\nError: b")
    assert done.stderr.splitlines() == [
        "Error: a␊Error: b: there is no such record; detente read makes one"
    ]


def test_no_text_is_markup_or_a_line_of_its_own(run: Run, world: World) -> None:
    shown = run("show", world.event, "-r", world.record, COLUMNS="1000").stdout
    assert "[red]red[/red][link=http://a.example]link[/link]:smile:" in shown
    assert not any(line.startswith(("␋", "\v", "title")) for line in shown.splitlines())
    assert "␍␊" in shown


def test_tables_of_hostile_words_still_fit(run: Run, world: World) -> None:
    for command in (["timeline"], ["quotes"], ["show", world.event]):
        done = run(*command, "-r", world.record, COLUMNS="90")
        assert max(map(len, done.stdout.split("\n"))) <= 90


def test_data_stays_faithful(run: Run, world: World, tmp_path: Path) -> None:
    assert run("export", "-r", world.record, "-o", "out.jsonl").exit_code == 0
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    (report,) = (one for one in written if one.get("headline"))
    assert report["headline"] == f"Ministers meet{HOSTILE}"
    shown = json.loads(run("show", world.event, "--json", "-r", world.record).stdout)
    assert f"news/first.txt{HOSTILE}" in [one["source"] for one in shown["told_in"]]
    annotated = [json.loads(x) for x in run("annotate", world.lines).stdout.splitlines()]
    assert annotated[0]["publisher"] == HOSTILE
    lines = run("export", "--format", "annotations", "-r", world.record).stdout.splitlines()
    assert {len(json.loads(line)["text"]) for line in lines} >= {len(FIRST)}
