"""Who said what: the statements of a record with their actors, words, matters and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from duckdb import DuckDBPyConnection
from msgspec import Struct

from detente.errors import RecordError
from detente.model import (
    Actor,
    Annotation,
    Answer,
    Quotation,
    StatementContext,
    StatementKind,
    Where,
)
from detente.record.parties import Parties, Party, names
from detente.record.rows import PACKED, unpack, unpack_context


class Wanted(Struct, frozen=True):
    """Which statements are asked for; see :meth:`detente.record.Record.statements`."""

    by: str | None = None
    country: str | None = None
    addressee: str | None = None
    kind: StatementKind | None = None
    matter: str | None = None
    since: date | None = None
    until: date | None = None
    open_ended: bool = False


class _Discourse(Struct, frozen=True):
    """What the record keeps of statements beside the annotations."""

    contexts: Mapping[Where, StatementContext]
    answers: Mapping[Where, Answer]
    answered: Mapping[Where, tuple[Answer, ...]]
    events: Mapping[tuple[str, str], str]


def statements(connection: DuckDBPyConnection, wanted: Wanted, merged: bool) -> list[Quotation]:
    """See :meth:`detente.record.Record.statements`.

    Where the record was not *merged* after its last change, nothing is said of matters and answers.
    """
    where, given = "", []
    if wanted.kind:
        where, given = "WHERE list_contains(kinds, ?)", [wanted.kind]
    found = connection.execute(
        f"SELECT {PACKED} FROM reports WHERE id IN "
        f"(SELECT report FROM statements {where}) ORDER BY published_earliest NULLS LAST, id",
        given,
    ).fetchall()
    known = _discourse(connection) if merged else _Discourse({}, {}, {}, {})
    fits = _Fits(connection, wanted)
    return [
        quotation
        for row in found
        for quotation in _quotations(unpack(*row), known)
        if fits(quotation)
    ]


def _quotations(annotation: Annotation, known: _Discourse) -> Iterator[Quotation]:
    """The statements of one report with their actors and words, in the order of the text."""
    report, actors = annotation.report, annotation.actors
    acts = {mention.id: mention for mention in annotation.events}
    for number, said in enumerate(annotation.statements):
        where = (report.id, number)
        context = known.contexts.get(where)
        if context and not acts.keys() >= {*context.performs, *context.tells}:
            raise RecordError.altered(f"a statement of report {report.id!r}")
        performed = [acts[id_] for id_ in context.performs] if context else []
        dated = [m.date.interval for m in performed if m.date.interval.known]
        linked = (*context.performs, *context.tells) if context else ()
        merged = (known.events.get((report.id, mention)) for mention in linked)
        yield Quotation(
            report=report.id,
            number=number,
            source=report.source,
            published=report.published,
            statement=said,
            speaker=actors.get(said.speaker) if said.speaker else None,
            addressee=actors.get(said.addressee) if said.addressee else None,
            words=tuple(span.of(report.text) for span in said.content),
            said_on=dated[0] if dated else report.published.interval,
            context=context,
            quads=tuple(m.quad for m in performed),
            events=tuple(dict.fromkeys(id_ for id_ in merged if id_)),
            answers=known.answers.get(where),
            answered=known.answered.get(where, ()),
            cue=said.cue.of(report.text) if said.cue else None,
        )


def _discourse(connection: DuckDBPyConnection) -> _Discourse:
    packed = connection.execute("SELECT context FROM statement_contexts").fetchall()
    contexts = [unpack_context(one) for (one,) in packed]
    rows = connection.execute(
        "SELECT report, statement, to_report, to_statement, kind, reason FROM answers ORDER BY ALL"
    ).fetchall()
    answers = [Answer((r[0], r[1]), (r[2], r[3]), r[4], r[5]) for r in rows]
    answered: dict[Where, tuple[Answer, ...]] = {}
    for answer in answers:
        answered[answer.to] = (*answered.get(answer.to, ()), answer)
    links = connection.execute("SELECT report, mention, event FROM event_event_mentions").fetchall()
    return _Discourse(
        contexts={(context.report, context.number): context for context in contexts},
        answers={answer.statement: answer for answer in answers},
        answered=answered,
        events={(report, mention): event for report, mention, event in links},
    )


class _Fits:
    """Whether a quotation is one of those asked for."""

    def __init__(self, connection: DuckDBPyConnection, wanted: Wanted) -> None:
        self.wanted = wanted
        known = Parties(connection)
        self.by = None if wanted.by is None else known.of(wanted.by)
        self.to = None if wanted.addressee is None else known.of(wanted.addressee)
        self.country = None if wanted.country is None else known.country(wanted.country)
        self.places: frozenset[str] = frozenset()
        self.states: frozenset[str] = frozenset()
        if wanted.matter is not None:
            self.places = _place_names(wanted.matter)
            party = known.perhaps(wanted.matter)
            states = connection.execute(
                "SELECT DISTINCT key, wikidata FROM actors WHERE kind = 'state' AND country = ?",
                [party.country if party else None],
            ).fetchall()
            self.states = frozenset(key for row in states for key in row if key)

    def __call__(self, quotation: Quotation) -> bool:
        wanted = self.wanted
        return (
            (wanted.kind is None or wanted.kind in quotation.statement.kinds)
            and (self.country is None or _is_from(quotation.speaker, self.country))
            and (self.by is None or _is_one(quotation.speaker, self.by))
            and (self.to is None or _is_one(quotation.addressee, self.to))
            and (wanted.matter is None or self._about(quotation, wanted.matter))
            and self._in_time(quotation)
        )

    def _about(self, quotation: Quotation, matter: str) -> bool:
        for one in quotation.context.matters if quotation.context else ():
            if one.kind == "place" and one.name in self.places:
                return True
            if one.kind == "actor" and (one.key in self.states or names(matter, one.name, one.key)):
                return True
        words = r"\W+".join(re.escape(word) for word in matter.split())
        said = " ".join(quotation.words)
        return bool(words) and re.search(rf"\b{words}\b", said, re.IGNORECASE) is not None

    def _in_time(self, quotation: Quotation) -> bool:
        since, until = self.wanted.since, self.wanted.until
        first, last = quotation.said_on.earliest, quotation.said_on.latest
        if self.wanted.open_ended:
            return not (since and last and last < since) and not (until and first and first > until)
        begun = since is None or (first is not None and (last or first) >= since)
        return begun and (until is None or (last is not None and (first or last) <= until))


def _place_names(matter: str) -> frozenset[str]:
    """The places that *matter* may name, by the names that the record has for them."""
    from detente.places import Gazetteer

    return frozenset(entry.place.name for entry in Gazetteer.load().lookup(matter)) | {matter}


def _is_from(actor: Actor | None, country: str) -> bool:
    return actor is not None and actor.country == country


def _is_one(actor: Actor | None, party: Party) -> bool:
    return actor is not None and party.is_(actor.name, actor.key, actor.country)
