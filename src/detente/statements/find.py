"""From a report's structure and actors to its statements."""

from __future__ import annotations

from detente.actors.reading import ActorReading
from detente.language.structure import Structure
from detente.model import Report, Statement
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
    direct = DirectFinder(layout, table, sources).find()
    used = frozenset(f.clause for f in direct if f.clause is not None)
    indirect = FrameFinder(layout, table, sources).find(used)
    speakers = _speakers(direct, reading)
    quoted = {span for finding in direct for span in finding.content}
    rest = [finding for finding in indirect if not quoted.intersection(finding.content)]
    found = [*zip(direct, speakers, strict=True), *((f, _actor(f.sources, reading)) for f in rest)]
    found.sort(key=lambda pair: (pair[0].content[0].start, -pair[0].content[-1].end))
    return tuple(_statement(finding, who, layout.text, reading) for finding, who in found)


def _speakers(direct: list[Finding], reading: ActorReading) -> list[str | None]:
    """The speaker of each quotation; a carried one has the speaker of the one before."""
    speakers: list[str | None] = []
    for finding in direct:
        carried = finding.carried and speakers
        speakers.append(speakers[-1] if carried else _actor(finding.sources, reading))
    return speakers


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


def _statement(
    finding: Finding, speaker: str | None, text: str, reading: ActorReading
) -> Statement:
    words = " ".join(span.of(text) for span in finding.content)
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
