"""Progress on standard error, where that is a terminal."""

from __future__ import annotations

from typing import Self

from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from detente.terminal.console import Console


class Steps:
    """A bar a step, gone when the work is done; nothing where nobody watches.

    Use it as a context manager and call it with the step's name, how much is done, and of how much
    where that is known.
    """

    def __init__(self, shown: bool = True) -> None:
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not (shown and Console(stderr=True).is_terminal),
        )
        self._step: str | None = None

    def __call__(self, step: str, done: int, total: int | None) -> None:
        if step != self._step:
            for task in self._bars.task_ids:
                self._bars.remove_task(task)
            self._bars.add_task(step, total=total, count="")
            self._step = step
        count = str(done or "") if total is None else f"{done} of {total}"
        self._bars.update(self._bars.task_ids[-1], completed=done, total=total, count=count)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._bars.stop()
