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
from detente.actor_tables.name_index import APOSTROPHES, NAMING, Hit, Role, Sense, Word, split
from detente.actors.resolving.descriptions import LANDS, Description, Kind, Wording
from detente.actors.resolving.wording import DETERMINERS

SPACE = ord(" ")

LONGEST = 240
"""Characters of the longest name that is read; what is longer is no name but a text."""

LINKS = frozenset({
    "of", "in", "at", "on", "from", "for", "near", "with", "by", "to", "into", "inside", "within",
    "outside", "across", "throughout", "around", "along", "between", "among", "during", "since",
    "after", "before", "under", "against", "over", "who", "whom", "whose", "which", "that", "as",
    "out", "about", "than", "is", "are", "was", "were", "has", "have", "had",
})  # fmt: skip
"""Small words with which what hangs on a head begins."""

OWNING = frozenset({"of", "from", "for"})
DWELLING = frozenset({"in", "at", "near", "across", "throughout", "around", "inside", "within"})
COMPASS = frozenset({
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
    "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern",
    "southeastern", "southwestern", "upper", "lower", "mainland", "rural",
})  # fmt: skip
SAYS_NO_MORE = COMPASS | {
    "new",
    "acting",
    "interim",
    "caretaker",
    "incoming",
    "outgoing",
    "elected",
}
"""Words before a name that are no part of it and say nothing of whose it is."""

POSSESSIVE = re.compile(r"(?:['’`´ʼ]s\b|(?<=s)['’`´ʼ](?!\w))", re.IGNORECASE)
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
PLAIN = re.compile(r"[^\W\d_][^\W_]*(?:[ .-]{1,2}[^\W_]+)*\.?")
BREAK = re.compile(r"[,;:](?!\d)|\s(?:[–—]|--)\s")
SPACED_HYPHEN = re.compile(r"(?<=\w) - (?=\w)")
ELLIPSIS = re.compile(r"\s*(?:\.\s?){2,}|…")

SMALL = ("former", "style", "adverb", "particle")
"""Kinds of words before a name that leave it whole."""

BREAKING: tuple[Role, ...] = ("adjective", "organisation", "seat", "name", "capital")
ROLES: tuple[Role, ...] = ("office", "agent")
NAMING_BODIES: tuple[Role, ...] = (*LANDS, "organisation")
HOMES: tuple[Role, ...] = (*NAMING_BODIES, "seat")
PROPER: tuple[Role, ...] = (
    "name", "organisation", "seat", "legislature", "capital", "ambiguous", "nothing",
)  # fmt: skip


class Told(Struct, frozen=True, gc=False):
    """A name read.

    ``description`` is what its words say, ``head`` the sense of a head that the tables know, and
    ``words`` the name without articles and brackets.  Countries are told by whose somebody is
    (``owners``), by the land that somebody is in (``dwellings``), or by anything else beside the
    head (``beside``).  ``owner`` and ``held`` are the words of a possessor and after "of" where no
    country is in them, ``apposed`` what stands after a comma, ``short`` what stands in brackets.
    ``unread`` says that words before the head are in no table, ``compass`` tells a part of a land
    ("southern Lebanon").
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
    compass: bool = False
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
    listed = ("adverb", "former", "style", "container", "pair", "particle", "prefix")
    words = (key for kind in listed for key in tables.words.get(kind, {}))
    return frozenset((*tables.lexicon.openings, *words, *LINKS, *DETERMINERS, *COMPASS, "and"))


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
    lexicon = tables.lexicon
    hits = lexicon.find(words, text, _surely)
    named = countries.union([
        s.actor.country
        for h in hits for s in h.senses
        if s.actor and s.actor.country and s.role in NAMING_BODIES
    ])  # fmt: skip
    if named and not lexicon.unsure.isdisjoint([w.key for w in words]):
        hits = lexicon.find(
            words, text,
            lambda s: not s.unsure or (s.actor is not None and s.actor.country in named),
        )  # fmt: skip
    if len(words) > 1 and len(words) > sum([h.last - h.first for h in hits]):
        slips = tuple(_slips(tables, words, hits))
        if slips:
            hits = tuple(sorted((*hits, *slips), key=lambda h: h.first))
    if "-" not in text:
        return hits
    return tuple(h for h in hits if not _prefixed(tables, text, words, h))


def _surely(sense: Sense) -> bool:
    return not sense.unsure


def _slips(tables: ActorTables, words: tuple[Word, ...], hits: tuple[Hit, ...]) -> list[Hit]:
    """Names of states with one wrong letter, beside no other unknown capital."""
    unknown = [word.capital for word in words]
    for hit in hits:
        unknown[hit.first : hit.last] = [False] * (hit.last - hit.first)
    found = []
    for n, word in enumerate(words):
        if not unknown[n] or (n and unknown[n - 1]) or True in unknown[n + 1 : n + 2]:
            continue
        if senses := tables.lexicon.near(word):
            found.append(Hit(word.span, n, n + 1, senses))
    return found


def _prefixed(tables: ActorTables, text: str, words: tuple[Word, ...], hit: Hit) -> bool:
    """Whether a sign makes something else of a nationality ("anti-American")."""
    if not hit.first:
        return False
    before = words[hit.first - 1]
    joined = text[before.end : hit.span.start] == "-"
    return (
        joined and before.key in tables.words.get("prefix", {}) and hit.sense(*NAMING) is not None
    )


class _Reader:
    """The words of one name, on the way to what they say."""

    def __init__(
        self, tables: ActorTables, text: str, words: tuple[Word, ...], hits: tuple[Hit, ...]
    ) -> None:
        self.tables, self.text, self.words, self.hits = tables, text, words, hits
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
        head = self.at[self.end - 1]
        if head is not None and head.last != self.end:
            head = None
        description, sense = self._head(wording, head)
        owners, dwellings, beside = self._countries()
        text = self.text[self.words[self.start].start :]
        return Told(
            description, text, sense, owners, dwellings, beside,
            owner=self._words(self.start, self.owned),
            held=self._words(self.end + 1, len(self.words)) if self._link() in OWNING else "",
            compass=not COMPASS.isdisjoint(wording.keys),
            unread=self._unread(self.end - 1, wording),
        )  # fmt: skip

    def held_by_quantity(self) -> str:
        """What a word for a number or group holds: "Moroccans" of "a group of Moroccans"."""
        if self._link() != "of":
            return ""
        word = self.words[self.end - 1].key
        listed = self.tables.words.get("container", {})
        quantity = word in listed or word.removesuffix("s") in listed
        hit = self.at[self.end - 1]
        if not quantity or (hit and hit.last - hit.first > 1):
            return ""
        return self._words(self.end + 1, len(self.words))

    # -- the parts ---------------------------------------------------------------------------------

    def _first(self) -> int:
        """The first word that is no article, number or preposition."""
        listed = self.tables.words.get("adverb", {})
        start = 0
        while start < len(self.words) - 1 and self.at[start] is None:
            key = self.words[start].key
            if not (key in DETERMINERS or key in listed or key in LINKS or key.isdigit()):
                break
            start += 1
        return start

    def _end(self) -> int:
        """Where the head's own words end and what hangs on them begins."""
        index = self.start + 1
        while index < len(self.words):
            if self.at[index] is None:
                word = self.words[index]
                links = word.key in LINKS and not word.capital
                if links or self._joins(index) or self._verb(index):
                    return index
            index += 1
        return index

    def _joins(self, index: int) -> bool:
        """Whether "and" joins another head to one that is whole."""
        if self.words[index].key not in ("and", "or"):
            return False
        before = self.at[index - 1]
        return before is not None and before.sense("adjective") is None

    def _verb(self, index: int) -> bool:
        """Whether a participle tells what people do: "based in", "fleeing the"."""
        word, before = self.words[index], self.words[index - 1]
        if (
            word.capital
            or not word.key.endswith(("ing", "ed", "en"))
            or index + 1 == len(self.words)
        ):
            return False
        hit = self.at[index - 1]
        noun = hit.sense(*ROLES, "organisation", "demonym") if hit else before.key.endswith("s")
        after = self.words[index + 1].key
        return bool(noun) and (after in LINKS or after in DETERMINERS)

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
                (owners if link in OWNING else dwellings if link in DWELLING else beside).append(
                    code
                )
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
            if self.at[n] is None and self.words[n].key in LINKS:
                return self.words[n].key
        return ""

    # -- the head ----------------------------------------------------------------------------------

    def _head(self, wording: Wording, head: Hit | None) -> tuple[Description, Sense | None]:
        """What the head says, and the sense the tables have of it."""
        first = wording.words[0]
        if head and (sense := head.sense(*PROPER)):
            if not self._grown(head, wording):
                return self._known(sense), sense
            return self._proper(wording)
        plural = self._plural(head)
        if head and head.sense(*ROLES) and not self._surname(head, wording):
            office = head.sense("office")
            kind: Kind = "office" if office else "agent"
            description = wording.modified(wording.hits[:-1], head, plural, kind)
            return description, office or head.sense("agent")
        if head and (sense := head.sense("demonym", "adjective")):
            if self._grown(head, wording):
                return self._proper(wording)
            ethnic = "ethnic" in wording.keys
            alone = len(wording.words) == head.last - head.first and not self._article()
            if sense.role == "adjective" and alone:
                return Description("named", actor=sense.actor), sense
            people = Description(
                "people", actor=sense.actor, plural=True, value="ethnic" if ethnic else ""
            )
            return people, sense
        last = wording.words[-1]
        if last.capital or (first.capital and self._hyphened(last)):
            return self._proper(wording)
        before = tuple(h for h in wording.hits if h.span.end <= last.start)
        return wording.modified(before, None, plural), None

    def _known(self, sense: Sense) -> Description:
        if sense.role == "nothing":
            return Description()
        if sense.role == "ambiguous":
            return Description("together", states=sense.candidates)
        return Description("city" if sense.role == "capital" else "named", actor=sense.actor)

    def _article(self) -> bool:
        return self.start > 0 and self.words[self.start - 1].key == "the"

    def _plural(self, head: Hit | None) -> bool:
        if head is not None:
            sense = head.sense(*ROLES)
            return bool(sense and sense.plural)
        word = self.words[self.end - 1].key
        return word.endswith("s") and not word.endswith("ss")

    def _grown(self, head: Hit, wording: Wording) -> bool:
        """Whether a known name is only the end of a longer one ("Denzel Washington")."""
        before = self.words[self.core : head.first]
        if len(before) > 1 and wording.listed("particle", before[-1].key):
            return before[-2].capital  # "Teléfonos de México"
        if not before or not before[-1].capital:
            return False
        word = before[-1]
        if word.key in COMPASS or word.key == "ethnic":
            return False
        hit = self.at[head.first - 1]
        if hit is not None:
            return hit.sense("office") is not None
        listed = wording.listed("former", word.key) or wording.listed("style", word.key)
        return not listed and self.text[word.end : head.span.start].isspace()

    def _surname(self, head: Hit, wording: Wording) -> bool:
        """Whether a word for a role is the surname of somebody ("Robin Cook")."""
        if head.last - head.first > 1 or len(wording.words) < 2:
            return False
        before = wording.words[-2]
        word = wording.words[-1]
        return (
            self.at[self.end - 2] is None and word.text.istitle() and before.text.istitle()
            and self.tables.given(before.key) and not head.senses[0].plural
        )  # fmt: skip

    def _hyphened(self, word: Word) -> bool:
        """Whether a word in small letters is the second half of a name ("Ki-moon")."""
        return word.start > 0 and self.text[word.start - 1] == "-"

    def _proper(self, wording: Wording) -> tuple[Description, Sense | None]:
        """A name that the tables do not know, with the title and the land before it."""
        name: list[Word] = []
        for index in range(self.end - 1, self.core - 1, -1):
            word = self.words[index]
            particle = not word.capital and wording.listed("particle", word.key)
            hyphened = not word.capital and self._hyphened(word)
            if not (word.capital or hyphened or (particle and name)):
                break
            if self._breaks(index, wording, bool(name)):
                break
            name.insert(0, word)
        while name and not name[0].capital:
            name.pop(0)
        while len(name) > 1 and wording.listed("style", name[0].key):
            name.pop(0)
        while len(name) > 1 and (
            wording.listed("former", name[0].key) or name[0].key in SAYS_NO_MORE
        ):
            name.pop(0)
        start = name[0].start if name else wording.words[-1].start
        before = tuple([h for h in wording.hits if h.span.end <= start])
        title = before[-1] if before and wording.entitles(before[-1], start) else None
        titled = title is not None or wording.honoured(name)
        first = self.end - len(name) if name else self.end - 1
        kind: Kind = "person" if name and (titled or not self._unread(first, wording)) else "none"
        names, value = tuple([w.text for w in name]), "person" if titled else ""
        return wording.modified(before, title, False, kind, names, value), None

    def _unread(self, end: int, wording: Wording) -> bool:
        """Whether nothing is known of some word before *end*, so that what follows is a part."""
        for index in range(self.core, end):
            key = self.words[index].key
            if self.at[index] is not None or key in SAYS_NO_MORE:
                continue
            if not any(wording.listed(kind, key) for kind in SMALL):
                return True
        return False

    def _inside(self, hit: Hit, wording: Wording) -> bool:
        """Whether a word stands inside a name: after a first name or "bin" ("Zayed bin Sultan")."""
        before = self.words[self.start : hit.first]
        if not before or hit.last - hit.first > 1:
            return False
        key = before[-1].key
        return wording.listed("particle", key) or (before[-1].capital and self.tables.given(key))

    def _breaks(self, index: int, wording: Wording, named: bool) -> bool:
        """Whether a name ends before a word: a title, a nationality, a body."""
        if named and wording.listed("pair", self.words[index].key):
            return True
        hit = self.at[index]
        if hit is None or (named and self._inside(hit, wording)):
            return False
        if not named and hit.sense("office", "agent"):
            return False
        return wording.titles(hit) or hit.sense(*BREAKING) is not None
