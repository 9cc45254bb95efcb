"""From a report's structure and actors to its statements."""

from __future__ import annotations

from detente.actors.reading import ActorReading
from detente.language.structure import Structure
from detente.model import Report, Statement
from detente.statements.according import find_according
from detente.statements.carry import carry
from detente.statements.cues import CueTable, cue_table
from detente.statements.direct import DirectFinder
from detente.statements.finding import Finding
from detente.statements.frames import FrameFinder
from detente.statements.kinds import kinds_of
from detente.statements.layout import Layout
from detente.statements.sources import SourceFinder


def find_statements(
    report: Report, structure: Structure, reading: ActorReading
) -> tuple[Statement, ...]:
    """Who said what in *report*, in the order of the words said.

    Raises :class:`~detente.errors.TableError` if the shipped tables do not hold.
    """
    layout = Layout(report, structure)
    table = cue_table()
    sources = SourceFinder(layout, _hearers(table))
    cued, uncued = DirectFinder(layout, table, sources).find()
    reported = FrameFinder(layout, table, sources).find(cued)
    reported += find_according(layout, table, sources)
    direct = carry(layout, sources, cued, reported, uncued)
    quoted = {span for finding in direct for span in finding.content}
    rest = [finding for finding in reported if not quoted.intersection(finding.content)]
    found = sorted([*direct, *rest], key=lambda f: (f.content[0].start, -f.content[-1].end))
    return tuple(_statement(finding, layout.text, reading) for finding in found)


def _hearers(table: CueTable) -> frozenset[str]:
    """The verbs whose object is who is spoken to."""
    return frozenset(
        word
        for (part, word), senses in table.senses.items()
        if part == "verb" and any("hearer" in sense.nouns for sense in senses)
    )


def _actor(phrases: tuple[int, ...], reading: ActorReading) -> str | None:
    """The one actor that *phrases* stand for; a statement of several has no single speaker."""
    actors = {actor for index in phrases for actor in reading.of(index)}
    return actors.pop() if len(actors) == 1 else None


def _statement(finding: Finding, text: str, reading: ActorReading) -> Statement:
    words = " ".join(span.of(text) for span in finding.content)
    speaker = _actor(finding.sources, reading)
    addressee = _actor(finding.hearer, reading)
    return Statement(
        source=finding.source,
        cue=finding.cue,
        content=finding.content,
        form=finding.form,
        speaker=speaker,
        addressee=addressee if addressee != speaker else None,
        kinds=kinds_of(finding.sense, words),
    )
