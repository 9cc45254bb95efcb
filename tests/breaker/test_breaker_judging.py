"""What the breaker judges by can fail: each judgement is shown what it is there to see."""

from __future__ import annotations

import signal

import pytest

from breaking import judging
from breaking.circles import circular
from breaking.interrupts import MOST
from breaking.outputs import stream_faults
from breaking.running import GIB, Outcome
from detente.language.structure import Clause, Structure
from detente.model import Annotation, Mention, Report, Span

TRACE = b'Traceback (most recent call last):\n  File "/x/detente/cli.py"\nKeyboardInterrupt\n'


def ended(status: int, out: bytes = b"", err: bytes = b"", **more: object) -> Outcome:
    return Outcome(status, out, err, 1.0, 0, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [0, 3])
def test_an_answer_is_clean(status: int) -> None:
    assert judging.unclean(ended(status, b"yes")) == []


@pytest.mark.parametrize(
    "outcome",
    [
        ended(1, err=TRACE),
        ended(0, out=TRACE),
        ended(0, err=b"Exception ignored in: <stdout>\nBrokenPipeError"),
        ended(1),
        ended(70, b"?"),
        ended(-11, b"?"),
        ended(-9, hung=True),
    ],
)
def test_a_crash_a_hang_and_silence_are_not(outcome: Outcome) -> None:
    assert judging.unclean(outcome)


def test_another_status_than_the_wanted_is_a_fault() -> None:
    assert judging.unclean(ended(0, b"yes"), (1, 2)) == ["exit status 0"]


INT = int(signal.SIGINT)


@pytest.mark.parametrize("status", [130, -INT])
def test_an_interrupt_ends_with_its_status(status: int) -> None:
    assert judging.uninterrupted(ended(status, err=b"stopped"), INT, 3, 20) == []


@pytest.mark.parametrize(
    "outcome",
    [
        ended(1, err=b"Aborted!"),
        ended(0),
        ended(143),
        ended(130, err=TRACE),
        ended(130, work_after=4.0, clock_after=4.0),
        ended(130, work_after=0.1, clock_after=21.0),
        ended(-9, hung=True),
    ],
)
def test_an_interrupt_that_ends_otherwise_is_a_fault(outcome: Outcome) -> None:
    assert judging.uninterrupted(outcome, INT, 3, 20)


def test_a_busy_machine_is_no_fault() -> None:
    assert judging.uninterrupted(ended(130, work_after=0.5, clock_after=9.0), INT, 3, 20) == []
    assert MOST[False] < MOST[True]


def test_python_interrupted_before_detente_began_is_not_detentes() -> None:
    early = b'Traceback (most recent call last):\n  File "site.py"\nKeyboardInterrupt\n'
    assert judging.uninterrupted(ended(1, err=early), INT, 3, 20) == []
    assert judging.uninterrupted(ended(0, err=early), INT, 3, 20)


def test_growth_is_judged_at_twelve_times() -> None:
    assert judging.overgrown(1000, 12_000) == []
    assert judging.overgrown(1000, 12_100)
    assert judging.overgrown(0, 5), "nothing counted is nothing judged"


def test_time_and_memory_are_judged_with_room() -> None:
    assert judging.slowed(1.0, 20.0) == []
    assert judging.slowed(1.0, 21.0)
    assert judging.slowed(0.01, 4.0) == []
    assert judging.oversized(2 * GIB) == []
    assert judging.oversized(2 * GIB + 1)


@pytest.mark.parametrize(
    "text",
    ["\x1b]0;x\x07", "\x1b[2J", "\x9b31m", "\x07", "\x08", "\x7f", "\u202e", "\u2066", "\rforged",
     judging.HOSTILE_STYLE, "\x1b[?25l", "\x00"],
)  # fmt: skip
def test_a_control_on_a_terminal_is_a_fault(text: str) -> None:
    assert judging.controls(f"Japan {text} said\n".encode())


def test_detentes_own_colours_and_bars_are_not() -> None:
    assert judging.controls("\x1b[1;36mJapan\x1b[0m — “no”\t\r\n".encode()) == []
    bars = b"\x1b[?25l\r\x1b[2K\x1b[1A reading\x1b[?25h"
    assert judging.controls(bars, bars=True) == []
    assert judging.controls(bars + b"\x1b]0;x\x07", bars=True)
    assert judging.controls(bars)


def annotation(span: Span) -> Annotation:
    report = Report(id="r", source="r", text="Japan said no.  ", paragraphs=(Span(0, 14),))
    return Annotation(report=report, sentences=(Span(0, 14),), mentions=(Mention(span, "a1"),))


def test_a_span_outside_or_over_nothing_is_untrue() -> None:
    assert judging.untrue_spans(annotation(Span(0, 5))) == []
    for span in (Span(0, 99), Span(5, 5), Span(7, 3), Span(-1, 3), Span(14, 16)):
        assert judging.untrue_spans(annotation(span)), span


def test_a_printed_span_outside_is_untrue() -> None:
    assert judging.untrue_lines(b'{"text":"No.","sentences":[[0,3]]}\n') == []
    assert judging.untrue_lines(b'{"text":"No.","sentences":[[0,4]]}\n')
    assert judging.untrue_lines(b"no JSON\n")


def test_clauses_in_a_circle_are_seen() -> None:
    def clause(index: int, parent: int | None) -> Clause:
        span = Span(0, 1)
        return Clause(index, 0, "verb", "say", span, span, parent=parent)

    assert circular(Structure(clauses=(clause(0, None), clause(1, 0)))) == []
    assert circular(Structure(clauses=(clause(0, 1), clause(1, 0))))
    assert circular(Structure(clauses=(clause(0, 0),)))


def test_an_answer_that_nobody_got_is_no_success() -> None:
    assert stream_faults(ended(0), "closed", "export")
    assert stream_faults(ended(1, err=b"Error: nothing can be written"), "closed", "export") == []
    assert stream_faults(ended(0), "closed", "help") == []
    assert stream_faults(ended(0, err=TRACE + b"1"), "a pipe that nobody reads", "export")
    assert stream_faults(ended(0, err=b"141"), "a pipe that nobody reads", "export") == []
    assert stream_faults(ended(0, err=b"120"), "a pipe that nobody reads", "export")


def test_the_first_difference_is_told() -> None:
    assert judging.different(b"a\nb\n", b"a\nb\n", "it") == []
    assert "line 2" in judging.different(b"a\nb\n", b"a\nc\n", "it")[0]
    assert "line 3" in judging.different(b"a\nb\nc\n", b"a\nb\n", "it")[0]
