"""The names of one report, found by how else they may be written.

Whether two names are alike is asked word by word (``names``).  Which names are worth asking about
is told here by what alike ones share, so that a report of many names does not compare each with
all.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from detente.actor_tables.folding import skeleton, slip_keys

MOST_BEARERS = 200
"""Bearers of one name beyond which nobody can tell which of them is meant."""

_MOST_WORDS = 6
"""Words up to which a name is looked for at the end of longer ones by all its words."""

_Index = dict[str, dict[int, None]]


class Spellings:
    """Folded names, each of somebody who has a number; the numbers grow."""

    def __init__(self) -> None:
        self._first: _Index = {}
        self._last: _Index = {}
        self._inner: _Index = {}
        self._short: _Index = {}
        self._ends: _Index = {}
        self._beginnings: _Index = {}
        self._words: _Index = {}

    def add(self, name: str, number: int) -> None:
        """One more name of *number*."""
        words = name.split()
        _put(self._words, words, number)
        last = range(max(0, len(words) - _MOST_WORDS), len(words))
        _put(self._ends, (" ".join(words[start:]) for start in last), number)
        first = range(2, min(len(words), _MOST_WORDS))
        _put(self._beginnings, (" ".join(words[:end]) for end in first), number)
        _put(self._first, _written(words[0]) if words else (), number)
        _put(self._last, _written(words[-1]) if words else (), number)
        for word in words[1:-1]:
            initials = (f"+{word[0]}", f"1{word}") if len(word) == 1 else (f"+{word[0]}",)
            _put(self._inner, (*_written(word), *initials), number)
        if 0 < len(words) < 3:
            _put(self._short, _written(words[-1]), number)

    def alike(self, name: str) -> list[int]:
        """Those with a name that may be *name* otherwise spelt, or that ends in it or begins with
        it, in order.

        Of very many those that are surely so called and some of the rest.
        """
        words = name.split()
        if not words:
            return []
        last = [self._last.get(key, {}) for key in _written(words[-1])]
        shared = [[self._first.get(key, {}) for key in _written(words[0])], last]
        if len(words) > 2:
            inner = [self._short.get(key, {}) for key in _written(words[-1])]
            for word in words[1:-1]:
                initials = (f"1{word[0]}", f"+{word}") if len(word) == 1 else (f"1{word[0]}",)
                inner += [self._inner.get(key, {}) for key in (*_written(word), *initials)]
            shared.append(inner)
        fewest = min(shared, key=lambda some: sum(map(len, some)))
        ending = [self._ends.get(name, {})] if len(words) <= _MOST_WORDS else last
        ending.append(self._beginnings.get(name, {}))
        return sorted({n for some in (*fewest, *ending) for n in islice(some, MOST_BEARERS)})

    def bearing(self, word: str) -> list[int] | None:
        """Those with *word* in a name, or with a last one that it may be a spelling of.

        None where they are more than :data:`MOST_BEARERS`.
        """
        some = [self._words.get(word, {}), *(self._last.get(key, {}) for key in _written(word))]
        if max(map(len, some)) > MOST_BEARERS:
            return None
        found = sorted({number for numbers in some for number in numbers})
        return found if len(found) <= MOST_BEARERS else None


@lru_cache(maxsize=8192)
def _written(word: str) -> frozenset[str]:
    """What two words that may be spellings of one name have in common, at least one of them."""
    return frozenset({f"~{skeleton(word)}", *slip_keys(word)})


def _put(index: _Index, keys: Iterable[str], number: int) -> None:
    for key in keys:
        index.setdefault(key, {})[number] = None
