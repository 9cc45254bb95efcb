"""Acts that are told without a word of who does them: "was charged", "the attack on X"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.events.signal_matching import ReportMatcher
from detente.language.structure import Clause
from detente.model import Participant
from detente.model.plover import ABROAD


def doer_unsaid(
    clause: Clause, recipients: tuple[Participant, ...], matcher: ReportMatcher
) -> bool:
    """Whether a clause itself says to whom something is done, and nothing of by whom.

    Who is only named inside a phrase ("his crown was taken") or further off is not meant.
    """
    if not _is_without_doer(clause, matcher):
        return False
    suffering: set[str] = set()
    for index in _suffering(clause, matcher):
        suffering.update(matcher.reading.of(index))
    for index in _suffering(clause, matcher, matcher.words.aimed):
        suffering.update(_lands(index, matcher))
    return bool(recipients) and all(p.actor in suffering for p in recipients)


def sufferer_unsaid(
    clause: Clause, actors: tuple[Participant, ...], matcher: ReportMatcher
) -> bool:
    """Whether a noun names a deed of a state or its army, and nothing it is done to: "X's raid".

    What another body's name stands before may as well have been done to it.
    """
    if clause.kind != "noun" or clause.phrase is None or any(_suffering(clause, matcher)):
        return False
    acting = [matcher.reading.actors[p.actor] for p in actors]
    if not all(a.kind == "state" or ABROAD.intersection(a.sectors) for a in acting):
        return False
    phrase = matcher.structure.phrases[clause.phrase]
    return phrase.definiteness in ("definite", "demonstrative", "possessive")


def _is_without_doer(clause: Clause, matcher: ReportMatcher) -> bool:
    if clause.kind == "verb":
        # "An envoy who had been accused of it" is told of to say who he is.
        return clause.passive and not clause.subject and clause.link != "relative"
    if clause.kind != "noun" or clause.phrase is None or clause.subject:
        return False
    phrase, doing = matcher.structure.phrases[clause.phrase], clause.oblique(*matcher.words.doing)
    # "Mobilized for an assault on X" tells of none yet.
    aim = clause.mark in matcher.words.aims and phrase.definiteness in ("indefinite", "bare")
    return not doing and phrase.possessor is None and not aim


def _suffering(
    clause: Clause, matcher: ReportMatcher, but: frozenset[str] = frozenset()
) -> Iterator[int]:
    """The phrases for those to whom a clause's act is done; not under the prepositions of *but*."""
    yield from clause.object
    if clause.kind == "noun":
        upon = matcher.words.part.union(matcher.matcher.codebook.roles.upon)
        yield from clause.oblique(*upon.difference(but))


def _lands(index: int, matcher: ReportMatcher) -> Iterator[str]:
    """Whose land a thing lies in to which something is done: "the attack on a port in X"."""
    lands, lying = matcher.reading.lands, matcher.matcher.codebook.roles.lying
    yield from lands.get(index, ())
    for oblique in matcher.structure.phrases[index].obliques:
        if oblique.preposition in lying:
            for inner in oblique.phrases:
                yield from lands.get(inner, ())
