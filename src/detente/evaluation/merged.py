"""Whether the mentions of one event became one event, and no other's with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from detente.evaluation.answer_matching import Answer
from detente.evaluation.key import AnswerKey
from detente.model import Event

Name = tuple[str, str]
"""A mention: the report's id and the mention's."""


class Cluster(Struct, frozen=True):
    """An event of the key: the record's events that hold its mentions, and what is wrong."""

    key: str
    events: tuple[str, ...]
    missing: int
    strangers: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether one event has all its required mentions and no other event's."""
        return len(self.events) == 1 and not self.missing and not self.strangers


def clusters(
    key: AnswerKey, answers: Mapping[int, tuple[str, Answer]], events: Iterable[Event]
) -> list[Cluster]:
    """Every event of the key that must be coded, and of the others those that were.

    *answers* has the report's id and the answer for each entry of the key that was answered.
    """
    event_of: dict[Name, str] = {name: e.id for e in events for name in e.mentions}
    found: dict[str, list[str]] = {}
    keys_of: dict[str, set[str]] = {}
    for number, (report, answer) in sorted(answers.items()):
        name = key.events[number].key
        event = event_of.get((report, answer.mention.id))
        if event is not None:
            found.setdefault(name, []).append(event)
            keys_of.setdefault(event, set()).add(name)
    made = []
    for merged in key.merged:
        entries = [i for i, event in enumerate(key.events) if event.key == merged.key]
        missing = sum(key.events[i].required and i not in answers for i in entries)
        if not any(key.events[i].required or i in answers for i in entries):
            continue
        own = tuple(dict.fromkeys(found.get(merged.key, ())))
        strangers = {
            other
            for event in own
            for other in keys_of[event]
            if other != merged.key and not key.may_share(merged.key, other)
        }
        made.append(Cluster(merged.key, own, missing, tuple(sorted(strangers))))
    return made
