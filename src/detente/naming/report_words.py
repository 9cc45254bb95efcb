"""The words of a report, and what the tables say that stretches of them name.

A :class:`ReportWords` goes by the report's words alone, neither by its names nor by its places, so
that those who find names and those who read them can both ask it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.name_index import NAMING, Hit, Sense, Word, split
from detente.document import Document
from detente.language.structure import Token
from detente.model import Span


class ReportWords:
    """A report's words with the names of the tables among them; built once, and only looked up."""

    def __init__(self, document: Document, tables: ActorTables) -> None:
        report, structure = document.report, document.structure
        self.report, self.structure, self.tables = report, structure, tables
        self.text = report.text
        self.words = [
            split(self.text, s.span.start, s.span.end) for s in structure.sentences
        ]  # fmt: skip
        self._word_starts = [[w.start for w in words] for words in self.words]
        self._sentence_starts = [s.span.start for s in structure.sentences]
        self._token_starts = [t.span.start for t in structure.tokens]
        self.countries: frozenset[str] = frozenset()
        doubted: list[list[Sense]] = [[] for _ in self.words]
        self.hits = [self._find(*pair) for pair in zip(self.words, doubted, strict=True)]
        self.countries = self._countries()
        self.hits = [
            self._find(words, []) if self._told_apart(hits, senses) else hits
            for words, hits, senses in zip(self.words, self.hits, doubted, strict=True)
        ]
        self.hits = [
            tuple(sorted((*hits, *self._slips(number, hits)), key=lambda h: h.first))
            for number, hits in enumerate(self.hits)
        ]
        self._hit_starts = [[h.span.start for h in hits] for hits in self.hits]

    def words_in(self, span: Span, sentence: int) -> tuple[Word, ...]:
        """The words of *sentence* that lie in *span*."""
        words = self.words[sentence]
        first = bisect_left(self._word_starts[sentence], span.start)
        last = bisect_left(self._word_starts[sentence], span.end, first)
        if last > first and words[last - 1].end > span.end:
            last -= 1
        return words[first:last]

    def words_from(self, offset: int, sentence: int) -> int:
        """The number, in *sentence*, of its first word that starts at or after *offset*."""
        return bisect_left(self._word_starts[sentence], offset)

    def hits_in(self, span: Span, sentence: int) -> tuple[Hit, ...]:
        """The names of *sentence* that lie in *span*."""
        first = bisect_left(self._hit_starts[sentence], span.start)
        last = bisect_left(self._hit_starts[sentence], span.end, first)
        return tuple([h for h in self.hits[sentence][first:last] if h.span.end <= span.end])

    def hits_over(self, span: Span, sentence: int) -> tuple[Hit, ...]:
        """The names of *sentence* that share a character with *span*."""
        first = bisect_right(self._hit_starts[sentence], span.start)
        last = bisect_left(self._hit_starts[sentence], span.end, first)
        first -= first > 0 and self.hits[sentence][first - 1].span.end > span.start
        return self.hits[sentence][first:last]

    def sentence_at(self, span: Span) -> int | None:
        """The sentence that holds *span*."""
        index = bisect_right(self._sentence_starts, span.start) - 1
        inside = index >= 0 and self.structure.sentences[index].span.covers(span)
        return index if inside else None

    def token_at(self, offset: int) -> Token | None:
        """The token that the character at *offset* is of."""
        index = bisect_right(self._token_starts, offset) - 1
        token = self.structure.tokens[index] if index >= 0 else None
        return token if token is not None and offset < token.span.end else None

    def listed(self, kind: str, word: str) -> bool:
        """Whether a word is one of a kind in the table of descriptions."""
        return word in self.tables.words.get(kind, {})

    def _find(self, words: tuple[Word, ...], doubted: list[Sense]) -> tuple[Hit, ...]:
        """The names of a sentence, in the senses that the states named so far let stand.

        The other senses are added to *doubted*.
        """

        def sure(sense: Sense) -> bool:
            if self._sure(sense):
                return True
            doubted.append(sense)
            return False

        return self._settled(self.tables.lexicon.find(words, self.text, sure), words)

    def _told_apart(self, hits: tuple[Hit, ...], doubted: list[Sense]) -> bool:
        """Whether the states that the report names tell more about the names of a sentence."""
        return any(map(self._sure, doubted)) or any(
            not self.countries.isdisjoint(sense.candidates)
            for hit in hits for sense in hit.senses if sense.candidates
        )  # fmt: skip

    def _slips(self, sentence: int, hits: tuple[Hit, ...]) -> Iterator[Hit]:
        """Names of states with one wrong letter, where they stand alone."""
        words = self.words[sentence]
        free = set(range(len(words))).difference(n for h in hits for n in range(h.first, h.last))
        proper = {
            t.span.start for t in self.structure.sentence_tokens(sentence) if t.pos != "VERB"
        }  # fmt: skip
        for number in sorted(free):
            word = words[number]
            beside = any(
                n in free and words[n].capital
                for n in (number - 1, number + 1)
                if 0 < n < len(words)
            )
            senses = () if beside or word.start not in proper else self.tables.lexicon.near(word)
            if senses:
                yield Hit(word.span, number, number + 1, senses)

    def _settled(self, hits: tuple[Hit, ...], words: tuple[Word, ...]) -> tuple[Hit, ...]:
        """Hits without those that a sign turns into something else ("anti-American", "US$")."""
        kept = []
        for hit in hits:
            before = words[hit.first - 1] if hit.first else None
            after = words[hit.last] if hit.last < len(words) else None
            joined = before is not None and self.text[before.end : hit.span.start] == "-"
            if joined and before and self.listed("prefix", before.key) and hit.sense(*NAMING):
                continue
            trailing = after is not None and self.text[hit.span.end : after.start] == "-"
            leading = after is not None and self.listed("leading", after.key)
            if trailing and after and not after.capital and not leading and hit.sense(*NAMING):
                continue
            if self.text[hit.span.end : hit.span.end + 2].lstrip(" ")[:1] != "$":
                kept.append(self._chosen(hit))
        return tuple(kept)

    def _countries(self) -> frozenset[str]:
        """The states that the report names by a name that stands for one alone."""
        return frozenset(
            sense.actor.country
            for hits in self.hits
            for hit in hits
            for sense in hit.senses
            if sense.role in (*NAMING, "capital", "organisation")
            and sense.actor and sense.actor.country
        )  # fmt: skip

    def _sure(self, sense: Sense) -> bool:
        """Whether what the report names elsewhere lets a sense stand."""
        named = sense.actor is not None and sense.actor.country in self.countries
        return not sense.unsure or named

    def _chosen(self, hit: Hit) -> Hit:
        """*hit* with a name of several states as the one of them that the report names."""
        senses = []
        for sense in hit.senses:
            named = [c for c in sense.candidates if c in self.countries]
            one = sense.role == "ambiguous" and len(named) == 1
            senses.append(Sense("name", self.tables.state(named[0])) if one else sense)
        return Hit(hit.span, hit.first, hit.last, tuple(senses))
