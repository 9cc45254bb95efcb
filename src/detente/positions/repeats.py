"""Statements that say again what was said: by the same speaker, at that time, in nearly its words.

A report tells in its headline what its lead tells, and several reports tell it.  Words count that
say something: "the islands were Japanese" and "that islands are Japanese" are one, and a longer
telling goes with a shorter that it holds; but every other word that differs may turn what is said
round, and then they are two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from detente.merging.content_words import stem
from detente.model import Quotation, Where
from detente.positions.answer_table import PositionWords

RUN = 4
"""Words that a telling must have to be looked for within a longer one."""

SHARE = 0.6
"""Share of the longer telling that the shorter must be: what is left must not be the news."""

_WORD = re.compile(r"\w+(?:['’`]\w+)*")


class _Telling(Struct, frozen=True):
    quotation: Quotation
    words: tuple[str, ...]
    cue: str

    def runs(self) -> Iterator[tuple[str, ...]]:
        for start in range(len(self.words) - RUN + 1):
            yield self.words[start : start + RUN]


def first_tellings(quotations: Iterable[Quotation], words: PositionWords) -> dict[Where, Where]:
    """For each of *quotations* the first of them that says the same, which may be itself.

    Where nobody is known to have said it, it is its own first.
    """
    first: dict[Where, Where] = {}
    groups: defaultdict[object, _Group] = defaultdict(_Group)
    for quotation in quotations:
        where = first[quotation.where] = quotation.where
        if quotation.speaker is None:
            continue
        telling = _telling(quotation, words)
        group = groups[quotation.speaker.key, frozenset(quotation.statement.kinds), telling.cue]
        found = group.same(telling)
        if found is None:
            group.add(telling)
        else:
            first[where] = found.quotation.where
    return first


def _telling(quotation: Quotation, words: PositionWords) -> _Telling:
    said = _WORD.findall(" ".join(quotation.words).casefold())
    cue = (quotation.cue or "").casefold()
    return _Telling(
        quotation,
        tuple(word for word in said if word not in words.weightless),
        "" if cue in words.mere_speech else stem(cue),
    )


class _Group:
    """Tellings of one speaker that do the same, found by their words and by runs of them."""

    def __init__(self) -> None:
        self.whole: defaultdict[tuple[str, ...], list[_Telling]] = defaultdict(list)
        self.opening: defaultdict[tuple[str, ...], list[_Telling]] = defaultdict(list)
        self.having: defaultdict[tuple[str, ...], list[_Telling]] = defaultdict(list)

    def add(self, telling: _Telling) -> None:
        self.whole[telling.words].append(telling)
        for number, run in enumerate(telling.runs()):
            self.having[run].append(telling)
            if number == 0:
                self.opening[run].append(telling)

    def same(self, telling: _Telling) -> _Telling | None:
        """The first telling of the group that says the same."""
        runs = list(telling.runs())
        longer = self.having.get(runs[0], ()) if runs else ()
        shorter = (one for run in runs for one in self.opening.get(run, ()))
        likely = (*self.whole.get(telling.words, ()), *longer, *shorter)
        return next((one for one in likely if _same(one, telling)), None)


def _same(one: _Telling, other: _Telling) -> bool:
    if not one.quotation.said_on.meets(other.quotation.said_on):
        return False
    if one.words == other.words:
        return bool(one.words)
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < RUN or len(shorter) < SHARE * len(longer):
        return False
    starts = range(len(longer) - len(shorter) + 1)
    return any(longer[start : start + len(shorter)] == shorter for start in starts)
