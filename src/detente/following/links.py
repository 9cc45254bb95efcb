"""Which events hang together: plans and what was done, acts and what was said about them.

Which pairs are looked at: those that stand near each other in the order of days among the events of
a key, so that the work grows with the events.  What fits two as well as another is linked to none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from detente.following.acts import Act
from detente.following.grouping import beside
from detente.following.rules import Found, Ground, Rule, background, denied, done, response, undone
from detente.model import AnswerKind, Discourse, StatementContext
from detente.model.followed import EventLink, LinkKind, Reason

Pair = tuple[int, int]


class Choice(Struct, frozen=True):
    """A rule, and of which of the two events it has one alone: a plan is done once, a reply answers
    one act."""

    rule: Rule
    of_second: bool


CHOICES = (
    Choice(undone, of_second=True),
    Choice(denied, of_second=True),
    Choice(done, of_second=False),
    Choice(response, of_second=True),
    Choice(background, of_second=False),
)
"""The rules; where two see one pair, the one that stands first has it."""

ANSWERS: dict[AnswerKind, LinkKind] = {
    "refuses": "refused",
    "accepts": "accepted",
    "sets a condition": "conditioned",
    "denies": "denied",
    "responds": "response",
}
"""What an answer between two statements makes of the acts that saying them is."""


def links(acts: Sequence[Act], discourse: Discourse, ground: Ground) -> tuple[EventLink, ...]:
    """The links of *acts*, by the earlier event and the later; at most one of a pair."""
    found: dict[frozenset[str], EventLink] = {}
    for link in (*_answers(acts, discourse, ground), *_by_rules(acts, ground)):
        found.setdefault(frozenset((link.event, link.to)), link)
    return tuple(sorted(found.values(), key=lambda link: (link.event, link.to)))


# -- between statements -----------------------------------------------------------------------


def _answers(acts: Sequence[Act], discourse: Discourse, ground: Ground) -> Iterator[EventLink]:
    """Links of the acts that two statements are, of which one answers the other."""
    event_of = {name: act.id for act in acts for name in act.event.mentions}
    contexts = {(one.report, one.number): one for one in discourse.contexts}
    weight = ground.measures.links.statement
    for answer in discourse.answers:
        reply = _act_of(contexts.get(answer.statement), event_of)
        asked = _act_of(contexts.get(answer.to), event_of)
        if reply and asked and reply != asked:
            reason = Reason("statement", weight, (answer.reason,))
            yield EventLink(ANSWERS[answer.kind], asked, reply, weight, (reason,))


def _act_of(context: StatementContext | None, event_of: Mapping[tuple[str, str], str]) -> str:
    """The event that saying a statement is, if it is one."""
    if context is None:
        return ""
    mine = (event_of.get((context.report, mention), "") for mention in context.performs)
    return next((event for event in mine if event), "")


# -- by rules ---------------------------------------------------------------------------------


def _by_rules(acts: Sequence[Act], ground: Ground) -> Iterator[EventLink]:
    pairs = candidates(acts, ground)
    for choice in CHOICES:
        asked: dict[str, list[tuple[float, str, EventLink]]] = defaultdict(list)
        for one, other in pairs:
            for first, second in ((acts[one], acts[other]), (acts[other], acts[one])):
                found = choice.rule(first, second, ground)
                if found is not None and found.strength >= ground.measures.links.needed:
                    link = _link(first, second, found)
                    chooser, chosen = (
                        (link.to, link.event) if choice.of_second else (link.event, link.to)
                    )
                    asked[chooser].append((-link.strength, chosen, link))
        for chooser in sorted(asked):
            yield from _best(sorted(asked[chooser], key=lambda one: one[:2]), ground)


def _link(first: Act, second: Act, found: Found) -> EventLink:
    return EventLink(found.kind, first.id, second.id, found.strength, found.reasons)


def _best(fitting: Sequence[tuple[float, str, EventLink]], ground: Ground) -> Iterator[EventLink]:
    """The one that fits best, if no other fits as well."""
    best = fitting[0][2]
    margin = ground.measures.links.margin
    if len(fitting) == 1 or round(best.strength - fitting[1][2].strength, 6) >= margin:
        yield best


def candidates(acts: Sequence[Act], ground: Ground) -> list[Pair]:
    """Pairs of indices into *acts* that share a key, the lower first, in order."""
    measures = ground.measures
    blocks: dict[Hashable, list[tuple[date, int, int]]] = defaultdict(list)
    seen = Counter(word for act in acts for word in act.words | act.acts)
    for i, act in enumerate(acts):
        for key in set(_keys(act, seen, measures.blocks.rarest)):
            blocks[key].append((act.day, act.facts.mention.trigger.start, i))
    reach = measures.links.beside
    ordered = ([i for _, _, i in sorted(block)] for block in blocks.values())
    found = {tuple(sorted(pair)) for block in ordered for pair in beside(block, reach)}
    return sorted((one, other) for one, other in found)


def _keys(act: Act, seen: Mapping[str, int], rarest: int) -> Iterable[Hashable]:
    """What two events share that may hang together: a party and a word, a name, a place, or all
    parties; and a report."""
    shared = [word for word in act.words if seen[word] > 1]
    telling = sorted(shared, key=lambda word: (seen[word], word))[:rarest]
    sides = act.facts.everybody.sides
    for side in sides:
        for word in {*act.acts, *telling}:
            yield (side, word)
        if act.facts.place is not None:
            yield (side, act.facts.place.name, "place")
    for name in act.facts.everybody.names:
        yield (name, act.event.type, act.happened)
        yield (name, "name")
    yield frozenset(sides)
    for report in act.reports:
        yield (report, "report")
