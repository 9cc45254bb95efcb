"""What a statement does: told by its cue, or by its own words where the cue says nothing."""

from __future__ import annotations

from detente.model import StatementKind
from detente.statements.cues import Cue
from detente.statements.statement_words import StatementWords

# Longer statements are whole speeches; their first words say what they do, and time stays bounded.
_LONGEST = 1_000
# Whom and what is denied stands in so many words: "the stranded ship entry".
_OBJECT = 4


def kinds_of(
    cue: Cue | None, said: str, words: StatementWords, *, part: bool = False
) -> tuple[StatementKind, ...]:
    """The kinds of a statement reported by *cue* (``None``: by none) that *said* so much.

    *part* says that these are quoted words of a sentence that begins before them: X "did not do
    it", Y said.

    An attitude ("believes that ...") has none.  A plain cue ("said") makes a claim, unless the
    words themselves do something else.
    """
    if cue is not None and cue.cue_class == "think":
        return ()
    own = () if cue is None else cue.kinds
    if "denial" in own and _withheld(said, words):
        own = tuple("refusal" if kind == "denial" else kind for kind in own)
    plain = cue is None or own == ("claim",)
    said = said[:_LONGEST]
    found = [
        signal.kind
        for signal in words.signals
        if (plain or signal.where == "any")
        and (part or signal.where != "part")
        and signal.pattern.search(said)
    ]
    told = [kind for kind in own if kind != "claim" or not found]
    if not told and not found and cue is None:
        found = ["claim"]
    return tuple(dict.fromkeys([*told, *found]))


def _withheld(said: str, words: StatementWords) -> bool:
    """Whether what was denied is a thing: "denied the ship entry", "denied bail"."""
    first = said.casefold().split()[:_OBJECT]
    return words.complementizers.isdisjoint(first) and not words.withheld.isdisjoint(
        word.strip(",.") for word in first
    )
