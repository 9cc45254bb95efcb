"""Which matched clauses are acts of their own, and which only parts of another act.

"Cancelled the talks" is one act and not two; "marched in protest" is one protest; troops that move
up and then attack are an attack.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from detente.events.codebook import Codebook, EventType
from detente.events.reality import Reality
from detente.events.signal_matching import Match
from detente.language.structure import Clause, Structure
from detente.model import Modality, Participant, Uncoded


class Candidate(Struct, frozen=True):
    """A matched clause with what was worked out of it.

    ``unsaid`` says that it tells to whom something is done, and of nobody who does it.
    """

    match: Match
    clause: Clause
    type: EventType
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    modality: Modality
    confidence: float
    unsaid: bool = False


def settle(
    candidates: list[Candidate], structure: Structure, codebook: Codebook, reality: Reality
) -> tuple[list[Candidate], list[Uncoded]]:
    """The acts to keep, in order, and the clauses that are part of them, with the reason."""
    parts = _parts(candidates, reality)
    kept = [c for c in candidates if c.clause.index not in parts]
    merged, again = _told_twice(kept, structure)
    beside = _background(merged) | _beside(merged, codebook) | _joined(merged)
    dropped = [
        Uncoded(c.clause.trigger, reason)
        for c in candidates
        if (reason := beside.get(index := c.clause.index) or again.get(_key(c)) or parts.get(index))
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
) -> tuple[list[Candidate], dict[tuple[int, str], str]]:
    """Acts with those that only say more of them joined on: "stormed the post, killing two"."""
    by_clause: dict[int | None, list[Candidate]] = {}
    for candidate in candidates:
        by_clause.setdefault(candidate.clause.index, []).append(candidate)
    widened: dict[tuple[int, str], Candidate] = {}
    found: dict[tuple[int, str], str] = {}
    for candidate in candidates:
        clause = candidate.clause
        first = by_clause.get(clause.parent, []) if clause.link == "conjunct" else []
        if any(_same_words(c, candidate) for c in first):
            found[_key(candidate)] = f"tells the {candidate.type.type} before it once more"
            continue
        if clause.tense != "none" and clause.kind != "noun":
            continue
        for above in structure.ancestors(clause):
            outer = next(
                (
                    now
                    for c in by_clause.get(above.index, ())
                    if _same_act(now := widened.get(_key(c), c), candidate)
                ),
                None,
            )
            if outer is not None:
                found[_key(candidate)] = f"says more of the {outer.type.type} that it hangs on"
                if not outer.recipients:
                    others = _without(candidate.recipients, outer.actors)
                    widened[_key(outer)] = replace(outer, recipients=others)
                break
    kept = [widened.get(_key(c), c) for c in candidates if _key(c) not in found]
    return kept, found


def _key(candidate: Candidate) -> tuple[int, str]:
    """What tells candidates apart: the words of one clause may be acts of two types."""
    return candidate.clause.index, candidate.match.type


def _same_words(first: Candidate, second: Candidate) -> bool:
    """Whether joined verbs of one sense have one object: "criticised and condemned the vote"."""
    shared = bool(first.clause.object) and first.clause.object == second.clause.object
    modes, more = set(first.match.signal.modes), set(second.match.signal.modes)
    return (
        shared
        and first.type is second.type
        and (more <= modes or modes <= more)
        and first.modality == second.modality
        and _ids(first.actors) == _ids(second.actors)
        and _ids(first.recipients) == _ids(second.recipients)
    )


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
    sentences: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        sentences.setdefault(candidate.clause.sentence, []).append(candidate)
    for candidate in candidates:
        never = codebook.types[candidate.match.type].not_beside
        for other in sentences[candidate.clause.sentence]:
            if other.type.type in never and other.modality == candidate.modality:
                found[candidate.clause.index] = f"told with the {other.type.type} it led to"
    return found


def _background(candidates: list[Candidate]) -> dict[int, str]:
    """Deeds that a sentence about another act only names, and says not whose they are.

    "Called for calm after the attack on X" tells of the call.
    """
    named = {c.clause.index: c.clause.sentence for c in candidates if _is_named(c)}
    told = {c.clause.sentence for c in candidates if not _is_named(c)}
    reason = "only named beside another act, and nobody is said to do it"
    return {index: reason for index, sentence in named.items() if sentence in told}


def _is_named(candidate: Candidate) -> bool:
    """Whether an act is no more than named, and nobody's: not "X faced criticism"."""
    clause = candidate.clause
    return candidate.unsaid and clause.kind == "noun" and clause.support is None


def _joined(candidates: list[Candidate]) -> dict[int, str]:
    """Acts that only begin what the act joined to them tells: "opened fire and killed two"."""
    by_clause = {c.clause.index: c for c in candidates}
    found: dict[int, str] = {}
    for candidate in candidates:
        parent = candidate.clause.parent
        other = None if parent is None else by_clause.get(parent)
        if candidate.clause.link != "conjunct" or other is None:
            continue
        if (
            candidate.type is other.type
            and candidate.modality == other.modality
            and _ids(candidate.actors) == _ids(other.actors)
            and bool(candidate.recipients) != bool(other.recipients)
        ):
            less = other if candidate.recipients else candidate
            found[less.clause.index] = f"told with the {other.type.type} joined to it"
    return found


def _ids(participants: Iterable[Participant]) -> set[str]:
    return {p.actor for p in participants}


def _without(
    participants: tuple[Participant, ...], others: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    return tuple(p for p in participants if p.actor not in _ids(others))
