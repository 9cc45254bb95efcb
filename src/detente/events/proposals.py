"""Acts told in words that no signal has: what the reader proposes for them.

A proposal is a match of the type's own roles, by a signal named ``reader`` that no codebook lists.
``data/events/reader.toml`` says from which share on one is coded, and from which on it is at least
told among what was not; and how likely right an act must be that a signal coded.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from detente.document import Document
from detente.errors import TableError
from detente.events.choosing_acts import Candidate
from detente.events.codebook import Signal
from detente.events.sides_of_acts import is_political
from detente.events.signal_matching import READER, Match
from detente.language.structure import Clause
from detente.model import EventMention, Uncoded
from detente.stretches import Stretches
from detente.word_folders import shipped

TABLE = "reader.toml"


class Proposing(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """From which share on a proposal is coded (``code_from``), and from which on it is listed.

    What a signal coded is kept from ``keep_from`` on: the share of events like it whose type is
    right, as the reader has a part in it.  ``actor`` and ``recipient`` are the roles that name who
    takes part in a proposal, the type's own where there are none.
    """

    code_from: float
    list_from: float
    keep_from: float
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()

    def doubts(self, mention: EventMention) -> Uncoded | None:
        """Why an act is not coded although its words say so; ``None`` where it is."""
        if mention.type_confidence >= self.keep_from:
            return None
        share = f"{mention.type_confidence:.2f}"
        return Uncoded(
            mention.trigger, f"{mention.type}: the reader doubts it ({share} of such are right)"
        )

    def of(
        self, document: Document, unmatched: Iterable[Clause], told: Iterable[Candidate]
    ) -> Iterator[Match | Uncoded]:
        """What the reader makes of clauses that no signal matches: acts, and what is listed only.

        Verbs alone are proposed: who takes part in what a noun names is told less surely.  Nothing
        is above or below an act that signals tell (*told*): the words around it are its own.
        """
        structure = document.structure
        told = list(told)
        acts = {act.clause.index for act in told}
        above = {
            clause.index
            for index in acts
            for clause in structure.ancestors(structure.clauses[index])
        }
        words = Stretches(told, lambda act: act.clause.extent)
        for clause in unmatched:
            hint = document.hints.get(clause.index)
            if hint is None or not hint.shares or clause.index in above:
                continue
            if clause.kind != "verb" or words.around(clause.trigger):
                continue
            type_, share = hint.best
            if share < self.list_from or any(
                outer.index in acts for outer in structure.ancestors(clause)
            ):
                continue
            if share < self.code_from:
                said = f"proposed by the reader at {share:.2f}, coded from {self.code_from:g}"
                yield Uncoded(clause.trigger, f"{type_}: {said}")
            else:
                yield Match(type_, self._signal(share), clause.index)

    def _signal(self, share: float) -> Signal:
        return Signal(
            name=READER, confidence=share, actor=self.actor, recipient=self.recipient,
            implied_recipient=(),
        )  # fmt: skip


def load_proposing(*, own: bool = False) -> Proposing:
    """The shipped shares, with the shipped roles; for a codebook of one's *own*, with its types'.

    Raises :class:`TableError` where the table does not hold.
    """
    text = (shipped() / "events" / TABLE).read_text("utf-8")
    try:
        found = msgspec.convert(tomllib.loads(text), Proposing)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"{TABLE}: {error}") from error
    if not (0 < found.list_from <= found.code_from <= 1 and 0 <= found.keep_from <= 1):
        raise TableError(
            f"{TABLE}: shares go from 0 to 1, and what is coded from a share on is listed, too"
        )
    return replace(found, actor=(), recipient=()) if own else found


def worth_asking(document: Document) -> Iterator[int]:
    """The clauses that the reader is asked of, by their indexes: of sentences that name an actor
    of a known country, organisation or political sector."""
    structure, actors = document.structure, document.actors.actors
    known = {key for key, actor in actors.items() if is_political(actor)}
    named = [mention.span for mention in document.actors.mentions if mention.actor in known]
    starts = [span.start for span in named]
    carrying = {clause.support for clause in structure.clauses}
    for clause in structure.clauses:
        whole = structure.sentences[clause.sentence].span
        nearest = bisect_left(starts, whole.start)
        if nearest < len(starts) and starts[nearest] < whole.end and clause.index not in carrying:
            yield clause.index
