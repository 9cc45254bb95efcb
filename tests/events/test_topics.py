"""What is about sport is no politics, and politics about sport is."""

from __future__ import annotations

import pytest

from detente.model import Report, Span
from detente.pipeline import Coder

PLAYED = [
    "Top-seeded Ivo Maric of Croatia beat Radu Pop of Romania 6-4, 6-2 in the first round.",
    "Chile attacked early and beat Peru in the semifinal to win the trophy.",
    "Norway defeated Sweden 3-1 in an ice hockey playoff on Sunday.",
]
HAPPENED = [
    "Norway accused Chile of bribing its hockey officials.",
    "Norway boycotted the games over a dispute with Chile.",
    "Norway condemned the raid 6-4 days after talks with Chile.",
    "Norway attacked Chile after a second round of talks failed.",
]


def coded(coder: Coder, text: str) -> list[str]:
    """The types coded of a text that is a report of its own."""
    report = Report("r", "test", text, paragraphs=(Span(0, len(text)),))
    (annotation,) = coder.annotate([report])
    return [event.type for event in annotation.events]


@pytest.mark.parametrize("text", PLAYED)
def test_play_is_no_act(coder: Coder, text: str) -> None:
    assert coded(coder, text) == []


@pytest.mark.parametrize("text", HAPPENED)
def test_an_act_near_sport_is_one(coder: Coder, text: str) -> None:
    assert coded(coder, text)
