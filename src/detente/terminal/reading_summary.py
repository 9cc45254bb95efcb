"""What a reading did."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from detente.api import Reading
from detente.terminal.console import Text, page, print_json
from detente.terminal.phrasing import counted


def summary(reading: Reading, record: Path, as_json: bool) -> None:
    """Prints what was read into *record*, for a person or as JSON."""
    if as_json:
        print_json(
            {
                "record": str(record),
                "new": reading.new,
                "replaced": reading.replaced,
                "unchanged": reading.unchanged,
                "events": reading.events,
                "bracketed": list(reading.bracketed),
                "undated": list(reading.undated),
                "other_languages": dict(reading.other_languages),
                "not_read": [
                    {"source": e.where, "reason": e.what, "remedy": e.remedy or None}
                    for e in reading.errors
                ],
            }
        )
        return
    parts = [
        f"{number} {name}"
        for number, name in (
            (reading.new, "new"),
            (reading.replaced, "read anew"),
            (reading.unchanged, "unchanged"),
        )
        if number
    ]
    detail = f" ({', '.join(parts)})" if parts else ""
    with page() as console:
        console.print(Text(f"{counted(reading.reports, 'report')} read{detail}"))
        if reading.bracketed:
            undated = counted(len(reading.bracketed), "report")
            console.print(Text(f"{undated} without a date placed by what the others prove"))
        if reading.undated:
            undated = counted(len(reading.undated), "report")
            console.print(
                Text(f"{undated} without a date, and nothing proves one; --published gives it")
            )
        if reading.other_languages:
            console.print(Text(_other_languages(reading)))
        if reading.errors:
            console.print(
                Text(f"{counted(len(reading.errors), 'problem')} with the input, named above")
            )
        console.print(Text(f"{counted(reading.events, 'event')} in {record}"))


def _other_languages(reading: Reading) -> str:
    """How many reports of the record are not in English, and in what they are."""
    from detente.reading.languages import name_of

    languages = Counter(name_of(language) for _, language in reading.other_languages)
    one = len(reading.other_languages) == 1
    return (
        f"{counted(len(reading.other_languages), 'report')} in "
        f"{'another language is' if one else 'other languages are'} kept and not coded: "
        + ", ".join(f"{number} in {language}" for language, number in sorted(languages.items()))
    )
