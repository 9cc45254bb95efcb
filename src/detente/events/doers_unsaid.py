"""Acts that are told without a word of who does them: "was charged", "the attack on X"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.events.signal_matching import ReportMatcher
from detente.language.structure import Clause
from detente.model import Participant


def doer_unsaid(
    clause: Clause, recipients: tuple[Participant, ...], matcher: ReportMatcher
) -> bool:
    """Whether a clause itself says to whom something is done, and nothing of by whom.

    Who is only named inside a phrase ("his crown was taken") or further off is not meant.
    """
    if not _is_without_doer(clause, matcher):
        return False
    suffering = {a for index in _suffering(clause, matcher) for a in matcher.reading.of(index)}
    return bool(recipients) and all(p.actor in suffering for p in recipients)


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


def _suffering(clause: Clause, matcher: ReportMatcher) -> Iterator[int]:
    """The phrases for those to whom a clause's act is done."""
    yield from clause.object
    if clause.kind == "noun":
        yield from clause.oblique(*matcher.words.part, *matcher.matcher.codebook.roles.upon)
