"""How likely a coded event is of its type: confidence that means a share of right ones.

A signal's own number says how its matches rank, not how often they are right.  What a coder knows
of an event beside (:class:`Facts`) moves it: an act told by a participle, in quoted words or far
into a report is wrong more often.  ``data/events/type_confidence.toml`` has the weight of each,
fitted by ``scripts/train/confidence.py`` to events that people judged.  They were coded by the
shipped codebook and hold for no other: an ontology of one's own keeps its signals' numbers.

Whether an event is right in every field is asked in :mod:`detente.events.weaknesses`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp, log
from typing import get_args

from msgspec import Struct

from detente.document import Hint
from detente.events.construction import Construction, construction
from detente.language.structure import Clause, Structure
from detente.model import EventMention, Statement

# Words of a sentence at which its length tells nothing for or against what was read in it.
USUAL_LENGTH = 25

# A share is not certain, whatever it says.
LEAST, MOST = 0.02, 0.98

# The reader's shares go to hundredths and are often all or nothing; how near to that still tells.
READER_LEAST, READER_MOST = 0.005, 0.995

TYPE_FEATURES = frozenset(
    {
        "rule",
        "no second party",
        "quoted",
        "length",
        "place in the report",
        "rivals",
        "reader",
        "read as some act",
    }
    | set(get_args(Construction))
)
"""The names that :func:`features` gives."""


class Facts(Struct, frozen=True, omit_defaults=True):
    """What bears on whether an event's type is right.

    ``rule`` is the number of the signal, less what unknown participants take off; ``received``
    says whether there is a second party, ``quoted`` whether it is told in somebody's own words;
    ``words`` is the length of its sentence and ``sentence`` the index; ``rivals`` counts the other
    types that have signals of the same predicate; ``reader`` is the share that the reader gives
    the type and ``act`` the share that it gives any, ``None`` where it was not asked.
    """

    rule: float
    construction: Construction
    received: bool
    quoted: bool
    words: int
    sentence: int
    rivals: int
    reader: float | None = None
    act: float | None = None


def facts(
    mention: EventMention,
    clause: Clause,
    structure: Structure,
    statements: Iterable[Statement],
    rivals: int,
    hint: Hint | None = None,
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
        reader=None if hint is None else hint.shares.get(mention.type, 0.0),
        act=None if hint is None else round(sum(hint.shares.values()), 2),
    )


def features(known: Facts) -> Iterator[tuple[str, float]]:
    """The facts as numbers by name; ``rule`` is the log-odds of the signal's number."""
    yield "rule", log_odds(known.rule)
    yield known.construction, 1.0
    if not known.received:
        yield "no second party", 1.0
    if known.quoted:
        yield "quoted", 1.0
    yield "length", log(max(known.words, 1) / USUAL_LENGTH)
    yield "place in the report", log(1 + known.sentence)
    yield "rivals", log(1 + known.rivals)
    if known.reader is not None:
        yield "reader", log_odds(known.reader, READER_LEAST, READER_MOST)
    if known.act is not None:
        yield "read as some act", log_odds(known.act, READER_LEAST, READER_MOST)


def log_odds(share: float, least: float = LEAST, most: float = MOST) -> float:
    """The log-odds of a share, which is taken to be neither never nor always."""
    kept = min(max(share, least), most)
    return log(kept / (1 - kept))


class Trust(Struct, frozen=True, forbid_unknown_fields=True):
    """A fitted map from features to the share of events that are right.

    ``fitted_to`` identifies the observations.  A feature without a weight counts nothing.
    """

    level: float
    fitted_to: str
    weights: dict[str, float]

    def of(self, known: Iterable[tuple[str, float]]) -> float:
        """The share of right ones among events that have these features, 0 to 1."""
        odds = self.level + sum(self.weights.get(name, 0.0) * value for name, value in known)
        return 1 / (1 + exp(-min(max(odds, -30.0), 30.0)))
