"""Whether those whom a coded event names are those whom the gold names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.evaluation.gold_records import GoldEvent, same_country
from detente.model import Annotation, EventMention, Participant


def named(who: str, participant: Participant, annotation: Annotation) -> bool:
    """Whether *who*, a country code, a name or words of the text, means a participant."""
    actor = annotation.actors[participant.actor]
    if actor.country and who in (actor.country, same_country(actor.country)):
        return True
    words = _words(who)
    spans = (actor.name, participant.span.of(annotation.report.text))
    return bool(words) and any(words <= _words(text) for text in spans)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - {"the", "a", "an"}


def mutual(event: EventMention) -> bool:
    """Whether an act is one that its actors do together: nobody receives it."""
    return not event.recipients and len(event.actors) > 1


def compare_sides(
    gold: GoldEvent, answer: EventMention | None, annotation: Annotation
) -> dict[str, tuple[int, int, int]]:
    """Of actors and of recipients: how many of the gold were coded, how many coded, how many gold.

    Where the gold or the answer has all participants of a mutual act as actors, so has the other.
    """
    actors, recipients = gold.actors, gold.recipients
    if answer is None:
        return {"actor": (0, 0, len(actors)), "recipient": (0, 0, len(recipients))}
    found, found_to = answer.actors, answer.recipients
    if mutual(answer) and recipients:
        actors, recipients = (*actors, *recipients), ()
    elif len(actors) > 1 and not recipients and found_to:
        found, found_to = (*found, *found_to), ()
    return {
        "actor": _compared(actors, found, annotation),
        "recipient": _compared(recipients, found_to, annotation),
    }


def _compared(
    wanted: Sequence[str], found: Sequence[Participant], annotation: Annotation
) -> tuple[int, int, int]:
    """Counts of one side; two words for one state count once."""
    right = sum(any(named(who, p, annotation) for p in found) for who in wanted)
    false = sum(not any(named(who, p, annotation) for who in wanted) for p in found)
    return right, right + false, len(wanted)
