"""What people decided of events, as the record keeps it.

A decision names mentions by their words: where their report is read anew, by another version or
with another codebook, and after it was removed and has come back, they are found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from duckdb import DuckDBPyConnection
from msgspec import Struct
from msgspec.structs import replace

from detente.merging.decisions import Decisions, Name, Ruling, settle
from detente.model import Annotation, EventMention, Span

Decided = Literal["same", "different"]
Side = tuple["DecidedMention", ...]


class DecidedMention(Struct, frozen=True):
    """A mention that somebody decided about.

    ``source`` is its report's as it was then, ``mention`` the id that it had, ``span`` its trigger,
    and ``passage`` the sentence around that, from ``start`` on.  ``now`` is the mention, by its
    report's id and its own, that has these words in the record as it is, and ``event`` that one's
    event; ``None`` where there is none.
    """

    report: str
    source: str
    mention: str
    type: str
    span: Span
    start: int
    passage: str
    now: Name | None = None
    event: str | None = None


class Decision(Struct, frozen=True):
    """That the events of some mentions are one (``same``), or are not (``different``).

    ``number`` tells it from others, in the order in which they were made; ``by`` whom and when
    (``at``), ``note`` why.  Of ``different`` no mention of ``one`` is one event with any of
    ``other``.  ``overruled_by`` are later decisions that contradict it, in part or all of it;
    ``undone_at`` says that it was taken back.
    """

    number: int
    kind: Decided
    one: Side
    other: Side
    by: str | None = None
    at: datetime | None = None
    note: str | None = None
    overruled_by: tuple[int, ...] = ()
    undone_by: str | None = None
    undone_at: datetime | None = None

    @property
    def without_object(self) -> bool:
        """Whether the record has no mention of one of the sides, so that nothing is decided."""
        return not all(any(one.now for one in side) for side in (self.one, self.other))

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events that hold its mentions now, in the order of those."""
        found = (one.event for one in (*self.one, *self.other))
        return tuple(dict.fromkeys(event for event in found if event is not None))


def keyed(annotation: Annotation, mention: EventMention) -> DecidedMention:
    """A mention as a decision keeps it."""
    report, sentences = annotation.report, annotation.sentences
    around = mention.trigger
    if mention.sentence < len(sentences) and sentences[mention.sentence].covers(around):
        around = sentences[mention.sentence]
    return DecidedMention(
        report=report.id,
        source=report.source,
        mention=mention.id,
        type=mention.type,
        span=mention.trigger,
        start=around.start,
        passage=around.of(report.text),
        now=(report.id, mention.id),
    )


Coded = tuple[str, str, Span]
"""A mention as it is in the record: its id, its type and its trigger."""


def fitting(kept: DecidedMention, text: str, coded: Sequence[Coded]) -> str | None:
    """The id of the one among the mentions of a *text* that *kept* is; ``None`` if none is, or two.

    The passage stands where it stood, or once somewhere else.  In it the act is at the same words
    or at some of them; first one of the same type is looked for, then of any.
    """
    if text.startswith(kept.passage, kept.start):
        moved = 0
    else:
        at = text.find(kept.passage)
        if at < 0 or text.find(kept.passage, at + 1) >= 0:
            return None
        moved = at - kept.start
    span = Span(kept.span.start + moved, kept.span.end + moved)
    there = [one for one in coded if one[2].overlaps(span)]
    exact = [one for one in there if one[2] == span]
    alike, others = ([o for o in some if o[1] == kept.type] for some in (exact, there))
    known = [one for one in alike if one[0] == kept.mention]
    for found in (known, alike, others, exact, there):
        if found:
            return found[0][0] if len(found) == 1 else None
    return None


_MENTIONS = (
    "SELECT decision, side, report, source, mention, type, start, stop, passage_start, passage "
    "FROM decided_mentions ORDER BY decision, side, report, start, mention"
)
_DECISIONS = (
    "SELECT number, kind, decided_by, decided_at, note, undone_by, undone_at FROM decisions "
    "ORDER BY number"
)


def all_decisions(connection: DuckDBPyConnection) -> list[Decision]:
    """All decisions in the order in which they were made, those that were undone too."""
    sides: dict[tuple[int, str], list[DecidedMention]] = {}
    for number, side, *kept in connection.execute(_MENTIONS).fetchall():
        report, source, mention, type_, start, stop, passage_start, passage = kept
        sides.setdefault((number, side), []).append(
            DecidedMention(
                report, source, mention, type_, Span(start, stop), passage_start, passage
            )
        )
    made = [
        Decision(
            number, kind, tuple(sides.get((number, "one"), ())),
            tuple(sides.get((number, "other"), ())), by, _moment(at), note,
            undone_by=undone_by, undone_at=_moment(undone_at),
        )
        for number, kind, by, at, note, undone_by, undone_at in connection.execute(
            _DECISIONS
        ).fetchall()
    ]  # fmt: skip
    found = _found(connection, [m for one in made for m in (*one.one, *one.other)])
    there = [
        replace(
            one,
            one=tuple(found[mention] for mention in one.one),
            other=tuple(found[mention] for mention in one.other),
        )
        for one in made
    ]
    return _weighed(there)


def rulings(decisions: Iterable[Decision]) -> Decisions:
    """The decisions that stand, as merging takes them."""
    return Decisions(tuple(_ruling(one) for one in decisions if one.undone_at is None))


def decision_rows(decision: Decision) -> dict[str, list[tuple[object, ...]]]:
    """A new decision as rows of its tables."""
    mentions = [("one", m) for m in decision.one] + [("other", m) for m in decision.other]
    at = None if decision.at is None else decision.at.isoformat()
    return {
        "decisions": [(decision.kind, decision.number, decision.by, at, decision.note, None, None)],
        "decided_mentions": [
            (
                side, decision.number, m.report, m.source, m.mention, m.type, m.span.start,
                m.span.end, m.start, m.passage,
            )
            for side, m in mentions
        ],
    }  # fmt: skip


def standing(connection: DuckDBPyConnection) -> list[str]:
    """What tells the decisions that stand from other ones, for the hash of what was merged."""
    found = connection.execute(
        "SELECT number || ' ' || kind FROM decisions WHERE undone_at IS NULL ORDER BY number"
    ).fetchall()
    return [f"decision {one}" for (one,) in found]


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _ruling(decision: Decision) -> Ruling:
    one, other = (
        tuple(mention.now for mention in side if mention.now is not None)
        for side in (decision.one, decision.other)
    )
    return Ruling(decision.kind == "same", one, other)


def _weighed(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, each with the later ones that overrule it."""
    stand = [one for one in decisions if one.undone_at is None]
    settled = settle(rulings(stand)).overruled
    by = {
        one.number: tuple(stand[place].number for place in places)
        for one, places in zip(stand, settled, strict=True)
    }
    return [replace(one, overruled_by=by.get(one.number, ())) for one in decisions]


def _found(
    connection: DuckDBPyConnection, wanted: Sequence[DecidedMention]
) -> Mapping[DecidedMention, DecidedMention]:
    """Each of *wanted* with the mention that it is now, and with that one's event.

    It is looked for in its report, or, where there is none of that id, in those of its source.
    """
    if not wanted:
        return {}
    ids, sources = ({getattr(m, field) for m in wanted} for field in ("report", "source"))
    reports = connection.execute(
        "SELECT id, source, text FROM reports WHERE list_contains(?::VARCHAR[], id) "
        "OR list_contains(?::VARCHAR[], source) ORDER BY id",
        [sorted(ids), sorted(sources)],
    ).fetchall()
    texts = {id_: text for id_, _, text in reports}
    under: dict[str, list[str]] = {}
    for id_, source, _ in reports:
        under.setdefault(source, []).append(id_)
    coded: dict[str, list[Coded]] = {}
    events: dict[Name, str] = {}
    for report, mention, type_, start, stop, event in connection.execute(
        "SELECT m.report, m.id, m.type, m.trigger_start, m.trigger_stop, l.event "
        "FROM event_mentions m LEFT JOIN event_event_mentions l "
        "ON l.report = m.report AND l.mention = m.id "
        "WHERE list_contains(?::VARCHAR[], m.report) ORDER BY m.report, m.id",
        [sorted(texts)],
    ).fetchall():
        coded.setdefault(report, []).append((mention, type_, Span(start, stop)))
        if event is not None:
            events[(report, mention)] = event
    found = {}
    for one in wanted:
        places = [one.report] if one.report in texts else under.get(one.source, [])
        fits = ((place, fitting(one, texts[place], coded.get(place, ()))) for place in places)
        names = [(place, mention) for place, mention in fits if mention is not None]
        now = names[0] if len(names) == 1 else None
        found[one] = replace(one, now=now, event=None if now is None else events.get(now))
    return found
