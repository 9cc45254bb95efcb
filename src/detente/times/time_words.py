"""The words that tell time, from ``data/times``, as lookups and as parts of patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from msgspec import Struct

from detente.errors import TableError
from detente.model import Interval
from detente.times.holidays import occurrences


class Named(Struct, frozen=True):
    """A named time: a stretch of history, or (with a rule) a day that comes round every year."""

    name: str
    interval: Interval = Interval()
    rule: str = ""


class Words(Struct, frozen=True):
    """Lookups by lower-cased word."""

    months: dict[str, int]
    full_months: tuple[str, ...]
    doubtful: frozenset[str]
    weekdays: dict[str, int]
    short_weekdays: frozenset[str]
    seasons: dict[str, str]
    parts: dict[str, str]
    units: dict[str, str]
    numbers: dict[str, int]
    vague: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    sets: dict[str, str]
    references: dict[str, str]
    future_signs: frozenset[str]
    scheduling: tuple[str, ...]
    planning_verbs: frozenset[str]
    extending_verbs: frozenset[str]
    bringing_about: frozenset[str]
    scheduled_events: frozenset[str]
    looking_ahead: frozenset[str]
    named: dict[str, Named]


def either(words: Iterable[str]) -> str:
    """A pattern of alternatives, longest first, in which a blank matches any white space."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


@cache
def load() -> Words:
    """Read the tables; raises :class:`TableError` where a row does not hold."""
    folder = files("detente") / "data" / "times"
    table = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    weekdays = {f.lower(): i for i, forms in enumerate(table["weekdays"]) for f in forms}
    return Words(
        months={f.lower(): i for i, forms in enumerate(table["months"], 1) for f in forms},
        full_months=tuple(forms[0].lower() for forms in table["months"]),
        doubtful=frozenset(w.lower() for w in table["doubtful_months"]),
        weekdays=weekdays,
        short_weekdays=frozenset(f.lower() for forms in table["weekdays"] for f in forms[1:]),
        seasons=table["seasons"],
        parts=table["parts"],
        units=table["units"],
        numbers=table["numbers"],
        vague=table["vague_numbers"],
        ordinals=table["ordinals"],
        decades=table["decades"],
        sets=table["sets"],
        references=table["references"],
        future_signs=frozenset(table["future_signs"]["words"]),
        scheduling=tuple(table["future_signs"]["scheduling"]),
        **{name: frozenset(words) for name, words in table["directions"].items()},
        named=_named((folder / "named.tsv").read_text(encoding="utf-8"))
        | _holidays((folder / "holidays.tsv").read_text(encoding="utf-8")),
    )


def _rows(text: str, columns: int, name: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    for number, row in enumerate(rows, 1):
        if len(row) != columns:
            raise TableError(f"data/times/{name}, row {number}: {len(row)} columns, not {columns}")
    return rows


def _named(text: str) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for name, also, earliest, latest, _ in _rows(text, 5, "named.tsv"):
        interval = Interval(
            date.fromisoformat(earliest) if earliest else None,
            date.fromisoformat(latest) if latest else None,
            "day" if earliest == latest else "span",
        )
        for form in [name, *filter(None, also.split("|"))]:
            found[form.lower()] = Named(name, interval)
    return found


def _holidays(text: str) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for name, also, rule, _ in _rows(text, 4, "holidays.tsv"):
        try:
            occurrences(rule, 2000)
        except ValueError as error:
            raise TableError(f"data/times/holidays.tsv: {name}: no rule: {rule!r}") from error
        for form in [name, *filter(None, also.split("|"))]:
            found[form.lower()] = Named(name, rule=rule)
    return found


def number(words: str) -> float | None:
    """The number that *words* spell; 0 for one that is not said ("several"), ``None`` for none."""
    table, text = load(), re.sub(r"[\s-]+", " ", words.lower()).strip()
    text = text.removeprefix("the ").removesuffix(" of")
    if text in table.vague:
        return table.vague[text]
    text = text.replace(",", "")
    if re.fullmatch(r"\d{1,12}(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    if half := re.fullmatch(r"(\d{1,9}) 1/2", text):
        return int(half[1]) + 0.5
    total = group = 0
    for word in text.split():
        if word == "and":
            continue
        if word not in table.numbers:
            return None
        amount = table.numbers[word]
        if amount >= 1000:
            total, group = total + (group or 1) * amount, 0
        else:
            group = group * 100 if amount == 100 and group else group + amount
    return total + group or None


def spelled_year(words: str) -> int | None:
    """ "nineteen ninety-seven" as 1997; ``None`` where the words are no year."""
    table, parts = load(), re.split(r"[\s-]+", words.lower().strip())
    first = table.numbers.get(parts[0], 0)
    if parts[:2] == ["two", "thousand"]:
        rest = number(" ".join(parts[2:])) if parts[2:] else 0
        return 2000 + int(rest) if rest is not None else None
    rest = number(" ".join(parts[1:])) if parts[1:] else None
    return first * 100 + int(rest) if 11 <= first <= 20 and rest and rest >= 10 else None
