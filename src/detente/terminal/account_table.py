"""What the reports of an event say, field by field: what is shown, why, and who says what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from rich.padding import Padding
from rich.table import Table

from detente.export.cited import Sources
from detente.merging import Account
from detente.merging.accounts import Field, Given
from detente.terminal import phrasing
from detente.terminal.console import Console, Text

WHY = {
    "most reports": "as most independent reports say", "earliest report": "as the earliest says",
    "most specific": "the most specific", "common days": "the days that all allow",
    "days in words": "the days that words give", "all days": "from the first to the last given",
    "nearest place": "the nearest place", "place told most": "told most often",
    "told as done": "since it is told as done", "none is chosen": "the reports give several",
}  # fmt: skip
"""What is said of why a value is shown; of the only one there is nothing to say."""

FIELDS = {"date": "when", "place": "where", "whether": "happened?"}

HAPPENED = {"actual": "yes", "historical": "yes, before", "negated": "no"}
"""What is said of whether an act took place; of others the modality."""

FEW = 3
"""Reports that are named for a value."""


def account_table(account: Account, sources: Sources, console: Console) -> None:
    """Prints a line a field with what is shown, and below it the values where they are several."""
    table = Table(box=None, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_header=False)
    table.add_column(ratio=2, min_width=9)
    table.add_column(ratio=6)
    table.add_column(ratio=6)
    for field in account.fields:
        for row in _rows(field, sources):
            table.add_row(*row)
    console.print(Padding(table, (1, 0, 0, 2)))


def _rows(field: Field, sources: Sources) -> Iterator[tuple[Text, Text, Text]]:
    name = Text(FIELDS.get(field.name, field.name), style="yellow" if field.disagree else "dim")
    if len(field.values) == 1:
        (given,) = field.values
        yield name, Text(_value(field, field.shown or given.value)), _by(given, sources)
        return
    why = WHY.get(field.why, "")
    said = f"{why}; they disagree" if field.disagree else why
    shown = Text(_value(field, field.shown) if field.shown else "—", style="bold")
    yield name, shown, Text(said, style="yellow" if field.disagree else "dim")
    for given in field.values:
        yield Text(), Text(f"  {_value(field, given.value)}"), _by(given, sources)


def _value(field: Field, value: str) -> str:
    if field.name == "whether":
        return HAPPENED.get(value, value)
    if field.name == "date":
        return phrasing.days_of(value)
    return value


def _by(given: Given, sources: Sources) -> Text:
    """How many independent reports give a value, and which reports do."""
    reports = dict.fromkeys(citation.report for citation in given.citations)
    names = [PurePath(sources.annotation(report).report.source).name for report in reports]
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    count = f"{phrasing.counted(given.reports, 'report')}: " if len(names) > 1 else ""
    return Text(f"{count}{', '.join(names[:FEW])}{more}")
