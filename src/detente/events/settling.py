"""Which matched clauses are acts of their own, and which only parts of another act.

"Cancelled the talks" is one act and not two; "marched in protest" is one protest; troops that move
up and then attack are an attack.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from detente.events.codebook import Codebook, EventType
from detente.events.matching import Match
from detente.events.reality import Reality
from detente.language.structure import Clause, Structure
from detente.model import Modality, Participant, Uncoded


class Candidate(Struct, frozen=True):
    """A matched clause with what was worked out of it."""

    match: Match
    clause: Clause
    type: EventType
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    modality: Modality
    confidence: float


def settle(
    candidates: list[Candidate], structure: Structure, codebook: Codebook, reality: Reality
) -> tuple[list[Candidate], list[Uncoded]]:
    """The acts to keep, in order, and the clauses that are part of them, with the reason."""
    parts = _parts(candidates, reality)
    kept = [c for c in candidates if c.clause.index not in parts]
    merged, again = _told_twice(kept, structure)
    beside = _beside(merged, codebook)
    reasons = parts | again | beside
    dropped = [
        Uncoded(c.clause.trigger, reasons[c.clause.index])
        for c in candidates
        if c.clause.index in reasons
    ]
    return [c for c in merged if c.clause.index not in beside], dropped


def _parts(candidates: list[Candidate], reality: Reality) -> dict[int, str]:
    """Clauses that a signal of another act used, that one governs, or whose noun was coded."""
    coded = {c.clause.index: c for c in candidates}
    found: dict[int, str] = {}
    for candidate in candidates:
        for index in candidate.match.used:
            if index in coded and index != candidate.clause.index:
                found[index] = f"part of the {candidate.type.type} before it"
    for candidate in candidates:
        governor = reality.governor(candidate.clause)
        if governor is not None and governor[0].index in coded:
            type_ = coded[governor[0].index].type.type
            found.setdefault(candidate.clause.index, f"part of the {type_} that governs it")
    for candidate in candidates:
        support = candidate.clause.support
        if support is not None and support in coded and candidate.clause.index not in found:
            found[support] = "the noun it carries was coded"
    return found


def _told_twice(
    candidates: list[Candidate], structure: Structure
) -> tuple[list[Candidate], dict[int, str]]:
    """Acts with those that only say more of them joined on: "stormed the post, killing two"."""
    by_clause = {c.clause.index: c for c in candidates}
    found: dict[int, str] = {}
    for candidate in candidates:
        clause = candidate.clause
        if clause.tense != "none" and clause.kind != "noun":
            continue
        for above in structure.ancestors(clause):
            outer = by_clause.get(above.index)
            if outer is not None and _same_act(outer, candidate):
                found[clause.index] = f"says more of the {outer.type.type} that it hangs on"
                if not outer.recipients:
                    others = _without(candidate.recipients, outer.actors)
                    by_clause[above.index] = replace(outer, recipients=others)
                break
    return [by_clause[c.clause.index] for c in candidates if c.clause.index not in found], found


def _same_act(outer: Candidate, inner: Candidate) -> bool:
    """Whether *inner* names nobody that would make it an act apart from *outer*."""
    return (
        outer.type is inner.type
        and outer.modality == inner.modality
        and _ids(inner.actors) <= _ids(outer.actors)
        and (not outer.recipients or _ids(inner.recipients) <= _ids(outer.recipients))
    )


def _beside(candidates: list[Candidate], codebook: Codebook) -> dict[int, str]:
    """Acts whose type is not coded beside another's in one sentence (PLOVER 3.14.1)."""
    found: dict[int, str] = {}
    for candidate in candidates:
        never = codebook.types[candidate.match.type].not_beside
        for other in candidates:
            if (
                other.type.type in never
                and other.clause.sentence == candidate.clause.sentence
                and other.modality == candidate.modality
            ):
                found[candidate.clause.index] = f"told with the {other.type.type} it led to"
    return found


def _ids(participants: Iterable[Participant]) -> set[str]:
    return {p.actor for p in participants}


def _without(
    participants: tuple[Participant, ...], others: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    return tuple(p for p in participants if p.actor not in _ids(others))
