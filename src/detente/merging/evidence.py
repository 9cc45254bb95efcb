"""What speaks for and against two mentions of different reports being one event, piece by piece.

Each piece has a weight from ``data/merging/evidence.toml``, fitted by ``scripts/train/merging.py``;
they add up, and what comes to ``needed`` or more is taken for one event.  So a verdict can be shown
as what it rests on.  Nothing here forbids: that is done before.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import sqrt

import msgspec
from msgspec import Struct

from detente.errors import TableError
from detente.merging.act_words import same_act, told_otherwise
from detente.merging.content_words import anybody
from detente.merging.field_relations import Relation, When
from detente.merging.measures import StoryMeasures
from detente.merging.mention_facts import Told
from detente.merging.stories import Stories
from detente.model import Interval
from detente.model.plover import is_material


class Evidence(Struct, frozen=True):
    """One piece: its name in the table, how much of it there is, and what it adds."""

    name: str
    amount: float
    weight: float


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What each piece of evidence weighs, and how much is needed."""

    needed: float
    base: float
    story: float
    act: float
    act_in_story: float
    words: float
    act_words: float
    retold: float
    dated: float
    otherwise: float
    sides: float
    names: float
    noun: float
    number: float
    same_day: float
    near_day: float
    news: float
    long_ago: float
    place: float
    said: float


class Compared(Struct, frozen=True):
    """Two mentions with how they relate."""

    one: Told
    other: Told
    who: Relation
    when: When
    where: Relation


def read_weights(text: str, name: str = "evidence.toml") -> Weights:
    """The table in *text*; raises :class:`TableError` naming the field that does not hold."""
    try:
        return msgspec.toml.decode(text, type=Weights)
    except msgspec.MsgspecError as error:
        raise TableError(f"{name}: {error}; scripts/train/merging.py writes it") from error


@cache
def shipped_weights() -> Weights:
    """The shipped table."""
    return read_weights((files("detente") / "data/merging/evidence.toml").read_text("utf-8"))


def weigh(pair: Compared, stories: Stories, weights: Weights) -> tuple[Evidence, ...]:
    """All the evidence that weighs anything, the base first."""
    found = amounts(pair, stories)
    return tuple(
        Evidence(name, amount, getattr(weights, name) * amount)
        for name, amount in found.items()
        if amount and getattr(weights, name)
    )


def amounts(pair: Compared, stories: Stories) -> dict[str, float]:
    """How much there is of each piece of evidence, by its name in the table."""
    one, other = pair.one, pair.other
    act = float(same_act(one.act, other.act))
    words = _alike(one.whole - {one.act}, other.whole - {other.act}, stories)
    named = not act and (one.act in other.whole or other.act in one.whole)
    story = stories.story(one.report, other.report)
    return {
        "base": 1.0,
        "story": story,
        "act": act,
        "act_in_story": act * story,
        "words": words,
        "act_words": act * words,
        "retold": float(named),
        "dated": float(one.published.known and other.published.known),
        "otherwise": float(told_otherwise(one, other)),
        "sides": float(pair.who == "same"),
        "names": float(min(2, len(one.everybody.names & other.everybody.names))),
        "noun": float(not (one.everybody.nouns & other.everybody.nouns) <= anybody()),
        "number": float(bool(_numbers(one) & _numbers(other))),
        "same_day": float(pair.when in ("same", "within") or _one_start(one, other)),
        "near_day": float(pair.when == "near"),
        "news": float(pair.when == "open" and _news(one, other, stories.table)),
        "long_ago": float(pair.when == "open" and long_ago(one, other, stories.table)),
        "place": float(pair.where == "same" and not one.broad),
        "said": float(one.kind.known_by == "what" and not is_material(one.mention.quad)),
    }


def _alike(one: frozenset[str], other: frozenset[str], stories: Stories) -> float:
    """Cosine of two sets of words, each word by its rarity."""
    shared = sum(stories.rarity(word) ** 2 for word in sorted(one & other))
    if not shared:
        return 0.0
    lengths = [sum(stories.rarity(word) ** 2 for word in sorted(words)) for words in (one, other)]
    return shared / sqrt(lengths[0] * lengths[1])


def _numbers(told: Told) -> frozenset[str]:
    """The numbers in digits that a sentence counts or measures with, of two digits and more."""
    said = (word for word in told.sentence if word[0].isdecimal() and len(word) > 1)
    return frozenset(word for word in said if not (len(word) == 4 and word.isdecimal()))


def _one_start(one: Told, other: Told) -> bool:
    """Whether words date the beginning of both to one day."""
    first = one.interval.earliest
    return first is not None and one.hard and other.hard and first == other.interval.earliest


def _news(one: Told, other: Told, table: StoryMeasures) -> bool:
    """Whether both are told as what has just happened: until the report's day, and not from long
    before it."""
    return all(_fresh(told, table) for told in (one, other))


def _fresh(told: Told, table: StoryMeasures) -> bool:
    last, published = told.interval.latest, told.published.latest
    if last is None or published is None or abs((published - last).days) > table.days:
        return False
    first = told.interval.earliest
    return first is None or (published - first).days <= table.days


def long_ago(one: Told, other: Told, table: StoryMeasures) -> bool:
    """Whether words date one act, and not the other, to long before its report."""
    return _dated_back(one, table) != _dated_back(other, table)


def _dated_back(told: Told, table: StoryMeasures) -> bool:
    first, published = told.interval.earliest, told.published
    if first is None or not told.hard:
        return False
    if published == Interval() or published.latest is None:
        return True
    return (published.latest - first).days > 10 * table.days
