"""What one phrase says of whom it means, before the rest of the report is asked.

A :class:`Description` is read from the phrase's own words and the tables: a name that the tables
know, a person's name with title and country, an office, a kind of people, a pronoun, or a word that
points back.  Whom it means is decided in ``resolve``.
"""

from __future__ import annotations

from msgspec.structs import replace

from detente.actor_tables.name_index import Word
from detente.actors.resolving.descriptions import Description, Wording
from detente.actors.resolving.name_reader import ROLES, Evidence, read_words
from detente.actors.resolving.report_context import Context
from detente.language.structure import Phrase
from detente.model import Span


def describe(context: Context, index: int) -> Description:
    """What the phrase of *index* says of whom it means."""
    phrase = context.phrase(index)
    head = context.text[phrase.head.start : phrase.head.end].casefold()
    if phrase.pos == "PRON" or head in context.tables.grammar.pronouns.pointing:
        return Description("pronoun", value=phrase.lemma.casefold(), plural=phrase.plural)
    return _in_another_land(context, index, _Phrase(context, index, phrase).read())


def _in_another_land(context: Context, index: int, description: Description) -> Description:
    """A state's name, or its capital's, that is a place of another state: that state's land.

    "Police in Georgia arrested a man in Atlanta" tells of no other Georgia.
    """
    mention, actor = context.place(index), description.actor
    if mention is None or actor is None or description.kind not in ("named", "city"):
        return description
    land = mention.place.country
    if land is None or not context.in_another_land(mention, actor):
        return description
    return replace(description, kind="named", value="part", actor=context.tables.state(land))


PARTY, PERSON, EACH = "party", "person", "together"
"""Classes of those whom "the two X" may mean, as descriptions.tsv has them, and "each X"."""

COUNTED = frozenset(range(2, 10))
"""How many may be counted by words for those who were named: "the three leaders"."""


class _Phrase:
    """The words of one phrase, without its possessor, and what the parser tells of them."""

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
        bracket = context.text.find("(", span.start, phrase.head.start)
        before = tuple(w for w in self.words if w.end <= bracket)
        if before and context.text[bracket + 1 : phrase.head.end] == phrase.head.of(context.text):
            self.words = before  # "the Movement (MV": parsed as one
        else:
            self.words = self._to_head()

    def _to_head(self) -> tuple[Word, ...]:
        """The words up to the first that starts in the head; none where no word does."""
        head = self.phrase.head
        inside = next((n for n, w in enumerate(self.words) if head.start <= w.start < head.end), -1)
        return self.words[: inside + 1]

    def read(self) -> Description:
        context, phrase = self.context, self.phrase
        words = self.words
        if (half := self._half()) is not None:
            return half
        wording = Wording(
            context.tables, context.text, words, self.hits, phrase.core.start,
            owned=phrase.possessor is not None,
        )  # fmt: skip
        if not words:  # a head that is half a word, "kg" of "30kg"
            before = tuple(h for h in self.hits if h.span.end <= phrase.head.start)
            return self._common(wording.modified(before, None, phrase.plural))
        reading = read_words(wording, self._evidence())
        description, head = reading.description, reading.head
        if head is not None and head.role in ROLES:
            return self._role(description)
        if head is None and description.kind == "none" and not description.names:
            return self._common(description)
        return self._joined(description)

    def _half(self) -> Description | None:
        """ "The South", in a report that names one of the two states of a land."""
        tables, phrase = self.context.tables, self.phrase
        name = phrase.head.of(self.context.text)
        others = tables.words.get("half", {})
        held = [self.context.phrase(p) for o in phrase.obliques for p in o.phrases]
        alone = phrase.definiteness == "definite" and len(self.words) == 2
        alone = alone and not any(other.pos == "PROPN" for other in held)  # "the North of Mali"
        if not alone or not name.istitle() or name.casefold() not in others:
            return None
        found: set[str] = set()
        for code in self.context.countries & tables.countries.keys():
            own, other = tables.countries[code].name, others[name.casefold()].title()
            land = own.removeprefix(f"{name} ").removeprefix(f"{other} ")
            here, there = self._state(name, land), self._state(other, land)
            if here is not None and there is not None and here != there:
                found.add(here)
        return Description("named", actor=tables.state(found.pop())) if len(found) == 1 else None

    def _state(self, half: str, land: str) -> str | None:
        """The state of half a land, or else of the land that the other half has left."""
        state = self.context.tables.country(f"{half.title()} {land}")
        state = state or self.context.tables.country(land)
        return state.iso3 if state else None

    def _joined(self, description: Description) -> Description:
        """ "North and South Korea": two states whose names end alike, told by one phrase."""
        state, tables = description.actor, self.context.tables
        if description.kind != "named" or state is None or state.kind != "state":
            return description
        keys = [word.text for word in self.words]
        places = [n for n, key in enumerate(keys) if key in tables.grammar.links.adding]
        if not places or not 0 < places[-1] < len(keys) - 2:
            return description
        first = tables.country(f"{keys[places[-1] - 1]} {keys[-1]}")
        if first is None or first.iso3 == state.country or state.country is None:
            return description
        return replace(description, kind="together", states=(first.iso3, state.country))

    # -- what the parser tells ---------------------------------------------------------------------

    def _evidence(self) -> Evidence:
        phrase = self.phrase
        person = self._entity("person")
        since = phrase.core.start
        if phrase.entity is not None and person:
            since = self.context.structure.entities[phrase.entity].span.start
        return Evidence(
            parsed=True, proper=phrase.pos == "PROPN", person=person, since=since,
            noun=phrase.pos in ("NOUN", "PROPN") or phrase.definiteness != "bare",
            plural=phrase.plural, two=phrase.number == 2, opening=self._opening(),
        )  # fmt: skip

    def _opening(self) -> int:
        """Where the sentence opens with a word whose capital says nothing."""
        first = self.context.words[self.phrase.sentence][:1]
        plain = bool(first) and first[0].text.istitle() and self._pos(first[0]) != "PROPN"
        return first[0].start if plain else -1

    def _pos(self, word: Word) -> str:
        token = self.context.token_at(word.start)
        return token.pos if token is not None and token.sentence == self.phrase.sentence else ""

    def _entity(self, *kinds: str) -> bool:
        entity = self.phrase.entity
        return entity is not None and self.context.structure.entities[entity].kind in kinds

    # -- offices, kinds of people, words that point back -------------------------------------------

    def _role(self, description: Description) -> Description:
        if not description.countries and description.body is None:
            description = replace(description, countries=self._shared())
        pair = self._pair()
        if pair and not description.countries and not description.body:
            return replace(description, kind="pair", value=pair)
        if self._own():
            return replace(description, kind="own")
        return replace(description, extra=self._extra())

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

    def _common(self, description: Description) -> Description:
        """A common noun: one that points back, or one that only holds names of others."""
        if self.context.listed("relative", self.phrase.lemma.casefold()) and not self.phrase.plural:
            return replace(description, kind="relative")
        pair = self._pair()
        if pair and not description.countries:
            return replace(description, kind="pair", value=pair)
        return replace(description, kind="own") if self._own() else description

    def _own(self) -> bool:
        lemma = self.phrase.lemma.casefold()
        return self.phrase.possessor is not None and self.context.listed("own", lemma)

    def _pair(self) -> str:
        """The class of "the two X", "both X" and "the sides"; empty for anything else."""
        phrase = self.phrase
        lemma = phrase.lemma.casefold()
        first = self.words[0].key if self.words else ""
        grammar = self.context.tables.grammar
        if not phrase.plural and phrase.possessor is None and not phrase.obliques:
            if first in grammar.two.either and lemma in grammar.two.sides:
                return PARTY
            states = self.context.tables.words.get("pair", {}).get(lemma) in ("state", PARTY)
            if first in grammar.two.either and states and len(self.words) == 2:
                return EACH
            if (
                phrase.definiteness == "definite"
                and lemma in grammar.two.people
                and len(self.words) <= 2
            ):
                return PERSON
        if not phrase.plural or phrase.possessor is not None:
            return ""
        pairs = self.context.tables.words.get("pair", {})
        head = next((h for h in self.hits if h.span.covers(phrase.head)), None)
        phrases = [s.office.phrase for s in head.senses if s.office] if head else []
        value = next((pairs[p] for p in (*phrases, lemma) if p in pairs), "")
        two = grammar.determiners.counting_two
        counted = phrase.number == 2 or any(w.key in two for w in self.words)
        alone = phrase.number is not None and len(self.words) <= 3 and not phrase.obliques
        counted = counted or (alone and phrase.number in COUNTED)
        plain = phrase.definiteness in ("definite", "demonstrative") and len(self.words) <= 2
        plain = plain and lemma in grammar.two.plain and not phrase.obliques
        both = first in grammar.determiners.both
        if counted and (phrase.definiteness in ("definite", "demonstrative") or both):
            return value
        return value if plain else ""
