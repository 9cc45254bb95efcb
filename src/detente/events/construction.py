"""How English says an act: the grammar of the clause that it was coded from."""

from __future__ import annotations

from typing import Literal

from detente.language.structure import Clause, Structure
from detente.model import EventMention

Construction = Literal[
    "active",         # "X attacked Y"
    "passive",        # "Y was attacked by X", "Y was attacked"
    "infinitive",     # "X agreed to withdraw", "X to sign": no tense of its own
    "participle",     # "X, citing Y, ...", "after meeting X": no tense either
    "reduced clause", # "the pact signed in May"
    "light verb",     # "X held talks with Y"
    "nominal",        # "X's attack on Y", "talks between X and Y"
    "adjective",      # "X is ready"
]  # fmt: skip


def construction(clause: Clause) -> Construction:
    """What kind of clause tells an act."""
    if clause.kind == "noun":
        return "nominal" if clause.support is None else "light verb"
    if clause.kind == "adjective":
        return "adjective"
    if clause.infinitive:
        return "infinitive"
    if clause.tense == "none":
        return "reduced clause" if clause.link == "relative" else "participle"
    return "passive" if clause.passive else "active"


def clause_of(mention: EventMention, structure: Structure) -> Clause | None:
    """The clause that an act was coded from; ``None`` where *structure* does not have it."""
    for clause in structure.clauses:
        if clause.trigger == mention.trigger and clause.extent == mention.extent:
            return clause
    return None
