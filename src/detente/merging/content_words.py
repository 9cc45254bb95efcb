"""How alike two stretches of text are: content words, and copies of whole texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

import msgspec
from msgspec import Struct, structs

from detente.merging.measures import Copies, Likeness, shipped
from detente.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’`][^\W\d_]+)*|\d+(?:[.,]\d+)*")

_POSSESSIVE = re.compile(r"['’`]s?$")


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    """The data file, its words as they are compared."""

    empty: frozenset[str]
    stock: frozenset[str]
    numbers: tuple[str, ...]
    uncounted: frozenset[str]
    anybody: frozenset[str]
    lasting: frozenset[str]
    whoever: frozenset[str]


@cache
def _table() -> _Table:
    text = (files("detente") / "data" / "merging" / "words.toml").read_text("utf-8")
    table = msgspec.toml.decode(text, type=_Table)
    return structs.replace(
        table,
        **{
            name: frozenset(map(stem, getattr(table, name)))
            for name in ("stock", "anybody", "lasting", "whoever")
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


def whoever() -> frozenset[str]:
    """Stems of nouns for people who another report can call otherwise, or name: "attackers"."""
    return _table().whoever


def lasting() -> frozenset[str]:
    """Stems of words for acts of which two states have one in years: "invasion"."""
    return _table().lasting


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The word without the endings that change its grammar rather than its sense; approximate."""
    word = _POSSESSIVE.sub("", word.lower())
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
    holes = [hole for hole in without if hole.overlaps(span)]
    found = set()
    for match in _WORD.finditer(text, span.start, span.end):
        told = _told(match[0])
        if told and told not in found:
            word = Span(match.start(), match.end())
            if not any(hole.overlaps(word) for hole in holes):
                found.add(told)
    return frozenset(found)


def stems(text: str) -> list[str]:
    """Stems of all words of *text* that tell something, in their order, names among them."""
    return [word for word in map(_told, _WORD.findall(text)) if word]


@lru_cache(maxsize=1 << 18)
def _told(word: str) -> str:
    """The stem of a word that tells something, else nothing."""
    if word.lower() in _table().empty:
        return ""
    found = stem(word)
    return found if len(found) > 1 else ""


def spellings(text: str) -> dict[str, str]:
    """The words of *text* that tell something, by their stems, as the text mostly spells them."""
    counted: dict[str, dict[str, int]] = {}
    for word, count in Counter(_WORD.findall(text)).items():
        if found := _told(word):
            spelled = _POSSESSIVE.sub("", word)
            forms = counted.setdefault(found, {})
            forms[spelled] = forms.get(spelled, 0) + count
    return {
        found: min(forms, key=lambda word: (-forms[word], word)) if len(forms) > 1 else min(forms)
        for found, forms in counted.items()
    }


def alike(one: frozenset[str], other: frozenset[str], likeness: Likeness | None = None) -> float:
    """Weighted share of content words that two stretches have in common, from 0 to 1 (Dice).

    *likeness* says what a stock word weighs; without it, the shipped table does.
    """
    if one.isdisjoint(other):
        return 0.0
    stock = (likeness or shipped().likeness).stock
    both = _weight(one, stock) + _weight(other, stock)
    return 2 * _weight(one & other, stock) / both if both else 0.0


def about(one: frozenset[str], other: frozenset[str], likeness: Likeness) -> float:
    """Like :func:`alike`, but half of what the shorter one says is enough for a quarter.

    A clause often runs on into another thought, and one that goes back to it ("such a commission")
    is short.
    """
    if one.isdisjoint(other):
        return 0.0
    stock = likeness.stock
    shorter = min(_weight(one, stock), _weight(other, stock))
    if not shorter:
        return 0.0
    of_shorter = likeness.shorter * _weight(one & other, stock) / shorter
    return max(alike(one, other, likeness), of_shorter)


def telling(words: Iterable[str]) -> int:
    """How many of *words*, each once, are more than stock."""
    return len(set(words) - _table().stock)


@lru_cache(maxsize=65536)
def _weight(words: frozenset[str], stock_weight: float) -> float:
    stock = _table().stock
    return sum(stock_weight if word in stock else 1.0 for word in sorted(words))


def runs(text: str, table: Copies) -> tuple[int, ...]:
    """The text's runs of words in their order, as checksums; all words as one where they are few.

    A run that comes again is left out.
    """
    words = [match[0].lower() for match in _WORD.finditer(text)]
    count = max(1, len(words) - table.run + 1) if words else 0
    return tuple(
        dict.fromkeys(
            crc32(" ".join(words[i : i + table.run]).encode("utf-8", "surrogatepass"))
            for i in range(count)
        )
    )


def copies(one: tuple[int, ...], other: tuple[int, ...], table: Copies) -> bool:
    """Whether two texts, as :func:`runs`, are one text, or one of them a shortened other.

    What they share must stand in most parts of the shorter: a lead or a quotation that one has of
    the other makes no copy.
    """
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    there = frozenset(longer)
    shared = [run in there for run in shorter]
    if sum(shared) < table.share * len(shorter):
        return False
    size = len(shorter) / min(table.parts, len(shorter))
    parts = [
        shared[round(n * size) : round((n + 1) * size)]
        for n in range(min(table.parts, len(shorter)))
    ]
    having = sum(2 * sum(part) >= table.share * len(part) for part in parts)
    return 2 * having > len(parts)
