"""Hostile shapes: a text ten times as long takes at most twelve times the work, and under 2 GB.

Work is counted in calls of functions, which are the same on a busy machine and an idle one.  What a
regular expression does alone shows in no count, so CPU time is shown too, and judged, with much
room, in the long form only.
"""

from __future__ import annotations

import cProfile
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct

from breaking import judging, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.plan import Plan
from breaking.running import Limits, Outcome, forked

ABOUT = "ten times the size of a hostile text is at most twelve times the work, and under 2 GB"
LARGE = 990_200
"""Characters of the longest text: just under what detente reads as one report."""

FIRST = 7
"""The shapes at the head of the list that the short form has all of; of the others each third."""


class Shape(Struct, frozen=True):
    """A text that can be made as long as wanted; *size* is that of the long form, if its own."""

    name: str
    make: Callable[[int], str]
    kind: str = "text"
    size: int | None = None


class Work(Struct, frozen=True):
    """What one text took: calls by room, seconds of CPU time, and whether it was read at all."""

    calls: dict[str, int]
    seconds: float
    read: int

    @property
    def total(self) -> int:
        return sum(self.calls.values())


def repeated(unit: str) -> Callable[[int], str]:
    """*unit* again and again, up to so many characters."""
    return lambda size: unit * max(1, size // len(unit))


def listed(words: list[str], between: str) -> Callable[[int], str]:
    """The words of a list, over and over, up to so many characters."""
    line = between.join(words) + between
    return lambda size: (line * (size // len(line) + 1))[:size]


def nested(opening: str, closing: str, inside: str = "") -> Callable[[int], str]:
    """Something in itself as deep as so many characters allow."""

    def make(size: int) -> str:
        depth = max(1, size // (len(opening) + len(closing)))
        return opening * depth + inside + closing * depth

    return make


def sentences(size: int) -> str:
    """Plain sentences, all different."""
    dice, text = Random("shapes"), ""
    while len(text) < size:
        text += reports.sentence(dice) + " "
    return text[:size]


def shapes() -> tuple[Shape, ...]:
    """All named shapes; those that the long form tries to the end have sizes of their own."""
    states, persons = reports.states(), reports.persons()
    texts = {
        "plain sentences": sentences,
        "one": repeated("one "),
        "numbers": repeated("1,"),
        "Russia and": repeated("Russia and "),
        "dates": repeated("1 November 2010, "),
        "dates in figures": repeated("2010-11-01 01/11/2010 "),
        "years": repeated("2010 2011 "),
        "months": repeated("May March "),
        "times": repeated("at 10:30 GMT, "),
        "ages ago": repeated("two days before "),
        "the last of": repeated("the day after "),
        "double quotes": repeated('"'),
        "curly quotes": repeated("“"),
        "single quotes": repeated("' "),
        "quoted words": repeated('"yes" '),
        "sayings": repeated('he said: "No," she said. '),
        "nested quotes": nested("“a ", "” "),
        "brackets": repeated("("),
        "square brackets": repeated("[a] "),
        "nested brackets": nested("(a ", ") "),
        "hyphens": repeated("-"),
        "hyphened words": repeated("ex-"),
        "dashes": repeated("— "),
        "country names": listed(states, ", "),
        "country names bare": listed(states, " "),
        "persons": listed(persons, ", "),
        "persons and": listed(persons, " and "),
        "titles": repeated("President "),
        "one-word lines": repeated("Talks\n"),
        "one-word paragraphs": repeated("Talks.\n\n"),
        "lines of states": listed(states, "\n"),
        "empty lines": lambda size: "Talks.\n" + "\n" * size,
        "blanks": lambda size: "Talks" + " " * size + "failed.",
        "full stops": repeated("."),
        "initials": repeated("J. "),
        "commas": repeated(", "),
        "that": repeated("Japan said that Russia said that "),
        "of the": repeated("the head of "),
        "to": repeated("Japan agreed to try to "),
        "which": repeated("the ship which Japan, which Russia, "),
        "possessives": repeated("Japan's "),
        "and": repeated("and "),
        "he": repeated("he told him that he had seen him. "),
        "the same sentence": repeated("Japan accused Russia of seizing a boat. "),
        "the same meeting": repeated("Japan and Russia held talks on Monday. "),
        "proposals": repeated("Japan proposed talks. Russia rejected the proposal. "),
        "money": repeated("$1,000 million "),
        "addresses": repeated("http://a.example/2010/11/01/ "),
        "combining marks": lambda size: "a" + "\u0301" * size,
        "datelines": repeated("TOKYO, Nov 1 (Wire) — "),
        "bylines": repeated("By A Writer\n"),
        "stamps": repeated("First Published: Nov 1, 2010 13:40 GMT\n"),
    }
    return (
        Shape("unbroken letters", repeated("a"), size=LARGE // 10),
        Shape("quoted commas", repeated('", "'), size=49_900),
        Shape("open tags", repeated("<p><a>"), "html", 180_000),
        *(Shape(name, make) for name, make in texts.items()),
        Shape("deep tags", nested("<div>", "</div>", "Talks failed."), "html"),
        Shape("deep tables", nested("<table><tr><td>", "</td></tr></table>", "Talks."), "html"),
        Shape("many paragraphs", repeated("<p>Japan accused Russia of theft.</p>"), "html"),
        Shape("attributes", lambda n: "<p " + "a='b' " * (n // 6) + ">Talks failed.</p>", "html"),
        Shape("entities", repeated("&amp;&#8220;"), "html"),
        Shape("deep JSON", nested('{"a":', "}", "1"), "jsonl"),
        Shape("many lines of JSON", repeated('{"text":"Japan accused Russia."}\n'), "jsonl"),
    )


VOCABULARY = (
    "one", "1", "the", "of", "and", "Japan", "Russia", "said", "that", "to", "not", "who", "he",
    "talks", "Monday", "2010", "May", "accused", "meeting", "'s", "Mr.", "ex-", "in", "Paris",
    "President", "was", "a", "\n", "\n\n", ",", ".", ";", ":", "-", "—", '"', "“", "”", "'", "(",
    ")", "[", "]", "/", "%", "$", "&", "*", "…", "?", "!", "é", "\u200b", "\u00a0", "A", "x",
)  # fmt: skip


def random_shapes(dice: Random, many: int) -> Iterator[Shape]:
    """Shapes of a few words and marks, repeated as they are or in any order."""
    for number in range(many):
        alphabet = dice.sample(VOCABULARY, dice.randint(1, 5))
        between = dice.choice((" ", " ", "", "\n"))
        if dice.random() < 0.5:
            unit = between.join(alphabet) + between
            if not unit.strip():
                continue
            yield Shape(f"random {number}: {unit!r} repeated", repeated(unit))
        else:
            key = dice.random()

            def strewn(
                size: int, alphabet: list[str] = alphabet, between: str = between, key: float = key
            ) -> str:
                again = Random(key)
                return between.join(again.choices(alphabet, k=size // 4))[:size]

            yield Shape(f"random {number}: {alphabet!r} strewn", strewn)


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Measures every shape at its size and at ten times that."""
    dice = Random(f"{plan.seed} shapes")
    named = [*shapes()[:FIRST], *shapes()[FIRST :: 3 if plan.short else 1]]
    slowest: list[tuple[float, str]] = []
    everything = [*named, *random_shapes(dice, plan.random_shapes)]
    for number, shape in enumerate(everything, start=1):
        size = plan.size if plan.short or not shape.size else shape.size
        faults, ratio = judged(kernel, shape, size, plan, folder)
        slowest.append((ratio, shape.name))
        text = shape.make(size)
        ledger.judge(
            f"{shape.name}, {size:,} and {10 * size:,} characters",
            faults, {f"smaller.{shape.kind}": document(shape.kind, text)},
        )  # fmt: skip
        if number % 10 == 0:
            ledger.progress(f"{number} of {len(everything)} shapes")
    slowest.sort(reverse=True)
    shown = ", ".join(f"{name[:40]} {ratio:.0f}" for ratio, name in slowest[:3])
    ledger.figure(f"most times the CPU time at ten times the size: {shown}")


def judged(
    kernel: Kernel, shape: Shape, size: int, plan: Plan, folder: Path
) -> tuple[list[str], float]:
    """What is wrong with how a shape grows, and how many times the CPU time it takes."""
    small = measured(kernel, shape, size, plan, folder)
    faults = judging.unclean(small) or judging.oversized(small.peak)
    if faults:
        return faults, 0.0
    # What hangs at a few seconds has grown more than any judge allows.
    limits = Limits(min(plan.watchdog, 30 + 60 * small.result.seconds))
    large = measured(kernel, shape, 10 * size, plan, folder, limits)
    faults = judging.unclean(large) or judging.oversized(large.peak)
    if faults:
        return faults, 0.0
    before, after = small.result, large.result
    ratio = after.seconds / max(before.seconds, 0.01)
    if after.read < before.read:  # refused with a sentence: an answer, and no work to compare
        return [], ratio
    faults = judging.overgrown(before.total, after.total)
    if faults:
        most = max(after.calls, key=lambda room: after.calls[room] - 10 * before.calls[room])
        faults = [f"{fault}, most in {most}" for fault in faults]
    if not plan.short:
        faults += judging.slowed(before.seconds, after.seconds)
    return faults, ratio


def measured(
    kernel: Kernel,
    shape: Shape,
    size: int,
    plan: Plan,
    folder: Path,
    limits: Limits | None = None,
) -> Outcome:
    """Reads a shape in a process of its own; the outcome's ``result`` is the :class:`Work`."""
    path = folder / f"shape.{shape.kind}"
    path.write_text(document(shape.kind, shape.make(size)), "utf-8")
    return forked(lambda: work(kernel, path), limits or Limits(plan.watchdog))


def document(kind: str, text: str) -> str:
    """A file with the text in it."""
    if kind == "html":
        return f"<html><head><title>Talks</title></head><body>{text}</body></html>"
    if kind == "jsonl" and not text.startswith('{"text"'):
        return json.dumps({"text": "Talks failed."})[:-1] + f', "more": {text}}}\n'
    return text


def work(kernel: Kernel, path: Path) -> Work:
    """Does with the file *path* all that a reading does but writing, and counts."""
    from detente.errors import SourceError
    from detente.merging import merge
    from detente.model import Report
    from detente.positions import discourse
    from detente.reading import read_sources

    calls: dict[str, int] = {}
    started = time.process_time()

    def counted(room: str, do: Callable[[], Any]) -> Any:
        profile = cProfile.Profile()
        profile.enable()
        try:
            return do()
        finally:
            profile.disable()
            calls[room] = sum(entry.callcount for entry in profile.getstats())

    found = counted("reading", lambda: list(read_sources([path])))
    read = [one for one in found if isinstance(one, Report)]
    if any(not isinstance(one, Report | SourceError) for one in found):
        raise TypeError("reading gave what is neither a report nor an error")
    annotations = counted("annotating", lambda: list(kernel.coder.annotate(read)))
    counted("merging", lambda: merge(annotations))
    counted("what answers what", lambda: discourse(annotations))
    if untrue := [fault for one in annotations for fault in judging.untrue_spans(one)]:
        raise AssertionError(untrue[0])
    return Work(calls, time.process_time() - started, len(read))
