"""Hostile terminal text: what reports, tables and names say never steers a terminal.

Every command, as click lists them, is run on a pseudo-terminal with escape sequences, bells, C1
controls and reversed writing in all that it shows: texts, titles, ids, file names, tables, and its
own arguments.  A command that has no run here fails the check.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import shutil
import struct
import termios
import tty
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from breaking import judging, kills, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.plan import Plan
from breaking.running import Limits, Outcome

ABOUT = "every command on hostile texts, names and tables prints no control to a terminal"

HOSTILE = {
    "a title": "\x1b]0;owned\x07",
    "a link": "\x1b]8;;http://a.example\x1b\\here\x1b]8;;\x1b\\",
    "colours": judging.HOSTILE_STYLE,
    "a wiped screen": "\x1b[2J\x1b[1;1H",
    "the cursor up": "\x1b[7A",
    "a bell": "\x07",
    "C1": "\x9b31m\x9d0;owned\x9c",
    "backspaces": "\x08\x08\x08",
    "a delete": "\x7f",
    "a carriage return": "\rforged",
    "reversed writing": "\u202eevil\u202c",
    "an isolate": "\u2067evil\u2069",
    "a device's report": "\x1b[6n\x1bP$q q\x1b\\",
}

Command = tuple[str, ...]


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Runs every command with each hostile text; the short form has them all in one."""
    texts = {"all at once": "".join(HOSTILE.values())} if plan.short else HOSTILE
    for name, text in texts.items():
        place = folder / f"{len(list(folder.iterdir())):02}"
        place.mkdir()
        event = lay_out(kernel, place, text)
        for command, told in missing(kernel).items():
            ledger.judge(f"detente {command}", [told])
        seen: set[Command] = set()
        for arguments in commands(text, event):
            # The short form sees each command's JSON once.
            name_of = command_name(arguments)
            as_json = takes_json(arguments) and not (plan.short and name_of in seen)
            seen.add(name_of)
            for flags in ((), ("--json",)) if as_json else ((),):
                done = on_terminal(kernel, (*arguments, *flags), place)
                ledger.judge(
                    f"{name}: detente {' '.join((*arguments, *flags))}",
                    terminal_faults(done),
                    {"stdout.txt": done.out, "stderr.txt": done.err, "inputs": place},
                )
        ledger.progress(f"{name}")
        shutil.rmtree(place)


def terminal_faults(done: Outcome) -> list[str]:
    """What is wrong with what a terminal got."""
    return list(dict.fromkeys([
        *judging.unclean(done),
        *judging.controls(done.out),
        *judging.controls(done.err, bars=True),
    ]))  # fmt: skip


def commands(hostile: str, event: str) -> list[Command]:
    """The commands to run: every one of them at least once."""
    sentence = f"Japan {hostile} accused Russia {hostile} of theft on Monday in {hostile} Paris."
    name = f"Seiji {hostile} Maehara"
    return [
        ("read", "in", "--record", "again.duckdb"),
        ("read", f"no{hostile}where", "--record", "again.duckdb"),
        ("read", "in", "--record", f"no{hostile}where/r.duckdb"),
        ("read", "in", "--published", hostile),
        ("read", "in", "--dates", "days.csv"),
        ("read", "in", "--actors", "own.tsv", "--record", "own.duckdb"),
        ("read", "in", "--language-model", hostile),
        ("annotate", "in"),
        ("annotate", "in/lines.jsonl", "--strict"),
        ("annotate", "in", "--actors", "own.actors"),
        ("annotate", "in", "--output", f"no{hostile}where/out"),
        ("timeline", "--record", "r.duckdb"),
        ("timeline", name, "--record", "r.duckdb"),
        ("timeline", "--record", "r.duckdb", "--type", hostile),
        ("timeline", "--record", f"no{hostile}where.duckdb"),
        ("timeline", "--since", hostile),
        ("show", event, "--record", "r.duckdb"),
        ("show", f"x{hostile}", "--record", "r.duckdb"),
        ("timeline", "--story", f"x{hostile}", "--record", "r.duckdb"),
        ("stories", "--single", "--record", "r.duckdb"),
        ("stories", name, "--record", "r.duckdb"),
        ("merge", event, f"x{hostile}", "--by", name, "--record", "r.duckdb"),
        ("split", event, hostile, "--note", hostile, "--record", "r.duckdb"),
        ("different", event, f"x{hostile}", "--by", name, "--record", "r.duckdb"),
        ("decisions", "--record", f"no{hostile}where.duckdb"),
        ("decisions", "--all", "--record", "r.duckdb"),
        ("remove", f"x{hostile}", "--record", "r.duckdb"),
        ("quotes", "--record", "r.duckdb"),
        ("quotes", "--by", name, "--about", hostile, "--record", "r.duckdb"),
        ("quotes", "--kind", hostile),
        ("positions", "RUS", "JPN", "--record", "r.duckdb"),
        ("positions", "JPN", "Russia", "--record", "r.duckdb"),
        ("positions", name, hostile, "--record", "r.duckdb"),
        *(("export", "--format", one, "--record", "r.duckdb") for one in _formats()),
        ("export", "--format", hostile),
        ("evaluate", "gold.jsonl", "--misses"),
        ("evaluate", "bad-gold.jsonl"),
        ("evaluate", "key.json"),
        ("evaluate", "bad-key.json"),
        ("evaluate", "gold.jsonl", "--at-least", f"{hostile}=3"),
        ("actors", "lookup", name, hostile),
        ("actors", "lookup", "Hostile Council", "--actors", "own.tsv"),
        ("actors", "lookup", "Japan", "--country", hostile),
        ("actors", "holders", f"minister {hostile}", "Japan"),
        ("actors", "holders", "hog", f"Jap{hostile}an"),
        ("actors", "check", "own.tsv"),
        ("actors", "check", "own.actors"),
        ("codebook", "check", "codebook"),
        ("codebook", "check", "bad-codebook"),
        ("codebook", "list", "codebook"),
        ("codebook", "train", "codebook"),
        ("codebook", "train", "bad-codebook"),
        ("codebook", "explain", sentence),
        ("codebook", "explain", sentence, "--codebook", "bad-codebook"),
        ("times", sentence),
        ("times", hostile + " on 31 May 2010"),
        ("places", sentence),
        (hostile,),
        ("timeline", f"--{hostile}"),
    ]


def _formats() -> tuple[str, ...]:
    from detente.export import FORMATS

    return tuple(FORMATS)


def every(command: click.Command, above: Command = ()) -> Iterator[tuple[Command, click.Command]]:
    """All commands that do something, by their names."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from every(inner, (*above, name))
    else:
        yield above, command


def missing(kernel: Kernel) -> dict[str, str]:
    """Commands that have no run here."""
    from detente.cli import cli

    runs = commands("", "x")
    return {
        " ".join(name): "has no run on a terminal; add one to scripts/breaking/terminals.py"
        for name, _ in every(cli)
        if not any(run[: len(name)] == name for run in runs)
    }


def command_name(arguments: Command) -> Command:
    """The command that *arguments* run."""
    from detente.cli import cli

    return next((name for name, _ in every(cli) if arguments[: len(name)] == name), arguments[:1])


def takes_json(arguments: Command) -> bool:
    """Whether a command has ``--json``."""
    from detente.cli import cli

    return any(
        arguments[: len(name)] == name and any("--json" in one.opts for one in command.params)
        for name, command in every(cli)
    )


def lay_out(kernel: Kernel, place: Path, hostile: str) -> str:
    """Makes the inputs of all runs in *place*; gives the id of an event of the record."""
    (place / "in").mkdir()
    story = (
        f"TOKYO, Nov 1 (Wire {hostile}) — Japan {hostile} accused Russia {hostile} of theft on "
        f"Monday. “We {hostile} refuse to talk with Russia,” Foreign Minister Seiji {hostile} "
        "Maehara said. Japan recalled its ambassador to Russia on 2 November 2010. Russian Foreign "
        f"Minister Sergei Lavrov visited {hostile} Tokyo and met Foreign Minister Seiji Maehara. "
        f"Russia rejected the protest of Japan. “It is our {hostile} soil,” Sergei Lavrov said.\n"
    )
    object_ = {"id": f"r{hostile}", "title": f"Japan {hostile} accuses Russia", "text": story,
               "publisher": f"Wire {hostile}", "published": "2010-11-01",
               "url": f"http://a.example/{hostile}", "language": f"en{hostile}"}  # fmt: skip
    undated = {"id": f"u{hostile}", "text": story.replace("2010", "")}
    bad = {"id": hostile, "text": 17, hostile: hostile}
    lines = [json.dumps(one) for one in (object_, undated, bad)]
    (place / "in" / "lines.jsonl").write_text("\n".join([*lines, hostile]) + "\n", "utf-8")
    (place / "in" / "text.txt").write_text(story, "utf-8")
    (place / "in" / f"na{hostile.replace('/', '')}me.txt").write_text(story + "More.\n", "utf-8")
    (place / "in" / f"bad{hostile.replace('/', '')}.txt").write_bytes(b"\x89PNG\0")
    (place / "days.csv").write_text(f"a.txt,{hostile}\n", "utf-8")
    (place / "own.tsv").write_text(
        "name\tnames\tcountry\tsectors\tkind\n"
        f"Hostile {hostile} Council\tHostile Council\tCHL\tGOV\torganisation\n"
        f"Council{hostile}\t{hostile}\t{hostile}\t{hostile}\t{hostile}\n", "utf-8",
    )  # fmt: skip
    (place / "own.actors").write_text(f"HOSTILE_{hostile}_ [XX{hostile}]\n[{hostile}\n", "utf-8")
    gold = {"text": story, "events": [{"type": "CONSULT", "actors": ["CHL", f"x{hostile}"]}]}
    (place / "gold.jsonl").write_text(json.dumps(gold) + "\n", "utf-8")
    (place / "bad-gold.jsonl").write_text(json.dumps({"text": story, "events": hostile}) + "\n")
    key = {"reports": [{"report": "key.txt"}],
           "events": [{"key": f"k{hostile}", "report": "key.txt", "evidence": "accused Russia",
                       "types": [f"X{hostile}"], "actors": [f"CHL: {hostile}"], "recipients": [],
                       "date": ["2010-11-01", "2010-11-01"], "modality": "actual",
                       "required": True}],
           "quotes": [{"report": "key.txt", "content": "soil", "speaker": hostile}]}  # fmt: skip
    (place / "key.txt").write_text(story.replace(hostile, ""), "utf-8")
    (place / "key.json").write_text(json.dumps(key), "utf-8")
    (place / "bad-key.json").write_text(json.dumps({hostile: hostile, "events": hostile}), "utf-8")
    shutil.copytree(reports.CODEBOOK, place / "codebook")
    shutil.copytree(reports.CODEBOOK, place / "bad-codebook")
    bad_file = place / "bad-codebook" / f"BAD{hostile.replace('/', '')}.yaml"
    bad_file.write_text(f"{json.dumps(hostile)}: {json.dumps(hostile)}\n", "utf-8")
    kernel.command("read", "in", "--record", "r.duckdb", cwd=place)
    return kills.event_id(kernel.exports(place / "r.duckdb")["jsonl"])


def on_terminal(kernel: Kernel, arguments: Command, place: Path) -> Outcome:
    """Runs a command whose standard output and error are each a terminal of its own."""
    terminals = [Terminal(), Terminal()]

    def drain() -> None:
        for terminal in terminals:
            terminal.drain()

    try:
        done = kernel.command(
            *arguments,
            cwd=place,
            before=lambda: os.environ.update(TERM="xterm-256color", COLUMNS="150"),
            streams=(terminals[0].inner, terminals[1].inner),
            tend=drain,
            limits=Limits(120),
        )
        return Outcome(
            done.status, bytes(terminals[0].got), bytes(terminals[1].got), done.work, done.peak,
            done.hung,
        )  # fmt: skip
    finally:
        for terminal in terminals:
            terminal.close()


class Terminal:
    """A pseudo-terminal and what was printed to it."""

    def __init__(self) -> None:
        self.outer, self.inner = pty.openpty()
        tty.setraw(self.outer)
        fcntl.ioctl(self.inner, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 150, 0, 0))
        os.set_blocking(self.outer, False)
        self.got = bytearray()

    def drain(self) -> None:
        """Takes what has come."""
        with suppress(BlockingIOError, OSError):
            while chunk := os.read(self.outer, 65536):
                self.got += chunk

    def close(self) -> None:
        os.close(self.inner)
        os.close(self.outer)
