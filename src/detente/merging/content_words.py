"""How alike two stretches of text are: content words, and copies of whole texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from zlib import crc32

import msgspec
from msgspec import Struct, structs

from detente.merging.measures import Copies, Likeness, shipped
from detente.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’`][^\W\d_]+)*|\d+(?:[.,]\d+)*")


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    """The data file, its words as they are compared."""

    empty: frozenset[str]
    stock: frozenset[str]
    numbers: tuple[str, ...]
    uncounted: frozenset[str]
    anybody: frozenset[str]
    lasting: frozenset[str]


@cache
def _table() -> _Table:
    text = (files("detente") / "data" / "merging" / "words.toml").read_text("utf-8")
    table = msgspec.toml.decode(text, type=_Table)
    return structs.replace(
        table,
        **{
            name: frozenset(map(stem, getattr(table, name)))
            for name in ("stock", "anybody", "lasting")
        },
    )


@cache
def number_words() -> dict[str, int]:
    """Numbers in words."""
    return {word: number for number, word in enumerate(_table().numbers, start=1)}


def uncounted() -> frozenset[str]:
    """Nouns after a number that say nothing on which reports could disagree."""
    return _table().uncounted


def anybody() -> frozenset[str]:
    """Stems of nouns for people who may be others each time: "soldiers"."""
    return _table().anybody


def lasting() -> frozenset[str]:
    """Stems of words for acts of which two states have one in years: "invasion"."""
    return _table().lasting


def stem(word: str) -> str:
    """The word without the endings that change its grammar rather than its sense; approximate."""
    word = re.sub(r"['’`]s?$", "", word.lower())
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ement", "ment", "ation", "ion", "ing", "ed", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiols":
        word = word[:-1]
    return word.rstrip("e") or word


def content(text: str, span: Span, without: Iterable[Span] = ()) -> frozenset[str]:
    """Stems of the words of *span* that tell something, leaving out those in *without*."""
    empty = _table().empty
    holes = [hole for hole in without if hole.overlaps(span)]
    found = set()
    for match in _WORD.finditer(text, span.start, span.end):
        word = Span(match.start(), match.end())
        if match[0].lower() not in empty and not any(hole.overlaps(word) for hole in holes):
            found.add(stem(match[0]))
    return frozenset(word for word in found if len(word) > 1)


def alike(one: frozenset[str], other: frozenset[str], likeness: Likeness | None = None) -> float:
    """Weighted share of content words that two stretches have in common, from 0 to 1 (Dice).

    *likeness* says what a stock word weighs; without it, the shipped table does.
    """
    stock = (likeness or shipped().likeness).stock
    both = _weight(one, stock) + _weight(other, stock)
    return 2 * _weight(one & other, stock) / both if both else 0.0


def about(one: frozenset[str], other: frozenset[str], likeness: Likeness) -> float:
    """Like :func:`alike`, but half of what the shorter one says is enough for a quarter.

    A clause often runs on into another thought, and one that goes back to it ("such a commission")
    is short.
    """
    stock = likeness.stock
    shorter = min(_weight(one, stock), _weight(other, stock))
    if not shorter:
        return 0.0
    of_shorter = likeness.shorter * _weight(one & other, stock) / shorter
    return max(alike(one, other, likeness), of_shorter)


def telling(words: Iterable[str]) -> int:
    """How many of *words* are more than stock."""
    stock = _table().stock
    return sum(word not in stock for word in words)


def _weight(words: Iterable[str], stock_weight: float) -> float:
    stock = _table().stock
    return sum(stock_weight if word in stock else 1.0 for word in sorted(words))


def runs(text: str, table: Copies) -> frozenset[int]:
    """The text's runs of words, as checksums; all words as one run where there are fewer."""
    words = [match[0].lower() for match in _WORD.finditer(text)]
    count = max(1, len(words) - table.run + 1) if words else 0
    return frozenset(
        crc32(" ".join(words[i : i + table.run]).encode("utf-8", "surrogatepass"))
        for i in range(count)
    )


def copies(one: frozenset[int], other: frozenset[int], table: Copies) -> bool:
    """Whether two texts, as :func:`runs`, are one text, or one of them a shortened other."""
    smaller = min(len(one), len(other))
    if smaller == 0:
        return False
    return len(one & other) / smaller >= table.share
