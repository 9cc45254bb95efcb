"""What is done by being said: "I want to thank X" thanks X, "wrote to X to protest" protests."""

from __future__ import annotations

from detente.events.codebook import Performed
from detente.language.structure import Clause, Structure


class Spoken:
    """The wishes and purposes of one report that are done as soon as they are told."""

    def __init__(self, performed: Performed, structure: Structure) -> None:
        self._structure = structure
        self._wishes, self._by_wish = frozenset(performed.wishes), frozenset(performed.by_wish)
        self._voicing = frozenset(performed.voicing)
        self._by_voicing = frozenset(performed.by_voicing)

    def is_wished(self, clause: Clause, parent: Clause) -> bool:
        """Whether *clause* names what a wish does by being told: "would like to thank X".

        A wish of the past counts where it is told as what somebody said.
        """
        if clause.link != "complement" or not clause.infinitive:
            return False
        told = parent.tense != "past" or parent.link == "complement"
        own = bool(parent.subject) and clause.subject == parent.subject
        courteous = parent.lemma in self._wishes and parent.negation is None
        return own and courteous and told and clause.lemma in self._by_wish

    def is_voiced(self, clause: Clause, parent: Clause) -> bool:
        """Whether *clause* names what is said by the deed of its *parent*: "wrote to protest"."""
        if not clause.infinitive or clause.link not in ("complement", "purpose"):
            return False
        if clause.lemma not in self._by_voicing:
            return False
        verb = parent if parent.support is None else self._structure.clauses[parent.support]
        if verb.lemma in self._voicing:
            return True
        named = (*verb.object, *(index for o in verb.obliques for index in o.phrases))
        lemmas = (self._structure.phrases[index].lemma.lower() for index in named)
        return any(f"{verb.lemma} {lemma}" in self._voicing for lemma in lemmas)
