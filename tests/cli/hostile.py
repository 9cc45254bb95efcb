"""Reports, tables and arguments as hostile as can be, for every command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec
from test_evaluating import KEY, TEXT

from detente.deciding import keep_apart, merge_events
from detente.export import FORMATS
from detente.merging import Kinds, merge
from detente.model import Annotation
from detente.record import Record
from small import reports

MARITIME = Path(__file__).resolve().parents[2] / "examples" / "codebooks" / "maritime"

HOSTILE = (
    "\x1b[31m\x1b]0;title\x07\x1b]52;c;aGk=\x1b\\\x9b2J\x9d0;t\x9c\b\r\n\v\f\x7f\x00"
    "\x85\u2028\u2029\u202eneve\u202c\u2066\u2069\u200e\u061c\u200b\u00ad\ufeff\U000e0041"
    "[red]red[/red][link=http://a.example]link[/link]:smile:"
)
NAME = HOSTILE.replace("/", "|").replace("\x00", "")
"""As a file can be called."""

SENTENCE = f"Chile{NAME} met Norway{NAME} on Friday\x1b[2J in Lima\x9b2J. Chile attacked Fiji."

BLANKS = cycle([" ", "\x1b", " ", "\x9b", "\u202e", " ", "\u2028", "\x85", "\u200b", "\x07", "\n"])

POISONED = (
    "id", "headline", "source", "publisher", "url", "reasons", "reason", "name", "office",
    "wikidata", "signal", "modes", "contexts",
)  # fmt: skip


def poisoned(value: Any, field: str = "") -> Any:
    """*value* with HOSTILE behind each text that a report, a table or a codebook can give."""
    if isinstance(value, str):
        return value + HOSTILE if field in POISONED else value
    if isinstance(value, tuple):
        return tuple(poisoned(one, field) for one in value)
    if isinstance(value, dict):
        return {key: poisoned(one) for key, one in value.items()}
    if isinstance(value, msgspec.Struct):
        fields = {f.name: getattr(value, f.name) for f in msgspec.structs.fields(value)}
        return type(value)(**{name: poisoned(one, name) for name, one in fields.items()})
    return value


def hostile_annotations() -> list[Annotation]:
    """The three reports; in their texts, blanks became what drives a terminal, offsets the same."""
    made = []
    for annotation in reports():
        text = "".join(next(BLANKS) if c == " " else c for c in annotation.report.text)
        report = msgspec.structs.replace(annotation.report, text=text)
        made.append(poisoned(msgspec.structs.replace(annotation, report=report)))
    return made


class World:
    """Files that are as hostile as can be, and a record of hostile reports."""

    def __init__(self, folder: Path) -> None:
        self.record = folder / "hostile.duckdb"
        with Record(self.record) as record:
            record.add(hostile_annotations(), codebook="c0de")
            record.rebuild_events(merge(list(record.annotations())))
            self.event, self.other, third, fourth = [event.id for event in record.events()]
            record.rebuild_events(merge(list(record.annotations())), kinds=Kinds())
            keep_apart(record, self.other, third, by=NAME, note=NAME)
            self.two = merge_events(record, third, fourth, by=NAME, note=NAME).events[0].id
            self.report = record.reports()[0].id
        self.text = folder / f"a{NAME}.txt"
        self.text.write_text(f"{SENTENCE}\n\nPublished: 31 February 2011{HOSTILE[1:8]}\n", "utf-8")
        self.empty = folder / f"b{NAME}.txt"
        self.empty.touch()
        self.lines = folder / "lines.jsonl"
        record_ = {"id": HOSTILE, "title": HOSTILE, "publisher": HOSTILE, "text": TEXT}
        broken = {"id": HOSTILE, "text": "Other text."}
        dated = {"text": f"{TEXT} {HOSTILE}".replace("\0", ""), "published": HOSTILE}
        rows = [record_, broken, dated, {HOSTILE: 1}]
        self.lines.write_text("\n".join(map(json.dumps, rows)) + f"\n{NAME}\n", "utf-8")
        self.dictionary = folder / f"c{NAME}.txt"
        self.dictionary.write_text(f"CHILE_{NAME}{NAME} [CHL]\nX{NAME}\n", "utf-8")
        self.table = folder / "leaders.tsv"
        head = "country\toffice\ttitle\tname\tstart\tend\tknown_until\tnames\tsource"
        self.table.write_text(f"{head}\n{NAME.splitlines()[0]}\t\x1b]0;\x07\n", "utf-8")
        self.gold = folder / "gold.jsonl"
        gold = {"text": SENTENCE, "events": [{"type": "ACCUSE", "actors": ["FJI"]}]}
        self.gold.write_text(json.dumps(gold), "utf-8")
        (folder / "a.txt").write_text(TEXT, "utf-8")
        self.key = folder / "key.json"
        events = [{**KEY["events"][1], "key": HOSTILE}]  # type: ignore[dict-item]
        traps = [{**KEY["traps"][0], "why": HOSTILE}]  # type: ignore[dict-item]
        self.key.write_text(json.dumps({**KEY, "events": events, "traps": traps}), "utf-8")
        self.codebook = folder / f"codebook{NAME}"
        self.codebook.mkdir()
        self.taught = folder / f"taught{NAME}"
        shutil.copytree(MARITIME, self.taught)
        (self.codebook / f"X{NAME}.yaml").write_text(f"type: 'X{NAME}'\n", "utf-8")


TRIED: dict[str, Callable[[World], list[list[Any]]]] = {
    "read": lambda w: [
        [w.text, w.empty, w.lines, "-r", "new.duckdb"],
        [w.text, "-r", f"new{NAME}.duckdb"],
        [w.text, "-r", "n.duckdb", "--actors", w.dictionary],
    ],
    "annotate": lambda w: [[w.text, w.empty, w.lines], [w.text, "-o", f"no{NAME}/x"],
                           ["--strict", w.empty], [w.text, "-o", w.text]],
    "timeline": lambda w: [["-r", w.record], [HOSTILE, "-r", w.record], ["-r", f"no{NAME}"],
                           ["--type", HOSTILE, "-r", w.record],
                           ["--story", HOSTILE, "-r", w.record]],
    "stories": lambda w: [["--single", "-r", w.record], [HOSTILE, "-r", w.record]],
    "show": lambda w: [[w.event, "-r", w.record], [w.event, "--why", "-r", w.record],
                       [HOSTILE, "-r", w.record]],
    "merge": lambda w: [[w.event, w.other, "--note", NAME, "--by", NAME, "-r", w.record],
                        [w.event, HOSTILE, "-r", w.record]],
    "split": lambda w: [[w.two, HOSTILE, "-r", w.record],
                        [w.two, "1", "--note", NAME, "-r", w.record]],
    "different": lambda w: [[w.event, HOSTILE, "-r", w.record],
                            [w.event, w.other, "--note", NAME, "--by", NAME, "-r", w.record]],
    "decisions": lambda w: [["-r", w.record], ["--all", "-r", w.record], ["-r", f"no{NAME}"]],
    "remove": lambda w: [[w.report, "-r", w.record], [HOSTILE, "-r", w.record]],
    "quotes": lambda w: [["-r", w.record], ["--by", HOSTILE, "-r", w.record]],
    "positions": lambda w: [["CHL", "pay", "-r", w.record], [HOSTILE, HOSTILE, "-r", w.record]],
    "export": lambda w: [["-r", w.record, "--format", format_] for format_ in FORMATS],
    "evaluate": lambda w: [[w.gold, "--misses"], [w.key], [w.gold, "--at-least", f"{HOSTILE}=1"]],
    "actors lookup": lambda w: [[HOSTILE, "Oslo"], ["Oslo", "--country", HOSTILE]],
    "actors holders": lambda w: [[HOSTILE, "NOR"], ["hog", HOSTILE]],
    "actors check": lambda w: [[w.table], [w.dictionary], [f"no{NAME}"]],
    "codebook check": lambda w: [[w.codebook]],
    "codebook explain": lambda w: [[SENTENCE], [SENTENCE, "--codebook", w.codebook]],
    "codebook train": lambda w: [[w.taught], [w.codebook]],
    "codebook list": lambda w: [[w.codebook]],
    "times": lambda w: [[SENTENCE], [SENTENCE, "--published", HOSTILE]],
    "places": lambda w: [[SENTENCE]],
}  # fmt: skip
"""Arguments of every command that make it print what it was given; each with --json too."""
