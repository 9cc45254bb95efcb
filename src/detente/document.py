"""A report on its way through the rooms, and what each of them has read in it.

A :class:`Document` is one frozen value that the stages of :mod:`detente.pipeline` fill, layer by
layer.  A stage takes it and returns it with a layer more; it reads the layers before its own and
changes none of them, but that naming puts its names in the place of the parser's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from detente.language.structure import Structure
from detente.model import (
    CODED,
    Actor,
    Annotation,
    EventMention,
    Mention,
    PlaceMention,
    Report,
    Span,
    Statement,
    TimeMention,
    Uncoded,
)


class ActorReading(Struct, frozen=True):
    """The actors of one report, where they are named, and which phrase stands for whom.

    ``actors`` has ids ``a1``, ``a2`` ... in order of first mention.  ``mentions`` are all the words
    that name an actor, in the order of the text: whole phrases ("Russian Foreign Minister Sergei
    Lavrov", span = the phrase's core), pronouns and descriptions that were followed back ("he",
    "its neighbour"), and country words inside a phrase that name somebody else than the phrase does
    ("Russian" in "a Russian proposal", "Japan's" in "Japan's actions").  A group ("the two sides")
    has one mention an actor, with the same span.

    ``by_phrase`` maps a phrase's index in the structure to the ids of the actors it stands for:
    one for a person, state or body, several for a group; a phrase that stands for no known actor is
    absent.  Coordinated phrases ("X and Y") have an entry each, not one for all.

    ``lands`` maps phrases that name a place to the state whose land it is, which is no actor there.
    """

    actors: dict[str, Actor] = {}
    mentions: tuple[Mention, ...] = ()
    by_phrase: dict[int, tuple[str, ...]] = {}
    lands: dict[int, tuple[str, ...]] = {}

    def of(self, phrase: int | None) -> tuple[str, ...]:
        """The ids of the actors that *phrase* stands for; empty where it stands for none."""
        return () if phrase is None else self.by_phrase.get(phrase, ())

    def inside(self, structure: Structure, phrase: int) -> tuple[Mention, ...]:
        """Mentions inside a phrase that name somebody else: "Russian" in "a Russian proposal"."""
        span, own = structure.phrases[phrase].span, self.of(phrase)
        return tuple(m for m in self.mentions_in(span) if m.actor not in own)

    def mentions_in(self, span: Span) -> Iterator[Mention]:
        """The mentions that lie in *span*, in their order."""
        first = bisect_left(self.mentions, span.start, key=lambda mention: mention.span.start)
        for index in range(first, len(self.mentions)):
            mention = self.mentions[index]
            if mention.span.start >= span.end:
                return
            if mention.span.end <= span.end:
                yield mention


def next_key(actors: dict[str, Actor]) -> str:
    """An id that none of *actors* has."""
    number = len(actors) + 1
    while f"a{number}" in actors:
        number += 1
    return f"a{number}"


class Hint(Struct, frozen=True):
    """What the words of a clause are likely to tell: the share of each type, 0 to 1.

    What is left of 1 is the share of no act at all.
    """

    shares: dict[str, float]

    @property
    def best(self) -> tuple[str, float]:
        """The likeliest type and its share; of equal ones the first."""
        return max(self.shares.items(), key=lambda one: one[1])


class Document(Struct, frozen=True):
    """One report with all that was read in it so far.

    ``structure`` are its sentences, ``places`` the names of places in it and ``adjectives`` those
    that only say where somebody is from, ``times`` its expressions of time, ``actors`` who can take
    part in its acts, ``speakers`` those and who only speaks, ``statements`` who said what,
    ``hints`` what the reader makes of clauses, by their indexes, ``events`` its acts and
    ``uncoded`` what looked like one.  A layer that no stage has filled yet is empty.
    """

    report: Report
    structure: Structure = Structure()
    places: tuple[PlaceMention, ...] = ()
    adjectives: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    actors: ActorReading = ActorReading()
    speakers: ActorReading = ActorReading()
    statements: tuple[Statement, ...] = ()
    hints: dict[int, Hint] = {}
    events: tuple[EventMention, ...] = ()
    uncoded: tuple[Uncoded, ...] = ()

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def attributed(self) -> tuple[Statement, ...]:
        """The statements with those speakers and addressees alone who can take part in acts.

        Who only speaks has no part in an act, so that a report's own words say who did it.
        """
        known = self.actors.actors
        return tuple(
            said
            if (said.speaker is None or said.speaker in known)
            and (said.addressee is None or said.addressee in known)
            else replace(
                said,
                speaker=said.speaker if said.speaker in known else None,
                addressee=said.addressee if said.addressee in known else None,
            )
            for said in self.statements
        )

    def annotation(self) -> Annotation:
        """What the record keeps of the document."""
        speaking = self.speakers
        taking = {p.actor for e in self.events for p in (*e.actors, *e.recipients)}
        taking |= {said.speaker for said in self.statements if said.speaker}
        taking |= {said.addressee for said in self.statements if said.addressee}
        taking |= {mention.actor for mention in speaking.mentions}
        return Annotation(
            report=self.report,
            sentences=tuple(sentence.span for sentence in self.structure.sentences),
            actors={key: actor for key, actor in speaking.actors.items() if key in taking},
            mentions=speaking.mentions,
            times=self.times,
            places=tuple(
                sorted(self.places + self.adjectives, key=lambda m: (m.span, m.place.name))
            ),
            statements=self.statements,
            events=self.events,
            uncoded=_foreign(self.report) + self.uncoded,
        )


def _foreign(report: Report) -> tuple[Uncoded, ...]:
    """What of *report* is not coded for its language: all, or single paragraphs."""
    if report.language != CODED:
        return (_not_english(Span(0, len(report.text)), report.language),)
    return tuple(_not_english(passage.span, passage.language) for passage in report.foreign)


def _not_english(span: Span, language: str) -> Uncoded:
    # The reading room loads its readers of web pages, which no other room needs.
    from detente.reading.languages import name_of

    return Uncoded(span, f"in {name_of(language)} ({language}); only English is coded")
