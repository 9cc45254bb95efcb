"""What the actors room hands on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from detente.language.structure import Structure
from detente.model import Actor, Mention, Span


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
