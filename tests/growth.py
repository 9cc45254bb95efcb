"""How the work on a text grows with it, in steps and never in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from types import FrameType
from typing import Any

import loaded
from detente.language import Structure
from detente.model import Report, Span
from hostile_shapes import SHAPES

MOST = 12.0
"""Times the work that ten times the text may take."""


def steps_of(action: Callable[[], object]) -> int:
    """How many lines *action* runs through, in functions of this project, and what these call."""
    steps = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return trace if "detente" in frame.f_code.co_filename else None

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal steps
        steps += event == "c_call"

    tracing, profiling = sys.gettrace(), sys.getprofile()
    sys.settrace(trace)
    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(profiling)
        sys.settrace(tracing)
    return steps


def growth(shape: str, work: Callable[[Report, Structure], object], characters: int) -> float:
    """How many times as much *work* a text of ten times *characters* is."""
    small, large = (read(shape, size) for size in (characters, 10 * characters))
    work(*small)  # what is worked out once, whatever the text
    return steps_of(lambda: work(*large)) / steps_of(lambda: work(*small))


def sized(shape: str, characters: int) -> str:
    """A text of a shape, about so long."""
    make = SHAPES[shape]
    return make(max(1, 50 * characters // len(make(50))))


@lru_cache(maxsize=128)
def read(shape: str, characters: int) -> tuple[Report, Structure]:
    """A text of a shape, about so long, and its structure."""
    report = report_of(sized(shape, characters))
    return report, next(iter(loaded.parser().parse([report])))


def report_of(text: str) -> Report:
    """A report with a paragraph a line."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Span(start, start + len(line)))
        start += len(line) + 1
    return Report("r", "test", text, paragraphs=tuple(paragraphs))
