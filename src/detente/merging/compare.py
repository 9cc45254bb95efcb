"""Whether two mentions can be, and whether they are, one event.

Some things forbid it: another type, persons, days, place.  What is left needs evidence, and how
much depends on the type, as the codebook says: two states meet once a day and accuse each other
five times, so a meeting is known by who and when, an accusation only by what it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from detente.merging.act_words import can_be_one, same_act, told_otherwise
from detente.merging.content_words import about, alike, anybody, lasting, telling
from detente.merging.evidence import Compared, Evidence, long_ago, shipped_weights, weigh
from detente.merging.field_relations import Relation, When, facing, participants, when, where
from detente.merging.measures import Days, Likeness, Measures
from detente.merging.mention_facts import Told, length, narrow
from detente.merging.stories import Stories
from detente.model import UNKNOWN_INTERVAL
from detente.model.plover import is_material


class Verdict(Struct, frozen=True):
    """What speaks for and against two mentions being one event.

    ``allowed``: nothing forbids it.  ``strength``: what speaks for it, 0 for nothing.  ``firm``: it
    needs no look at what else they could be.  ``doubtful``: a day or a place differs, so that they
    are one only where that is sure, and then disagree.  ``support`` is how much it counts, from -1
    against to 1 for, in whether two groups are one.
    """

    allowed: bool
    strength: float = 0.0
    firm: bool = False
    doubtful: bool = False
    support: float = -1.0


FORBIDDEN = Verdict(allowed=False)
UNRELATED = Verdict(allowed=True)
DOUBTFUL = Verdict(allowed=True, doubtful=True)


class Relations(Struct, frozen=True):
    """How two mentions relate by facts that many mentions have alike: who, when and where.

    ``two_sided``: both know of two sides; ``meet``: a side is common to both.  ``conflicts`` counts
    in how many of day and place the two differ, so little that they could disagree.
    """

    forbidden: bool
    who: Relation = "open"
    two_sided: bool = False
    meet: bool = False
    when: When = "open"
    where: Relation = "open"
    conflicts: int = 0


class _Pair(Struct, frozen=True):
    """What comparing two mentions gave, field by field."""

    who: Relation
    two_sided: bool
    meet: bool
    shared: int
    names_differ: bool
    when: When
    where: Relation
    described: bool
    like: float
    similar: bool
    restated: bool


Contradiction = Literal[
    "type", "modality", "mode", "who", "days", "days or place", "subject", "decision"
]
"""Fields in which two mentions cannot be one event; or somebody decided that they are not."""

Copied = Callable[[str, str], bool]
"""Whether two reports, by their ids, are one text; costly, so it is asked last."""

APART = Relations(forbidden=True)


def relate(one: Told, other: Told, measures: Measures) -> Relations:
    """How two mentions relate; forbidden where they cannot be one event, whatever their words."""
    if not can_be_one(one, other):
        return APART
    time, (who, two_sided) = when(one, other, measures.time), participants(one, other)
    if who == "differ" or time == "apart":
        return APART
    place = where(one, other, measures.place)
    conflicts = (place == "differ") + (time == "near" and one.hard and other.hard)
    if conflicts > 1 or (conflicts and one.report == other.report):
        return APART
    sides = facing(one.everybody, other.everybody).keys()
    meet = not sides.isdisjoint(facing(other.everybody, one.everybody))
    return Relations(False, who, two_sided, meet, time, place, conflicts)


def compare(
    one: Told,
    other: Told,
    copied: Copied,
    measures: Measures,
    relations: Relations | None = None,
    stories: Stories | None = None,
) -> Verdict:
    """The verdict on two mentions; it is the same whichever comes first.

    *relations* are those of the two where they are known already; with *stories*, what two reports
    of one story tell alike counts too.
    """
    known = relations or relate(one, other, measures)
    if known.forbidden:
        return FORBIDDEN
    if one.mention.type != other.mention.type and not same_act(one.act, other.act):
        return UNRELATED
    pair = _pair(one, other, known, measures)
    one_type = one.mention.type == other.mention.type
    if not one_type and _twice(one, other):
        return Verdict(True, _strength(one, other, pair, measures), firm=True, support=1.0)
    same_report = one.report == other.report
    if same_report and _other_subject(one, other, pair, measures.likeness):
        return FORBIDDEN
    conflicts = known.conflicts
    if conflicts and known.when == "near" and pair.restated and copied(one.report, other.report):
        # Who prints a text again with another day tells of another day.
        return FORBIDDEN
    reprinted = not same_report and _reprinted(one, other, pair, copied)
    otherwise = told_otherwise(one, other)
    sure = _alike_but_for_kind(pair) if otherwise else not conflicts or _sure(pair, measures)
    if sure and (reprinted or _enough(one, other, pair, measures)):
        firm = (reprinted or _firm(pair)) and not conflicts and not otherwise
        strength = _strength(one, other, pair, measures)
        return Verdict(True, strength, firm, bool(conflicts), support=1.0)
    if conflicts:
        return DOUBTFUL
    return _by_story(one, other, known, stories, measures)


def _by_story(
    one: Told, other: Told, known: Relations, stories: Stories | None, measures: Measures
) -> Verdict:
    """The verdict by evidence that adds up, of two reports that tell one story."""
    if stories is None or not known.meet or one.report == other.report:
        return UNRELATED
    if not particular(one, other, known) or not stories.story(one.report, other.report):
        return UNRELATED
    if known.when == "open" and known.who != "same" and long_ago(one, other, measures.story):
        return UNRELATED
    weights = shipped_weights()
    found = weigh(Compared(one, other, known.who, known.when, known.where), stories, weights)
    total = sum(piece.weight for piece in found)
    support = max(-1.0, min(1.0, (total - weights.needed) / measures.strength.sure))
    if total < weights.needed:
        return Verdict(True, support=support)
    return Verdict(True, measures.strength.story * total / (1 + total), support=support)


def _twice(one: Told, other: Told) -> bool:
    """Whether one word is told as acts of two types, which are one act then."""
    return one.report == other.report and one.mention.trigger == other.mention.trigger


def _alike_but_for_kind(pair: _Pair) -> bool:
    """Enough to see one act in two that are told as other types, or in other modes."""
    return pair.who == "same" and pair.when in ("same", "near") and pair.where != "differ"


def particular(one: Told, other: Told, known: Relations) -> bool:
    """Whether more than states stands in both: states do many things with each other on a day.

    Persons, also without a name, are somebody in particular; else a place or two words must be
    common.  Of what is known by who a visit is not what was said on it, so the act must be common,
    and all who take part or somebody with a name.
    """
    modes = not set(one.mention.modes).isdisjoint(other.mention.modes)
    if one.kind.known_by == "who":
        named = not one.everybody.names.isdisjoint(other.everybody.names)
        if not (modes or same_act(one.act, other.act)) or not (named or known.who == "same"):
            return False
    if one.somebody and other.somebody:
        return True
    return telling(one.words & other.words) > 1 or (known.where == "same" and not one.broad)


def restates(one: Told, other: Told, measures: Measures) -> bool:
    """Whether one sentence is the other, told again."""
    likeness = measures.likeness
    return (
        len(one.sentence & other.sentence) >= likeness.sentence
        and alike(one.sentence, other.sentence, likeness) >= likeness.restated
    )


def _pair(one: Told, other: Told, known: Relations, measures: Measures) -> _Pair:
    mine, others = one.everybody.names, other.everybody.names
    like = about(one.words, other.words, measures.likeness)
    different_sentences = one.at != other.at or one.report != other.report
    restated = different_sentences and restates(one, other, measures)
    return _Pair(
        who=known.who,
        two_sided=known.two_sided,
        meet=known.meet,
        shared=len(mine & others),
        names_differ=bool(mine) != bool(others),
        when=known.when,
        where=known.where,
        described=bool(one.recipients.heads) and _described(one, other, measures.likeness),
        like=like,
        similar=restated
        or (like > 0 and _similar(one.words & other.words, like, measures.likeness)),
        restated=restated,
    )


def _described(one: Told, other: Told, likeness: Likeness) -> bool:
    """Whether both say by one noun, that few are called by, to whom an act of deeds was done.

    "Jailed a Dutch reporter" and "detained a Dutch reporter" on one day; not "killed two people".
    With a number that is not small the noun may be anybody's: "arrested four officers".
    """
    if not is_material(one.mention.quad):
        return False
    counted = one.recipients.counted & other.recipients.counted
    if any(number >= likeness.many for number, _ in counted):
        return True
    mine, others = (_nouns(told.recipients.heads) for told in (one, other))
    return any(noun.islower() and noun not in anybody() for noun in mine & others)


def _nouns(heads: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(noun for nouns in heads.values() for noun in nouns)


def _similar(shared: frozenset[str], like: float, likeness: Likeness) -> bool:
    """Whether clauses that share these words are about one thing."""
    if like >= likeness.like and telling(shared) >= likeness.telling:
        return True
    return like >= likeness.stock_alone and len(shared) >= likeness.stock_words


def _other_subject(one: Told, other: Told, pair: _Pair, likeness: Likeness) -> bool:
    """Whether one report, that of both, tells of two meetings of the same, by what they were about.

    It says so by contexts, or by other words where it also tells of them in another way: states
    that "held talks on the islands" and "discussed pipelines" did two things.
    """
    if one.kind.known_by != "who":
        return False
    if pair.restated or pair.shared:
        return False
    if one.contexts and other.contexts and not one.contexts & other.contexts:
        return True
    told_otherwise = one.mention.signal != other.mention.signal
    both_say = min(telling(one.words), telling(other.words)) >= likeness.subject
    return told_otherwise and both_say and not one.words & other.words


def _sure(pair: _Pair, measures: Measures) -> bool:
    """Enough to see one event in spite of one difference, which is then a disagreement."""
    much_like = pair.like >= measures.likeness.much_like
    named = pair.shared >= measures.names.several
    return pair.who == "same" and (named or pair.restated or (pair.similar and much_like))


def _reprinted(one: Told, other: Told, pair: _Pair, copied: Copied) -> bool:
    """Whether both are one sentence of one text that two papers printed.

    Without any day it must be the very sentence.
    """
    if one.sentence != other.sentence:
        undated = one.interval == other.interval == UNKNOWN_INTERVAL
        if undated or not pair.restated:
            return False
    return copied(one.report, other.report)


def _enough(one: Told, other: Told, pair: _Pair, measures: Measures) -> bool:
    """Whether what the two share is enough for their type."""
    if not pair.meet:
        return False
    some, several = pair.shared >= measures.names.some, pair.shared >= measures.names.several
    much_like = pair.like >= measures.likeness.much_like
    same_report = one.report == other.report
    if pair.when == "open":
        return _one_known(one, other, pair, measures)
    more = some or pair.where == "same" or much_like
    # Of two reports, each with its own day, states alone could have met on both.
    same_time = pair.when == "same" or (pair.when == "near" and (same_report or more))
    if pair.when == "same" and pair.who == "same" and pair.described:
        return True
    if not same_time and not more:
        return False
    if pair.similar or (same_time and _headlined(one, other, pair)):
        return True
    if several and not same_report and _one_act_of_persons(one, other, pair):
        return True
    if one.kind.known_by == "who" and one.happened in ("happened", "planned"):
        if same_time and pair.who == "same" and (pair.two_sided or several):
            return True
        same_mode = bool(set(one.mention.modes) & set(other.mention.modes))
        at_one_time = same_time or same_report
        return some and (pair.where == "same" or (at_one_time and same_mode))
    if pair.where != "same" or one.broad or not same_time:
        return False
    return is_material(one.mention.quad)


def _one_known(one: Told, other: Told, pair: _Pair, measures: Measures) -> bool:
    """Whether an act of which only an end is known is one that another report dates.

    "The president's trip to the islands", told without a day, is the trip there that is known.
    """
    if _named_again(one, other, pair, measures.time):
        return True
    lengths = [length(told.interval) for told in (one, other)]
    if not any(days is not None and days <= measures.time.year for days in lengths):
        return False
    if any(told.interval.earliest is told.interval.latest is None for told in (one, other)):
        return False
    same_place = pair.where == "same" and not one.broad
    same_mode = bool(set(one.mention.modes) & set(other.mention.modes))
    same_thing = same_place or pair.restated or pair.like >= measures.likeness.much_like
    if pair.shared >= measures.names.several and same_thing:
        return True
    return pair.shared >= measures.names.some and same_place and same_mode


def _named_again(one: Told, other: Told, pair: _Pair, time: Days) -> bool:
    """Whether an act of deeds is named again by its word, as known already, and no other is meant.

    "Condemned the rocket launch" a day or two after it; "since the invasion", years after it.
    """
    named = one.act in {other.act, *other.words} or other.act in one.words
    if not named or pair.who != "same" or not is_material(one.mention.quad):
        return False
    known = [told for told in (one, other) if length(told.interval) is not None]
    if not known:
        return pair.two_sided and one.act in lasting()
    (day,), (open_,) = known, [told for told in (one, other) if told is not known[0]]
    first, last = day.interval.latest, open_.interval.latest
    if first is None or last is None or not narrow(day.interval, time):
        return False
    return 0 <= (last - first).days <= time.narrow


def _one_act_of_persons(one: Told, other: Told, pair: _Pair) -> bool:
    """What one person did to another on one day, told by the same word in two reports."""
    same_word = bool(one.mention.signal) and one.mention.signal == other.mention.signal
    days = one.hard and other.hard and one.interval == other.interval
    return same_word and days and pair.who == "same" and pair.two_sided


def _headlined(one: Told, other: Told, pair: _Pair) -> bool:
    """A headline tells what the lead tells: the same act of the same, in however other words."""
    return (
        one.report == other.report
        and pair.who == "same"
        and {one.standing, other.standing} == {"headline", "lead"}
    )


def _strength(one: Told, other: Told, pair: _Pair, measures: Measures) -> float:
    return sum([weight for _, _, weight in _agreement(one, other, pair, measures)])


def _agreement(
    one: Told, other: Told, pair: _Pair, measures: Measures
) -> tuple[tuple[str, float, float], ...]:
    """What agreement adds to a pair's strength, field by field, as the fields of evidence."""
    table = measures.strength
    modes, others = one.mention.modes, other.mention.modes
    shared_modes = bool(modes) and bool(others) and not set(modes).isdisjoint(others)
    same = table.two_sides if pair.two_sided else table.one_side
    days = {"same": table.same_days, "near": table.near_days, "within": table.within_days}
    places = {"same": table.same_place, "differ": table.other_place}
    names = min(pair.shared, measures.names.several)
    words = 1.0 if pair.restated else pair.like
    signal = bool(one.mention.signal) and one.mention.signal == other.mention.signal
    return (
        ("who", 1.0, {"same": same, "open": table.open_side}.get(pair.who, 0.0)),
        ("names", names, table.name * names),
        ("days", 1.0, days.get(pair.when, 0.0)),
        ("place", 1.0, places.get(pair.where, 0.0)),
        ("mode", 1.0, table.mode if shared_modes else 0.0),
        ("context", 1.0, table.context if one.contexts & other.contexts else 0.0),
        ("signal", 1.0, table.signal if signal else 0.0),
        ("words", words, table.words * words),
        ("kind", 1.0, table.otherwise if told_otherwise(one, other) else 0.0),
    )


def pieces(
    one: Told, other: Told, verdict: Verdict, stories: Stories, measures: Measures
) -> tuple[tuple[Evidence, ...], float | None]:
    """The evidence that a verdict rests on, and how much is needed where that is a sum.

    Without a sum a rule was enough (``docs/merging.md``), and the evidence orders the pairs.
    """
    known = relate(one, other, measures)
    pair = _pair(one, other, known, measures)
    agreed = (Evidence(*piece) for piece in _agreement(one, other, pair, measures))
    found = tuple(evidence for evidence in agreed if evidence.weight)
    by_story = verdict.strength <= 0 or verdict.strength < sum(e.weight for e in found)
    if by_story and stories.story(one.report, other.report):
        weights = shipped_weights()
        compared = Compared(one, other, known.who, known.when, known.where)
        return weigh(compared, stories, weights), weights.needed
    return found, None


def contradiction(one: Told, other: Told, measures: Measures) -> Contradiction | None:
    """In what two mentions contradict each other so that they cannot be one event."""
    a, b = one.mention, other.mention
    if one.types != other.types:
        return "type"
    if one.happened != other.happened:
        return "modality"
    if not can_be_one(one, other):
        return "mode" if a.type == b.type else "type"
    if participants(one, other)[0] == "differ":
        return "who"
    if when(one, other, measures.time) == "apart":
        return "days"
    return "days or place" if relate(one, other, measures).forbidden else None


def _firm(pair: _Pair) -> bool:
    return pair.when == "same" and (pair.restated or (pair.who == "same" and not pair.names_differ))
