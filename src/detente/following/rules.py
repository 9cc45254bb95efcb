"""What each kind of link asks for: which events can be its two ends, and what speaks for it.

A rule takes two acts and gives the kind and the reasons, or nothing where something forbids it.
Which types of acts there are is the codebook's matter: a rule knows them by what
:class:`~detente.model.kinds_of_acts.Kinds` says of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from msgspec import Struct

from detente.following.acts import Act
from detente.following.evidence_of_links import Common, days_after, told_after
from detente.merging.content_words import telling
from detente.merging.disagreements import days as days_in_short
from detente.merging.measures import Measures
from detente.merging.mention_facts import Told, length, narrow
from detente.model import Interval
from detente.model.followed import LinkKind, Reason
from detente.model.kinds_of_acts import Kinds
from detente.model.plover import is_material


class Found(Struct, frozen=True):
    """A link that a rule sees, with all that speaks for it."""

    kind: LinkKind
    reasons: tuple[Reason, ...]

    @property
    def strength(self) -> float:
        """What the reasons add up to."""
        return round(sum(reason.weight for reason in self.reasons), 6)


class Ground(Struct, frozen=True):
    """What rules stand on: the numbers, and by what acts are known."""

    measures: Measures
    kinds: Kinds


Sides = dict[str, frozenset[str]]
"""Those of each country who are named, as :class:`~detente.merging.mention_facts.Part` has it."""

Rule = Callable[[Act, Act, Ground], Found | None]


def is_plan(act: Act, kinds: Kinds) -> bool:
    """Whether an event is word of an act to come: a plan, or an agreement or a threat to do it."""
    futures = {kind.future for kind in kinds.types.values()}
    return act.facts.happened == "planned" or (act.happened and act.event.type in futures)


def done(plan: Act, then: Act, ground: Ground) -> Found | None:
    """A plan, and what was done of it: by the same, after it was told, on the days it names."""
    kinds, table = ground.kinds, ground.measures.links
    if not (is_plan(plan, kinds) and then.happened and _is_of(then.event.type, plan, kinds)):
        return None
    common = Common(plan, then, ground.measures)
    if common.place == "differ" or not _enough_in_common(common) or not _same_doers(plan, then):
        return None
    there_then = common.place == "same" and plan.ahead is not None
    if not (common.act or plan.meant or plan.facts.happened == "planned" or there_then):
        return None
    days = then.event.date
    if plan.ahead is not None:
        if not (days.known and days.meets(plan.ahead)):
            return None
    elif not _later(plan.said, days) or not _few(told_after(plan, then), table.days):
        return None
    return Found("done", (*common.reasons(), *_day(plan.ahead is not None, table.day, then)))


def undone(plan: Act, then: Act, ground: Ground) -> Found | None:
    """A plan or an offer, and that it came to nothing: somebody who was to take part said no.

    A plan is cancelled, also by the others; an offer is refused, or taken back.
    """
    kinds, table = ground.kinds, ground.measures.links
    planned = bool(plan.meant) or plan.facts.happened == "planned"
    if not (planned or (plan.happened and plan.event.quad == "verbal cooperation")):
        return None
    says_no = then.happened and kinds.says(then.event.type, "negated")
    not_done = then.facts.happened == "negated" and _is_of(then.event.type, plan, kinds)
    if not (says_no or not_done) or not _few(told_after(plan, then), table.days):
        return None
    last, first = then.event.date.latest, plan.said.earliest
    if last is None or first is None or last < first:
        return None
    common = Common(plan, then, ground.measures)
    if common.place == "differ" or not _enough_in_common(common):
        return None
    if not common.act:
        # What was planned stands in both clauses: "plans to visit", "called off her visit".
        common.act = min(plan.words & then.words, default="")
    if not common.act:
        return None
    same = not plan.facts.actors.sides.keys().isdisjoint(then.facts.actors.sides)
    return Found("cancelled" if planned or same else "refused", tuple(common.reasons()))


def denied(act: Act, then: Act, ground: Ground) -> Found | None:
    """An act, and that somebody says it was not done.

    The denial gives the act's day, or somebody vouches for it: that a thing had never been done
    before is no denial of its first time.
    """
    if not act.happened or then.facts.happened != "negated" or act.event.type != then.event.type:
        return None
    table, time = ground.measures.links, ground.measures.time
    own_day = narrow(then.event.date, time) and then.facts.hard
    if not (own_day or then.vouched) or not act.event.date.meets(then.event.date):
        return None
    if not _few(told_after(act, then), table.days):
        return None
    common = Common(act, then, ground.measures)
    if common.who == "differ" or common.place == "differ" or common.strangers:
        return None
    if not common.sides or not _same_doers(act, then):
        return None
    if ground.kinds.of(act.event.type).known_by == "what" and not (common.act or common.said):
        return None
    if not then.vouched and act.reports.keys() == then.reports.keys():
        return None
    same_day = own_day and narrow(act.event.date, time)
    found = [*common.reasons(), *_day(same_day, table.day, act)]
    if then.vouched:
        found.append(Reason("vouched", table.vouched))
    return Found("denied", tuple(found))


def response(act: Act, reply: Act, ground: Ground) -> Found | None:
    """An act, and what another side said or did about it.

    Its clause tells of the act, or names it by its word and is aimed at those who did it, or both
    stand in one sentence.
    """
    if not (act.happened and reply.happened):
        return None
    if reply.facts.together or ground.kinds.of(reply.event.type).known_by == "who":
        return None
    if is_material(reply.event.quad) and reply.event.quad != "material conflict":
        return None
    doers = (act.facts.actors if act.facts.actors.sides else act.facts.everybody).sides
    replying, days = reply.facts.actors.sides, days_after(act, reply)
    if days is None or not replying or replying.keys() <= doers.keys():
        return None
    if _aimed_elsewhere(reply, doers):
        return None
    how = _refers(act, reply, doers, days, ground)
    if how is None:
        return None
    table = ground.measures.links
    found = [*Common(act, reply, ground.measures).reasons(), *how]
    if how:  # what stands in one sentence shares its words
        found = [reason for reason in found if reason.name != "word"]
    if not act.reports.keys().isdisjoint(reply.reports):
        found.append(Reason("report", table.report))
    soon = act.event.date.known and days <= ground.measures.time.narrow
    return Found("response", (*found, *_day(soon, table.day, act)))


def _refers(
    act: Act, reply: Act, doers: Sides, days: int, ground: Ground
) -> tuple[Reason, ...] | None:
    """By what a reply is seen to be about an act; nothing where it is not.

    Two of one type answer each other only within a sentence, the second the first.
    """
    table = ground.measures.links
    same_type = act.event.type == reply.event.type
    pairs = [*_pairs(act, reply)]
    if not same_type and any(b.mention.extent.covers(a.mention.trigger) for a, b in pairs):
        return (Reason("clause", table.clause),)
    if days > table.days:
        return None
    in_order = any(a.at == b.at and a.mention.trigger < b.mention.trigger for a, b in pairs)
    sure = not same_type or _aimed_at(act, reply, doers)
    if in_order and sure and reply.event.date.earliest is not None:
        return (Reason("sentence", table.sentence),)
    named = act.acts & reply.words
    if same_type or not named or not _aimed_at(act, reply, doers):
        return None
    # A stock word ("the visit") names an act of those alone at whom the reply says that it aims.
    return () if telling(named) or reply.facts.recipients.sides else None


def background(told: Act, dated: Act, ground: Ground) -> Found | None:
    """An act that is told as background, and the event of the record that it is.

    No report tells of both: what one report parts is two.
    """
    if not (told.happened and dated.happened) or told.event.type != dated.event.type:
        return None
    measures, table = ground.measures, ground.measures.links
    if not is_background(told, table.settled) or not _dates(dated, told, measures):
        return None
    if not told.reports.keys().isdisjoint(dated.reports):
        return None
    modes = (set(told.event.modes), set(dated.event.modes))
    if all(modes) and modes[0].isdisjoint(modes[1]):
        return None
    common = Common(told, dated, measures)
    if common.who == "differ" or common.place == "differ" or common.strangers:
        return None
    if not _enough_in_common(common):
        return None
    own = length(told.event.date)
    by_day = own is not None and own <= measures.time.year
    return Found("background", (*common.reasons(), *_day(by_day, table.day, dated)))


def is_background(act: Act, settled: int) -> bool:
    """Whether an event is told by all its reports as what was before: long ago, or by some day."""
    for one in act.told:
        if one.mention.modality == "historical" or one.interval.earliest is None:
            continue
        last, told = one.interval.latest, one.published.earliest
        if last is None or told is None or (told - last).days < settled:
            return False
    return True


def _dates(dated: Act, told: Act, measures: Measures) -> bool:
    """Whether *dated* has days of its own that *told* can be meant to have been on."""
    own, other = dated.event.date, told.event.date
    days, others = length(own), length(other)
    if days is None or days > measures.time.year or not own.meets(other):
        return False
    by = other.latest if other.earliest is None else None
    if by is not None and own.latest is not None and own.latest > by:
        return False
    # Of two that are told as background the one that says less goes back to the other.
    if not is_background(dated, measures.links.settled):
        return True
    wide = float("inf") if others is None else others
    return (days, dated.facts.order) < (wide, told.facts.order)


def _is_of(type_: str, plan: Act, kinds: Kinds) -> bool:
    """Whether a plan can be of an act of a type."""
    if plan.facts.happened == "planned":
        return type_ == plan.event.type
    return type_ == plan.meant or (not plan.meant and kinds.of(type_).future == plan.event.type)


def _enough_in_common(common: Common) -> bool:
    """Whether two parties are common to both, or somebody with a name, and nobody is another."""
    if common.strangers or not common.nested:
        return False
    return len(common.sides) > 1 or bool(common.names)


def _same_doers(one: Act, other: Act) -> bool:
    """Whether both have the same side act, as far as both say which."""
    if one.facts.together or other.facts.together:
        return True
    mine, theirs = one.facts.actors.sides, other.facts.actors.sides
    return not mine or not theirs or not mine.keys().isdisjoint(theirs)


def _later(first: Interval, then: Interval) -> bool:
    """Whether *then* certainly begins no earlier than *first*."""
    return None not in (first.earliest, then.earliest) and then.earliest >= first.earliest  # type: ignore[operator]


def _few(days: int | None, most: int) -> bool:
    return days is not None and days <= most


def _pairs(one: Act, other: Act) -> Iterator[tuple[Told, Told]]:
    """Mentions of both in one report."""
    for report in sorted(one.reports.keys() & other.reports.keys()):
        yield from product(one.reports[report], other.reports[report])


def _aimed_at(act: Act, reply: Act, doers: Sides) -> bool:
    """Whether a reply is aimed at those who acted; in one report it need not say so."""
    aimed = reply.facts.recipients.sides
    if not aimed:
        return not act.reports.keys().isdisjoint(reply.reports)
    return not aimed.keys().isdisjoint(doers)


def _aimed_elsewhere(reply: Act, doers: Sides) -> bool:
    """Whether a reply is aimed at others: another state, or somebody else of theirs."""
    aimed = reply.facts.recipients.sides
    if aimed and aimed.keys().isdisjoint(doers):
        return True
    return any(
        names and doers[side] and not names & doers[side]
        for side, names in aimed.items()
        if side in doers
    )


def _day(holds: bool, weight: float, act: Act) -> Iterator[Reason]:
    if holds:
        yield Reason("day", weight, (days_in_short(act.event.date),))
