"""Following words back: pronouns, "the two sides", "its neighbour", "the official".

A :class:`Discourse` keeps what the report has named so far.  Each rule answers only where the
grammar or the neighbourhood leaves one answer; otherwise the words stay unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from detente.actor_tables.folding import fold
from detente.actors.referring.asked_or_given import addressed
from detente.actors.referring.met_before import Seen, distinct, topic
from detente.actors.resolving.report_context import Context
from detente.language.structure import Clause, Phrase
from detente.model import Actor, Span

FORMER = ("ELI",)
"""Who held an office once is not called by it again."""

REACH = 3
"""Sentences a pronoun may look back: beyond, the report has moved on to somebody else."""
GROUP_REACH = 8
"""Sentences "the two sides" may look back; a report keeps its pair longer than its subject."""


class Discourse:
    """The actors of a report as they are met, and what refers back to them.

    Actors have numbers in order of meeting.  ``tags`` are the words each may be called by again
    ("official", "minister"), ``titles`` those that it was called by; ``pronouns`` the one it was
    called by; ``many`` those who are several; ``aside`` the unnamed ones that have done nothing
    yet, whom no pronoun means; ``strangers`` the sentences that name somebody unknown, whom a
    pronoun may mean; ``open`` the sentences with a pronoun that stayed unresolved: nobody is looked
    for beyond one of the same.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._grammar = context, context.tables.grammar
        self.actors: list[Actor] = []
        self.tags: list[set[str]] = []
        self.titles: list[set[str]] = []
        self.pronouns: dict[int, str] = {}
        self.many: set[int] = set()
        self.aside: set[int] = set()
        self.strangers: set[int] = set()
        self.open: set[tuple[int, str]] = set()
        self.seen: list[Seen] = []
        self._seen_in: dict[int, list[Seen]] = {}
        self._starts: dict[int, int] = {}
        self.counts: Counter[int] = Counter()
        self.by_phrase: dict[int, tuple[int, ...]] = {}

    def enter(self, actor: Actor, tags: Iterable[str] = (), titles: Iterable[str] = ()) -> int:
        """A new actor's number."""
        self.actors.append(actor)
        self.tags.append(set(tags))
        self.titles.append(set(titles))
        return len(self.actors) - 1

    def note(self, phrase: int, actors: tuple[int, ...]) -> None:
        """Record that *phrase* means *actors*."""
        if not actors:
            return
        value = self._context.phrase(phrase)
        self.by_phrase[phrase] = actors
        subject = self._context.subject_of(phrase) is not None
        if subject:
            self.aside.difference_update(actors)
        self._see(Seen(phrase, value.sentence, value.core, actors, subject, value.plural))
        if len(actors) == 1 and self.actors[actors[0]].kind == "person":
            self._address(actors[0], value)

    def pass_by(self, phrase: int, span: Span, actor: int) -> None:
        """Record that a word inside *phrase* names *actor* ("Russian" in "a Russian proposal")."""
        sentence = self._context.phrase(phrase).sentence
        self._see(Seen(phrase, sentence, span, (actor,), False, False))

    def _see(self, seen: Seen) -> None:
        self.seen.append(seen)
        self._seen_in.setdefault(seen.sentence, []).append(seen)
        self.counts.update(set(seen.actors))
        for number in seen.actors:
            first = self._starts.get(number, seen.span.start)
            self._starts[number] = min(first, seen.span.start)

    def seen_in(self, sentence: int) -> list[Seen]:
        """What a sentence has named so far."""
        return self._seen_in.get(sentence, [])

    def _address(self, number: int, phrase: Phrase) -> None:
        """Learn from "Mrs", "spokesman" and a given name which pronoun a person goes by."""
        if number in self.pronouns:
            return
        words = [w.key for w in self._context.words_in(phrase.core, phrase.sentence)]
        given = fold(self.actors[number].name).split()[:1]
        for pronoun in self._grammar.genders:
            listed = any(self._context.listed(pronoun, w) for w in (*words, *self.titles[number]))
            if listed or self._context.tables.pronouns.get("".join(given)) == pronoun:
                self.pronouns[number] = pronoun
                return

    # -- pronouns ----------------------------------------------------------------------------------

    def pronoun(self, index: int, word: str) -> tuple[int, ...]:
        """Whom a third-person pronoun means; empty where more than one answer is left."""
        if self._context.quoted(self._context.phrase(index).head):
            return ()
        if self._aside(index):
            return ()
        pronouns = self._grammar.pronouns
        for gender, words in self._grammar.genders.items():
            if word in words:
                return self._single(index, gender)
        if word in pronouns.several:
            return self._several(index)
        return self._thing(index) if word in pronouns.things else ()

    def _aside(self, index: int) -> bool:
        """Whether a pronoun opens a sentence before the one it means: "On his part, Ito ..."."""
        for phrase in map(self._context.phrase, self._context.owned.get(index, ())):
            if phrase.lemma in self._grammar.two.parts:
                sentence = self._context.structure.sentences[phrase.sentence].span
                return len(self._context.text[sentence.start : phrase.core.start].split()) < 2
        return False

    def _single(self, index: int, pronoun: str) -> tuple[int, ...]:
        def may(number: int) -> bool:
            known = self.pronouns.get(number, pronoun)
            one = self.actors[number].kind == "person" and number not in self.many
            return one and known == pronoun and number not in self.aside

        sentence = self._context.phrase(index).sentence
        found = self._governing(index, may)
        if found is None and (sentence, pronoun) not in self.open:
            found = self._nearby(index, may, pronoun)
        if found is None:
            self.open.add((sentence, pronoun))
            return ()
        self.pronouns[found] = pronoun
        return (found,)

    def _governing(self, index: int, may: Callable[[int], bool]) -> int | None:
        """The subject of a clause above the pronoun's own ("Lavrov said that he ...")."""
        phrase = self._context.phrase(index)
        clause = self._context.clause_of(index)
        if clause is None:
            return None
        own = index in clause.subject or self._objective(index)
        chain = [] if own else [clause]
        chain.extend(self._context.structure.ancestors(clause))
        for above in chain:
            if self._context.structure.sentences[above.sentence].span.covers(phrase.head):
                found = {
                    n for p in topic(above) for n in self.by_phrase.get(p, ())
                    if p != index and self._context.phrase(p).head.start < phrase.head.start
                }  # fmt: skip
                fitting = [n for n in found if may(n)]
                if len(fitting) == 1 and len(found) == 1:
                    return fitting[0]
                if found:
                    return None
        return None

    def _objective(self, index: int) -> bool:
        """Whether a pronoun is an argument of its own clause: its subject is somebody else then."""
        word = self._context.phrase(index).head.of(self._context.text).casefold()
        if word.endswith(self._grammar.pronouns.reflexive_ends):
            return False
        return index not in self._context.owned

    def _beside_it(self, index: int) -> set[int]:
        """The actors that share a verb with a pronoun, and are not it."""
        clause = self._context.clause_of(index)
        if clause is None or not self._objective(index):
            return set()
        return {
            n for p in (*clause.subject, *clause.object, *clause.indirect) if p != index
            for n in self.by_phrase.get(p, ())
        }  # fmt: skip

    def _spoken_of(self, index: int) -> set[int]:
        """Those named in what "he said" follows: a speaker does not call himself by name."""
        clause = self._context.clause_of(index)
        if clause is None or index not in clause.subject:
            return set()
        said = [self._context.clause(c).extent for c in clause.complements]
        start = self._context.phrase(index).head.start
        here = (s for s in self.seen_in(clause.sentence) if any(e.covers(s.span) for e in said))
        return {n for s in here if s.span.end <= start for n in s.actors}

    def _nearby(self, index: int, may: Callable[[int], bool], pronoun: str) -> int | None:
        """The one person of the sentence so far, else the subject of a sentence before."""
        phrase = self._context.phrase(index)
        here = [s for s in self.seen_in(phrase.sentence) if not self._context.quoted(s.span)]
        if self._strange(phrase.sentence):
            return None
        apart = self._beside_it(index) | self._spoken_of(index)
        persons = distinct(n for s in here for n in s.actors if may(n) and n not in apart)
        if len(persons) == 1:
            return persons[0] if self._foremost_so_far(index, persons[0], here) else None
        if persons:
            subjects = distinct(n for s in here if s.subject for n in s.actors if may(n))
            return subjects[0] if len(subjects) == 1 else self._beside(phrase.head.start, here, may)
        for back in range(1, REACH + 1):
            before = self.seen_in(phrase.sentence - back)
            if any(may(n) and n in apart for s in before for n in s.actors):
                return None
            if self._strange(phrase.sentence - back):
                return None
            if (phrase.sentence - back, pronoun) in self.open:
                return None
            persons = distinct(n for s in before for n in s.actors if may(n))
            if not persons:
                continue
            main = self._main_subjects(phrase.sentence - back)
            fitting = [n for n in main if may(n)]
            if len(fitting) == 1 and len(main) == 1:
                return fitting[0]
            sure = len(persons) == 1 and self.pronouns.get(persons[0]) == pronoun
            others = all(self._otherwise(n, pronoun) for n in main)
            return persons[0] if len(persons) == 1 and (not main or (sure and others)) else None
        return None

    def _otherwise(self, number: int, pronoun: str) -> bool:
        """Whether an actor is a person who surely goes by another pronoun."""
        known = self.pronouns.get(number)
        return self.actors[number].kind == "person" and known is not None and known != pronoun

    def _foremost_so_far(self, index: int, person: int, here: list[Seen]) -> bool:
        """Whether the one person of a sentence is a subject in it, where the pronoun is one too.

        "In May he stayed with Ito, where he ...": the second is not surely Ito.
        """
        clause = self._context.clause_of(index)
        if clause is None or index not in topic(clause):
            return True
        if any(s.subject and person in s.actors for s in here):
            return True
        return person in self._main_subjects(self._context.phrase(index).sentence - 1)

    def _strange(self, sentence: int) -> bool:
        """Whether a sentence has named somebody unknown so far."""
        return sentence in self.strangers

    def _beside(self, start: int, here: list[Seen], may: Callable[[int], bool]) -> int | None:
        """The name that "and his ..." follows at once."""
        for seen in reversed(here):
            gap = self._context.text[seen.span.end : start].strip(" ,")
            if gap in self._grammar.links.beside and len(seen.actors) == 1 and may(seen.actors[0]):
                return seen.actors[0]
        return None

    def _several(self, index: int) -> tuple[int, ...]:
        """Whom "they" means: the subjects above it, else of the sentence before, if several."""
        phrase = self._context.phrase(index)
        clause = self._context.clause_of(index)
        if clause is not None:
            # "X congratulated them": X is none of them.
            if joined := self._met_together(index, clause):
                return joined
            own = index in clause.subject or self._objective(index)
            for above in ([] if own else [clause], self._context.structure.ancestors(clause)):
                for other in above:
                    if other.sentence != phrase.sentence or not self._before(other, index):
                        continue
                    return self._plural(other)
        main = self._root(phrase.sentence - 1)
        return self._plural(main) if main else ()

    def _met_together(self, index: int, clause: Clause) -> tuple[int, ...]:
        """Whom "them" means after an act done with several: "X met Y and Z and thanked them"."""
        if index not in clause.object or clause.link != "conjunct" or clause.parent is None:
            return ()
        above = self._context.clause(clause.parent)
        if topic(above) and not set(topic(clause)) <= set(topic(above)):
            return ()
        for phrases in (above.object, *(oblique.phrases for oblique in above.obliques)):
            known = [self.by_phrase.get(p) for p in phrases]
            if len(known) > 1 and all(known):
                return tuple(distinct(n for k in known for n in k or ()))
        return ()

    def _before(self, clause: Clause, index: int) -> bool:
        start = self._context.phrase(index).head.start
        return any(p != index and self._context.phrase(p).head.start < start for p in topic(clause))

    def _plural(self, clause: Clause) -> tuple[int, ...]:
        """The actors of a clause's subjects where they are all known and more than one."""
        own = topic(clause)
        known = [self.by_phrase.get(p) for p in own]
        if not known or any(k is None for k in known):
            return ()
        several = len(known) > 1 or any(self._context.phrase(p).plural for p in own)
        return tuple(distinct(n for k in known for n in k or ())) if several else ()

    def _thing(self, index: int) -> tuple[int, ...]:
        """Whom "it" or "its" means: the state or body that is the subject above it."""

        def may(number: int) -> bool:
            return self.actors[number].kind in ("state", "government", "organisation", "group")

        phrase = self._context.phrase(index)
        clause = self._context.clause_of(index)
        if clause is None:
            return ()
        own = self._grammar.pronouns.of_things
        head = self._context.text[phrase.head.start : phrase.head.end]
        possessive = phrase.lemma.casefold() in own or head.casefold() in own
        above: list[Clause] = [clause] if possessive and index not in clause.subject else []
        if index in clause.subject or possessive:
            told = clause.link in ("complement", "purpose") or clause.link == "parenthetical"
            if told and clause.parent is not None:
                above.append(self._context.clause(clause.parent))
        if possessive and not above[1:] and self._tells(index, clause):
            above = [self._context.clause(clause.complements[0])]
        for other in above:
            found = [
                n for p in other.subject for n in self.by_phrase.get(p, ())
                if p != index and self._context.phrase(p).head.start < phrase.head.start
            ]  # fmt: skip
            if other.subject and not found:
                return ()
            if found:
                return (found[0],) if len(set(found)) == 1 and may(found[0]) else ()
        says = self._context.listed("speech", clause.lemma) and not possessive
        if says and index in clause.subject and not above:
            if still := self._still(index, clause, may):
                return still
            main = self._main_subjects(phrase.sentence - 1)
            return tuple(main) if len(main) == 1 and may(main[0]) else ()
        if index in clause.subject and not possessive and not above:
            return self._still(index, clause, may)
        return () if possessive else addressed(self._context, self.by_phrase, index, clause, may)

    def _tells(self, index: int, clause: Clause) -> bool:
        """Whether "its" is of who tells what stands before: "X will not talk, its envoy said"."""
        owned = set(self._context.owned.get(index, ()))
        start = self._context.phrase(index).head.start
        told = clause.complements[:1]
        return bool(told and owned & set(clause.subject)) and (
            self._context.clause(told[0]).trigger.end < start
        )

    def _still(self, index: int, clause: Clause, may: Callable[[int], bool]) -> tuple[int, ...]:
        """Whom "it" means that does something to somebody: who did what was told just before.

        "Chad freed the men. It expelled the envoy": the subject goes on where it was a state or
        body and the only subject.  What is, seems or happens is no doing, and its "it" mostly
        nobody's.
        """
        if clause.kind != "verb" or not (clause.object or clause.obliques) or clause.passive:
            return ()
        if self._context.listed("stative", clause.lemma):
            return ()
        phrase = self._context.phrase(index)
        before = [
            other
            for other in self._context.clauses_of.get(phrase.sentence, ())
            if other.kind != "noun" and other.link != "relative"
            and any(self._context.phrase(p).head.end < phrase.head.start for p in topic(other))
        ]  # fmt: skip
        last = before[-1] if before else self._root(phrase.sentence - 1)
        if last is None:
            return ()
        told = topic(last)
        found = distinct(n for p in told for n in self.by_phrase.get(p, ()))
        return tuple(found) if len(told) == len(found) == 1 and may(found[0]) else ()

    def _root(self, sentence: int) -> Clause | None:
        """The main clause of a sentence: the reporting one around a quotation, else the first."""
        roots = [
            c for c in self._context.clauses_of.get(sentence, ())
            if c.kind != "noun" and c.link in ("root", "parenthetical")
        ]  # fmt: skip
        reporting = [c for c in roots if c.link == "parenthetical" and c.subject]
        return next(iter(reporting or roots), None)

    def _main_subjects(self, sentence: int) -> list[int]:
        root = self._root(sentence)
        if root is None:
            return []
        return distinct(n for p in topic(root) for n in self.by_phrase.get(p, ()))

    # -- descriptions ------------------------------------------------------------------------------

    def first(self, number: int) -> int:
        """Where an actor was named first."""
        return self._starts.get(number, number)

    def again(
        self, index: int, tags: tuple[str, ...], country: str | None, extra: tuple[str, ...]
    ) -> int | None:
        """The actor last met that "the X" may call again.

        It must be of *country* where the words say one, and *extra* words ("the civil aviation
        authority") must be in its name.
        """
        phrase = self._context.phrase(index)
        for seen in reversed(self.seen):
            if seen.span.start >= phrase.core.start or len(seen.actors) != 1:
                continue
            if phrase.sentence - seen.sentence > GROUP_REACH:
                return None
            number = seen.actors[0]
            actor = self.actors[number]
            if actor.sectors == FORMER or (country is not None and actor.country != country):
                continue
            named = fold(f"{actor.name} {actor.office or ''}").split()
            if any(t in self.tags[number] for t in tags) and all(w in named for w in extra):
                return number
        return None

    def other(self, index: int, country: str, members: Callable[[int], int | None]) -> int | None:
        """The one other state in the neighbourhood ("its neighbour")."""
        phrase = self._context.phrase(index)
        for back in range(REACH + 1):
            here = self.seen_in(phrase.sentence - back)
            named = distinct(m for s in here for n in s.actors if (m := members(n)) is not None)
            others = [n for n in named if self.actors[n].country != country]
            if others:
                return others[0] if len(others) == 1 else None
        return None
