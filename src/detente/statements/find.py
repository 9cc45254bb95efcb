"""From a report's structure and actors to its statements."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from detente.actors.resolving.unnamed_speakers import with_speakers
from detente.document import ActorReading, Document
from detente.model import Span, Statement
from detente.statements.according import find_according
from detente.statements.carry import carry
from detente.statements.colons import ColonFinder
from detente.statements.direct import DirectFinder
from detente.statements.finding import Finding
from detente.statements.frames import FrameFinder
from detente.statements.kinds import kinds_of
from detente.statements.speech_sources import SourceFinder
from detente.statements.statement_words import StatementWords
from detente.statements.text_layout import Layout
from detente.stretches import Stretches


class Sayings(Struct, frozen=True):
    """What was said in a report, before it is known who the words for a speaker mean."""

    findings: tuple[Finding, ...]
    layout: Layout

    def statements(self, reading: ActorReading) -> tuple[Statement, ...]:
        """Who said what, with the actors of *reading*, in the order of the words said."""
        statements = [_statement(found, self.layout, reading) for found in self.findings]
        return tuple(_told(statements, reading))

    def unnamed(self, reading: ActorReading) -> tuple[int, ...]:
        """Phrases that surely name one who speaks, and whom *reading* doesn't know."""
        found = (
            finding.sources[0]
            for finding in self.findings
            if len(finding.sources) == 1 and finding.source is not None
            # A dam threatens and a law demands; only who says something is somebody by that.
            if finding.sense is None or finding.sense.cue_class == "say"
        )
        return tuple(dict.fromkeys(i for i in found if self._speaks(i) and not reading.of(i)))

    def _speaks(self, index: int) -> bool:
        """Whether a phrase is no pronoun, and no thing that can say something."""
        phrase = self.layout.phrase(index)
        entities = self.layout.structure.entities
        entity = None if phrase.entity is None else entities[phrase.entity].kind
        return (
            phrase.pos in ("NOUN", "PROPN")
            and phrase.lemma.lower() not in self.layout.vocabulary.mute
            and entity in (None, "person", "organisation", "nationality")
            and not phrase.members
            and self.layout.quotation_at(phrase.head.start) is None
        )


def find_sayings(document: Document, words: StatementWords) -> Sayings:
    """What was said in a report, in the order of the words said."""
    layout = Layout(document, words)
    sources = SourceFinder(layout)
    cued, uncued = DirectFinder(layout, sources).find()
    reported = FrameFinder(layout, sources).find(cued)
    reported += find_according(layout, sources)
    told = {span for finding in reported if finding.source for span in finding.content}
    uncued = [quotation for quotation in uncued if not told.issuperset(quotation.parts)]
    coloned = list(ColonFinder(layout, sources, document.actors).find())
    direct = carry(layout, sources, cued, reported, uncued)
    findings = _once([_sound(finding) for finding in (*coloned, *direct, *reported)])
    findings.sort(key=lambda finding: (finding.content[0].start, -finding.content[-1].end))
    return Sayings(tuple(findings), layout)


def with_statements(document: Document, words: StatementWords) -> Document:
    """*document* with who said what in its report, and with those who do nothing but speak.

    *words* are those of the report's language.
    """
    sayings = find_sayings(document, words)
    speakers = document.actors
    if unnamed := sayings.unnamed(speakers):
        speakers = with_speakers(document, unnamed, words.pointing)
    return structs.replace(document, speakers=speakers, statements=sayings.statements(speakers))


def find_statements(document: Document, words: StatementWords) -> tuple[Statement, ...]:
    """Who said what in a report, with its actors and no others."""
    return find_sayings(document, words).statements(document.actors)


def _told(statements: list[Statement], reading: ActorReading) -> Iterator[Statement]:
    """*statements* that say something of their own.

    A mere name is nothing said ("complaints against X"), and what somebody is said to have said of
    finding something odd is one statement, not two.
    """
    names = {mention.span for mention in reading.mentions}
    said: Stretches[Statement] = Stretches()
    for statement in statements:
        if statement.form == "indirect" and statement.speaker is not None:
            for span in statement.content:
                said.add(statement, span)
    for statement in statements:
        if statement.form != "indirect":
            yield statement
            continue
        if set(statement.content) <= names:
            continue
        around = said.around(statement.cue) if statement.cue is not None else ()
        if not any(o is not statement and o.speaker == statement.speaker for o in around):
            yield statement


def _sound(finding: Finding) -> Finding:
    """*finding* without a source that stands inside what it is said to have said."""
    source = finding.source
    if source is not None and any(source.overlaps(span) for span in finding.content):
        return structs.replace(finding, source=None, sources=())
    return finding


def _once(findings: list[Finding]) -> list[Finding]:
    """*findings* without those whose quoted words an earlier one has already."""
    kept: list[Finding] = []
    quoted: set[Span] = set()
    for finding in findings:
        if quoted.isdisjoint(finding.content):
            kept.append(finding)
        if finding.form == "direct":
            quoted.update(finding.content)
    return kept


def _actor(phrases: tuple[int, ...], reading: ActorReading) -> str | None:
    """The one actor that *phrases* stand for; a statement of several has no single speaker."""
    meant = {reading.of(index) for index in phrases}
    actors = meant.pop() if len(meant) == 1 else ()
    return actors[0] if len(actors) == 1 else None


def _statement(finding: Finding, layout: Layout, reading: ActorReading) -> Statement:
    said = " ".join(span.of(layout.text) for span in finding.content)
    speaker = _actor(finding.sources, reading)
    addressee = _actor(finding.hearer, reading)
    return Statement(
        source=finding.source,
        cue=finding.cue,
        content=finding.content,
        form=finding.form,
        speaker=speaker,
        addressee=addressee if addressee != speaker else None,
        kinds=kinds_of(finding.sense, said, layout.vocabulary, part=finding.form == "partial"),
    )
