"""Which coded mention answers which entry of a key, and in what it agrees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from detente.evaluation.key import AnswerKey, KeyActor, KeyEvent
from detente.evaluation.span_pairs import most_pairs
from detente.model import Actor, Annotation, EventMention, Interval, Participant, Span
from detente.model.kinds_of_acts import Kinds
from detente.model.plover import HAPPENED


class Comparison(Struct, frozen=True):
    """In what a mention agrees with an entry of the key."""

    type: bool
    modality: bool
    actors: bool
    recipients: bool
    interval: bool
    persons: bool

    @property
    def right(self) -> bool:
        """Whether it answers the entry: all but the persons, which are counted apart."""
        return self.type and self.modality and self.actors and self.recipients and self.interval

    def wrong(self) -> tuple[str, ...]:
        """The names of the fields that disagree."""
        return tuple(name for name in self.__struct_fields__ if not getattr(self, name))

    @property
    def agreement(self) -> int:
        """How many fields agree, the type above all."""
        return 10 * self.type + len(self.__struct_fields__) - len(self.wrong())


def compare(
    entry: KeyEvent, mention: EventMention, annotation: Annotation, kinds: Kinds
) -> Comparison:
    """Field by field, what *mention* gives against what *entry* accepts."""
    who, whom = _known(mention.actors, annotation), _known(mention.recipients, annotation)
    open_recipient = entry.recipient_may_be_open and not mention.recipients
    return Comparison(
        type=mention.type in entry.types,
        modality=_modality_agrees(entry, mention, kinds),
        actors=_countries(entry.who) == {actor.country for actor in who},
        recipients=open_recipient or _countries(entry.whom) == {actor.country for actor in whom},
        interval=interval_agrees(entry, mention.date.interval),
        persons=_persons_agree(entry, who, whom),
    )


def interval_agrees(entry: KeyEvent, interval: Interval) -> bool:
    """Whether *interval* lies within the acceptable days; an end may be open only if told so."""
    first, last = entry.date
    starts = entry.open_start if interval.earliest is None else interval.earliest >= first
    if interval.latest is None:
        begins = interval.earliest is None or interval.earliest <= last
        return starts and entry.open_end and begins
    return starts and first <= interval.latest <= last


def _modality_agrees(entry: KeyEvent, mention: EventMention, kinds: Kinds) -> bool:
    """Whether both are as real, or the mention is the saying, which did take place, of the entry.

    The key accepts both where it lists both types.
    """
    if entry.modality in HAPPENED:
        return mention.modality in HAPPENED
    spoken = mention.modality == "actual" and kinds.says(mention.type, entry.modality)
    return spoken or mention.modality == entry.modality


def _known(participants: Iterable[Participant], annotation: Annotation) -> list[Actor]:
    return [annotation.actors[participant.actor] for participant in participants]


def _countries(actors: Iterable[KeyActor]) -> set[str | None]:
    return {actor.country for actor in actors}


def _persons_agree(entry: KeyEvent, who: Sequence[Actor], whom: Sequence[Actor]) -> bool:
    """Whether every actor named in the key is coded by name, and no recipient by a wrong one.

    An act upon a person in office is one upon the state, so a recipient may be either.
    """
    acted = all(
        any(a.country == one.country and same_person(a.name, one.person) for a in who)
        for one in entry.who
        if one.person
    )
    received = all(
        any(a.kind != "person" or same_person(a.name, one.person) for a in whom)
        for one in entry.whom
        if one.person
    )
    return acted and (received or (entry.recipient_may_be_open and not whom))


def same_person(first: str, second: str) -> bool:
    """Whether two names can be one person's: one has all words of the other, surname included."""
    shorter, longer = sorted((_folded(first), _folded(second)), key=len)
    return bool(shorter) and set(shorter) <= set(longer) and longer[-1] in shorter


def _folded(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).split()


class Answer(Struct, frozen=True):
    """A mention beside the entry of the key it stands at; ``entry`` indexes the key's events."""

    entry: int
    mention: EventMention
    comparison: Comparison
    evidence: Span

    @property
    def rank(self) -> tuple[int, bool]:
        """Orders answers to one entry, the best first."""
        return -self.comparison.agreement, not self.mention.trigger.overlaps(self.evidence)


def match(
    key: AnswerKey, where: Sequence[Span], report: str, annotation: Annotation, kinds: Kinds
) -> tuple[dict[int, Answer], list[EventMention]]:
    """The best answer to each entry of *report*, and the mentions that answer none.

    *where* has the span of every entry's evidence.  A mention answers one entry at most, and one
    whose type is not accepted answers none.  Right answers are paired first, as many as can be,
    required entries before others; then what is left, by how much it agrees.
    """
    entries = [i for i, event in enumerate(key.events) if event.report == report]
    entries.sort(key=lambda i: (not key.events[i].required, i))
    pairs = {
        (i, n): Answer(i, mention, compare(key.events[i], mention, annotation, kinds), where[i])
        for i in entries
        for n, mention in enumerate(annotation.events)
        if stands_at(mention, where[i], annotation)
    }
    taken = _most_right(entries, pairs)
    used = set(taken.values())
    left = [(answer.rank, i, n) for (i, n), answer in pairs.items() if answer.comparison.type]
    for _, i, n in sorted(left):
        if i not in taken and n not in used:
            taken[i] = n
            used.add(n)
    answers = {i: pairs[i, n] for i, n in taken.items()}
    return answers, [m for n, m in enumerate(annotation.events) if n not in used]


def stands_at(mention: EventMention, evidence: Span, annotation: Annotation) -> bool:
    """Whether a mention is about the evidence: its trigger is in it, or, in a sentence that the
    evidence is in, its clause overlaps it."""
    if mention.trigger.overlaps(evidence):
        return True
    sentence = annotation.sentences[mention.sentence]
    return sentence.overlaps(evidence) and mention.extent.overlaps(evidence)


def _most_right(entries: Sequence[int], pairs: Mapping[tuple[int, int], Answer]) -> dict[int, int]:
    """Pairs of entries with right mentions, as many as can be."""
    right: dict[int, list[int]] = {i: [] for i in entries}
    for (i, n), answer in sorted(pairs.items(), key=lambda pair: (pair[1].rank, pair[0])):
        if answer.comparison.right:
            right[i].append(n)
    return most_pairs(right)
