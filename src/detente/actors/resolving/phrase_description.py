"""What one phrase says of whom it means, before the rest of the report is asked.

A :class:`Description` is read from the phrase's own words and the tables: a name that the tables
know, a person's name with title and country, an office, a kind of people, a pronoun, or a word that
points back.  Whom it means is decided in ``resolve``.
"""

from __future__ import annotations

from msgspec.structs import replace

from detente.actor_tables.name_index import NAMING, Hit, Word
from detente.actors.resolving.descriptions import Description, Kind, Wording
from detente.actors.resolving.report_context import Context
from detente.language.structure import Phrase
from detente.model import Span

PROPER = ("name", "organisation", "seat", "legislature", "capital", "ambiguous", "nothing")


def describe(context: Context, index: int) -> Description:
    """What the phrase of *index* says of whom it means."""
    phrase = context.phrase(index)
    if phrase.pos == "PRON" or context.text[phrase.head.start : phrase.head.end].casefold() in (
        "its", "his", "their",
    ):  # fmt: skip
        return Description("pronoun", value=phrase.lemma.casefold(), plural=phrase.plural)
    return _Reader(context, index, phrase).read()


class _Reader:
    """The words of one phrase, without its possessor, seen from its head backwards."""

    def __init__(self, context: Context, index: int, phrase: Phrase) -> None:
        self.context, self.index, self.phrase = context, index, phrase
        span = phrase.core
        hits = context.hits_over(phrase.head, phrase.sentence)
        over = next((h for h in hits if h.span.covers(phrase.head)), None)
        if phrase.possessor is not None:
            owners = (phrase.possessor, *context.phrase(phrase.possessor).members)
            ends = [context.phrase(p).core.end for p in owners]
            end = max((e for e in ends if e <= phrase.head.start), default=ends[0])
            inside = over is not None and over.span.start < end  # "Workers' Party"
            if end < phrase.head.start and not inside:
                span = Span(max(span.start, end), span.end)
        self.words = context.words_in(span, phrase.sentence)
        self.hits = context.hits_in(span, phrase.sentence)
        if over is not None and over not in self.hits and span.start <= over.span.start:
            self.hits = (*self.hits, over)  # "the Bank of Japan", of which "the Bank" is the core
        self.head = phrase.head
        bracket = context.text.find("(", span.start, phrase.head.start)
        before = tuple(w for w in self.words if w.end <= bracket)
        if before and context.text[bracket + 1 : phrase.head.end] == phrase.head.of(context.text):
            self.words, self.head = before, before[-1].span  # "the Movement (MV": parsed as one
        self.wording = Wording(
            context.tables, context.text, self.words, self.hits, phrase.core.start
        )

    def read(self) -> Description:
        if not self.words:
            return Description()
        head = next((h for h in self.hits if _at(h, self.head)), None)
        if head and head.sense(*PROPER):  # type: ignore[arg-type]
            if not self._grown(head):
                return self._known(head)
            return self._proper()
        if head and head.sense("office", "agent"):
            return self._proper() if self._surname(head) else self._role(head)
        if head and head.sense("demonym", "adjective"):
            return self._people(head)
        if self._capital_head():
            return self._proper()
        return self._common()

    # -- names the tables know ---------------------------------------------------------------------

    def _known(self, head: Hit) -> Description:
        sense = next(s for s in head.senses if s.role in PROPER)
        if sense.role == "nothing":
            return Description()
        if sense.role == "ambiguous":
            if not self.phrase.plural and self.phrase.number != 2:
                return Description()
            return Description("together", states=sense.together)
        kind: Kind = "city" if sense.role == "capital" else "named"
        return Description(kind, actor=sense.actor, plural=self.phrase.plural)

    def _grown(self, head: Hit) -> bool:
        """Whether the name is only part of a longer one ("Denzel Washington", "Air China")."""
        before = [w for w in self.words if w.end <= head.span.start]
        if not before:
            return False
        word = before[-1]
        if not word.capital and len(before) > 1 and before[-2].capital:
            return self.context.listed("particle", word.key)  # "Consejo Popular de Honduras"
        if not word.capital or word.key in ("the",):
            return False
        gap = self.context.text[word.end : head.span.start]
        if gap == "-":
            return not any(h.span.covers(word.span) and h.sense(*NAMING) for h in self.hits)
        joined = gap.isspace()
        own = any(h.span.covers(word.span) for h in self.hits if h is not head)
        if own:
            title = any(h.span.covers(word.span) and h.sense("office") for h in self.hits)
            return joined and title
        return joined and not self._opens(word)

    def _surname(self, head: Hit) -> bool:
        """Whether a word for a role is the surname of somebody ("Robin Cook", "John Farmer")."""
        word = self._head_word()
        if word is None or head.span != word.span or not word.text.istitle() or self.phrase.plural:
            return False
        before = [w for w in self.words if w.end <= word.start]
        if not before or not before[-1].text.istitle() or not self._entity("person"):
            return False
        known = any(h.span.covers(before[-1].span) for h in self.hits)
        gap = self.context.text[before[-1].end : word.start]
        return gap.isspace() and not known and not self._opens(before[-1])

    def _opens(self, word: Word) -> bool:
        """Whether the word's capital is only that of a sentence's first word."""
        first = self.context.words[self.phrase.sentence][:1]
        return (
            bool(first)
            and first[0].start == word.start
            and word.text.istitle()
            and (self._pos(word) not in ("PROPN",))
        )

    def _pos(self, word: Word) -> str:
        token = self.context.token_at(word.start)
        return token.pos if token is not None and token.sentence == self.phrase.sentence else ""

    # -- persons and other proper names ------------------------------------------------------------

    def _capital_head(self) -> bool:
        last = self._head_word()
        if last is None:
            return False
        proper = self.phrase.pos == "PROPN" or self._entity("person")
        return (last.capital and proper) or self._hyphened(last)

    def _head_word(self) -> Word | None:
        head = self.head
        return next((w for w in self.words if head.start <= w.start < head.end), None)

    def _entity(self, *kinds: str) -> bool:
        entity = self.phrase.entity
        return entity is not None and self.context.structure.entities[entity].kind in kinds

    def _proper(self) -> Description:
        """A person's name or that of something the tables do not know, with what precedes it."""
        name = self._name_words()
        start = name[0].start if name else self.head.start
        before = tuple(h for h in self.hits if h.span.end <= start)
        title = before[-1] if before and self.wording.entitles(before[-1], start) else None
        description = self.wording.modified(before, title, self.phrase.plural)
        words = tuple(w.text for w in name)
        person = bool(title) or self._entity("person") or self.wording.honoured(name)
        return replace(
            description, kind="person" if words else "none", names=words,
            value="person" if person else "",
        )  # fmt: skip

    def _name_words(self) -> tuple[Word, ...]:
        """The capitalised words that end at the head, with the particles between them."""
        last = self._head_word()
        if last is None:
            return ()
        name: list[Word] = []
        since = self.phrase.core.start
        if self.phrase.entity is not None and self._entity("person"):
            since = self.context.structure.entities[self.phrase.entity].span.start
        for word in reversed([w for w in self.words if since <= w.start <= last.start]):
            particle = self.context.listed("particle", word.key) and not word.capital
            proper = word.capital or self._hyphened(word)
            if not (proper or (particle and name)) or self._breaks(word, name):
                break
            name.insert(0, word)
        while name and self.context.listed("particle", name[0].key) and not name[0].capital:
            name.pop(0)
        while len(name) > 1 and self.context.listed("style", name[0].key):
            name.pop(0)
        return tuple(name)

    def _hyphened(self, word: Word) -> bool:
        """Whether a word in small letters is the second half of a name ("Ki-moon")."""
        before = [w for w in self.words if w.end < word.start]
        if not before or not before[-1].capital:
            return False
        return self.context.text[before[-1].end : word.start] == "-"

    def _breaks(self, word: Word, name: list[Word]) -> bool:
        """Whether a name ends before *word*: a title, a nationality, a comma."""
        if name:
            gap = self.context.text[word.end : name[0].start]
            if gap.strip(" .-\u2010\u2011\n\"'“”"):
                return True
        if name and word.key in self.context.tables.words.get("pair", {}):
            return True  # "President of the Republic" before a name
        for hit in self.hits:
            if hit.span.covers(word.span):
                if not name and self._surname(hit):
                    continue
                if self.wording.titles(hit):
                    return True
                if hit.sense("adjective", "organisation", "seat"):
                    return True
                if hit.sense("name", "capital") and not (name and self._entity("person")):
                    return bool(name)
        return bool(name) and self._opens(word)

    # -- offices, kinds of people, descriptions ----------------------------------------------------

    def _role(self, head: Hit) -> Description:
        before = tuple(h for h in self.hits if h.span.end <= head.span.start)
        description = self.wording.modified(before, head, self.phrase.plural)
        if not description.countries and description.body is None:
            description = replace(description, countries=self._shared())
        pair = self._pair()
        if pair and not description.countries and not description.body:
            return replace(description, kind="pair", value=pair)
        if self._own():
            return replace(description, kind="own")
        kind: Kind = "office" if head.sense("office") else "agent"
        return replace(description, kind=kind, extra=self._extra())

    def _shared(self) -> tuple[str, ...]:
        """The state of the first of several: "Israeli" of "tanks" in "Israeli jets and tanks"."""
        if self.phrase.definiteness != "bare" or not self.phrase.plural or len(self.words) > 1:
            return ()
        for first in map(self.context.phrase, self.context.joined_to.get(self.index, ())):
            if first.plural and first.possessor is None:
                hits = self.context.hits_in(first.core, first.sentence)
                named = [s for h in hits if (s := h.sense("adjective")) and s.actor]
                codes = [s.actor.country for s in named if s.actor and s.actor.country]
                return tuple(dict.fromkeys(codes))
        return ()

    def _extra(self) -> tuple[str, ...]:
        """The words of a role that are neither found in the tables nor small."""
        return tuple(
            w.key for w in self.words
            if not any(h.span.covers(w.span) for h in self.hits)
            and self._pos(w) in ("NOUN", "PROPN", "ADJ")
            and not self.context.listed("former", w.key)
        )  # fmt: skip

    def _people(self, head: Hit) -> Description:
        sense = head.sense("demonym", "adjective")
        actor = sense.actor if sense else None
        noun = self.phrase.pos in ("NOUN", "PROPN") or self.phrase.definiteness != "bare"
        if actor is None or not noun or self._grown(head):
            return Description()
        ethnic = any(w.key == "ethnic" for w in self.words)
        value = "ethnic" if ethnic else ""
        return Description("people", actor=actor, plural=self.phrase.plural, value=value)

    def _common(self) -> Description:
        """A common noun: one that points back, or one that only holds names of others."""
        before = tuple(h for h in self.hits if h.span.end <= self.head.start)
        description = self.wording.modified(before, None, self.phrase.plural)
        lemma = self.phrase.lemma.casefold()
        if self.context.listed("relative", lemma) and not self.phrase.plural:
            return replace(description, kind="relative")
        pair = self._pair()
        if pair and not description.countries:
            return replace(description, kind="pair", value=pair)
        if self._own():
            return replace(description, kind="own")
        return description

    def _own(self) -> bool:
        lemma = self.phrase.lemma.casefold()
        return self.phrase.possessor is not None and self.context.listed("own", lemma)

    def _pair(self) -> str:
        """The class of "the two X", "both X" and "the sides"; empty for anything else."""
        phrase = self.phrase
        if not phrase.plural or phrase.possessor is not None:
            return ""
        lemma = phrase.lemma.casefold()
        pairs = self.context.tables.words.get("pair", {})
        office = next((h for h in self.hits if _at(h, self.head) and h.sense("office")), None)
        phrases = [s.office.phrase for s in office.senses if s.office] if office else []
        value = next((pairs[p] for p in (*phrases, lemma) if p in pairs), "")
        first = self.words[0].key
        counted = phrase.number == 2 or any(w.key in ("two", "both") for w in self.words)
        plain = phrase.definiteness in ("definite", "demonstrative") and len(self.words) <= 2
        plain = plain and lemma == "side" and not phrase.obliques
        if counted and (phrase.definiteness in ("definite", "demonstrative") or first == "both"):
            return value
        return value if plain else ""


def _at(hit: Hit, head: Span) -> bool:
    return hit.span.start <= head.start < hit.span.end <= head.end + 1 or hit.span.covers(head)
