"""What the words around a phrase say: names found, grammatical roles, quotations.

A :class:`Context` is built once a report; it only looks things up and decides nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from detente.actor_tables.actor_tables import ActorTables
from detente.actors.resolving.descriptions import LANDS
from detente.actors.resolving.opposite import Opposites
from detente.document import Document
from detente.language.structure import Clause, Phrase
from detente.model import Actor, Interval, PlaceMention, Span
from detente.naming.report_words import ReportWords

MISSIONS = frozenset({"embassy", "consulate"})
"""Classes of bodies that a state has in the lands of others."""

OPENING, CLOSING, EITHER = "“«„", "”»", '"'


class Governor(Struct, frozen=True):
    """A preposition that a phrase stands under, and the predicate or noun that takes it."""

    preposition: str
    lemma: str


class Use(Struct, frozen=True):
    """A grammatical role of a phrase in a clause."""

    role: str
    clause: int


class Context(ReportWords):
    """A report, its structure and the tables, with the lookups that every rule needs."""

    def __init__(self, document: Document, tables: ActorTables) -> None:
        super().__init__(document, tables)
        structure = self.structure
        self.places = {mention.span.end: mention for mention in document.places}
        self.countries -= self._only_elsewhere() | self._only_topics()
        self.abroad = self._only_abroad()
        self.opened = {p.start for p in self.report.paragraphs if p != self.report.headline_span}
        self.on: Interval = self.report.published.interval
        self.uses: dict[int, list[Use]] = {}
        self.governors: dict[int, list[Governor]] = {}
        self._read_roles()
        self.clauses_of: dict[int, list[Clause]] = {}
        for clause in structure.clauses:
            self.clauses_of.setdefault(clause.sentence, []).append(clause)
        self.owned: dict[int, list[int]] = {}
        self.joined_to: dict[int, list[int]] = {}
        self.set_beside: dict[int, list[int]] = {}
        for index, phrase in enumerate(structure.phrases):
            if phrase.possessor is not None:
                self.owned.setdefault(phrase.possessor, []).append(index)
            for member in phrase.members:
                self.joined_to.setdefault(member, []).append(index)
            for other in phrase.appositions:
                self.set_beside.setdefault(other, []).append(index)
        self._opposites = Opposites(structure, tables.grammar.links, tables.words.get("speech", {}))
        self._quotes = sorted(_quotes(self.text, self.report.paragraphs))
        self._quote_starts = [q.start for q in self._quotes]

    # -- lookups -----------------------------------------------------------------------------------

    def phrase(self, index: int) -> Phrase:
        """The phrase of an index."""
        return self.structure.phrases[index]

    def clause(self, index: int) -> Clause:
        """The clause of an index."""
        return self.structure.clauses[index]

    def quoted(self, span: Span) -> bool:
        """Whether *span* lies inside quotation marks."""
        index = bisect_right(self._quote_starts, span.start) - 1
        return index >= 0 and self._quotes[index].covers(span)

    def facing(self, phrase: int) -> frozenset[str]:
        """The states that words opposite a phrase name, in what it does or what is done to it."""
        found: set[str] = set()
        for other in self._opposites.of((phrase,)):
            value = self.phrase(other)
            for hit in self.hits_in(value.core, value.sentence):
                found.update(s.actor.country for s in hit.senses if s.actor and s.actor.country)
        return frozenset(found)

    def meets(self, phrase: int) -> bool:
        """Whether a phrase is of people who come together, mostly in a land that is not theirs."""
        sides = self._opposites
        clauses = (*sides.subjects.get(phrase, ()), *sides.others.get(phrase, ()))
        return any(self.listed("meeting", clause.lemma) for clause in clauses)

    def beside(self, phrase: int) -> bool:
        """Whether a phrase is of people by whom they stand beside or against: "X's allies"."""
        value = self.phrase(phrase)
        kind = self.tables.words.get("beside", {}).get(value.lemma.casefold())
        if not kind:
            return kind is not None
        owners = [p for o in value.obliques for p in o.phrases] if value.possessor is None else []
        heads = map(self.phrase, owners if value.possessor is None else [value.possessor])
        return any(h.sense(*LANDS) for p in heads for h in self.hits_over(p.head, p.sentence))

    def in_another_land(self, mention: PlaceMention, state: Actor) -> bool:
        """Whether a place that bears the name of *state* is one of another state."""
        land, states = mention.place.country, self.tables.countries
        if state.kind != "state" or mention.place.claimed_by or land not in states:
            return False
        return state.country != land and state.country in states

    def _only_elsewhere(self) -> set[str]:
        """The states whose name is here only that of a place of another: Georgia, with Atlanta."""
        there: set[str] = set()
        here: set[str] = set()
        for hit in (hit for hits in self.hits for hit in hits):
            for state in (sense.actor for sense in hit.senses if sense.actor):
                mention = self.places.get(hit.span.end)
                elsewhere = mention is not None and self.in_another_land(mention, state)
                (there if elsewhere else here).add(state.country or "")
        return there - here

    def _only_topics(self) -> set[str]:
        """The states whose names here only say what somebody deals with: "the Iran inquiry"."""
        topics: set[Span] = set()
        for phrase in self.structure.phrases:
            if self.listed("topic", phrase.lemma.casefold()):
                before = Span(phrase.core.start, phrase.head.start)
                hits = [h for h in self.hits_in(before, phrase.sentence) if h.sense("name")]
                owned = phrase.possessor is not None
                topics.update(h.span for h in hits if owned or h.sense("adjective") is None)
        found: dict[bool, set[str]] = {True: set(), False: set()}
        for hit in (hit for hits in self.hits for hit in hits):
            for state in (sense.actor for sense in hit.senses if sense.actor):
                found[hit.span in topics].add(state.country or "")
        return found[True] - found[False]

    def _only_abroad(self) -> set[str]:
        """The states named here only as another's neighbours, or by missions in its land."""
        theirs: set[Span] = set()
        for phrase in self.structure.phrases:
            hits = self.hits_in(phrase.core, phrase.sentence)
            first = phrase.core.of(self.text).split()[0].casefold()
            agents = [s.agent for h in hits for s in h.senses if s.agent]
            mission = any(not MISSIONS.isdisjoint(agent.classes) for agent in agents)
            if mission or self.tables.words.get("foreign", {}).get(first):
                theirs.update(hit.span for hit in hits)
        found: dict[bool, set[str]] = {True: set(), False: set()}
        for hit in (hit for hits in self.hits for hit in hits):
            for state in (sense.actor for sense in hit.senses if sense.actor):
                found[hit.span in theirs].add(state.country or "")
        return found[True] - found[False]

    def place(self, phrase: int) -> PlaceMention | None:
        """The place that a phrase's head names."""
        value = self.phrase(phrase)
        mention = self.places.get(value.head.end)
        return mention if mention and value.core.covers(mention.span) else None

    def subject_of(self, phrase: int) -> Clause | None:
        """The first clause of a verb or adjective that *phrase* is the subject of."""
        for use in self.uses.get(phrase, ()):
            if use.role == "subject" and self.clause(use.clause).kind != "noun":
                return self.clause(use.clause)
        return None

    def clause_of(self, phrase: int) -> Clause | None:
        """The innermost clause whose words hold *phrase*."""
        span = self.phrase(phrase).head
        clauses = self.clauses_of.get(self.phrase(phrase).sentence, ())
        holding = [c for c in clauses if c.kind != "noun" and c.extent.covers(span)]
        return min(holding, key=lambda c: (len(c.extent), -c.index), default=None)

    # -- reading -----------------------------------------------------------------------------------

    def _read_roles(self) -> None:
        for clause in self.structure.clauses:
            for role, phrases in (
                ("subject", clause.subject), ("object", clause.object),
                ("indirect", clause.indirect), ("attribute", clause.attribute),
            ):  # fmt: skip
                for phrase in phrases:
                    self.uses.setdefault(phrase, []).append(Use(role, clause.index))
            for oblique in clause.obliques:
                for phrase in oblique.phrases:
                    self._govern(phrase, oblique.preposition, clause.lemma)
                    for held in clause.object:  # "gave a warning to"
                        self._govern(phrase, oblique.preposition, self.phrase(held).lemma)
        for index, noun in enumerate(self.structure.phrases):
            for oblique in noun.obliques:
                for other in oblique.phrases:
                    if other != index:
                        self._govern(other, oblique.preposition, noun.lemma)

    def _govern(self, phrase: int, preposition: str, lemma: str) -> None:
        governor = Governor(preposition, lemma)
        known = self.governors.setdefault(phrase, [])
        if governor not in known:
            known.append(governor)


def _quotes(text: str, paragraphs: tuple[Span, ...]) -> Iterator[Span]:
    """What stands between quotation marks, paragraph by paragraph."""
    for paragraph in paragraphs:
        opened: int | None = None
        for offset in range(paragraph.start, paragraph.end):
            mark = text[offset]
            if opened is None and (mark in OPENING or mark in EITHER):
                opened = offset
            elif opened is not None and (mark in CLOSING or mark in EITHER):
                yield Span(opened, offset + 1)
                opened = None
        if opened is not None:
            yield Span(opened, paragraph.end)
