"""What was tried, what held, and the inputs of what did not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

MOST_KEPT = 20
"""Failures of one check whose inputs are kept; more of the same kind tell nothing new."""

Kept = Mapping[str, bytes | str | Path]
"""Inputs of a failure by file name: bytes, text, or a file or folder to copy."""


class Failure(Struct, frozen=True):
    """One trial that did not hold: what was tried, what was wrong, and where its input is."""

    what: str
    faults: tuple[str, ...]
    kept: Path | None


class Ledger:
    """The trials of one check.

    *folder* is where inputs of failures go, made when there is one; *say* prints a line of
    progress.
    """

    def __init__(self, name: str, folder: Path, say: Callable[[str], None]) -> None:
        self.name, self.folder, self._say = name, folder, say
        self.held = 0
        self.failures: list[Failure] = []
        self.not_run: list[str] = []
        self.figures: list[str] = []

    @property
    def tried(self) -> int:
        return self.held + len(self.failures)

    @property
    def passed(self) -> bool:
        """Whether all held; a check that tried nothing has not, unless it says why."""
        return not self.failures and (self.held > 0 or bool(self.not_run))

    def judge(self, what: str, faults: Iterable[str], kept: Kept | None = None) -> bool:
        """Enter a trial, which held if there are no *faults*; returns whether it did."""
        found = tuple(faults)
        if not found:
            self.held += 1
            return True
        place = self._keep(what, found, kept or {}) if len(self.failures) < MOST_KEPT else None
        self.failures.append(Failure(what, found, place))
        if len(self.failures) <= MOST_KEPT:
            shown = printable("; ".join(found), 240)
            self._say(f"  FAILED {self.name}: {printable(what, 120)}: {shown}")
        if len(self.failures) == MOST_KEPT:
            self._say(f"  {self.name}: further failures are counted, and neither shown nor kept")
        return False

    def skip(self, reason: str) -> None:
        """Enter, loudly, what could not be tried on this machine."""
        self.not_run.append(reason)
        self._say(f"  NOT RUN {self.name}: {reason}")

    def figure(self, text: str) -> None:
        """A figure that is shown and judged by nobody."""
        self.figures.append(text)

    def progress(self, text: str) -> None:
        """A line that says how far the check is."""
        self._say(f"  {self.name}: {text}")

    def _keep(self, what: str, faults: tuple[str, ...], kept: Kept) -> Path:
        place = self.folder / self.name / f"{len(self.failures) + 1:02}"
        place.mkdir(parents=True, exist_ok=True)
        told = "\n".join([what, *(f"- {fault}" for fault in faults)]) + "\n"
        (place / "what.txt").write_text(told, "utf-8", "backslashreplace")
        for name, content in kept.items():
            target = place / name
            if isinstance(content, str):
                target.write_text(content, "utf-8", "backslashreplace")
            elif isinstance(content, bytes):
                target.write_bytes(content)
            elif content.is_dir():
                shutil.copytree(content, target, symlinks=True, dirs_exist_ok=True)
            elif content.is_file():
                shutil.copyfile(content, target)
        return place


def printable(text: str, longest: int = 300) -> str:
    """*text* on one line, control characters escaped, for the breaker's own terminal."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def table(ledgers: Iterable[Ledger]) -> list[str]:
    """The table at the end: check, tried, held, failed, and the first failure with its folder."""
    rows = [("check", "tried", "held", "failed", "")]
    below: list[str] = []
    for one in ledgers:
        verdict = "" if one.passed else "FAILED" if one.tried else "FAILED: nothing was tried"
        if one.not_run:
            verdict = f"{verdict} partly NOT RUN".strip() if one.tried else "NOT RUN"
        rows.append((one.name, str(one.tried), str(one.held), str(len(one.failures)), verdict))
        below += [f"{one.name}: NOT RUN: {reason}" for reason in one.not_run]
        if one.failures:
            first = one.failures[0]
            below += [
                f"{one.name}: first failure: {printable(first.what)}",
                *(f"    {printable(fault)}" for fault in first.faults[:5]),
                f"    kept in {first.kept}",
            ]
        below += [f"{one.name}: {figure}" for figure in one.figures]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    lines = [
        f"{row[0]:<{widths[0]}}  "
        + "  ".join(f"{row[i]:>{widths[i]}}" for i in (1, 2, 3))
        + (f"  {row[4]}" if row[4] else "")
        for row in rows
    ]
    return ["", *lines, *([""] if below else []), *below]
