"""Everything detente raises, under one root.

::

    DetenteError
    ├── SourceError       an input that can't be read; the rest of the input still is
    ├── TableError        a knowledge table that does not hold; names file, row and remedy
    ├── CodebookError     a codebook that does not hold; names file, line and remedy
    ├── LanguageError     a language model that is missing or unusable
    ├── OutputError       an output that can't be written, or that the command reads
    ├── RecordError       a record that can't be opened, migrated or written
    ├── AskedError        a question about what nobody knows: a country, an actor, a type
    └── EvaluationError   a gold file that can't be scored
"""

from __future__ import annotations

from typing import Self


class DetenteError(Exception):
    """Root of all errors that detente raises on purpose; the message says what to do."""


class SourceError(DetenteError):
    """An input that can't be read.  *where* is its path, with the line where there is one."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}" + (f" ({remedy})" if remedy else ""))


class TableError(DetenteError):
    """A knowledge table that does not hold."""


class CodebookError(DetenteError):
    """A codebook that does not hold."""


class LanguageError(DetenteError):
    """A language model that is missing or unusable."""


class OutputError(DetenteError):
    """An output that can't be written, or that the command reads."""


class RecordError(DetenteError):
    """A record that can't be opened, migrated or written."""

    @classmethod
    def altered(cls, what: str) -> Self:
        """The error of *what* in a record is not as detente wrote it."""
        return cls(
            f"{what} of the record was altered by another program; restore a copy, "
            "or read the reports into a new record"
        )


class AskedError(DetenteError):
    """A question about what nobody knows, or for days that there are not."""


class EvaluationError(DetenteError):
    """A gold file that can't be scored."""
