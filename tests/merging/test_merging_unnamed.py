"""Who has neither a name nor a country is compared by the noun that describes him."""

from __future__ import annotations

import pytest

from detente.merging.field_relations import facing
from detente.merging.mention_facts import Part, head_of, side_of
from detente.model import Actor


@pytest.mark.parametrize(
    ("name", "head"),
    [("100 schoolgirls", "schoolgirl"), ("42-year-old driver", "driver"), ("two Danes", "Danes")],
)
def test_the_head_is_the_last_word(name: str, head: str) -> None:
    assert head_of(Actor(name, "people")) == head


def test_a_number_makes_nobody_another() -> None:
    some, more = (Actor(f"{n} schoolgirls", "people") for n in (100, 129))
    assert side_of(some) == side_of(more)


def test_who_has_no_country_is_of_that_of_the_same_noun() -> None:
    known = Part.of({"BEL": frozenset()}, {"BEL": frozenset({"driver"})})
    unknown = Part.of({"?driver": frozenset()}, {"?driver": frozenset({"driver"})})
    assert facing(unknown, known).keys() == known.sides.keys()
    other = Part.of({"?nurse": frozenset()}, {"?nurse": frozenset({"nurse"})})
    assert facing(other, known).keys() == {"?nurse"}
