"""The words of a report, and what the tables say that stretches of them name.

A :class:`ReportWords` goes by the report's words alone, neither by its names nor by its places, so
that those who find names and those who read them can both ask it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.name_index import Hit, Sense, Word, split
from detente.document import Document
from detente.language.structure import Token
from detente.model import Span
from detente.naming.table_names import names_in, slips_in


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
        found, self.countries = names_in(tables, self.text, self.words)
        self.hits = [
            tuple(sorted((*map(self._chosen, hits), *self._slips(number, hits)), key=_first))
            for number, hits in enumerate(found)
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

    def _slips(self, sentence: int, hits: tuple[Hit, ...]) -> Iterator[Hit]:
        """Names of states with one wrong letter, where they stand alone and the parser takes them
        for no verb; the capital of a sentence's first word says nothing."""
        nouns = {
            t.span.start for t in self.structure.sentence_tokens(sentence) if t.pos != "VERB"
        }  # fmt: skip
        for hit in slips_in(self.tables, self.text, self.words[sentence], hits, silent=(0,)):
            if hit.span.start in nouns:
                yield hit

    def _chosen(self, hit: Hit) -> Hit:
        """*hit* with a name of several states as the one of them that the report names."""
        senses = []
        for sense in hit.senses:
            named = [c for c in sense.candidates if c in self.countries]
            one = sense.role == "ambiguous" and len(named) == 1
            senses.append(Sense("name", self.tables.state(named[0])) if one else sense)
        return Hit(hit.span, hit.first, hit.last, tuple(senses))


def _first(hit: Hit) -> int:
    return hit.first
