"""The names in a report: the tagger's, put right by what the tables know and the report repeats.

The small parser's own entities are one sign among many for the tagger; its spans are replaced by
what is found here before anything in this room asks whom a phrase means.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from detente.actor_tables.folding import fold
from detente.actor_tables.name_index import Hit, Word
from detente.language.structure import Entity, EntityKind, Structure
from detente.model import Span
from detente.naming.name_parts import NameParts, name_parts
from detente.naming.name_words import NameWords
from detente.naming.report_words import ReportWords
from detente.naming.tagger import Name, tagged
from detente.naming.word_signs import Signs, peoples
from detente.stretches import Stretches

KEPT: tuple[EntityKind, ...] = ("time", "number", "event", "facility", "other")
"""Kinds that the parser alone finds."""

ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,4}[A-Z]s?")
INITIALS = re.compile(r"(?<![\w.,&-])(?<!, )((?:[A-Z]\. ?){1,3}|[A-Z]{2} )$")


def renamed(context: ReportWords, small: NameWords) -> Structure:
    """The report's structure with these names as its entities, found by the words *small*.

    What the parser takes for a time, a number or an event stays where no name is.
    """
    structure = context.structure
    found = [Entity(n.span, n.kind, n.sentence) for n in names(context, small)]
    taken = sorted(e.span for e in found)
    for entity in structure.entities:
        place = bisect_left(taken, entity.span)
        near = taken[max(0, place - 1) : place + 1]
        if entity.kind in KEPT and not any(s.overlaps(entity.span) for s in near):
            found.append(entity)
    found.sort(key=lambda e: e.span)
    starts = [e.span.start for e in found]
    phrases = []
    for phrase in structure.phrases:
        at = bisect_right(starts, phrase.head.start) - 1
        held = at >= 0 and found[at].span.overlaps(phrase.head)
        phrases.append(replace(phrase, entity=at if held else None))
    named = tuple(found)
    return replace(structure, entities=named, phrases=tuple(phrases), guesses=structure.entities)


def names(context: ReportWords, small: NameWords) -> tuple[Name, ...]:
    """The names of persons, bodies, places and peoples in a report, in the order of the text."""
    parts = name_parts(context.tables)
    signs = Signs(context, small, parts.given, parts.family)
    guessed = {e.span for e in context.structure.entities if e.kind == "place"}
    told = _Told(context, small)
    for name in tagged(signs):
        if trimmed := _trimmed(name, context, small):
            told.add(trimmed)
    for sentence, hits in enumerate(context.hits):
        for hit in hits:
            if kind := _kind(hit, context):
                told.tell(hit.span, kind, sentence)
            elif hit.sense("capital") and (hit.span in guessed or not told.person(hit.span)):
                told.tell(hit.span, "place", sentence)  # also where it stands for a government
    for span in peoples(context):
        if (holding := context.sentence_at(span)) is not None:
            told.tell(span, "nationality", holding)
    for name in (*_persons(parts, context, small), *_called(context)):
        told.fill(name)
    kept = [part for name in told.kept.values() for part in _parted(name, context)]
    near = Stretches(kept, _span)
    kept = [_headed(name, near, context) for name in kept]
    near = Stretches(kept, _span)
    whole = Stretches(
        [e.span for e in context.structure.entities if e.kind == "organisation"], _own
    )
    kept = [_grown(name, near, whole, context, small) for name in kept]
    near = Stretches(kept, _span)
    kept = [n for n in kept if all(o.span == n.span for o in near.around(n.span))]
    kept = _agreed([_likely(name, context, signs) for name in kept], context)
    return tuple(_initialled(sorted(kept, key=lambda n: n.span), context))


def _initialled(found: Sequence[Name], context: ReportWords) -> Iterator[Name]:
    """The names, where initials right before a person's are a part of it: "JD Vance"."""
    before: Name | None = None
    for name in found:
        start = name.span.start
        sentence = context.structure.sentences[name.sentence].span
        initials = INITIALS.search(context.text, max(sentence.start, start - 9), start)
        if name.kind == "person" and initials:
            span = Span(initials.start(1), initials.start(1) + len(initials.group(1).rstrip()))
            if not context.hits_over(span, name.sentence):
                name = replace(name, span=Span(span.start, name.span.end))
        if before is not None and not name.span.covers(before.span):
            yield before
        before = name
    if before is not None:
        yield before


def _called(context: ReportWords) -> Iterator[Name]:
    """The words that a form of address makes a person's name: "Mrs May"."""
    for sentence, words in enumerate(context.words):
        for title, word in pairwise(words):
            if not (title.capital and word.capital and context.listed("style", title.key)):
                continue
            told = any(
                context.listed(pronoun, title.key) for pronoun in context.tables.grammar.genders
            )
            if told and context.text[title.end : word.start].strip(".").isspace():
                yield Name(word.span, "person", sentence)


def _span(name: Name) -> Span:
    return name.span


def _own(span: Span) -> Span:
    return span


def _trimmed(name: Name, context: ReportWords, small: NameWords) -> Name | None:
    """A name without article, titles and possessive ending; none where nothing is left."""
    text = context.text
    start, end = name.span.start, name.span.end
    if article := small.article.match(text, start, end):
        start = article.end()
    if ending := small.possessive.search(text[start:end]):
        end = start + ending.start()
    span = Span(start, end)
    if name.kind == "person" or name.kind == "other":
        bare = untitled(context, span, name.sentence)
        if bare != span:
            name, span = replace(name, kind="person"), bare
    money = text[end : end + 2].lstrip(" ").startswith("$")  # "US $40 million"
    return replace(name, span=span) if len(span) > 1 and not money else None


def _persons(parts: NameParts, context: ReportWords, small: NameWords) -> Iterator[Name]:
    """What the parser takes for persons and begins with a given or ends with a family name."""
    for entity in context.structure.entities:
        if entity.kind == "person":
            name = _trimmed(Name(entity.span, "person", entity.sentence), context, small)
            words = context.words_in(name.span, name.sentence) if name else ()
            known = words and (words[0].key in parts.given or words[-1].key in parts.family)
            if name and known and all(word.capital for word in words):
                yield name


def untitled(context: ReportWords, span: Span, sentence: int) -> Span:
    """A person's name without the offices and forms of address before it; empty if it has none.

    "Foreign Minister Ito" is "Ito", "Prime Minister" is no name.
    """
    words = context.words_in(span, sentence)
    start = span.start
    for hit in context.hits_in(span, sentence):
        ends = hit.span.end >= words[-1].end and hit.span.start > words[0].start
        if hit.sense("office") and not ends:  # "Sen" ends a name, and is no senator's
            start = max(start, hit.span.end)
    left = [w for w in words if w.start >= start]
    while left and "address" in context.tables.name_words.get(left[0].key, ()):
        left.pop(0)
    if not left:
        return Span(span.end, span.end)
    return Span(left[0].start, span.end) if left[0] is not words[0] else span


class _Told:
    """The names that the tagger found, with what the tables say of stretches of words.

    ``kept`` are the names in the order in which they came, by number.
    """

    def __init__(self, context: ReportWords, small: NameWords) -> None:
        self._text, self._formal = context.text, small.formal
        self._near: Stretches[int] = Stretches()
        self._count = 0
        self.kept: dict[int, Name] = {}

    def add(self, name: Name) -> None:
        """One more name."""
        self._count += 1
        self.kept[self._count] = name
        self._near.add(self._count, name.span)

    def tell(self, span: Span, kind: EntityKind, sentence: int) -> None:
        """A name of the tables, in place of those that share words with it, if none is longer."""
        around = self._near.overlapping(span)
        if any(n.covers(span) and n != span for n in map(self._span, around)):
            return
        if kind == "place" and (
            formal := self._formal.search(self._text[max(0, span.start - 24) : span.start])
        ):
            span = Span(span.start - len(formal.group()), span.end)
            around = self._near.overlapping(span)
        for number in around:
            self._near.discard(number, self._span(number))
            del self.kept[number]
        self.add(Name(span, kind, sentence))

    def fill(self, name: Name) -> None:
        """One more name where none is yet."""
        if not self._near.overlapping(name.span):
            self.add(name)

    def person(self, span: Span) -> bool:
        """Whether the name there so far is a person's: "Victoria" may be no capital."""
        around = self._near.overlapping(span)
        return any(self.kept[n].kind == "person" and self._span(n) == span for n in around)

    def _span(self, number: int) -> Span:
        return self.kept[number].span


def _kind(hit: Hit, context: ReportWords) -> EntityKind | None:
    """What the tables say a stretch of words names."""
    if hit.sense("adjective", "demonym") and not hit.sense("name"):
        return "nationality"
    if hit.sense("name", "ambiguous"):
        token = context.token_at(hit.span.start)
        opens = token is not None and token.span.start == hit.span.start
        return "nationality" if token and opens and token.pos == "ADJ" else "place"
    known = hit.sense("organisation", "legislature")
    return "organisation" if known else None


def _parted(name: Name, context: ReportWords) -> Iterable[Name]:
    """A person's name without the nationality before it: "Thai", "Anan Srisai"."""
    if name.kind == "person":
        for hit in context.hits_in(name.span, name.sentence):
            if hit.span.start == name.span.start and hit.sense("adjective", "demonym"):
                left = [
                    w for w in context.words_in(name.span, name.sentence) if w.start >= hit.span.end
                ]
                if len(left) > 1:
                    people = Name(hit.span, "nationality", name.sentence)
                    return people, replace(name, span=Span(left[0].start, name.span.end))
    return (name,)


def _headed(name: Name, near: Stretches[Name], context: ReportWords) -> Name:
    """A body's whole name where a state's opens it: "Chilean Navy", "United States Treasury"."""
    if name.kind not in ("place", "nationality"):
        return name
    heads = context.tables.name_words
    end = name.span.end
    chunk: list[Word] = []
    words = context.words[name.sentence]
    for number in range(context.words_from(end, name.sentence), len(words)):
        word = words[number]
        if not word.capital or not context.text[end : word.start].isspace():
            break
        if any(n.kind != "organisation" for n in near.around(word.span)):
            break
        chunk.append(word)
        end = word.end
    last = next((w for w in reversed(chunk) if "body" in heads.get(w.key, ())), None)
    if last is None or context.listed("thing", last.key):
        return name
    return replace(name, span=Span(name.span.start, last.end), kind="organisation")


def _grown(
    name: Name,
    near: Stretches[Name],
    whole: Stretches[Span],
    context: ReportWords,
    small: NameWords,
) -> Name:
    """A body's name with what "of", "for" and "and" hang on it: "Institute for Peace".

    *whole* are what the parser takes for bodies: one that goes on as far bears it out.
    """
    words = context.words_in(name.span, name.sentence)
    if name.kind != "organisation" or not words:
        return name
    heads = context.tables.name_words
    if not any("body" in heads.get(w.key, ()) for w in (words[0], words[-1])):
        return name
    ministry = words[0].key in small.ministries and len(words) > 1
    joiners = small.hanging | small.adding if ministry else small.hanging
    end = name.span.end
    following = context.words[name.sentence]
    at = context.words_from(end, name.sentence)
    while at + 1 < len(following) and following[at].key in joiners:
        gap = context.text[end : following[at + 1].start]
        if not following[at + 1].capital or gap.split() != [following[at].text]:
            break
        taken = _stretch(following, at, context.text)
        chunk = Span(following[at + 1].start, following[taken - 1].end)
        told = any(
            h.sense("name", "capital", "organisation")
            for h in context.hits_over(chunk, name.sentence)
        )
        borne_out = any(s.covers(chunk) and s.overlaps(name.span) for s in whole.overlapping(chunk))
        if not (borne_out and not told) and not _hangs(
            chunk, following[at].key in small.adding, told, near
        ):
            break
        end = chunk.end
        at = taken
    return name if end == name.span.end else replace(name, span=Span(name.span.start, end))


def _stretch(words: Sequence[Word], first: int, text: str) -> int:
    """One past the last of the capitalised words that follow *first* with nothing between."""
    taken = first + 2
    while taken < len(words) and words[taken].capital:
        if text[words[taken - 1].end : words[taken].start].strip(" -"):
            break
        taken += 1
    return taken


def _hangs(chunk: Span, added: bool, told: bool, near: Stretches[Name]) -> bool:
    """Whether a stretch after a joiner is of the body's name: no person's, nobody else's.

    *added* says that the joiner is "and", *told* that the tables know a name in the stretch.
    """
    inside = near.overlapping(chunk)
    if added:
        return not told and all(n.kind in ("other", "place") for n in inside)
    return all(n.kind not in ("person", "nationality") or n.span == chunk for n in inside)


def _likely(name: Name, context: ReportWords, signs: Signs) -> Name:
    """A person, or a name of the tagger's leftover kind, as what its look makes likely."""
    if name.kind == "place":
        return _leader(name, context, signs)
    if name.kind not in ("other", "person"):
        return name
    text = name.span.of(context.text)
    words = context.words_in(name.span, name.sentence)
    heads = context.tables.name_words
    called = bool(words) and signs.addressed(words[-1].key)  # "Mrs May" is no month
    if not called and len(words) > 1:
        called = bool(context.tables.people(text))
    if not called and any(context.listed("thing", w.key) for w in words):
        return replace(name, kind="other")
    if ABBREVIATION.fullmatch(text) and not heads.get(fold(text)):
        return replace(name, kind="organisation")
    if len(words) > 1 and heads.get(words[-1].key) == ("body",):
        return replace(name, kind="organisation")
    if len(words) == 1 and context.tables.family(words[0].key):
        return replace(name, kind="person")
    if len(words) == 1 and name.kind == "person":
        known = signs.borne(words[0].key) or words[0].key in name_parts(context.tables).family
        return name if known else replace(name, kind="other")
    if len(words) == 1 and words[0].capital and signs.addressed(words[0].key):
        return replace(name, kind="person")  # "Mrs May"
    given = words and words[0].key in name_parts(context.tables).given
    if name.kind == "other" and given and all(w.capital for w in words):
        if len(words) == 1 and signs.borne(words[0].key):
            return replace(name, kind="person")
        if 2 <= len(words) <= 3 and not any(heads.get(w.key) for w in words):
            return replace(name, kind="person")
    return name


def _leader(name: Name, context: ReportWords, signs: Signs) -> Name:
    """What looks like a place, as a person where it acts and a leader of states bore the name."""
    words = context.words_in(name.span, name.sentence)
    known = bool(context.hits_over(name.span, name.sentence))
    if len(words) != 1 or known or signs.located(words[0].key):
        return name
    leader = bool(context.tables.family(words[0].key))
    return replace(name, kind="person") if leader else name


def _agreed(kept: list[Name], context: ReportWords) -> list[Name]:
    """The names with one kind throughout: that of the full name, else the commonest."""
    bearers: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    same: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for name in kept:
        words = fold(name.span.of(context.text)).split()
        if not words:
            continue
        same[" ".join(words)][name.kind] += 1
        if name.kind == "person" and len(words) > 1:
            bearers[words[-1]]["person"] += 1
    found = []
    for name in kept:
        key = fold(name.span.of(context.text))
        kinds = same[key]
        if name.kind in ("person", "organisation", "other", "place") and key:
            if " " not in key and key in bearers and not kinds["nationality"]:
                known = any(
                    h.span == name.span and h.sense("name", "organisation", "capital")
                    for h in context.hits_over(name.span, name.sentence)
                )
                if not known:
                    name = replace(name, kind="person")
            else:
                most = max(kinds.values())
                best = [k for k, n in kinds.items() if n == most]
                if name.kind not in best:
                    name = replace(name, kind=best[0])
        found.append(name)
    return found
