"""Counts kept while gold records are scored, and the score that they come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from detente.evaluation.gold_records import Gold, GoldRecord, Shape
from detente.evaluation.misses import describe
from detente.model import Annotation, EventMention

if TYPE_CHECKING:
    from detente.language.structure import Structure

NOTHING = "nothing"
"""What a gold type was taken for where no event was coded."""


class Share(Struct, frozen=True):
    """How many were right, of how many coded and of how many in the gold.

    ``None`` where the gold cannot tell: it names pairs, but not all pairs of a sentence.
    """

    right: int
    coded: int | None = None
    gold: int | None = None

    @property
    def precision(self) -> float | None:
        """The share of what was coded that is right."""
        return None if self.coded is None else ratio(self.right, self.coded)

    @property
    def recall(self) -> float | None:
        """The share of the gold that was coded right."""
        return None if self.gold is None else ratio(self.right, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        if self.precision is None or self.recall is None:
            return None
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)


class Confused(Struct, frozen=True):
    """How often events of one type were coded as another, or as nothing."""

    gold: str
    coded: str
    times: int


class GoldMiss(Struct, frozen=True):
    """What was not coded as the gold has it: ``line`` of the file, and what was coded instead.

    ``why`` says of what looked codable there why it was not coded.
    """

    line: int
    what: str
    type: str
    text: str
    wanted: str
    coded: tuple[str, ...]
    why: tuple[str, ...]


class FalseEvent(Struct, frozen=True):
    """An event that the gold does not have."""

    line: int
    type: str
    construction: str
    text: str
    coded: str


class GoldScore(Struct, frozen=True):
    """How well the records of a gold file were coded.

    ``figures`` has precision, recall and F1 of each of ``shares`` as far as the gold can tell them,
    by names such as ``type f1``.  ``types`` and ``constructions`` count types right: of the events
    of a type in the gold and coded so, and of the events coded from such a clause.
    """

    gold: str
    shape: Shape
    records: int
    figures: dict[str, float]
    shares: dict[str, Share]
    types: dict[str, Share]
    constructions: dict[str, Share]
    confusion: tuple[Confused, ...]
    misses: tuple[GoldMiss, ...]
    false: tuple[FalseEvent, ...]


class Reading(Struct, frozen=True):
    """One record as detente read it."""

    record: GoldRecord
    annotation: Annotation
    structure: Structure

    def construction(self, event: EventMention) -> str:
        """How the act is said; ``unknown`` where the sentence's structure is not."""
        from detente.events.construction import clause_of, construction

        clause = clause_of(event, self.structure)
        return "unknown" if clause is None else construction(clause)

    def coded(self) -> tuple[str, ...]:
        """All events, a line each."""
        return tuple(describe(event, self.annotation) for event in self.annotation.events)

    def reasons(self) -> tuple[str, ...]:
        """What was not coded, and why."""
        text = self.annotation.report.text
        return tuple(f"“{u.span.of(text)}”: {u.reason}" for u in self.annotation.uncoded)


class Count:
    """A share while it is counted."""

    def __init__(self) -> None:
        self.right = 0
        self.coded: int | None = None
        self.gold: int | None = None

    def add(self, right: int, coded: int | None = None, gold: int | None = None) -> None:
        """Counts some more."""
        self.right += right
        if coded is not None:
            self.coded = (self.coded or 0) + coded
        if gold is not None:
            self.gold = (self.gold or 0) + gold

    def share(self) -> Share:
        """As counted so far."""
        return Share(self.right, self.coded, self.gold)


class Tally:
    """All counts of one gold file."""

    def __init__(self) -> None:
        self.shares: dict[str, Count] = defaultdict(Count)
        self.types: dict[str, Count] = defaultdict(Count)
        self.constructions: dict[str, Count] = defaultdict(Count)
        self.confusion: Counter[tuple[str, str]] = Counter()
        self.misses: list[GoldMiss] = []
        self.false: list[FalseEvent] = []

    def confuse(self, gold: str, coded: set[str]) -> None:
        """Counts what a gold type was taken for."""
        self.confusion.update((gold, type_) for type_ in coded or {NOTHING})

    def miss(self, reading: Reading, what: str, type_: str, wanted: str) -> None:
        """Keeps what was not coded as it should be."""
        text = reading.record.text
        coded, why = reading.coded(), reading.reasons()
        self.misses.append(GoldMiss(reading.record.line, what, type_, text, wanted, coded, why))

    def count_event(self, reading: Reading, event: EventMention, right: bool) -> None:
        """Counts a coded event by its construction."""
        self.constructions[reading.construction(event)].add(right, coded=1)

    def not_in_gold(self, reading: Reading, event: EventMention) -> None:
        """Keeps an event that the gold does not have."""
        self.false.append(
            FalseEvent(
                reading.record.line, event.type, reading.construction(event),
                reading.record.text, describe(event, reading.annotation),
            )
        )  # fmt: skip

    def score(self, gold: Gold) -> GoldScore:
        """What the counts come to."""
        shares = {name: count.share() for name, count in self.shares.items()}
        confused = sorted(self.confusion.items(), key=lambda pair: (-pair[1], pair[0]))
        return GoldScore(
            gold=gold.path,
            shape=gold.shape,
            records=len(gold.records),
            figures=_figures(shares),
            shares=shares,
            types={name: self.types[name].share() for name in sorted(self.types)},
            constructions={n: self.constructions[n].share() for n in sorted(self.constructions)},
            confusion=tuple(Confused(*pair, times) for pair, times in confused),
            misses=tuple(self.misses),
            false=tuple(self.false),
        )


def ratio(part: float, whole: float) -> float:
    """*part* of *whole*, 0 of nothing."""
    return part / whole if whole else 0.0


def _figures(shares: dict[str, Share]) -> dict[str, float]:
    found = {
        f"{name} {figure}": getattr(share, figure)
        for name, share in shares.items()
        for figure in ("precision", "recall", "f1")
    }
    return {name: value for name, value in found.items() if value is not None}
