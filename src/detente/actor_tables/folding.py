"""Names as keys: folding, transliteration and a bounded tolerance for spellings.

Three levels, each wider than the one before:

* ``fold``: case, accents, apostrophes, dots and hyphens do not matter;
* ``skeleton``: nor do the common ways of writing one sound in Latin letters (Sergei, Sergey,
  Sergej; Mohammed, Muhammad);
* ``alike``: nor does one slip of the pen in a name that is long enough to bear it.

The first is safe alone.  The others conflate names that differ (``Muhammad`` is many people), so
their users ask for something else that agrees: the country, the office, the rest of the name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

LONG_ENOUGH = 6
"""Letters a word needs before one wrong letter is forgiven: at five, Sudan is Sedan."""

_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
    "þ": "th", "ð": "d", "ħ": "h", "ŋ": "n",
}  # fmt: skip
_DROPPED = "'’‘`´ʼʻʿʾ\"“”."
_SPACED = "-‐‑–—_/,&()"
_TABLE = str.maketrans({**_LETTERS, **dict.fromkeys(_DROPPED, ""), **dict.fromkeys(_SPACED, " ")})

# Ways of writing one sound, the longer before the shorter.  Russian, Ukrainian, Arabic, Persian,
# Japanese and Korean names are those that news agencies spell apart.  Each has letters of which a
# name must have some for the rule to matter, so that most rules are passed by.
_SOUNDS: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = tuple(
    (tuple(letters.split("|")), re.compile(pattern), replacement)
    for letters, pattern, replacement in (
        (" ", r"\b(al|el|ul|as|ash|an|ad|ar|bin|ibn|ben|abu)\s+", r"\1"),
        ("sch|sh", r"shch|schtsch|sch|sh", "s"),
        ("ch", r"tsch|tch|ch", "c"),
        ("zh|dj", r"zh|dzh|dj", "j"),
        ("kh|gh", r"kh|gh", "h"),
        ("ph", r"ph", "f"),
        ("dh", r"dh", "d"),
        ("th", r"th", "t"),
        ("x", r"x", "ks"),
        ("ck|q", r"ck|q", "k"),
        ("c", r"c(?=[aou])", "k"),
        ("w", r"w", "v"),
        ("h", r"(?<=[aeiou])h(?=[^aeiou]|\b)", ""),
        ("ye|je", r"\bye|\bje", "e"),
        ("ye|je", r"(?<=[^aeiou\s])[yj]e", "e"),
        ("ander", r"ander\b", "andr"),
        ("i|y|j", r"iy\b|yi\b|ii\b|ij\b|yy\b|y\b|j\b", "i"),
        ("ey|ej|ay|aj|ai", r"ey|ej|ay|aj|ai", "ei"),
        ("y|j", r"[yj](?=[aou])", "i"),
        ("y", r"y", "i"),
        ("o|u", r"ou|oo|u", "o"),
        ("ee|ie", r"ee|ie", "i"),
        ("e", r"e(?=[^i]|\b)", "a"),
        ("", r"(.)\1+", r"\1"),
    )
)


def fold(text: str) -> str:
    """*text* without case, accents, apostrophes and dots; hyphens and commas are spaces.

    >>> fold("Jun'ichirō  Koizumi"), fold("U.S.")
    ('junichiro koizumi', 'us')
    """
    text = text.casefold()
    if text.isascii():
        if text.replace(" ", "").isalnum():
            return " ".join(text.split())
    else:
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text.translate(_TABLE))
            if not unicodedata.combining(c)
        ).casefold()  # fmt: skip
    return " ".join(text.translate(_TABLE).split())


title_key = lru_cache(maxsize=8192)(fold)
"""``fold`` for the titles of offices, of which there are few that come again and again."""


def words(text: str) -> tuple[str, ...]:
    """The folded words of *text*."""
    return tuple(fold(text).split())


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """A folded name with the ways of writing one sound made one."""
    for letters, pattern, replacement in _SOUNDS:
        for some in letters:
            if some in folded:
                folded = pattern.sub(replacement, folded)
                break
    return folded


def slip(one: str, other: str) -> bool:
    """Whether two folded words differ by one letter, left out, added, changed or swapped.

    The first letter must agree, and both must be long enough to bear a slip.
    """
    if len(one) < LONG_ENOUGH or len(other) < LONG_ENOUGH or one[0] != other[0]:
        return False
    return (
        -1 <= len(one) - len(other) <= 1
        and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
    )


class Slips:
    """Words, found by how they may be written with one slip of the pen.

    Two words that differ by one letter share what is left of them without it, or one is what is
    left of the other; so each word is kept under itself and under itself less each letter.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {}
        self._heads: set[str] = set()
        self._tails: set[str] = set()
        for word in known:
            if len(word) >= LONG_ENOUGH:
                for half in {_half(len(word) + n) for n in (-1, 0, 1)}:
                    self._heads.add(word[:half])
                    self._tails.add(word[-half:])
                for less in slip_keys(word):
                    self._words.setdefault(less, []).append(word)

    def of(self, word: str) -> tuple[str, ...]:
        """The known words that *word* may be a slip for, in alphabetical order."""
        if len(word) < LONG_ENOUGH:
            return ()
        half = _half(len(word))
        if word[:half] not in self._heads and word[-half:] not in self._tails:
            return ()
        shared = self._words.keys() & slip_keys(word)
        if not shared:
            return ()
        found = {known for less in shared for known in self._words[less]}
        return tuple(sorted([known for known in found if slip(word, known)]))


def _half(letters: int) -> int:
    """Letters that a slip leaves as they are at one end or at the other of a word."""
    return (letters - 2) // 2


def slip_keys(word: str) -> set[str]:
    """*word* and what is left of it without each letter but the first, which no slip changes.

    Two words of which one is a slip for the other share one of these; empty for one too short.
    """
    if len(word) < LONG_ENOUGH:
        return set()
    return {word, *[word[:n] + word[n + 1 :] for n in range(1, len(word))]}


def alike_word(one: str, other: str) -> bool:
    """Whether two folded words may be spellings of one name."""
    if one == other or skeleton(one) == skeleton(other):
        return True
    return one[:1] == other[:1] and slip(one, other)


def alike(one: str, other: str) -> bool:
    """Whether two folded names may be spellings of one: word by word, in either's order.

    A name may lack the other's middle words ("Dmitry Medvedev", "Dmitriy Anatolyevich Medvedev");
    first and last must be there.  Names of one word are alike only where the words are.
    """
    first, second = one.split(), other.split()
    if not first or not second:
        return False
    if len(first) > len(second):
        first, second = second, first
    if len(first) == 1:
        return len(second) == 1 and alike_word(first[0], second[0])
    if not (alike_word(first[0], second[0]) and alike_word(first[-1], second[-1])):
        return False
    middle = list(second[1:-1])
    for word in first[1:-1]:
        found = next((m for m in middle if alike_word(word, m) or word[0] == m[:1] == word), None)
        if found is None:
            return False
        middle.remove(found)
    return True


def within(short: str, long: str) -> bool:
    """Whether all words of a name stand, in order, in a longer one, its last not being the first.

    >>> within("hugo chavez", "hugo rafael chavez frias")
    True
    """
    mine, others = short.split(), long.split()
    if not 1 < len(mine) <= len(others):
        return False
    if len(mine) == len(others):
        return all(map(alike_word, mine, others))
    rest = iter(others)
    return all(any(alike_word(word, other) for other in rest) for word in mine)
