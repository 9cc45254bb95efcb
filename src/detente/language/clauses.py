"""Clauses from a spaCy parse: predicates with their logical arguments.

Reads ClearNLP dependency labels, which spaCy's English pipelines share.  Nothing outside this
package sees them.  The work is in three steps: find the predicates (:meth:`ClauseBuilder.build`),
give each its own arguments, then let arguments flow along control, coordination, relative clauses
and light verbs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.language.clause_links import children, noun_link, position, verb_link
from detente.language.clefts import cleft_noun
from detente.language.drafts import Draft, freeze
from detente.language.heads import climb
from detente.language.negation import denial, excepted
from detente.language.phrases import PhraseBuilder, named_after_title, prepositions, title_of
from detente.language.sharing import share_after_joined
from detente.language.structure import Clause, Oblique

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.lexicon import Lexicon
    from detente.language.parsed_passage import Passage

_NOT_PREDICATE = frozenset(
    {"aux", "auxpass", "amod", "compound", "prep", "case", "det", "quantmod", "mark", "cc", "punct"}
)
_NAMES = frozenset({"PERSON", "GPE", "LOC", "ORG", "NORP", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})


def _bare_infinitive(draft: Draft, parent: Draft, words: Lexicon) -> bool:
    """ "Helped Y build": Y is an object, as in "helped Y to build"."""
    bare = draft.token.tag_ == "VB" and not draft.modals and not draft.mark
    return bare and parent.lemma in words.object_control


class ClauseBuilder:
    """Makes the clauses of one parsed passage; indexes start at *base*."""

    def __init__(self, passage: Passage, phrases: PhraseBuilder, base: int) -> None:
        self.words = phrases.words
        self.passage = passage
        self.phrases = phrases
        self.base = base
        self.drafts: dict[int, Draft] = {}
        self.noun_clauses: dict[int, int] = {}
        self.describing: dict[int, list[Draft]] = {}

    def build(self) -> list[Clause]:
        """The clauses, in the order of their predicates."""
        for token in self.passage.read:
            kind = self._kind(token)
            if kind is not None:
                self.drafts[token.i] = Draft(self.base + len(self.drafts), kind, token)
        for draft in self.drafts.values():
            if draft.kind == "noun":
                self.noun_clauses[draft.token.i] = draft.index
        drafts = list(self.drafts.values())
        for draft in drafts:
            if draft.kind != "noun":
                self._verb_arguments(draft)
        for draft in drafts:
            if draft.kind == "noun":
                self._noun_arguments(draft)
        for draft in drafts:
            self._link(draft)
        self._complete_all()
        share_after_joined(drafts, self.words)
        for draft in drafts:
            if draft.topic is not None:
                self.describing.setdefault(draft.topic, []).append(draft)
        for draft in drafts:
            if draft.kind == "noun":
                self._light(draft)
        # Once more: what hangs on a noun clause could not flow before its light verb was seen.
        self._complete_all()
        self._reporting_beside(drafts)
        return [freeze(draft, self.passage, self.words) for draft in drafts]

    # -- predicates -------------------------------------------------------------------------

    def _kind(self, token: Token) -> str | None:
        if token.pos_ in ("VERB", "AUX"):
            if token.dep_ in _NOT_PREDICATE:
                return None
            if token.lemma_ in self.words.copulas and children(token, "acomp"):
                return None  # the adjective is the predicate
            return "verb"
        if token.pos_ == "ADJ" and (
            token.dep_ in ("acomp", "oprd") or (children(token, "nsubj") and token.dep_ != "amod")
        ):
            return "adjective"
        if token.pos_ in ("NOUN", "PROPN") and title_of(token) is None:
            named = token.ent_type_ in _NAMES or named_after_title(token) is not None
            if not named and token.ent_type_ not in _TIMES and self.phrases.of(token) is not None:
                return "noun"
        return None

    # -- own arguments ----------------------------------------------------------------------

    def _noun(self, token: Token) -> list[int]:
        """The phrases that *token* (and what is joined to it) stands for, relatives followed."""
        if token.tag_ in _RELATIVE_TAGS or (
            token.tag_ == "DT" and token.lower_ in self.words.complementizers
        ):
            return self._antecedents(token)
        alone = excepted(token, self.words)
        return self.phrases.of_all(token if alone is None else alone)

    def _nouns(self, tokens: Iterable[Token]) -> list[int]:
        return [p for token in tokens for p in self._noun(token)]

    def _antecedents(self, token: Token) -> list[int]:
        """What a relative pronoun stands for: all that "it was X and Y that" stresses."""
        for ancestor in token.ancestors:
            if ancestor.dep_ == "relcl":
                noun = ancestor.head
                if cleft_noun(noun, self.words):
                    *_, first = climb(noun, "conj")
                    return self.phrases.of_all(first)
                phrase = self.phrases.of(noun)
                return [] if phrase is None else [phrase]
        return []

    def _verb_arguments(self, draft: Draft) -> None:
        token = draft.token
        verb = token if draft.kind == "verb" else self._copula(token)
        draft.verb = verb
        subject = self._nouns(
            children(verb, "nsubj") + ([] if verb is token else children(token, "nsubj"))
        )
        passive_subject = self._nouns(children(verb, "nsubjpass"))
        draft.passive = bool(passive_subject or children(verb, "auxpass"))
        if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and not children(verb, "aux"):
            draft.passive = draft.passive or not children(verb, "nsubj")
        elif verb.dep_ == "advcl" and verb.tag_ == "VBN":  # "Asked about it, X said ..."
            draft.passive = draft.passive or not children(verb, "nsubj", "aux", "dobj")
        objects = self._nouns(children(verb, "dobj"))
        if not draft.passive and self._suffered(verb):
            draft.passive, passive_subject = True, subject
        if draft.passive:
            draft.object = passive_subject + objects
            agents = self.words.agents
            draft.subject = self._nouns(
                t for name, t in prepositions(verb) if name in agents and t.dep_ == "pobj"
            )
        else:
            draft.subject, draft.object = subject, objects
        if token.dep_ == "oprd" and draft.kind == "adjective":
            draft.subject = self._nouns(children(token.head, "dobj"))
        draft.indirect = self._nouns(c for c in children(verb, "dative") if c.pos_ != "ADP")
        draft.attribute = self._nouns(children(verb, "attr", "oprd"))
        draft.obliques = self._obliques(verb, skip_agent=draft.passive)
        if verb is not token:
            draft.obliques += self._obliques(token, skip_agent=False)
        for adverb in children(verb, "advmod"):
            draft.obliques += [
                Oblique(f"{adverb.lower_} {name}", tuple(self._noun(t)))
                for name, t in prepositions(adverb)
            ]
            if adverb.lower_ in self.words.directional:  # "back to X" is to X
                draft.obliques += self._obliques(adverb, skip_agent=False)
        for said in children(verb, "intj"):  # "said sorry to X"
            draft.obliques += self._obliques(said, skip_agent=False)
        draft.morphology(self.words)
        self._relative(draft)

    def _suffered(self, verb: Token) -> bool:
        """A passive without its auxiliary: "two killed in a blast", "with dozens arrested"."""
        if verb.lemma_ not in self.words.suffered or verb.tag_ not in ("VBN", "VBD"):
            return False
        joined = any(children(c, "dobj") for c in children(verb, "conj"))
        alone = verb.dep_ not in ("conj", "relcl", "acl", "amod") and not joined
        return alone and not children(verb, "aux", "auxpass", "dobj", "ccomp", "xcomp", "dative")

    @staticmethod
    def _copula(token: Token) -> Token:
        return token.head if token.dep_ == "acomp" else token

    def _obliques(self, token: Token, *, skip_agent: bool) -> list[Oblique]:
        found = []
        for name, governed in prepositions(token):
            if governed.dep_ == "pcomp" or (skip_agent and name in self.words.agents):
                continue
            phrases = self._noun(governed)
            if phrases:
                found.append(Oblique(name, tuple(phrases)))
        return found

    def _relative(self, draft: Draft) -> None:
        """The gap of a relative clause that has no relative pronoun: "islands both claim"."""
        token = draft.token
        if token.dep_ not in ("relcl", "acl"):
            return
        antecedent = self.phrases.of(token.head)
        draft.topic = antecedent
        if antecedent is None:
            return
        pronoun = any(t.tag_ in _RELATIVE_TAGS or t.tag_ == "WRB" for t in token.subtree)
        what = token.left_edge.dep_ == "dobj"  # "a visit that X made", with "that" as no pronoun
        if token.dep_ == "relcl" or what:
            if (what or not pronoun) and draft.subject and not draft.object and not draft.passive:
                draft.object = [antecedent]
        elif draft.passive and not draft.object:
            draft.object = [antecedent]
        elif token.tag_ == "VBG" and not draft.subject:
            draft.subject = [antecedent]

    def _noun_arguments(self, draft: Draft) -> None:
        token = draft.token
        draft.phrase = self.phrases.of(token)
        possessors = [c for c in token.lefts if c.dep_ == "poss" and c.ent_type_ not in _TIMES]
        draft.subject = self._nouns(possessors)
        draft.subject += self._compounded(token)
        draft.obliques = self._obliques(token, skip_agent=False)
        draft.obliques += self._stranded(token) + self._hung_on_names(token)
        for oblique in draft.obliques:
            if oblique.preposition in self.words.doers_of_nouns:
                draft.subject = draft.subject + [
                    p for p in oblique.phrases if p not in draft.subject
                ]
        draft.negation = denial(token, self.words)

    def _compounded(self, token: Token) -> list[int]:
        """The first of two names that a noun is compounded with: "Oslo and Riga trade talks"."""
        named = [c for c in token.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"]
        if token.dep_ == "conj" and named and token.head.pos_ == "PROPN":
            phrase = self.phrases.of(token.head)
            return [] if phrase is None else [phrase]
        return []

    def _stranded(self, token: Token) -> list[Oblique]:
        """Prepositional phrases after an object noun that the parser hung on its verb.

        "They discussed a visit to Oslo by the king": whether ``by`` belongs to the noun or the verb
        is often open; the noun clause gets to see them too, and the codebook's prepositions decide.
        """
        first = position(token, self.words)
        if first.dep_ in ("dobj", "attr") and first.head.pos_ in ("VERB", "AUX"):
            return [o for o in self._later(first.head, token.i) if o.phrases]
        return []

    def _hung_on_names(self, token: Token) -> list[Oblique]:
        """What the parser hung on a name that the noun governs: "a visit to Peru by the king".

        Names take no "by", "with" or "to" of their own.
        """
        return [
            Oblique(name, tuple(self._noun(t)))
            for _, governed in prepositions(token)
            if governed.pos_ == "PROPN"
            for name, t in prepositions(governed)
            if name in self.words.not_of_names and t.dep_ == "pobj"
        ]

    def _later(self, verb: Token, position: int) -> list[Oblique]:
        return [
            Oblique(name, tuple(self._noun(t)))
            for name, t in prepositions(verb)
            if t.i > position and t.dep_ == "pobj"
        ]

    # -- links ------------------------------------------------------------------------------

    def _governor(self, token: Token) -> Draft | None:
        """The nearest predicate at or above *token*."""
        seen = 0
        while True:
            if token.i in self.drafts:
                return self.drafts[token.i]
            complement = children(token, "acomp") if token.lemma_ in self.words.copulas else []
            if complement and complement[0].i in self.drafts:
                return self.drafts[complement[0].i]
            host = title_of(token)
            if host is None and token.head.i == token.i:
                return None
            token = host or token.head
            seen += 1
            if seen > 60:
                return None

    def _link(self, draft: Draft) -> None:
        link_of = noun_link if draft.kind == "noun" else verb_link
        link, mark, anchor = link_of(draft, self.words)
        parent = None if anchor is None else self._governor(anchor)
        if parent is None or parent is draft:
            draft.link, draft.mark = "root", mark
            return
        draft.parent, draft.link, draft.mark = parent, link, mark
        if link == "complement":
            parent.complements.append(draft)

    # -- arguments that flow ----------------------------------------------------------------

    def _complete_all(self) -> None:
        """Lends subjects along control and coordination, governing clauses first."""
        done: set[int] = set()
        for draft in self.drafts.values():
            chain: list[Draft] = []
            above: Draft | None = draft
            while above is not None and above.index not in done:
                done.add(above.index)
                chain.append(above)
                above = above.parent
            for link in reversed(chain):
                self._complete(link)

    def _complete(self, draft: Draft) -> None:
        """Gives a clause without a subject the one that control or coordination lends it."""
        parent = draft.parent
        if draft.kind == "noun" or parent is None:
            return
        self._share_with_conjunct(draft, parent)
        if not draft.subject and not draft.passive:
            draft.subject = self._controller(draft, parent)
        elif not draft.object and draft.passive:
            draft.object = self._controller(draft, parent)
        self._object_of_control(draft, parent)

    def _share_with_conjunct(self, draft: Draft, parent: Draft) -> None:
        if draft.link != "conjunct" or parent.kind == "noun":
            return
        bare = draft.token.tag_ in ("VB", "VBN", "VBG") and not children(
            draft.verb, "aux", "auxpass"
        )
        if bare and not children(draft.verb, "nsubj", "nsubjpass"):
            draft.borrow(parent, self.words)

    def _controller(self, draft: Draft, parent: Draft) -> list[int]:
        if draft.link == "conjunct":
            return parent.surface_subject()
        if draft.link == "relative" or draft.mark in self.words.own_subject_marks:
            return []
        if draft.link in ("adverbial", "purpose"):
            if parent.passive and draft.mark in self.words.agents:
                return []  # "killed by shelling": those killed shelled nobody
            nonfinite = draft.tense == "none"
            return parent.surface_subject() if nonfinite else []
        if draft.link == "complement" and draft.tense == "none":
            if parent.kind == "noun":
                return list(parent.subject)
            if draft.mark in self.words.gerunds_of_objects and parent.object:
                return list(parent.object)
            return self._verb_controller(parent)
        return []

    def _verb_controller(self, parent: Draft) -> list[int]:
        words = self.words
        if parent.passive:
            return list(parent.object)
        for oblique in parent.obliques:
            if f"{parent.lemma} {oblique.preposition}" in words.object_control_prepositions:
                return list(oblique.phrases)
        if parent.lemma in words.object_control and (parent.object or parent.indirect):
            return list(parent.object or parent.indirect)
        return list(parent.subject)

    def _object_of_control(self, draft: Draft, parent: Draft) -> None:
        """ "X urged Y to leave": the parser makes Y the subject of "leave" only."""
        if (
            draft.link == "complement"
            and (draft.infinitive or _bare_infinitive(draft, parent, self.words))
            and parent.kind == "verb"
            and not parent.object
            and not parent.passive
            and draft.mark not in self.words.subject_marks
            and parent.lemma not in self.words.raising_to_object
            and draft.has_own_subject
        ):
            parent.object = list(draft.object if draft.passive else draft.subject)

    def _light(self, draft: Draft) -> None:
        """Subject, tense and obliques from the light verb that carries a noun."""
        verb, reversed_ = self._support(draft)
        if verb is None:
            return
        draft.support = verb
        draft.lend_morphology(verb)
        words = self.words
        givers = [p for o in verb.obliques if o.preposition in words.givers for p in o.phrases]
        by = {p for o in draft.obliques if o.preposition in words.agents for p in o.phrases}
        if not draft.subject:
            # "Is engaged in talks": who is engaged in them holds them.
            doing = verb.surface_subject() if draft.link == "oblique" else verb.subject
            draft.subject = givers if reversed_ else list(doing)
        elif verb.subject and not (reversed_ or verb.passive) and by.issuperset(draft.subject):
            # "Launched an inquiry into attacks by X": who launches it inquires, not X.
            draft.subject = list(verb.subject)
        elif not reversed_ and draft.link == "object" and verb.subject:
            draft.obliques.append(Oblique("holder", tuple(verb.subject)))
        if reversed_:
            draft.object = list(verb.surface_subject())
        draft.indirect = list(verb.indirect)
        known = {(o.preposition, o.phrases) for o in draft.obliques}
        draft.obliques += [o for o in verb.obliques if (o.preposition, o.phrases) not in known]

    def _support(self, draft: Draft) -> tuple[Draft | None, bool]:
        words = self.words
        for clause in self.describing.get(draft.phrase, ()) if draft.phrase is not None else ():
            if draft.phrase in clause.object and clause.lemma in words.light:
                return clause, False
        parent = draft.parent
        if parent is None or parent.kind != "verb":
            return None, False
        if draft.link == "object":
            if parent.lemma in words.light:
                return parent, False
            if parent.lemma in words.light_reversed:
                return parent, True
        if draft.link == "oblique":
            name = f"{parent.lemma} {draft.mark}"
            if name in words.light_prepositions:
                return parent, False
            if name in words.light_prepositions_reversed:
                return parent, True
        if draft.link == "attribute" and parent.object and not parent.passive:
            draft.subject = draft.subject or list(parent.object)
        return None, False

    def _reporting_beside(self, drafts: list[Draft]) -> None:
        """ "..., the official said, ...": the reporting clause governs what it stands beside."""
        for draft in drafts:
            host = draft.parent
            if (
                draft.link == "parenthetical"
                and host is not None
                and draft.lemma in self.words.reporting
                and draft.subject
                and not draft.complements
            ):
                draft.parent, draft.link = host.parent, host.link
                host.parent, host.link = draft, "complement"
                draft.complements.append(host)
