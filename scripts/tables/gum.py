"""The GUM corpus as texts with tokens and mentions: what training and measuring read.

GUM is the Georgetown University Multilayer corpus; its mentions stand in the tenth column of its
CoNLL-U files.  Only the open genres are read here.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

OPENING = re.compile(r"\(([^()]+?)(?=[()]|$)(\))?|(\d+)\)")


@dataclass
class Word:
    """A word with its part of speech and its offsets in the document's text."""

    form: str
    pos: str
    start: int
    end: int


@dataclass
class Marked:
    """A mention: first and last word, group (chain), kind, the words that matter, its Wikipedia
    title where it has one, and how it is linked to its chain."""

    first: int
    last: int
    group: str
    kind: str
    core: tuple[int, ...]
    link: str
    title: str | None


@dataclass
class Document:
    """One text; ``paragraphs`` are the offsets where they start."""

    id: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    mentions: list[Marked] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)

    @property
    def genre(self) -> str:
        """The kind of text, from the document's id."""
        return self.id.split("_")[1]

    def span(self, mention: Marked) -> tuple[int, int]:
        """The offsets of a mention's words."""
        return self.words[mention.first].start, self.words[mention.last].end


class _Reader:
    """One document on the way."""

    def __init__(self, name: str) -> None:
        self.document = Document(name)
        self.opened: list[tuple[int, str]] = []
        self.joined: tuple[int, bool] | None = None
        self.paragraph = True

    def word(self, columns: list[str]) -> None:
        document = self.document
        misc = dict(x.split("=", 1) for x in columns[9].split("|") if "=" in x)
        if "-" in columns[0]:
            self.joined = int(columns[0].split("-")[1]), misc.get("SpaceAfter") == "No"
            return
        if "." in columns[0]:
            return
        if self.paragraph:
            document.text = document.text.rstrip(" ") + ("\n" if document.text else "")
            document.paragraphs.append(len(document.text))
            self.paragraph = False
        start = len(document.text)
        document.text += columns[1]
        document.words.append(Word(columns[1], columns[3], start, len(document.text)))
        close = misc.get("SpaceAfter") == "No"
        if self.joined:
            inside = int(columns[0]) < self.joined[0]
            close = inside or self.joined[1]
            self.joined = self.joined if inside else None
        document.text += "" if close else " "
        self.entities(misc.get("Entity", ""), len(document.words) - 1)

    def entities(self, marks: str, word: int) -> None:
        for found in OPENING.finditer(marks):
            if found[3]:
                for n in range(len(self.opened) - 1, -1, -1):
                    if self.opened[n][1].split("-")[0] == found[3]:
                        first, value = self.opened.pop(n)
                        self.document.mentions.append(_mention(first, word, value))
                        break
            elif found[2]:
                self.document.mentions.append(_mention(word, word, found[1]))
            else:
                self.opened.append((word, found[1]))


def _mention(first: int, last: int, value: str) -> Marked:
    group, kind, _, _, _, core, link, *title = value.split("-", 7)
    words = tuple(first + int(n) - 1 for n in core.split(","))
    return Marked(
        first,
        last,
        group,
        kind,
        words,
        link,
        unquote(title[0]).replace("_", " ") if title else None,
    )


def documents(path: Path) -> Iterator[Document]:
    """The documents of a CoNLL-U file, in order."""
    reader: _Reader | None = None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if reader:
                    yield reader.document
                reader = _Reader(line.partition("= ")[2].strip())
            elif reader is None:
                continue
            elif line.startswith("# newpar") and "block" not in line:
                reader.paragraph = True
            elif line[:1].isdigit():
                reader.word(line.rstrip("\n").split("\t"))
    if reader:
        yield reader.document
