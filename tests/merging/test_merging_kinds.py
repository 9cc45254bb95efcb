"""Acts that are told as other types, in other modes and by other words."""

from __future__ import annotations

from functools import partial

import pytest

from detente import merging
from detente.merging.act_words import same_act
from detente.model import Annotation, Event
from detente.model.kinds_of_acts import Kind, Kinds
from factories import act, annotate, state

ACTORS = {"chl": state("Chile", "CHL"), "nor": state("Norway", "NOR")}
KINDS = Kinds(
    types={
        "SANCTION": Kind(told_also_as=frozenset({"COERCE"})),
        "ASSAULT": Kind(modes_told_also_as={"aerial": frozenset({"drone"})}),
    }
)
TWO_SIDES = {"actors": "chl", "recipients": "nor", "date": "2012-03-05"}
merge = partial(merging.merge, kinds=KINDS)


def report(name: str, text: str, *acts: object) -> Annotation:
    return annotate(name, text + "\nChile Norway.", published="2012-03-05", actors=ACTORS,
                    events=list(acts))  # fmt: skip


def only(events: tuple[Event, ...]) -> Event:
    (event,) = events
    return event


def test_one_word_told_as_two_types_is_one_event() -> None:
    told = (act("jailed", "SANCTION", **TWO_SIDES), act("jailed", "COERCE", **TWO_SIDES))
    event = only(merge([report("r1", "The court jailed sailors.", *told)]))
    assert event.type == "COERCE"  # as many tell either; it is the more intense
    (disagreement,) = event.disagreements
    assert disagreement.field == "type"
    assert [value for value, _ in disagreement.values] == ["COERCE", "SANCTION"]


def test_an_event_has_the_type_that_most_mentions_tell() -> None:
    first = report("r1", "It jailed sailors.", act("jailed", "SANCTION", **TWO_SIDES))
    others = [
        report(f"r{n}", "It jailed sailors.", act("jailed", "SANCTION", **TWO_SIDES))
        for n in (2, 3)
    ]
    one = report("r4", "It jailed sailors.", act("jailed", "COERCE", **TWO_SIDES))
    assert only(merge([first, *others, one])).type == "SANCTION"


def test_other_words_of_two_types_are_two_events() -> None:
    told = (act("fined", "SANCTION", **TWO_SIDES), act("jailed", "COERCE", **TWO_SIDES))
    assert len(merge([report("r1", "It fined and jailed sailors.", *told)])) == 2


def test_types_that_no_codebook_ties_are_two_events() -> None:
    told = (act("jailed", "SANCTION", **TWO_SIDES), act("jailed", "ASSAULT", **TWO_SIDES))
    assert len(merge([report("r1", "The court jailed sailors.", *told)])) == 2


@pytest.mark.parametrize(("mode", "count"), [("drone", 1), ("firearms", 2)])
def test_modes_that_an_act_is_told_in_are_no_other_act(mode: str, count: int) -> None:
    text = "Chile hit the old lighthouse and its harbour wall."
    reports = [
        report(name, text, act("hit", "ASSAULT", modes=said, **TWO_SIDES))
        for name, said in (("r1", "aerial"), ("r2", mode))
    ]
    assert len(merge(reports)) == count


def test_a_family_is_all_that_hangs_together() -> None:
    kinds = Kinds(
        types={
            "A": Kind(told_also_as=frozenset({"B"})),
            "B": Kind(),
            "C": Kind(told_also_as=frozenset({"B"})),
            "D": Kind(),
        }
    )
    assert [kinds.family(name) for name in "ABCDE"] == ["A", "A", "A", "D", "E"]


def test_words_for_one_act() -> None:
    assert same_act("invad", "invas")
    assert not same_act("", "")
