"""Why an event is one: evidence that adds up, and near misses with what is against them."""

from __future__ import annotations

import pytest

from detente.merging import merge, why
from detente.model import Annotation
from factories import KINDS, act, annotate, person

ACTORS = {"ruiz": person("Ana Ruiz", "CHL"), "lind": person("Bo Lind", "NOR")}


def met(id: str, verb: str, day: str) -> Annotation:
    text = f"Ana Ruiz {verb} Bo Lind over herring."
    acts = [act(verb, "CONSULT", actors="ruiz lind", date=day)]
    return annotate(id, text, published=day, actors=ACTORS, events=acts)


def test_the_evidence_of_an_event_adds_up() -> None:
    made = [met("r1", "met", "2012-03-05"), met("r2", "saw", "2012-03-05")]
    (event,) = merge(made, kinds=KINDS)
    found = why(event, made, kinds=KINDS)
    (tie,) = found.ties
    assert {tie.one, tie.other} == set(event.mentions)
    assert {"who", "names", "days"} <= {piece.name for piece in tie.evidence}
    assert tie.total == pytest.approx(sum(piece.weight for piece in tie.evidence))
    assert found.near_misses == ()


def test_a_near_miss_says_in_what_it_contradicts() -> None:
    phoned = annotate(
        "r3", "Ana Ruiz rang Bo Lind over herring.", published="2012-03-05", actors=ACTORS,
        events=[act("rang", "CONSULT", actors="ruiz lind", date="2012-03-05", modes="phone")],
    )  # fmt: skip
    visit = annotate(
        "r4", "Ana Ruiz visited Bo Lind over herring.", published="2012-03-05", actors=ACTORS,
        events=[act("visited", "CONSULT", actors="ruiz lind", date="2012-03-05", modes="visit")],
    )  # fmt: skip
    made = [phoned, visit]
    event = next(e for e in merge(made, kinds=KINDS) if "phone" in e.modes)
    (miss,) = why(event, made, kinds=KINDS).near_misses
    assert {miss.one[0], miss.other[0]} == {"r3", "r4"}
    assert miss.apart == "mode"
    assert miss.evidence == ()


def test_the_ties_hold_all_mentions_together() -> None:
    made = [met(f"r{n}", verb, "2012-03-05") for n, verb in enumerate(["met", "saw", "hosted"])]
    (event,) = merge(made, kinds=KINDS)
    ties = why(event, made, kinds=KINDS).ties
    assert {name for tie in ties for name in (tie.one, tie.other)} == set(event.mentions)
    assert len(ties) == len(event.mentions) - 1
