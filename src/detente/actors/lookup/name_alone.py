"""What a name alone says of whom it means: the words of one actor, with no sentence around them.

A parser tells a phrase's head and what hangs on it.  A name alone is read by the order of English
words instead: the head stands last before a preposition, a comma or a relative clause, and after
whose it is ("Lebanon's new President Elias Hrawi", "rebels in Darfur").
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.name_index import APOSTROPHES, Hit, Role, Sense, Word, split
from detente.actors.resolving.descriptions import Description, Wording
from detente.actors.resolving.name_reader import ALONE, ROLES, Evidence, read_words
from detente.naming.table_names import OF_STATES, names_in, slips_in

SPACE = ord(" ")

LONGEST = 240
"""Characters of the longest name that is read; what is longer is no name but a text."""

POSSESSIVE = re.compile(r"(?:['’`´ʼ]s\b|(?<=s)['’`´ʼ](?!\w))", re.IGNORECASE)
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
PLAIN = re.compile(r"[^\W\d_][^\W_]*(?:[ .-]{1,2}[^\W_]+)*\.?")
BREAK = re.compile(r"[,;:](?!\d)|\s(?:[–—]|--)\s")
SPACED_HYPHEN = re.compile(r"(?<=\w) - (?=\w)")
ELLIPSIS = re.compile(r"\s*(?:\.\s?){2,}|…")


HOMES: tuple[Role, ...] = (*OF_STATES, "seat")
COUNTED = Evidence(noun=True)
"""What an article or a number before a name tells: "the French" are people, and no adjective."""


class Told(Struct, frozen=True, gc=False):
    """A name read.

    ``description`` is what its words say, ``head`` the sense of a head that the tables know, and
    ``words`` the name without articles and brackets.  Countries are told by whose somebody is
    (``owners``), by the land that somebody is in (``dwellings``), or by anything else beside the
    head (``beside``).  ``owner`` and ``held`` are the words of a possessor and after "of" where no
    country is in them, ``apposed`` what stands after a comma, ``short`` what stands in brackets.
    ``unread`` says that words before the head are in no table.
    """

    description: Description
    words: str
    head: Sense | None = None
    owners: tuple[str, ...] = ()
    dwellings: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    owner: str = ""
    held: str = ""
    apposed: str = ""
    short: str = ""
    unread: bool = False


def clean(name: str) -> str:
    """*name* on one line, without control characters, marks of direction and outer quotes."""
    if not name.isprintable():
        name = "".join(" " if c.isspace() or ord(c) < SPACE else c for c in name)
        name = "".join(c for c in name if c.isprintable())
    if " - " in name:
        name = SPACED_HYPHEN.sub("-", name)
    if ".." in name or "…" in name or ". ." in name:
        name = ELLIPSIS.sub(" ", name)
    return " ".join(name.split()).strip('"“”«»„ *')


def is_plain(name: str) -> bool:
    """Whether a cleaned name is words with capitals alone, as persons' are."""
    if name.istitle() and name.replace(" ", "").isalpha():
        return True
    capitals = all(word[:1].isupper() for word in name.split(" "))
    return capitals and PLAIN.fullmatch(name) is not None


def meaning_words(tables: ActorTables) -> frozenset[str]:
    """Folded words that may say more in a name than a name: titles, lands, small words."""
    listed = (
        "adverb",
        "former",
        "style",
        "container",
        "pair",
        "particle",
        "prefix",
        "quarter",
        "company",
    )
    words = (key for kind in listed for key in tables.words.get(kind, {}))
    grammar = tables.grammar
    small = grammar.links.all | grammar.links.adding | grammar.determiners.all
    return small.union(tables.lexicon.openings, words)


def read_name(tables: ActorTables, name: str, countries: frozenset[str] = frozenset()) -> Told:
    """What a cleaned *name* says; *countries* are states that are known to be meant."""
    short = ""
    if ("(" in name or "[" in name) and (found := BRACKETS.search(name)):
        short = found.group(1).strip()
        name = " ".join(BRACKETS.sub(" ", name).split()) or short
    apposed = ""
    words = split(name)
    hits = _found(tables, name, words, countries)
    if (cut := BREAK.search(name)) and not any(
        h.span.start < cut.start() < h.span.end for h in hits
    ):
        apposed = name[cut.end() :].strip()
        name = name[: cut.start()].rstrip()
        if not name:
            return Told(Description(), "", apposed=apposed, short=short)
        words = tuple(w for w in words if w.start < cut.start())
        hits = tuple(h for h in hits if h.span.end <= cut.start())
    reader = _Reader(tables, name, words, hits)
    if held := reader.held_by_quantity():
        return read_name(tables, held, countries)
    told = reader.read()
    if apposed or short:
        told = replace(told, apposed=apposed, short=short)
    return told


def _found(
    tables: ActorTables, text: str, words: tuple[Word, ...], countries: frozenset[str]
) -> tuple[Hit, ...]:
    """The names of the tables in *text*; unsure ones where their country is named otherwise."""
    (hits,), _ = names_in(tables, text, (words,), countries)
    if len(words) == 1 or len(words) == sum([h.last - h.first for h in hits]):
        return hits
    slips = slips_in(tables, text, words, hits)
    return tuple(sorted((*hits, *slips), key=lambda h: h.first)) if slips else hits


class _Reader:
    """The words of one name, on the way to what they say."""

    def __init__(
        self, tables: ActorTables, text: str, words: tuple[Word, ...], hits: tuple[Hit, ...]
    ) -> None:
        self.tables, self.text, self.words, self.hits = tables, text, words, hits
        self.links, self.endings = tables.grammar.links, tables.grammar.endings
        self.determiners = tables.grammar.determiners.all
        self.at: list[Hit | None] = [None] * len(words)
        for hit in hits:
            for n in range(hit.first, hit.last):
                self.at[n] = hit
        self.start = self._first()
        self.end = self._end()
        self.owned = self._owned()
        self.core = max(self.start, self.owned)

    def read(self) -> Told:
        core = self.words[self.core : self.end]
        if not core:
            return Told(Description(), self.text)
        hits = tuple([h for h in self.hits if h.first >= self.core and h.last <= self.end])
        wording = Wording(self.tables, self.text, core, hits, core[0].start)
        reading = read_words(wording, COUNTED if self.start else ALONE)
        owners, dwellings, beside = self._countries()
        text = self.text[self.words[self.start].start :]
        return Told(
            reading.description, text, reading.head, owners, dwellings, beside,
            owner=self._words(self.start, self.owned),
            held=self._words(self.end + 1, len(self.words)) if self._owns() else "",
            unread=reading.unread,
        )  # fmt: skip

    def held_by_quantity(self) -> str:
        """What a word for a number or group holds: "Moroccans" of "a group of Moroccans"."""
        if self._link() not in self.links.of:
            return ""
        word = self.words[self.end - 1].key
        listed = self.tables.words.get("container", {})
        quantity = word in listed or self.tables.grammar.singular(word) in listed
        hit = self.at[self.end - 1]
        told = any(h.first >= self.start and h.last < self.end for h in self.hits)
        if not quantity or told or (hit and hit.last - hit.first > 1):
            return ""
        return self._words(self.end + 1, len(self.words))

    # -- the parts ---------------------------------------------------------------------------------

    def _first(self) -> int:
        """The first word that is no article, number or preposition."""
        listed = self.tables.words.get("adverb", {})
        start = 0
        while start < len(self.words) - 1 and self.at[start] is None:
            key = self.words[start].key
            small = key in self.determiners or key in listed or key in self.links.all
            if not (small or key.isdigit()):
                break
            start += 1
        return start

    def _end(self) -> int:
        """Where the head's own words end and what hangs on them begins."""
        index = self.start + 1
        while index < len(self.words):
            if self.at[index] is None:
                word = self.words[index]
                links = word.key in self.links.all and not word.capital
                if links or self._joins(index) or self._verb(index):
                    return index
            index += 1
        return index

    def _joins(self, index: int) -> bool:
        """Whether "and" joins another head to one that is whole."""
        if self.words[index].key not in self.links.joining:
            return False
        before = self.at[index - 1]
        return before is not None and before.sense("adjective") is None

    def _verb(self, index: int) -> bool:
        """Whether a participle tells what people do: "based in", "fleeing the"."""
        word, before = self.words[index], self.words[index - 1]
        if (
            word.capital
            or not word.key.endswith(self.endings.participles)
            or index + 1 == len(self.words)
        ):
            return False
        hit = self.at[index - 1]
        noun = (
            hit.sense(*ROLES, "organisation", "demonym")
            if hit
            else before.key.endswith(self.endings.plural)
        )
        after = self.words[index + 1].key
        role = hit.sense(*ROLES) if hit else None
        doing = role is not None and role.plural and word.key.endswith(self.endings.doing)
        return bool(noun) and (after in self.links.all or after in self.determiners or doing)

    def _owned(self) -> int:
        """The first word after a possessor, 0 where there is none."""
        if APOSTROPHES.isdisjoint(self.text):
            return 0
        for index in range(self.end - 2, self.start - 1, -1):
            if POSSESSIVE.match(self.text, self.words[index].end):
                hit = self.at[index]
                if hit is None or hit.last == index + 1:
                    return index + 1
        return 0

    def _owns(self) -> bool:
        """Whether what hangs on the head says whose it is."""
        return self._link() in self.links.owning

    def _link(self) -> str:
        return self.words[self.end].key if self.end < len(self.words) else ""

    def _words(self, start: int, end: int) -> str:
        """The text of some words, empty for none."""
        if start >= end:
            return ""
        return self.text[self.words[start].start : self.words[end - 1].end]

    def _countries(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Countries of possessor and "of", of the land somebody is in, and any other beside."""
        if not self.hits:
            return (), (), ()
        owners: list[str] = []
        dwellings: list[str] = []
        beside: list[str] = []
        for hit in self.hits:
            sense = hit.sense(*HOMES)
            code = sense.actor.country if sense and sense.actor else None
            if code is None:
                continue
            if hit.last <= self.owned:
                owners.append(code)
            elif hit.first >= self.end:
                link = self._before(hit.first)
                if self._link() in self.links.fleeing or link in self.links.owning:
                    owners.append(code)
                else:
                    (dwellings if link in self.links.dwelling_alone else beside).append(code)
            elif hit.last < self.end and sense is not None and sense.role == "capital":
                beside.append(code)
        return (
            tuple(dict.fromkeys(owners)),
            tuple(dict.fromkeys(dwellings)),
            tuple(dict.fromkeys(beside)),
        )

    def _before(self, index: int) -> str:
        """The last small word before a word of what hangs on the head."""
        for n in range(index - 1, self.end - 1, -1):
            if self.at[n] is None and self.words[n].key in self.links.all:
                return self.words[n].key
        return ""
