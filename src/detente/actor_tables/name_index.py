"""Finding the names of the tables in running text.

A :class:`Lexicon` holds the folded words of every name with what the name may stand for, and finds
the longest ones in a stretch of text.  Words are compared folded; a capital letter in the table
asks for one in the text, so that "turkey" and "us" are not states, and a name in capitals alone
asks for capitals ("WHO").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from detente.actor_tables.folding import Slips, fold
from detente.actor_tables.table_rows import Agent, Office
from detente.model import Actor, Span

Role = Literal[
    "name", "organisation", "seat", "legislature", "capital", "adjective", "demonym", "ambiguous",
    "office", "agent", "nothing",
]  # fmt: skip

NAMING: tuple[Role, ...] = ("name", "adjective", "demonym")
"""Roles in which a word names a state outright."""

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’`´ʼ]\w+)*")
POSSESSIVE = re.compile(r"['’`´ʼ]s$", re.IGNORECASE)
APOSTROPHES = frozenset("'’`´ʼ")
GUESSED: tuple[Role, ...] = ("name", "adjective", "demonym", "capital")
GUESSED_LETTERS = 7
"""Letters that a state's name needs before a slip in it is forgiven."""

SHOUTED = 6
"""Letters of a name in capitals up to which it asks for capitals in the text."""

SHORT = 3
"""Letters from which on a name that stands alone is known in small letters too."""

BETWEEN = re.compile(r"\.?[\s/&.‐‑–-]*(?:['’`´ʼ]\s)?")
"""What may stand between two words of one name: no comma, no quotation mark, no sentence's end."""


class Word(Struct, frozen=True, gc=False):
    """A word of the text: its folded form, and its span without a possessive ending.

    ``capital`` says that it opens with a capital letter.
    """

    key: str
    text: str
    start: int
    end: int
    capital: bool

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Sense(Struct, frozen=True, gc=False):
    """What a name may stand for.

    ``actor`` is whom; ``candidates`` the states of a name of several; ``unsure`` says that the
    report must name the country otherwise; ``plural`` holds of demonyms, offices and agents;
    ``where`` is the table's file and line.
    """

    role: Role
    actor: Actor | None = None
    office: Office | None = None
    agent: Agent | None = None
    candidates: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    unsure: bool = False
    plural: bool = False
    where: str = ""


class Hit(Struct, frozen=True, gc=False):
    """A name of the tables in the text: words ``first`` to ``last`` (exclusive), and its senses."""

    span: Span
    first: int
    last: int
    senses: tuple[Sense, ...]

    def sense(self, *roles: Role) -> Sense | None:
        """The first sense in any of *roles*."""
        for sense in self.senses:
            if sense.role in roles:
                return sense
        return None


class _Form(Struct, frozen=True, gc=False):
    keys: tuple[str, ...]
    capital: bool
    exact: str
    sense: Sense


class Lexicon:
    """Names and what they stand for, by their words and by how many follow the first.

    ``unsure`` are the folded words with which a name opens that counts only beside its country's.
    *articles* are what may stand before a name and is no part of it.
    """

    def __init__(self, entries: Iterable[tuple[str, Sense]], articles: Iterable[str] = ()) -> None:
        self._articles = tuple(f"{article} " for article in articles)
        forms: dict[str, list[_Form]] = {}
        sizes: dict[str, set[int]] = {}
        whole: dict[str, list[Sense]] = {}
        for text, sense in entries:
            keys = _keys(text)
            if not keys:
                continue
            shout = len(keys) == 1 and _shouts(text)
            form = _Form(keys, text[:1].isupper(), _letters(text) if shout else "", sense)
            forms.setdefault(" ".join(keys), []).append(form)
            sizes.setdefault(keys[0], set()).add(len(keys))
            whole.setdefault(fold(text), []).append(sense)
        self._forms = forms
        self._sizes = {first: tuple(sorted(some, reverse=True)) for first, some in sizes.items()}
        self._guessed: dict[str, list[Sense]] = {}
        for key, same in forms.items():
            guessed = [f.sense for f in same if _guessable(f)]
            if guessed and len(key) >= GUESSED_LETTERS:
                self._guessed[key] = guessed
        self.unsure = frozenset(
            f.keys[0] for same in forms.values() for f in same if f.sense.unsure
        )
        self._whole = {key: tuple(senses) for key, senses in whole.items()}

    def whole(self, name: str) -> tuple[Sense, ...]:
        """What *name* as a whole may stand for, whatever its capitals."""
        return self._whole.get(fold(name), ())

    def alone(self, name: str, key: str) -> tuple[Sense, ...]:
        """What a name that stands alone may mean, and its slips; an article or "'s" aside.

        *key* is the name folded.  Its capitals do not matter, but a word of one or two letters must
        have those of the table.
        """
        if name[-2:-1] in APOSTROPHES:
            key = fold(POSSESSIVE.sub("", name))
        for article in self._articles:
            key = key.removeprefix(article)
        senses = self._whole.get(key, ())
        if senses and len(key) < SHORT and not name.isupper():
            return ()
        return senses or self._slipped(key)

    @property
    def openings(self) -> Iterable[str]:
        """The folded words with which some name opens."""
        return self._sizes

    def find(
        self,
        words: tuple[Word, ...],
        text: str,
        accept: Callable[[Sense], bool] = lambda sense: True,
    ) -> tuple[Hit, ...]:
        """The longest names in *words* in a sense that *accept* takes, none inside another."""
        hits: list[Hit] = []
        after = 0
        for index, word in enumerate(words):
            if index < after or word.key not in self._sizes:
                continue
            hit = self._at(words, index, text, accept)
            if hit:
                hits.append(hit)
                after = hit.last
        return tuple(hits)

    def near(self, word: Word) -> tuple[Sense, ...]:
        """What a capitalised word may be a slip of the pen for; empty unless it is one state.

        Only long words are forgiven, and only names and nationalities of states, and capitals.
        """
        if not word.capital or word.key in self._sizes:
            return ()
        return self._slipped(word.key)

    @cached_property
    def _guessed_words(self) -> frozenset[str]:
        return frozenset(word for key in self._guessed for word in key.split(" "))

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self._guessed)

    @cached_property
    def _slipped(self) -> Callable[[str], tuple[Sense, ...]]:
        """``slipped``, with the last answers kept."""
        return lru_cache(maxsize=4096)(self.slipped)

    def slipped(self, key: str) -> tuple[Sense, ...]:
        """What a folded name of a state may be written for by a slip; empty unless it is one."""
        if len(key) < GUESSED_LETTERS:
            return ()
        if " " in key and self._guessed_words.isdisjoint(key.split(" ")):
            return ()  # one slip leaves some word of several whole
        found = [s for known in self._slips.of(key) for s in self._guessed[known]]
        return tuple(found) if len({s.actor and s.actor.country for s in found}) == 1 else ()

    def _at(
        self, words: tuple[Word, ...], index: int, text: str, accept: Callable[[Sense], bool]
    ) -> Hit | None:
        for size in self._sizes.get(words[index].key, ()):
            if index + size > len(words):
                continue
            some = words[index : index + size]
            key = some[0].key if size == 1 else " ".join([w.key for w in some])
            forms = self._forms.get(key)
            if forms is None:
                continue
            senses = [f.sense for f in forms if accept(f.sense) and _fits(f, some, text)]
            if senses:
                span = Span(some[0].start, some[-1].end)
                return Hit(span, index, index + size, tuple(senses))
        return None


def _keys(name: str) -> tuple[str, ...]:
    """The folded words of a name as ``split`` finds them, quickly where it has letters alone."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return tuple(name.casefold().split())
    return tuple(w.key for w in split(name))


def _shouts(name: str) -> bool:
    """Whether a name of one word is a short one in capitals, its last letter aside.

    One of three letters that ends in a capital is one too: "LeT" is not "let".
    """
    letters = "".join(c for c in name if c.isalpha())
    if letters[:-1].isupper():
        return len(letters) <= SHOUTED
    return len(letters) == SHORT and letters[-1].isupper()


def split(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]`` with their offsets in *text*."""
    found = []
    if end is None and not start and text.isascii() and text.replace(" ", "").isalnum():
        for word in text.split(" "):  # letters and spaces alone, as most names are
            if word:
                end = start + len(word)
                found.append(Word(word.lower(), word, start, end, word[0].isupper()))
            start += len(word) + 1
        return tuple(found)
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        if word.isascii() and word.isalnum():
            key = word.lower()
        else:
            word = POSSESSIVE.sub("", word)
            key = fold(word).replace(" ", "")
        if key:
            opening = match.start()
            found.append(Word(key, word, opening, opening + len(word), word[:1].isupper()))
    return tuple(found)


def _guessable(form: _Form) -> bool:
    """Whether a slip is forgiven in a name: that of a state, not of a people in one."""
    actor = form.sense.actor
    own = actor is None or actor.kind != "people"
    return form.sense.role in GUESSED and own and not form.exact


def _fits(form: _Form, words: tuple[Word, ...], text: str) -> bool:
    """Whether *words*, whose keys are the form's, are written as it asks."""
    if form.exact:
        return _letters(words[0].text) == form.exact
    if form.capital and not words[0].capital:
        return False
    for one, other in pairwise(words):
        gap = text[one.end : other.start]
        if gap != " " and not BETWEEN.fullmatch(gap):
            return False
    return True


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
