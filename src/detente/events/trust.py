"""How likely a coded event is of its type: confidence that means a share of right ones.

A signal's own number says how its matches rank, not how often they are right.  What a coder knows
of an event beside (:class:`Facts`) moves it: an act told by a participle, in quoted words or far
into a report is wrong more often.  ``data/events/confidence.toml`` has the weight of each, fitted
by ``scripts/train/confidence.py`` to events that people judged.  They were coded by the shipped
codebook and hold for no other: an ontology of one's own keeps its signals' numbers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from math import exp, log

import msgspec
from msgspec import Struct

from detente.events.construction import Construction, construction
from detente.language.structure import Clause, Structure
from detente.model import EventMention, Statement

# Words of a sentence at which its length tells nothing for or against what was read in it.
USUAL_LENGTH = 25

# A signal's number is not certain, whatever it says.
LEAST, MOST = 0.02, 0.98


class Facts(Struct, frozen=True):
    """What bears on whether an event's type is right.

    ``rule`` is the number of the signal, less what unknown participants take off; ``received``
    says whether there is a second party, ``quoted`` whether it is told in somebody's own words;
    ``words`` is the length of its sentence and ``sentence`` the index; ``rivals`` counts the other
    types that have signals of the same predicate.
    """

    rule: float
    construction: Construction
    received: bool
    quoted: bool
    words: int
    sentence: int
    rivals: int


def facts(
    mention: EventMention,
    clause: Clause,
    structure: Structure,
    statements: Iterable[Statement],
    rivals: int,
) -> Facts:
    """What is known of an event whose confidence is the signal's own."""
    first, end = structure.sentences[mention.sentence].tokens
    own_words = (span for s in statements if s.form != "indirect" for span in s.content)
    return Facts(
        rule=mention.confidence,
        construction=construction(clause),
        received=bool(mention.recipients) or len(mention.actors) > 1,
        quoted=any(span.covers(mention.trigger) for span in own_words),
        words=end - first,
        sentence=mention.sentence,
        rivals=rivals,
    )


def features(known: Facts) -> Iterator[tuple[str, float]]:
    """The facts as numbers by name; ``rule`` is the log-odds of the signal's number."""
    rule = min(max(known.rule, LEAST), MOST)
    yield "rule", log(rule / (1 - rule))
    yield known.construction, 1.0
    if not known.received:
        yield "no second party", 1.0
    if known.quoted:
        yield "quoted", 1.0
    yield "length", log(max(known.words, 1) / USUAL_LENGTH)
    yield "place in the report", log(1 + known.sentence)
    yield "rivals", log(1 + known.rivals)


class Trust(Struct, frozen=True, forbid_unknown_fields=True):
    """A fitted map from facts to the share of events that are right.

    ``fitted_to`` identifies the observations.  A feature without a weight counts nothing.
    """

    level: float
    fitted_to: str
    weights: dict[str, float]

    def of(self, known: Facts) -> float:
        """The share of events like this one whose type is right, 0 to 1."""
        odds = self.level + sum(self.weights.get(n, 0.0) * v for n, v in features(known))
        return 1 / (1 + exp(-min(max(odds, -30.0), 30.0)))


@cache
def load_trust() -> Trust:
    """The shipped map, for the shipped codebook; read once."""
    text = (files("detente") / "data" / "events" / "confidence.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Trust)
