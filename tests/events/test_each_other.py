"""What parties do to each other: all of them act, and nobody else is asked for."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chad and Sudan accused each other of attacking villages.", "ACCUSE SDN+TCD > -"),
        ("Peru and Chile imposed sanctions on each other.", "SANCTION CHL+PER > -"),
        ("Peru and Chile met. Each accused the other of shelling a town.", "ACCUSE CHL+PER > -"),
    ],
)
def test_all_who_do_it_to_each_other_act(coder: Coder, text: str, act: str) -> None:
    assert f"actual {act}" in acts(coder, text)


def test_one_party_alone_does_nothing_to_each_other(coder: Coder) -> None:
    assert acts(coder, "Norway imposed sanctions on each other.") == []
