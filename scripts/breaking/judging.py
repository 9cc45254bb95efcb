"""When something holds: pure functions from what was seen to what is wrong with it.

Each gives the faults in words; none means that it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from breaking.running import GIB, Outcome
from detente.model import Annotation, Span

MOST_GROWTH = 12.0
"""How many times the work ten times the size may take: straight growth with room for its rest."""

MOST_TIME = 20.0
"""How many times the CPU time ten times the size may take.  Clocks waver where counts do not; what
is quadratic takes a hundred times."""

MOST_MEMORY = 2 * GIB

DONE, FAILED, MISUSED, UNREAD = 0, 1, 2, 3
STATUSES = (DONE, FAILED, MISUSED, UNREAD)

_TRACES = (
    b"Traceback (most recent call last)",
    b"Exception ignored in",
    b"Fatal Python error",
    b"Segmentation fault",
    b"terminate called",
)


def unclean(outcome: Outcome, statuses: Sequence[int] = STATUSES) -> list[str]:
    """What is wrong with how a command ended.

    It ends by itself with one of *statuses*, without a traceback, and not without a word where it
    did not succeed.
    """
    if outcome.hung:
        return [f"hangs: ended by the watchdog after {outcome.work:.0f} s of work"]
    faults = []
    if outcome.status < 0:
        faults.append(f"ended by signal {-outcome.status}")
    elif outcome.status not in statuses:
        faults.append(f"exit status {outcome.status}")
    faults += traces(outcome.err) or traces(outcome.out)
    if outcome.status > 0 and not (outcome.err.strip() or outcome.out.strip()):
        faults.append(f"exit status {outcome.status} without a word")
    return faults


def traces(printed: bytes) -> list[str]:
    """Whether a traceback, or what Python prints in place of one, was printed."""
    if not any(mark in printed for mark in _TRACES):
        return []
    last = printed.strip().splitlines()[-1].decode("utf-8", "replace")
    return [f"a traceback: {last[:160]}"]


def uninterrupted(outcome: Outcome, number: int, patience: float, most: float) -> list[str]:
    """What is wrong with how a command ended that was sent the signal *number*.

    Exit status 128 and the number, or an end by that signal, which a shell shows alike.  It takes
    at most *patience* seconds, by the clock or of its own work, as the machine may be busy; and
    never *most* by the clock.
    """
    if outcome.hung:
        return [f"hangs after signal {number}: ended by the watchdog"]
    faults = []
    if outcome.status not in (128 + number, -number):
        faults.append(f"exit status {outcome.status} after signal {number}, not {128 + number}")
    if b"Traceback" in outcome.err and b"/detente/" not in outcome.err:
        # Python was interrupted while it started, before it knew of detente.
        return [fault for fault in faults if outcome.status != 1]
    faults += traces(outcome.err) or traces(outcome.out)
    if outcome.clock_after > most or min(outcome.clock_after, outcome.work_after) > patience:
        faults.append(
            f"ended {outcome.clock_after:.1f} s ({outcome.work_after:.1f} s of work) "
            f"after signal {number}"
        )
    return faults


def overgrown(small: int, large: int, most: float = MOST_GROWTH) -> list[str]:
    """Whether counted steps at ten times the size are more than *most* times those before."""
    if small <= 0:
        return ["no steps were counted"]
    times = large / small
    if times <= most:
        return []
    return [f"{times:.1f} times the work at ten times the size ({small:,} to {large:,} calls)"]


def slowed(small: float, large: float, most: float = MOST_TIME, least: float = 5.0) -> list[str]:
    """The same of CPU time, for what no calls show; what takes under *least* seconds is let be."""
    if large < least or large <= most * max(small, 0.01):
        return []
    return [
        f"{large / max(small, 0.01):.0f} times the CPU time at ten times the size "
        f"({small:.2f} to {large:.1f} s)"
    ]


def oversized(peak: int, most: int = MOST_MEMORY) -> list[str]:
    """Whether a process took too much memory."""
    return [] if peak <= most else [f"{peak / GIB:.1f} GiB of memory"]


# The colours and styles that rich prints, and how it moves its bars on standard error.
_STYLES = re.compile(r"\x1b\[[0-9;]*m")
_BARS = re.compile(r"\x1b\[\?25[lh]|\x1b\[[12]?[AK]|\r")
_ENDS = re.compile(r"\r+\n")

HOSTILE_STYLE = "\x1b[5;35;45m"
"""A style that is none of detente's, for hostile texts: blinking."""

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def controls(printed: bytes, *, bars: bool = False) -> list[str]:
    """Control characters that a terminal got beyond detente's own colours, each kind once.

    With *bars*, the movements of a progress bar are detente's own too.
    """
    text = _ENDS.sub("\n", printed.decode("utf-8", "replace"))
    faults = []
    if HOSTILE_STYLE in text:
        faults.append("the text's own colours reach the terminal")
    text = _STYLES.sub("", text)
    if bars:
        text = _BARS.sub("", text)
    found = {c for c in text if c not in "\n\t" and (unicodedata.category(c) == "Cc" or c in BIDI)}
    for character in sorted(found):
        at = text.index(character)
        around = text[max(0, at - 20) : at + 20].encode("unicode_escape").decode()
        faults.append(f"control character U+{ord(character):04X} reaches the terminal: {around}")
    return faults


def untrue_spans(annotation: Annotation) -> list[str]:
    """Spans of an annotation that lie outside of its text, or over nothing in it."""
    text = annotation.report.text
    return [
        f"span {span.start}:{span.end} of a text of {len(text)} characters"
        + ("" if span.start < span.end <= len(text) else " does not lie in it")
        for span in spans_of(annotation)
        if not 0 <= span.start < span.end <= len(text) or not text[span.start : span.end].strip()
    ]


def spans_of(value: Any) -> Iterator[Span]:
    """All spans anywhere in a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from spans_of(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from spans_of(one)


def untrue_lines(printed: bytes) -> list[str]:
    """Spans of printed annotations (JSON Lines) that do not lie in their text."""
    faults = []
    for number, line in enumerate(printed.splitlines(), start=1):
        try:
            printed_object = msgspec.json.decode(line)
            text = printed_object["text"]
        except (msgspec.DecodeError, TypeError, KeyError) as error:
            faults.append(f"line {number} is no annotation: {error}")
            continue
        faults += [
            f"line {number}: span {start}:{end} of a text of {len(text)} characters"
            for start, end in _pairs(printed_object)
            if not 0 <= start < end <= len(text) or not text[start:end].strip()
        ]
    return faults


def _pairs(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _pairs(one)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(one) is int for one in value):
            yield value[0], value[1]
        else:
            for one in value:
                yield from _pairs(one)


def different(wanted: bytes, found: bytes, what: str) -> list[str]:
    """Whether two files differ, and where first."""
    if wanted == found:
        return []
    ours, theirs = wanted.splitlines(), found.splitlines()
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
              min(len(ours), len(theirs)))  # fmt: skip
    return [f"{what} differs from that of an undisturbed run, first in line {at + 1} "
            f"({len(ours)} lines and {len(theirs)})"]  # fmt: skip


def littered(folder: Path, known: set[str]) -> list[str]:
    """Files of a folder that nobody asked for."""
    extra = sorted({p.name for p in folder.iterdir()} - known)
    return [f"left behind: {', '.join(extra)}"] if extra else []
