"""What speaks for and against a place of a sentence being where one of its acts took place.

Each feature is a name and a number from 0 to 1; what each is worth stands in
``event_place.toml`` of the language's folder, which ``scripts/train/event_place.py`` writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from detente.language.structure import Clause, Structure
from detente.lookups import Hanging
from detente.model import PlaceMention, Span
from detente.places.gazetteer import Gazetteer
from detente.places.place_words import PlaceWords
from detente.stretches import Standing

MANY = 12
"""Words between a verb and a place from which more make no difference."""
INSIDE = 60
"""Characters between two names within which the wider one tells where the narrower is."""

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_PASSED = frozenset({"own", "support", "carried"})


class Attachment(Struct, frozen=True):
    """How a place's name hangs on a clause.

    ``role`` is ``subject``, ``object``, ``topic``, ``noun`` or the preposition that its phrase
    stands under; ``inner`` the preposition nearest the name where there is one further in ("the
    village *of* Mongu"); ``steps`` the phrases between; ``way`` what the name does in its own
    phrase: ``head``, ``owner`` ("Moscow's embassy") or ``modifier`` ("the Tokyo embassy").
    """

    clause: int
    role: str
    inner: str = ""
    steps: int = 0
    way: str = "head"


class Features:
    """The features of the places of one report."""

    def __init__(
        self,
        text: str,
        structure: Structure,
        places: tuple[PlaceMention, ...],
        words: PlaceWords,
    ) -> None:
        self.text, self.structure, self.places = text, structure, places
        self.words = words
        gazetteer = Gazetteer.load()
        self._wide = {m.span for m in places if gazetteer.wide(m.place)}
        self._parents = self._phrase_parents()
        self._uses = self._clause_uses()
        self._related: dict[int, dict[int, str]] = {}
        self._attached_to: dict[Span, tuple[Attachment, ...]] = {}
        self._hanging = Hanging(structure)
        self._mentions = Standing(places, lambda mention: mention.span)
        phrases = list(enumerate(structure.phrases))
        self._cores = Standing(phrases, lambda pair: pair[1].core)
        self._heads = Standing(phrases, lambda pair: pair[1].head)

    def candidates(self, clause: Clause) -> list[PlaceMention]:
        """The places that the clause's sentence names, in order."""
        return self._mentions.inside(self.structure.sentences[clause.sentence].span)

    def of(self, clause: Clause, mention: PlaceMention) -> dict[str, float]:
        """The features of *mention* being the place of *clause*."""
        found = {"place": 1.0, **self._order(clause, mention), **self._beside(mention)}
        if clause.index not in self._related:
            self._related[clause.index] = self._relations(clause)
        if mention.span not in self._attached_to:
            self._attached_to[mention.span] = tuple(self._attachments(mention))
        relations = self._related[clause.index]
        for attachment in self._attached_to[mention.span]:
            relation = relations.get(attachment.clause)
            if relation is not None:
                return found | self._attached(attachment, relation)
        return found | {"unattached": 1.0}

    def none(self, clause: Clause) -> dict[str, float]:
        """The features of *clause* having no place that its sentence names."""
        found = {"none": 1.0, f"none:{self._sort(clause)}": 1.0}
        if clause.negation is not None or clause.modals or clause.tense == "future":
            found["none:unreal"] = 1.0
        if clause.complements:
            found["none:says"] = 1.0
        if not clause.object and not clause.subject:
            found["none:bare"] = 1.0
        found["none:places"] = min(len(self.candidates(clause)), 4) / 4
        return found

    # Parts

    def _order(self, clause: Clause, mention: PlaceMention) -> dict[str, float]:
        """Where the name stands to the verb."""
        after = mention.span.start >= clause.trigger.end
        if after:
            between = Span(clause.trigger.end, mention.span.start)
        else:
            between = Span(mention.span.end, max(clause.trigger.start, mention.span.end))
        said = between.of(self.text)
        passed = len(self._mentions.inside(between))
        side = "after" if after else "before"
        found = {
            side: 1.0,
            f"{side}:far": sum(1 for _ in islice(_WORD.finditer(said), MANY)) / MANY,
            f"{side}:passed": min(passed, 3) / 3,
        }
        if re.search(r"[,;:]\s", said):
            found[f"{side}:comma"] = 1.0
        if re.search(r"[\"“”]", said):
            found[f"{side}:quote"] = 1.0
        if not clause.extent.covers(mention.span):
            found["outside"] = 1.0
        return found

    def _beside(self, mention: PlaceMention) -> dict[str, float]:
        """What stands beside the name, and how wide a place it is."""
        found: dict[str, float] = {}
        after = self.text[mention.span.end : mention.span.end + 30]
        following = re.match(r"\s+([a-z]\w*)", after)
        if self.words.around.owner.match(after):
            found["owner"] = 1.0
        if following and self.words.singular(following[1]) in self.words.sorts:
            found["sort"] = 1.0
        elif following and following[1] in self.words.containers:
            found["container"] = 1.0
        before = _WORD.findall(self.text[max(0, mention.span.start - 40) : mention.span.start])
        before = before[:-1] if before and before[-1] in self.words.the else before
        sort = self.words.singular(before[-2].lower()) if len(before) > 1 else ""
        if sort in self.words.sorts and before[-1] in self.words.of:
            found["sort:of"] = 1.0
        if mention.place.lat is None:
            found["unknown"] = 1.0
        if mention.span in self._wide:
            found["wide:around" if self._holds(mention) else "wide"] = 1.0
        return found

    def _holds(self, mention: PlaceMention) -> bool:
        """Whether a wide place only says where another name of its state just before it lies."""
        near = Span(mention.span.end - INSIDE, mention.span.end + INSIDE)
        return any(
            other.span != mention.span
            and other.place.country == mention.place.country
            and abs(other.span.start - mention.span.end) < INSIDE
            for other in self._mentions.overlapping(near)
        )

    def _attached(self, attachment: Attachment, relation: str) -> dict[str, float]:
        found = {f"relation:{relation}": 1.0, "steps": min(attachment.steps, 4) / 4}
        near = "own" if relation in _PASSED else "other"
        role = attachment.role
        verb = self.structure.clauses[attachment.clause].lemma.lower()
        going = verb in self.words.moving
        if role in {"object", "subject"}:
            sort = "at" if verb in self.words.at_object else "going" if going else "any"
            found[f"{near}:{role}:{sort}:{attachment.way}"] = 1.0
            return found
        known = role in self.words.ranked
        found[f"{near}:{role if known else 'preposition'}"] = 1.0
        found[f"{near}:under:{attachment.way}"] = 1.0
        if attachment.inner:
            within = attachment.inner in self.words.where | self.words.of_names
            found[f"inner:{attachment.inner if within else 'preposition'}"] = 1.0
        if role in self.words.whither:
            found[f"whither:{'going' if going else 'any'}"] = 1.0
        return found

    def _sort(self, clause: Clause) -> str:
        lemma = clause.lemma.lower()
        for name in ("topical", "meeting", "taken", "physical", "moving"):
            if lemma in getattr(self.words, name):
                return name
        return "any"

    # How names hang on clauses

    def _phrase_parents(self) -> dict[int, tuple[int, str]]:
        """The phrase that each phrase hangs on, and how."""
        parents: dict[int, tuple[int, str]] = {}
        for index, phrase in enumerate(self.structure.phrases):
            for oblique in phrase.obliques:
                for inner in oblique.phrases:
                    parents.setdefault(inner, (index, oblique.preposition))
            if phrase.possessor is not None:
                parents.setdefault(phrase.possessor, (index, "owner"))
            for inner in (*phrase.members, *phrase.appositions):
                parents.setdefault(inner, (index, "beside"))
        return parents

    def _clause_uses(self) -> dict[int, list[tuple[int, str]]]:
        """The clauses that each phrase is an argument of, and how."""
        uses: dict[int, list[tuple[int, str]]] = {}
        for clause in self.structure.clauses:
            pairs = [(p, o.preposition) for o in clause.obliques for p in o.phrases]
            pairs += [(p, "object") for p in (*clause.object, *clause.attribute)]
            pairs += [(p, "subject") for p in clause.subject]
            pairs += [(p, "object") for p in clause.indirect]
            if clause.topic is not None:
                pairs.append((clause.topic, "topic"))
            if clause.phrase is not None:
                pairs.append((clause.phrase, "noun"))
            for phrase, role in pairs:
                uses.setdefault(phrase, []).append((clause.index, role))
        return uses

    def _attachments(self, mention: PlaceMention) -> Iterator[Attachment]:
        """The clauses that a name hangs on, nearest first."""
        at_head = {index for index, _ in self._heads.inside(mention.span)}
        for index in sorted(at_head | {index for index, _ in self._cores.around(mention.span)}):
            yield from self._above(index, "head" if index in at_head else "modifier")

    def _above(self, phrase: int, way: str) -> Iterator[Attachment]:
        inner, steps, seen = "", 0, {phrase}
        while True:
            for clause, role in self._uses.get(phrase, ()):
                yield Attachment(clause, role, inner, steps, way)
            parent = self._parents.get(phrase)
            if parent is None or parent[0] in seen:
                return
            phrase, preposition = parent
            if preposition == "owner" and steps == 0:
                way = "owner"
            inner = inner or preposition
            steps += 1
            seen.add(phrase)

    def _relations(self, clause: Clause) -> dict[int, str]:
        """How the clauses of the sentence stand to one: its own, above it, below it, beside it."""
        found = {clause.index: "own"}
        if clause.support is not None:
            found.setdefault(clause.support, "support")
        for other in self._hanging.carried.get(clause.index, ()):
            found.setdefault(other.index, "carried")
        for depth, above in enumerate(self.structure.ancestors(clause)):
            found.setdefault(above.index, "further above" if depth else f"above:{clause.link}")
        for other in self._hanging.clauses.get(clause.sentence, ()):
            if other.index in found:
                continue
            if other.parent == clause.index:
                found[other.index] = f"below:{other.link}"
            elif other.parent is not None and other.parent == clause.parent:
                found[other.index] = "beside"
            else:
                found[other.index] = "elsewhere"
        return found
