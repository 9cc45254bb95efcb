"""Place names of a report, found and told apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from msgspec import structs
from rapidfuzz.distance import Levenshtein

from detente.document import Document
from detente.language.structure import Entity, Token
from detente.model import PlaceMention, Span
from detente.places.choosing import Candidate, Choice, Told, choose
from detente.places.describing import described
from detente.places.gazetteer import Entry, Gazetteer, normal
from detente.places.near_places import Near
from detente.places.place_words import PlaceWords
from detente.places.situating import situated
from detente.stretches import Standing

LONGEST = 6
"""Words of the longest name that is looked for."""
SURE = 5.3
"""A town's prior (200,000 people, as a logarithm) from which a bare capitalised name will do."""
REACHED = 3.5
"""A town's prior from which "at" or "seized" before its name outweighs the parser's other view."""
LEAST = 3.0
"""A small town's prior from which that counts."""
MISSPELT = 8
"""Letters from which a name of a contested place may have one letter wrong, lacking or too many."""
WIDER = 6
"""Characters by which an entity is longer than a name in it, articles and endings left aside."""
LONGEST_ARTICLE = 12
"""Characters of an article with the blanks after it."""

_AFTER_LINE = re.compile(
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?: \([^()\n]{2,30}\))?\s*(?:--|[–—]|- |/)"
)


def find_places(
    document: Document, gazetteer: Gazetteer, words: PlaceWords
) -> tuple[PlaceMention, ...]:
    """The places that a report names or describes, in the order of the text.

    All names of places count, also where a capital stands for its government; which of them an act
    was at, :func:`~detente.places.place_event` says.  A name that the tables lack is a place
    without country and coordinates where the parser takes it for a place.  A description ("the
    disputed islands") is followed to the one contested place of that kind that the report names;
    where it names none, or two, the description is no mention.
    """
    named = _Finder(document, gazetteer, words).named()
    short = described(document, gazetteer, named, words)
    return tuple(sorted(named + short, key=lambda m: (m.span, m.place.name)))


def find_choices(
    document: Document, gazetteer: Gazetteer, words: PlaceWords
) -> list[tuple[Candidate, Choice]]:
    """Every name of a report with the place chosen for it and the others that it could be."""
    return _Finder(document, gazetteer, words).choices()


def _within(tokens: list[Span], position: int, end: int) -> int:
    """How many of the *tokens* from *position* on end at *end* or before it."""
    after = position
    while after < len(tokens) and tokens[after].end <= end:
        after += 1
    return after - position


class _Finder:
    def __init__(self, document: Document, gazetteer: Gazetteer, words: PlaceWords) -> None:
        report, structure = document.report, document.structure
        self.report, self.structure, self.gazetteer = report, structure, gazetteer
        self.text = report.text
        self.words, self.around = words, words.around
        self.entities = sorted(structure.entities, key=lambda e: e.span)
        self._starts = [e.span.start for e in self.entities]
        self._guesses = Standing(structure.guesses, lambda guess: guess.span)
        self.surnames = {
            normal(words.around.possessive.sub("", e.span.of(self.text)).split()[-1])
            for e in self.entities
            if e.kind == "person" and " " in e.span.of(self.text).strip()
        }
        self.countries = self._report_countries()
        self.misspellable = [
            (name, entry)
            for name, entry in gazetteer.contested.items()
            if len(name) >= MISSPELT and any(c in self.countries for c in entry.place.claimed_by)
        ]
        self._borne: dict[str, tuple[Entry, ...]] = {}
        self._qualifiers: dict[str, tuple[Entry, ...]] = {}
        self._breadths: dict[Span, int] = {}
        self._doubtful: list[tuple[Span, str]] = []
        self._likely: list[tuple[Span, str]] = []
        self.parts = list(report.paragraphs) or [Span(0, len(self.text))]
        self._situated = {s.start: s for s in situated(self.text, self.parts, structure, words)}
        self._token_starts = [t.span.start for t in structure.tokens]
        self._pos = {t.span.start: t.pos for t in structure.tokens}

    # Names

    def named(self) -> list[PlaceMention]:
        """Every name, with the place it means in this report."""
        return [PlaceMention(candidate.span, choice.place) for candidate, choice in self.choices()]

    def choices(self) -> list[tuple[Candidate, Choice]]:
        """Every name with all that it could be, weighed."""
        candidates = self.candidates()
        chosen = choose(candidates, self._told(candidates), self.gazetteer.people, self.text)
        beside = self._beside_sure(candidates, chosen)
        if beside:
            candidates = sorted(candidates + beside, key=lambda c: c.span)
            chosen = choose(candidates, self._told(candidates), self.gazetteer.people, self.text)
        return [(c, chosen[c.span]) for c in candidates]

    def candidates(self) -> list[Candidate]:
        """Every name with all the places that bear it."""
        candidates = list(self._candidates())
        candidates += self._again(candidates)
        return [structs.replace(c, qualifier=self._qualified(c.span)) for c in candidates]

    def _again(self, candidates: list[Candidate]) -> list[Candidate]:
        """Names in doubt by themselves that are taken for places elsewhere in the report."""
        known = {c.key: c for c in candidates}
        taken = sorted(c.span for c in candidates)
        found = []
        for span, key in self._doubtful:
            like = known.get(key)
            index = bisect_right(taken, span)
            beside = taken[max(index - 1, 0) : index + 1]
            if like is not None and not any(span.overlaps(t) for t in beside):
                found.append(Candidate(span, key, like.entries, None))
        return found

    def _beside_sure(
        self, candidates: list[Candidate], chosen: dict[Span, Choice]
    ) -> list[Candidate]:
        """Names in doubt by themselves that are a town near one the report surely names."""
        sure = Near(
            choice.place
            for choice in chosen.values()
            if choice.ranked and choice.ranked[0].entry.kind in {"town", "district"}
        )
        taken = Standing(candidates, lambda candidate: candidate.span)
        found = []
        for span, key in self._likely:
            if taken.overlapping(span):
                continue
            entries = self._entries(key, span)
            if any(e.prior >= LEAST and sure.near(e.place) for e in entries):
                found.append(Candidate(span, key, entries, None, self._qualified(span)))
        return found

    def _told(self, candidates: list[Candidate]) -> Told:
        """What the report says of states beside the names of *candidates*."""
        own = Counter(c.key for c in candidates if any(e.kind == "country" for e in c.entries))
        known, text = self.gazetteer.country_words, self.text
        acting = {
            known[match[0]]
            for match in self.words.capitalised.finditer(text)
            if match[0] in known and self._act_at_home(match.end())
        }
        return Told(self.countries, frozenset(acting), own)

    def _act_at_home(self, start: int) -> bool:
        """Whether one of the two words from *start* on is somebody who acts at home."""
        after = re.match(r" (\w+)(?: (\w+))?", self.text[start : start + 40])
        return after is not None and not self.words.at_home.isdisjoint(after.groups())

    def _report_countries(self) -> dict[str, int]:
        """How often the report names each country, by name or adjective."""
        counts: dict[str, int] = {}
        known = self.gazetteer.country_words
        for match in self.words.capitalised.finditer(self.text):
            word = self.around.possessive.sub("", match[0])
            iso = known.get(word)
            if iso and (len(word) > 2 or word.isupper()):
                counts[iso] = counts.get(iso, 0) + 1
        for name, country in self.gazetteer.country_phrases:
            if name in self.text:
                counts[country] = counts.get(country, 0) + self.text.count(name)
        return counts

    def _candidates(self) -> Iterator[Candidate]:
        parts = self.parts
        if self.report.dateline is not None:
            parts = [self.report.dateline, *parts]
        for part in parts:
            tokens = [
                Span(m.start(), m.end())
                for m in self.around.word.finditer(self.text, part.start, part.end)
            ]
            position = 0
            while position < len(tokens):
                found = self._longest(tokens, position)
                if found is None:
                    position += 1
                    continue
                candidate, used = found
                yield candidate
                position += used

    def _longest(self, tokens: list[Span], position: int) -> tuple[Candidate, int] | None:
        first = tokens[position]
        if not self.text[first.start].isupper():
            return None
        for count in range(self._run(tokens, position), 0, -1):
            last = tokens[position + count - 1]
            if not self.text[last.start].isupper():
                continue
            span = Span(first.start, last.end)
            span = Span(span.start, span.end - self._ending(span))
            shortened = self._shortened(span) if count <= 2 else None
            if shortened is not None:
                return shortened, count
            key = normal(span.of(self.text))
            entries = self._entries(key, span)
            if not entries and (count > 1 or len(key) >= MISSPELT):
                entries = self._misspelt(key)
            entity = self._entity(span)
            if entries and self._may_be(
                span, key, entries, entity, tokens[position : position + count]
            ):
                return Candidate(span, key, entries, entity), count
            if entries and (entity is None or entity.kind != "person"):
                self._doubtful.append((span, key))
                if self._proper_noun(first) and self._likely_town(span, key, entity):
                    self._likely.append((span, key))
        if first.of(self.text).lower() in self.words.the:
            return None
        if (situation := self._situated.get(first.start)) is not None:
            inside = _within(tokens, position, situation.end)
            key = normal(situation.of(self.text))
            if inside and key not in self.words.never and self._proper(situation):
                return Candidate(situation, key, self._entries(key, situation), None), inside
        entity = self._entity(first)
        unknown = entity is not None and entity.kind == "place" and entity.span.start == first.start
        if entity is not None and unknown and self._proper(entity.span) and self._agreed(first):
            inside = _within(tokens, position, entity.span.end)
            end = Span(entity.span.start, entity.span.end - self._ending(entity.span))
            key = normal(end.of(self.text))
            if inside and key not in self.words.never and key not in self.surnames:
                return Candidate(end, key, (), entity), inside
        return None

    def _agreed(self, token: Span) -> bool:
        """Whether the parser, too, takes a name that no table has for a place.

        Of those that are a place's by the report's names alone three in four are none on
        ``geo_dev``, be there "in" or "at" before them or not; where the parser says so too, one in
        three.
        """
        guess = self._guess(token)
        return guess is not None and guess.kind == "place"

    def _shortened(self, span: Span) -> Candidate | None:
        """A division's name cut short: "Ky.", "N.H."."""
        said = self.text[span.start : span.end + 1]
        if not said.endswith("."):
            said = span.of(self.text)
        full = self.words.abbreviated.get(said)
        after_town = self.text[max(0, span.start - 2) : span.start] in {", ", " ("}
        entity = self._entity(span)
        placed = after_town or (entity is not None and entity.kind == "place" and len(said) > 3)
        if full is None or not placed or normal(said) in self.surnames:
            return None
        entries = tuple(e for e in self.gazetteer.lookup(full) if e.kind == "division")
        whole = Span(span.start, span.start + len(said))
        return Candidate(whole, normal(full), entries, None) if entries else None

    def _proper(self, span: Span) -> bool:
        said = span.of(self.text)
        return said[:1].isupper() and said not in self.gazetteer.country_words

    def _run(self, tokens: list[Span], position: int) -> int:
        """How many words from *position* could be one name, small words inside."""
        most = min(LONGEST, len(tokens) - position)
        for count in range(1, most):
            one, two = tokens[position + count - 1], tokens[position + count]
            between = self.text[one.end : two.start]
            if len(between) > 3 or "\n" in between or between.strip(" \u00a0-–&"):
                return count
            if (
                not self.text[two.start].isupper()
                and two.of(self.text).lower() not in self.words.inner
            ):
                return count
        return most

    def _ending(self, span: Span) -> int:
        """Length of a possessive ending."""
        match = self.around.possessive.search(span.of(self.text))
        return len(match[0]) if match else 0

    def _entries(self, key: str, span: Span) -> tuple[Entry, ...]:
        found = self._bearing(key)
        if not found or (len(key) <= 3 and not span.of(self.text).replace(".", "").isupper()):
            return ()
        # "Aleppo province" is not the town.
        if self.around.division_after.match(self.text, span.end):
            return tuple(e for e in found if e.kind == "division") or found
        return found

    def _bearing(self, key: str) -> tuple[Entry, ...]:
        """The places that may bear a name in this report, made once for all its mentions."""
        if key not in self._borne:
            initials = len(key) <= 3
            self._borne[key] = tuple(
                e
                for e in (self.gazetteer.lookup(key) if self.gazetteer.knows(key) else ())
                if (not e.guarded or any(c in self.countries for c in e.place.claimed_by))
                and not (initials and e.kind in {"town", "district"})
            )
        return self._borne[key]

    def _misspelt(self, key: str) -> tuple[Entry, ...]:
        """The contested place whose name is one letter away from *key*."""
        found = {
            entry.place.name: entry
            for name, entry in self.misspellable
            if abs(len(name) - len(key)) <= 1
            and Levenshtein.distance(name, key, score_cutoff=1) <= 1
        }
        return tuple(found.values()) if len(found) == 1 else ()

    def _entity(self, span: Span) -> Entity | None:
        """The named entity around, or at the start of, a name."""
        index = bisect_right(self._starts, span.start) - 1
        for entity in self.entities[max(index, 0) : index + 1]:
            if entity.span.overlaps(span):
                return entity
        return None

    def _guess(self, span: Span) -> Entity | None:
        """What the parser takes the words there for: a weak sign beside the report's names."""
        return next(iter(self._guesses.overlapping(span)), None)

    def _may_be(
        self,
        span: Span,
        key: str,
        entries: tuple[Entry, ...],
        entity: Entity | None,
        tokens: list[Span],
    ) -> bool:
        """Whether the words around a name let it be a place."""
        best = max(e.prior for e in entries)
        strong = any(e.kind in {"country", "contested", "region"} for e in entries)
        kind = entity.kind if entity is not None else None
        wider = entity is not None and self._breadth(entity) > len(span) + WIDER
        guess = self._guess(span)
        guessed = guess.kind if guess is not None else None
        agreed = guess is not None and guessed == "place" and self._same(guess, span)
        if key in self.words.never or (kind in {"person", "event"} and wider and not agreed):
            return False
        if kind == "organisation" and wider and not agreed:
            starts = entity is not None and self._starts_name(entity, span)
            return starts and (strong or (best >= 7 and any(e.kind == "division" for e in entries)))
        if strong:
            return agreed or kind != "person" or len(tokens) > 1 or best >= 8
        before, after = self._beside(span)
        if before in self.words.titles or key in self.surnames or after in self.words.institutions:
            return False
        if agreed or (kind == "place" and self._is_place(wider, guessed, best)):
            return True
        if not wider and (before in self.words.surely_before or self._reached(span, best)):
            return True
        if self._opens_report(span):
            return True
        if kind == "person" and not self._qualified(span):
            return False
        if self._qualified(span):
            return True
        if any(e.kind == "division" for e in entries) and best >= 7:
            return True
        if kind == "organisation" or kind == "facility":
            return best >= SURE and not wider and before in self.words.locative
        return best >= SURE and (kind is None or kind == "nationality")

    def _is_place(self, wider: bool, guessed: str | None, best: float) -> bool:
        """Whether a name that is a place's in the report is one that the gazetteer has.

        A town's name may open that of a shop or a person whom nobody knows, and a small town's be
        that of anything.
        """
        if wider:
            return guessed == "place"
        return guessed in {"place", "facility", "person"} or best >= SURE

    def _same(self, entity: Entity, span: Span) -> bool:
        """Whether a name is all of an entity, but for an article or an ending."""
        return self._breadth(entity) <= len(span) + WIDER

    def _breadth(self, entity: Entity) -> int:
        """How many characters an entity has, blanks at its ends apart."""
        if entity.span not in self._breadths:
            self._breadths[entity.span] = len(entity.span.of(self.text).strip())
        return self._breadths[entity.span]

    def _reached(self, span: Span, best: float) -> bool:
        """Whether what is done to a name is done to places: "seized", "the streets of"."""
        line = self.text[max(0, span.start - 40) : span.start].rpartition("\n")[2]
        before = re.findall(r"\w+", line)
        if not before or best < REACHED:
            return False
        last = before[-1].lower()
        if last in self.words.the and len(before) > 1:
            before, last = before[:-1], before[-2].lower()
        if last in self.words.mostly_before:
            return True
        if last in self.words.of and len(before) > 1:
            return self.words.singular(before[-2].lower()) in self.words.containers
        token = self._token_before(span)
        beside = token is not None and not self.text[token.span.end : span.start].strip()
        return beside and token is not None and token.lemma in self.words.taken

    def _token_before(self, span: Span) -> Token | None:
        index = bisect_right(self._token_starts, span.start) - 2
        return self.structure.tokens[index] if index >= 0 else None

    def _opens_report(self, span: Span) -> bool:
        """Whether a name is in the capitals of a dateline: "SACRAMENTO — ", "MASERU (AP) -"."""
        after = self.text[span.end : span.end + 40]
        return span.of(self.text).isupper() and bool(_AFTER_LINE.match(after))

    def _proper_noun(self, token: Span) -> bool:
        return self._pos.get(token.start) == "PROPN"

    def _likely_town(self, span: Span, key: str, entity: Entity | None) -> bool:
        """Whether only its size speaks against a name: nothing beside it says it is no town."""
        before, _ = self._beside(span)
        if key in self.words.never or key in self.surnames or before in self.words.titles:
            return False
        if entity is not None and entity.kind in {"person", "event", "other", "time", "number"}:
            return False
        if entity is not None and not self._starts_name(entity, span):
            return False
        return not self.text[span.end : span.end + 2].strip().startswith("&")

    def _starts_name(self, entity: Entity, span: Span) -> bool:
        """Whether a name opens a longer one: "Texas" in "the Texas Department of Health"."""
        if span.start - entity.span.start > LONGEST_ARTICLE:
            return False
        before = self.text[entity.span.start : span.start].strip().lower()
        return not before or before in self.words.articles

    def _beside(self, span: Span) -> tuple[str, str]:
        before = re.findall(r"[\w']+(?=\W{0,2}$)", self.text[max(0, span.start - 24) : span.start])
        after = re.match(r" ([A-Z]\w+)", self.text[span.end : span.end + 24])
        return (before[-1].lower() if before else "", after[1].lower() if after else "")

    def _qualified(self, span: Span) -> tuple[Entry, ...]:
        """The places of a name's qualifier: "Ohio" in "Athens, Ohio"."""
        match = self.around.qualifier.match(self.text[span.end : span.end + 40])
        if match is None:
            return ()
        if match[1] not in self._qualifiers:
            self._qualifiers[match[1]] = self._wider(match[1])
        return self._qualifiers[match[1]]

    def _wider(self, said: str) -> tuple[Entry, ...]:
        """The state, region or division that words after a name are, or begin with."""
        words_ = said.split()
        for count in range(len(words_), 0, -1):
            name = self.around.possessive.sub("", " ".join(words_[:count]))
            short = len(name) <= 3 and not name.isupper() and not name.endswith(".")
            entries = tuple(
                e
                for e in self.gazetteer.lookup(self.words.abbreviated.get(name, name))
                if e.kind in {"country", "division", "contested", "region", "district"}
            )
            if entries and not short:
                return entries
        return ()
