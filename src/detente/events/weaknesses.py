"""How likely an event is right in every field: who, to whom, whether, when and where.

An event of the right type may still name somebody who had no part in it.  Where that is likely, the
coder knows: a party that no argument of the act names, a country that its words do not say, a day
that is only the report's.  Each is a weakness (:class:`Weaknesses`); none of them makes an event
more likely, and ``data/events/confidence.toml`` has how much each takes off, fitted by
``scripts/train/confidence.py`` to events that people judged in every field.

An event is right here where no field of it is false.  What is missing is not false: an event that
names its actor alone is right, if that is who acted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from math import log

from msgspec import Struct

from detente.document import Document
from detente.events.construction import Construction, construction
from detente.events.trust import log_odds
from detente.language.structure import Clause, Entity, Token
from detente.model import Actor, EventDate, EventMention, Participant, Span
from detente.model.plover import HAPPENED
from detente.stretches import Standing

# Words from an act beyond which it makes no difference how far somebody is named.
FAR = 40

# More participants than a speaker and a hearer, or two who meet.
FEW = 2

WEAKNESSES = frozenset(
    {
        "actor named once", "party by fallback", "own state", "country from surroundings",
        "pronoun", "state described", "organisation", "many parties", "distance", "passive",
        "participle", "did not happen", "the report's day", "attributed",
    }
)  # fmt: skip
"""The names that :func:`weak_points` gives, but for ``type``: what may only take off."""

YES_OR_NO = WEAKNESSES - {"distance"}
"""Those that an event has or has not; everybody is named at some distance."""

EVENT_FEATURES = WEAKNESSES | {"type"}
"""All names that :func:`weak_points` gives."""


class Weaknesses(Struct, frozen=True, omit_defaults=True):
    """What speaks against all fields of an event being right, if its type is.

    ``named_once``: an actor whom the report names nowhere else.  ``fallback``: a participant whose
    words are no argument of the act's clause, but stand around it.  ``own_state``: the actors' own
    state is who receives.  ``surroundings``: the country of a body or people is not in its words,
    but taken from what stands around.  ``pronoun``, ``described``, ``organisation``: how somebody
    is named ("they", "the neighbour", "the agency").  ``parties`` counts the participants,
    ``distance`` the words from the act to the farthest.  ``happened`` is false of acts that are
    planned, denied or only talked of; ``reports_day`` true where the act's day is its report's, as
    no words give one; ``attributed`` where a source vouches for it.
    """

    construction: Construction
    named_once: bool = False
    fallback: bool = False
    own_state: bool = False
    surroundings: bool = False
    pronoun: bool = False
    described: bool = False
    organisation: bool = False
    parties: int = 1
    distance: int = 0
    happened: bool = True
    reports_day: bool = False
    attributed: bool = False


def weak_points(known: Weaknesses, of_type: float) -> Iterator[tuple[str, float]]:
    """The weaknesses as numbers by name; ``type`` is the log-odds of the type being right."""
    yield "type", log_odds(of_type)
    yield "distance", log(1 + min(known.distance, FAR))
    for name, holds in (
        ("actor named once", known.named_once),
        ("party by fallback", known.fallback),
        ("own state", known.own_state),
        ("country from surroundings", known.surroundings),
        ("pronoun", known.pronoun),
        ("state described", known.described),
        ("organisation", known.organisation),
        ("many parties", known.parties > FEW),
        ("passive", known.construction == "passive"),
        ("participle", known.construction == "participle"),
        ("did not happen", not known.happened),
        ("the report's day", known.reports_day),
        ("attributed", known.attributed),
    ):
        if holds:
            yield name, 1.0


class Weighing:
    """Finds the weaknesses of the events of one report."""

    def __init__(self, document: Document) -> None:
        self._report, self._structure = document.report, document.structure
        self._reading = document.actors

    def of(self, event: EventMention, clause: Clause) -> Weaknesses:
        """The weaknesses of an event that was coded from *clause*."""
        everybody = event.actors + event.recipients
        arguments = self._arguments(clause)
        who = [(p, self._reading.actors[p.actor]) for p in everybody]
        words = [(p, actor, self._words(p.span)) for p, actor in who]
        acting = {self._reading.actors[p.actor].country for p in event.actors}
        receiving = [self._reading.actors[p.actor] for p in event.recipients]
        return Weaknesses(
            construction=construction(clause),
            named_once=any(self._times_named[p.actor] < 2 for p in event.actors),
            fallback=any(p.span not in arguments for p in everybody),
            own_state=any(a.kind == "state" and a.country in acting for a in receiving),
            surroundings=any(self._is_of_surroundings(*one) for one in words),
            pronoun=any(_is_pronoun(tokens) for _, _, tokens in words),
            described=any(a.kind == "state" and not _has_name(tokens) for _, a, tokens in words),
            organisation=any(actor.kind == "organisation" for _, actor in who),
            parties=len(everybody),
            distance=max((self._distance(p.span, event.trigger) for p in everybody), default=0),
            happened=event.modality in HAPPENED,
            reports_day=self._is_reports_day(event.date),
            attributed=event.attribution is not None,
        )

    def _arguments(self, clause: Clause) -> set[Span]:
        """The words of all that a clause says of its act: subject, objects, what a preposition has.

        Whose words are none of these was found elsewhere: in another clause, in a place, in what
        the report is about.
        """
        found = (*clause.subject, *clause.object, *clause.indirect)
        oblique = (index for one in clause.obliques for index in one.phrases)
        return {self._structure.phrases[index].core for index in (*found, *oblique)}

    @cached_property
    def _times_named(self) -> Counter[str]:
        return Counter(mention.actor for mention in self._reading.mentions)

    @cached_property
    def _names(self) -> Standing[Entity]:
        return Standing(self._structure.entities, lambda entity: entity.span)

    def _is_of_surroundings(
        self, participant: Participant, actor: Actor, tokens: tuple[Token, ...]
    ) -> bool:
        """Whether the words for somebody of a known country do not say of which."""
        return (
            actor.country is not None
            and actor.kind != "person"
            and not _has_name(tokens)
            and not _is_pronoun(tokens)
            and not self._names.overlapping(participant.span)
        )

    def _words(self, span: Span) -> tuple[Token, ...]:
        return self._structure.tokens[self._first(span.start) : self._first(span.end)]

    def _distance(self, one: Span, other: Span) -> int:
        """How many words lie between the beginnings of two spans."""
        return abs(self._first(one.start) - self._first(other.start))

    def _first(self, offset: int) -> int:
        """The first token that starts at or after *offset*."""
        return bisect_left(self._structure.tokens, offset, key=lambda token: token.span.start)

    def _is_reports_day(self, date: EventDate) -> bool:
        """Whether an act is dated by its report's day alone, and not only up to it or from it."""
        own = date.span is not None and date.span != self._report.published.span
        return date.interval.known and not own


def _is_pronoun(tokens: tuple[Token, ...]) -> bool:
    return bool(tokens) and all(token.pos == "PRON" for token in tokens)


def _has_name(tokens: tuple[Token, ...]) -> bool:
    return any(token.pos == "PROPN" for token in tokens)
