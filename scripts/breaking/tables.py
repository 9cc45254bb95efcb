"""Hostile tables: what a user gives beside reports, broken on purpose in every way we know.

Each ends in an answer or in a sentence that names the file; none hangs, fills the memory or shows a
traceback.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from breaking import judging, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.plan import Plan
from breaking.running import Limits
from breaking.subjects import ACTORS, DATES, DICTIONARY, KEY, LEADERS, STORY

ABOUT = "tables of actors and days, dictionaries, codebooks, gold and keys that do not hold"

Lay = Callable[[Path], None]

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9)
)
"""A few lines of YAML that stand for a billion."""


def content(data: bytes | str) -> Lay:
    """A file with this in it."""
    return lambda path: void(path.write_bytes(data.encode() if isinstance(data, str) else data))


def void(given: object) -> None:
    """Takes what a call gives and gives nothing."""


def fillings(whole: str) -> dict[str, Lay]:
    """What any file may be in place of the whole one."""
    lines = whole.splitlines(keepends=True)
    return {
        "empty": content(b""),
        "blank lines": content("\n \n\t\n"),
        "its first line alone": content(lines[0]),
        "without its first line": content("".join(lines[1:]) or "\n"),
        "NUL bytes": content(whole.encode().replace(b"\n", b"\0\n")),
        "NULs alone": content(b"\0" * 4096),
        "Latin-1": content((whole + "Caf\xe9\n").encode("latin-1", "replace")),
        "UTF-16": content(whole.encode("utf-16")),
        "a byte order mark": content(b"\xef\xbb\xbf" + whole.encode()),
        "lines of DOS": content(whole.replace("\n", "\r\n")),
        "lines of old Macs": content(whole.replace("\n", "\r")),
        "a line of a million letters": content(whole + "x" * 1_000_000 + "\n"),
        "a hundred thousand cells": content(whole + "x\t" * 100_000 + "\n"),
        "twenty thousand times the same": content(whole + lines[-1] * 20_000),
        "twice": content(whole + whole),
        "cut in a letter": content(whole.encode() + "é".encode()[:1]),
        "control characters": content(whole + "\x1b]0;x\x07\t\x9b31m\x08\n"),
        "signs of patterns": content(whole + "((((a+)+)+)+)$[\\\t*|?{9999999}\n"),
        "surrogates": content(whole.encode() + b"\xed\xa0\x80\n"),
        "a folder": lambda path: path.mkdir(),
        "a link to itself": lambda path: path.symlink_to(path.name),
        "a link to nothing": lambda path: path.symlink_to("nothing-there"),
        "compressed": content(gzip.compress(whole.encode())),
        "a picture": content(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
        "JSON": content('{"a": [1, 2, {"b": null}]}\n'),
        "deep brackets": content("[" * 100_000),
    }


def special() -> dict[str, dict[str, Lay]]:
    """What only one kind of file may be, by kind."""
    actor, leader = ACTORS.splitlines(), LEADERS.splitlines()
    return {
        "actors": {
            "a country nobody knows": content(ACTORS.replace("CHL", "XXQ")),
            "a row too short": content(actor[0] + "\nCouncil\n"),
            "a row too long": content(ACTORS + "a\tb\tc\td\te\tf\tg\n"),
            "a name of nothing": content(actor[0] + "\n\t\tCHL\tGOV\torganisation\n"),
            "a name of marks": content(actor[0] + "\n...\t|||\tCHL\tGOV\torganisation\n"),
            "a header twice": content(actor[0] + "\n" + ACTORS),
            "columns twice": content(ACTORS.replace("names", "name")),
            "days that do not exist": content(LEADERS.replace("2010-01-01", "2010-02-31")),
            "a term that ends before it starts": content(
                LEADERS.replace("2012-01-01\t2012-01-01", "1912-01-01\t1912-01-01")
            ),
            "years beyond the calendar": content(LEADERS.replace("2010", "99999")),
            "a thousand names": content(
                leader[0] + "\n" + leader[1].replace("A. Ruiz", "|".join(["A. Ruiz"] * 1000))
            ),
        },
        "dictionary": {
            "a set in itself": content("!A! = !A!\n!A!_OFFICER_ [~MIL]\n"),
            "sets in a ring": content("!A! =\n!B!\n!B! =\n!A!\n!A!_MAN_ [~MIL]\n"),
            "sets of sets of sets": content(
                "!S0! =\nA\nB\nC\nD\n"
                + "".join(f"!S{i}! =\n" + f"!S{i - 1}!_!S{i - 1}!\n" * 4 for i in range(1, 12))
                + "!S11!_MAN_ [~MIL]\n"
            ),
            "open brackets": content("CHILE_ [CHL\nANA_ [" * 2000),
            "open braces": content("MAN_{MEN_ [~LAB]\n" * 2000),
            "days beyond the calendar": content("ANA_\n [CHL >999999]\n [CHL 991332-000000]\n"),
            "a code of no days": content("ANA_\n [CHL <]\n [ >]\n []\n"),
            "other spellings of nobody": content("+SANTIAGO_\n+ \n+\n [CHL]\n"),
            "ten thousand codes": content("ANA_\n" + " [CHLGOV 100101-120101]\n" * 10_000),
        },
        "dates": {
            "a day that does not exist": content("a.txt,2010-02-30\n"),
            "a year beyond the calendar": content("a.txt,99999-01-01\n"),
            "no name": content(",2010-01-01\n"),
            "the same name twice": content("a.txt,2010-01-01\na.txt,2011-01-01\n"),
            "the first of all days": content("a.txt,0001-01-01\n"),
            "the last of all days": content("a.txt,9999-12-31\n"),
        },
        "codebook": {
            "a billion laughs": content(LAUGHS),
            "an alias of itself": content("a: &a\n  b: *a\n"),
            "a call": content("!!python/object/apply:os.getcwd []\n"),
            "a key twice": content("type: X\ntype: Y\n"),
            "a key that is a list": content("? [a, b]\n: c\n"),
            "tabs": content("type:\tX\n\tdefinition: y\n"),
            "a number": content("17\n"),
            "a date": content("type: 2010-02-31\n"),
            "deep YAML": content("".join(f"{' ' * i}a:\n" for i in range(2000))),
            "many documents": content("---\na: 1\n" * 100),
        },
        "gold": {
            "deep JSON": content('{"text":' + '{"a":' * 50_000 + "1" + "}" * 50_001 + "\n"),
            "no text": content('{"events": []}\n'),
            "a text of nothing": content('{"text": "", "events": []}\n'),
            "spans beyond the text": content(
                '{"text": "Chile.", "root": "ACCUSE", "source_span": [0, 900], '
                '"target_span": [-5, 3]}\n'
            ),
            "numbers beyond all": content('{"text": "Chile.", "events": [], "published": 1e999}\n'),
            "half a surrogate": content('{"text": "Chile \\ud800.", "events": []}\n'),
            "all shapes at once": content(
                '{"text": "A.", "events": []}\n{"text": "B.", "relevant_majority": true}\n'
            ),
        },
        "key": {
            "deep JSON": content("[" * 50_000 + "]" * 50_000),
            "a report outside": content(
                str(KEY).replace("'", '"').replace("a.txt", "../../../etc/hostname")
                .replace("True", "true")
            ),
            "nothing": content("{}"),
            "a list": content("[]"),
        },
    }  # fmt: skip


COMMANDS: dict[str, tuple[str, str, tuple[tuple[str, ...], ...]]] = {
    "actors": (
        ACTORS, "in.tsv",
        (("actors", "check", "in.tsv"), ("actors", "lookup", "RCC", "--actors", "in.tsv"),
         ("annotate", "a.txt", "--actors", "in.tsv")),
    ),
    "leaders": (LEADERS, "in.tsv", (("actors", "check", "in.tsv"),)),
    "dictionary": (
        DICTIONARY, "in.actors",
        (("actors", "check", "in.actors"), ("annotate", "a.txt", "--actors", "in.actors")),
    ),
    "dates": (DATES, "in.csv", (("annotate", "a.txt", "--dates", "in.csv"),)),
    "codebook": ("", "COLLIDE.yaml", (("codebook", "list", "in"), ("codebook", "check", "in"))),
    "gold": (
        '{"text": "Chile accused Fiji.", "events": [{"type": "ACCUSE", "actors": ["CHL"]}]}\n',
        "in.jsonl", (("evaluate", "in.jsonl"),),
    ),
    "key": (str(KEY).replace("'", '"').replace("True", "true"), "in.json",
            (("evaluate", "in.json"),)),
}  # fmt: skip
"""By kind: a whole file, its name, and the commands that take it."""


def trials(short: bool) -> Iterator[tuple[str, str, Lay]]:
    """Kind, name and maker of every hostile table; the short form has half of the special ones."""
    for kind, (whole, name, _) in COMMANDS.items():
        example = whole or (reports.CODEBOOK / name).read_text("utf-8")
        if not short:
            for what, lay in fillings(example).items():
                yield kind, what, lay
        for what, lay in list(special().get(kind, {}).items())[:: 2 if short else 1]:
            yield kind, what, lay


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Gives every hostile table to the commands that take such a one."""
    limits = Limits(min(plan.watchdog, 120.0))
    many = 0
    for kind, what, lay in trials(plan.short):
        commands = COMMANDS[kind][2]
        for command in commands[:1] if plan.short else commands:
            place = laid(folder / "case", kind, lay)
            done = kernel.command(*command, cwd=place, limits=limits)
            faults = judging.unclean(done) + judging.oversized(done.peak)
            ledger.judge(
                f"{kind}, {what}: detente {' '.join(command)}", faults,
                {"case": place, "stderr.txt": done.err},
            )  # fmt: skip
            many += 1
            if many % 50 == 0:
                ledger.progress(f"{many} tables")


def laid(place: Path, kind: str, lay: Lay) -> Path:
    """The folder of one trial, made anew."""
    if place.exists():
        shutil.rmtree(place)
    place.mkdir()
    (place / "a.txt").write_text(STORY, "utf-8")
    name = COMMANDS[kind][1]
    if kind == "codebook":
        shutil.copytree(reports.CODEBOOK, place / "in")
        os.unlink(place / "in" / name)
        lay(place / "in" / name)
    else:
        lay(place / name)
    return place
