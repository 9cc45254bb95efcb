"""What the words of a name or phrase say of whom they mean.

One reader for a name that stands alone and for a phrase of a report.  It reads words with the names
that the tables have in them, the last word their head; whose somebody is, and what hangs on the
head, is cut off before.  What a parser tells of a phrase is :class:`Evidence`: it adds to what the
words say, and where there is none the words decide.
"""

from __future__ import annotations

from msgspec import Struct

from detente.actor_tables.name_index import NAMING, Hit, Role, Sense, Word
from detente.actors.resolving.descriptions import Description, Kind, Wording

PROPER: tuple[Role, ...] = (
    "name", "organisation", "seat", "legislature", "capital", "ambiguous", "nothing",
)  # fmt: skip
"""Senses of a word that say whom it means, or that it means nobody."""

ROLES: tuple[Role, ...] = ("office", "agent")
PEOPLE: tuple[Role, ...] = ("demonym", "adjective")
BREAKING: tuple[Role, ...] = ("adjective", "organisation", "seat")
LAND: tuple[Role, ...] = ("name", "capital")

SMALL = ("former", "style", "adverb", "particle", "quarter")
"""Kinds of words before a name that leave it whole."""

JOINING = " .-\u2010\u2011\n\"'“”"
"""What may stand between the words of one person's name."""


class Evidence(Struct, frozen=True, gc=False):
    """What a sentence tells of a phrase beside its words; a name alone has none of it.

    ``parsed`` says that a parser tells a name from what stands before it.  It takes the head for a
    ``proper`` noun, the phrase for a ``person``'s name that opens at ``since``, a nationality for
    a ``noun``; it knows how many are meant (``plural``, ``two``), and where a sentence opens with a
    capital that says nothing (``opening``).  None is what nobody tells.
    """

    parsed: bool = False
    proper: bool = True
    person: bool | None = None
    since: int = 0
    noun: bool | None = None
    plural: bool | None = None
    two: bool = False
    opening: int = -1


ALONE = Evidence()
"""What nothing but its words tells of a name."""


class Reading(Struct, frozen=True, gc=False):
    """What words say, and ``head``, the sense in which the tables know the head.

    ``unread`` says that a word before the head is in no table.
    """

    description: Description
    head: Sense | None = None
    unread: bool = False


def read_words(wording: Wording, evidence: Evidence = ALONE) -> Reading:
    """Whom words mean of which the last is the head."""
    return _Reader(wording, evidence).read() if wording.words else Reading(Description())


class _Reader:
    """The words of one name, seen from its head backwards."""

    def __init__(self, wording: Wording, evidence: Evidence) -> None:
        self.wording, self.evidence = wording, evidence
        self.words, self.text = wording.words, wording.text
        self.grammar = wording.tables.grammar
        self.last = wording.words[-1]
        self.head = self._over(self.last) if wording.hits else None

    def read(self) -> Reading:
        head = self.head
        if head is None:
            description = self._person() if self._capital() else self._common()
            return Reading(description)
        if sense := head.sense(*PROPER):
            if self._grown(head):
                return Reading(self._company(head, sense) or self._person())
            return Reading(self._known(head, sense), sense)
        if sense := head.sense("office") or head.sense("agent"):
            if self._surname(head, sense):
                return Reading(self._person())
            return Reading(self._role(head, sense), sense, self._unread(head.span.start))
        if sense := head.sense(*PEOPLE):
            if self._grown(head):
                return Reading(self._person())
            return Reading(self._people(head, sense), sense)
        return Reading(self._common())

    # -- names the tables know ---------------------------------------------------------------------

    def _known(self, head: Hit, sense: Sense) -> Description:
        if sense.role == "nothing":
            return Description()
        plural = bool(self.evidence.plural)
        if sense.role == "ambiguous":
            several = plural or self.evidence.two
            return Description("together", states=sense.together) if several else Description()
        kind: Kind = "city" if sense.role == "capital" else "named"
        before = self._before(head)
        quarter = before is not None and self._quarter(before)
        part = "part" if quarter and sense.role in LAND else ""
        return Description(kind, actor=sense.actor, plural=plural, value=part)

    def _grown(self, head: Hit) -> bool:
        """Whether the name is only part of a longer one ("Denzel Washington", "Air China")."""
        before = [w for w in self.words if w.end <= head.span.start]
        while before and self._quarter(before[-1]):
            before.pop()  # "New South Wales" is no part of Wales
        if not before:
            return False
        word = before[-1]
        if len(before) > 1 and before[-2].capital and self.wording.listed("particle", word.key):
            return True  # "Consejo Popular de Honduras"
        if not word.capital or word.key in self.grammar.determiners.all:
            return False
        if word.key in self.grammar.names.ethnic:
            return False
        gap = self.text[word.end : head.span.start]
        own = self._over(word)
        if gap == "-":
            return own is None or own.sense(*NAMING) is None
        if own is not None:
            return gap.isspace() and own.sense("office") is not None
        foreign = self.wording.tables.words.get("foreign", {}).get(word.key)
        former = self.wording.listed("former", word.key) or bool(foreign)
        return self._joined(gap) and not former and not self._opens(word)

    def _company(self, head: Hit, sense: Sense) -> Description | None:
        """A company called after a state, by a word that opens such names ("Air China")."""
        before = self._before(head)
        if before is None or sense.role != "name" or sense.actor is None or sense.unsure:
            return None
        if not self.wording.listed("company", before.key) or sense.actor.country is None:
            return None
        names = tuple([w.text for w in self.words if before.start <= w.start])
        return Description("company", names=names, countries=(sense.actor.country,))

    def _quarter(self, word: Word) -> bool:
        """Whether a word before a state's name makes a part of it ("northern Mali")."""
        return self.wording.listed("quarter", word.key) and self._over(word) is None

    def _joined(self, gap: str) -> bool:
        """Whether nothing but quarters stands in what is between two words of a name."""
        words = gap.casefold().split()
        return gap[:1].isspace() and all(self.wording.listed("quarter", w) for w in words)

    def _surname(self, head: Hit, sense: Sense) -> bool:
        """Whether a word for a role is the surname of somebody ("Robin Cook", "John Farmer").

        A parser tells; without one, a first name does, before a word for one person.
        """
        word, before = self.last, self._before(head)
        if before is None or head.span != word.span or self._plural(sense):
            return False
        if not word.text.istitle() or not before.text.istitle() or self._over(before) is not None:
            return False
        person = self.evidence.person
        if person is None:
            one = sense.office or (sense.agent and sense.agent.kind in ("person", "people"))
            person = bool(one) and self.wording.tables.given(before.key)
        gap = self.text[before.end : word.start]
        return person and gap.isspace() and not self._opens(before)

    # -- persons and other proper names ------------------------------------------------------------

    def _capital(self) -> bool:
        """Whether the head is written as a name is."""
        proper = self.evidence.proper or bool(self.evidence.person)
        return (self.last.capital and proper) or self._hyphened(self.last)

    def _hyphened(self, word: Word) -> bool:
        """Whether a word in small letters is the second half of a name ("Ki-moon")."""
        before = [w for w in self.words if w.end < word.start]
        if not before or not before[-1].capital:
            return False
        return self.text[before[-1].end : word.start] == "-"

    def _person(self) -> Description:
        """A person's name or that of something the tables do not know, with what precedes it."""
        name = self._name_words()
        start = name[0].start if name else self.last.start
        before = tuple([h for h in self.wording.hits if h.span.end <= start])
        title = before[-1] if before and self.wording.entitles(before[-1], start) else None
        titled = title is not None or self.wording.honoured(name)
        whole = self.evidence.parsed or titled or self._given(name) or not self._unread(start)
        kind: Kind = "person" if name and whole else "none"
        value = "person" if titled or self.evidence.person else ""
        plural = bool(self.evidence.plural)
        names = tuple([w.text for w in name])
        return self.wording.modified(before, title, plural, kind, names, value)

    def _given(self, name: list[Word]) -> bool:
        """Whether a name of several words opens with a first name, no letter nor "Al"."""
        first = name[0].key if len(name) > 1 else ""
        known = len(first) > 1 and self.wording.tables.given(first)
        return known and not self.wording.listed("particle", first)

    def _name_words(self) -> list[Word]:
        """The capitalised words that end at the head, with the particles between them."""
        listed = self.wording.listed
        name: list[Word] = []
        for word in reversed([w for w in self.words if w.start >= self.evidence.since]):
            particle = not word.capital and listed("particle", word.key)
            proper = word.capital or self._hyphened(word)
            if not (proper or (particle and name)) or (name and self._breaks(word, name)):
                break
            name.insert(0, word)
        while name and not name[0].capital:
            name.pop(0)
        while len(name) > 1 and (
            name[0].key in self.grammar.names.openings
            or listed("style", name[0].key)
            or listed("former", name[0].key)
        ):
            name.pop(0)
        return name

    def _breaks(self, word: Word, name: list[Word]) -> bool:
        """Whether a name ends before *word*: a comma, a title, a nationality, a body."""
        if self.text[word.end : name[0].start].strip(JOINING):
            return True
        if self.wording.listed("pair", word.key):
            return True  # "President of the Republic" before a name
        hit = self._over(word)
        if hit is None or hit is self.head:
            return self._opens(word)
        if self._inside(hit):
            return False
        if self.wording.titles(hit) or hit.sense(*BREAKING):
            return True
        return bool(hit.sense(*LAND)) and not self.evidence.person

    def _inside(self, hit: Hit) -> bool:
        """Whether a word stands inside a name: after a first name or "bin" ("Zayed bin Sultan")."""
        before = self._before(hit)
        if before is None or hit.last - hit.first > 1:
            return False
        given = before.capital and self.wording.tables.given(before.key)
        return given or self.wording.listed("particle", before.key)

    def _unread(self, end: int) -> bool:
        """Whether nothing is known of some word before *end*, so that what follows is a part."""
        listed, names = self.wording.listed, self.grammar.names
        determiners = self.grammar.determiners.all
        for word in self.words:
            if word.end > end:
                return False
            if word.key in names.openings or word.key in names.before_titles or self._over(word):
                continue
            if word.key not in determiners and not any(listed(kind, word.key) for kind in SMALL):
                return True
        return False

    # -- offices, kinds of people, descriptions ----------------------------------------------------

    def _role(self, head: Hit, sense: Sense) -> Description:
        before = tuple([h for h in self.wording.hits if h.span.end <= head.span.start])
        kind: Kind = "office" if sense.office else "agent"
        return self.wording.modified(before, head, self._plural(sense), kind)

    def _plural(self, sense: Sense) -> bool:
        """Whether many are meant: a word with two forms in the tables tells, else the parser."""
        role = sense.office or sense.agent
        if sense.plural or (role is not None and role.plural and role.plural != role.phrase):
            return sense.plural
        return bool(self.evidence.plural)

    def _people(self, head: Hit, sense: Sense) -> Description:
        """People of a nationality; its adjective with no word before it is the state's."""
        if self.evidence.noun is None:
            alone = len(self.words) == head.last - head.first
            if alone and sense.role == "adjective":
                return Description("named", actor=sense.actor)
        elif not self.evidence.noun or sense.actor is None:
            return Description()
        ethnic = not self.grammar.names.ethnic.isdisjoint(self.wording.keys)
        value = "ethnic" if ethnic else ""
        return Description("people", actor=sense.actor, plural=self._many(sense), value=value)

    def _many(self, sense: Sense) -> bool:
        """Whether several of a people are meant; "Finns" are, whatever a parser takes them for."""
        several = sense.plural and self.last.key.endswith(self.grammar.endings.several_people)
        return several or self.evidence.plural is not False

    def _common(self) -> Description:
        """A common noun: one that points back, or one that only holds names of others."""
        before = tuple([h for h in self.wording.hits if h.span.end <= self.last.start])
        plural = self.evidence.plural
        if plural is None:
            plural = self.grammar.is_plural(self.last.key)
        return self.wording.modified(before, None, plural)

    # -- words -------------------------------------------------------------------------------------

    def _over(self, word: Word) -> Hit | None:
        """The name of the tables that a word is of."""
        for hit in self.wording.hits:
            if hit.span.start <= word.start and word.end <= hit.span.end:
                return hit
        return None

    def _before(self, hit: Hit) -> Word | None:
        """The word right before a name of the tables."""
        return next((w for w in reversed(self.words) if w.end <= hit.span.start), None)

    def _opens(self, word: Word) -> bool:
        """Whether a word's capital is only that of a sentence's first word."""
        return word.start == self.evidence.opening
