"""Ctrl-C and SIGTERM: asked at any moment, obeyed where nothing can break.

The command line installs a handler before it loads anything large.  A signal raises
:class:`Stopped` where the program is, except within a stretch that is :func:`held`, such as a call
into DuckDB: there it is raised at the stretch's end.  Other people's code may swallow an exception
that comes out of nowhere, so :func:`check` asks again between reports.  A second signal ends the
process at once; a record is written in transactions, so that harms none.

In a program that has handlers of its own nothing here does anything.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)

_SHOW_CURSOR = "\x1b[?25h"


class Stopped(BaseException):
    """The user, or the system, asked the program to stop; ``status`` is what it then exits with.

    No :class:`KeyboardInterrupt`, which libraries and click have endings of their own for.
    """

    def __init__(self, number: int) -> None:
        self.status = 128 + number
        super().__init__(signal.Signals(number).name)


class _Handler:
    """What a signal does; ``asked`` is the first that came, ``held`` counts stretches entered."""

    def __init__(self) -> None:
        self.asked: int | None = None
        self.held = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self.asked is not None:
            if sys.stderr.isatty():  # a progress bar hides the cursor
                os.write(sys.stderr.fileno(), _SHOW_CURSOR.encode())
            os._exit(128 + number)
        self.asked = number
        if not self.held:
            raise Stopped(number)


def install() -> None:
    """Handle SIGINT and SIGTERM from now on, but for those that the parent process has ignored."""
    if _installed() is not None:
        return
    handler = _Handler()
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)
    sys.unraisablehook = _unraisable


def _unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    """Says nothing of a stop that came while an object was done away with; it is asked again."""
    if not isinstance(unraisable.exc_value, Stopped):
        sys.__unraisablehook__(unraisable)


@contextmanager
def held() -> Iterator[None]:
    """A stretch that is not broken off; whoever asked meanwhile is obeyed at its end."""
    handler = _installed()
    if handler is None:
        yield
        return
    handler.held += 1
    try:
        yield
    finally:
        handler.held -= 1
        if not handler.held:
            check()


def check() -> None:
    """Raises :class:`Stopped` if that was asked, even within a stretch that is :func:`held`."""
    handler = _installed()
    if handler is not None and handler.asked is not None:
        raise Stopped(handler.asked)


def status_of(error: BaseException) -> int | None:
    """The exit status where *error* ends the program because it was asked to stop, else ``None``.

    Libraries turn an interruption into errors of their own.
    """
    if isinstance(error, SystemExit | GeneratorExit):
        return None
    if isinstance(error, Stopped):
        return error.status
    handler = _installed()
    if handler is not None and handler.asked is not None:
        return 128 + handler.asked
    return 128 + signal.SIGINT if isinstance(error, KeyboardInterrupt) else None


def _installed() -> _Handler | None:
    """The handler, in the thread in which Python runs it."""
    if threading.current_thread() is not threading.main_thread():
        return None
    for number in SIGNALS:
        handler = signal.getsignal(number)
        if isinstance(handler, _Handler):
            return handler
    return None
