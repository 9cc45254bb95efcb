"""The words that tell time in a language, from its folder in ``data/times``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from detente.errors import TableError
from detente.model import CODED, Interval
from detente.times.holidays import occurrences
from detente.times.patterns import compiled
from detente.times.time_tables import (
    Beside,
    Governing,
    Margin,
    PartOfStretch,
    Sense,
    ShapeTable,
    SideSense,
    WordTable,
)
from detente.word_folders import NEVER, WordFolder, rows_in, shipped

GROUPS: dict[str, tuple[str, ...]] = {
    "year_after": ("month", "month_b", "year", "same"),
    "year_said": ("year",),
    "quarter_ended": ("month", "day", "year"),
}
"""The groups that a pattern of ``patterns.toml`` must have."""
FIRST_GROUP = ("noun_after", "preposition", "ends_joint")
"""The patterns of which the first group is asked for."""


class Named(Struct, frozen=True):
    """A named time: a stretch of history, or (with a rule) a day that comes round every year."""

    name: str
    interval: Interval = Interval()
    rule: str = ""


class TimeWords(Struct, frozen=True):
    """A language's words of time, with the patterns made of them.

    ``table``, ``governing`` and ``beside`` are its files; the lookups are by lower-cased word.
    ``finder`` finds an expression and names its shape, ``shapes`` has the pattern of each;
    ``stretches`` find which part of a stretch of time words name.
    """

    language: str
    table: WordTable
    governing: Governing
    beside: Beside
    months: dict[str, int]
    full_months: frozenset[str]
    doubtful: frozenset[str]
    weekdays: dict[str, int]
    named: dict[str, Named]
    finder: re.Pattern[str]
    shapes: dict[str, re.Pattern[str]]
    stretches: dict[PartOfStretch, re.Pattern[str]]

    @classmethod
    def load(cls, language: str = CODED, data: Path | None = None) -> TimeWords:
        """The words of *language*, from the shipped folders or from those in *data*.

        Read once a process.  Raises :class:`~detente.errors.TableError` naming file and key where a
        table does not hold.
        """
        return _loaded(language, data)

    def number(self, words: str) -> float | None:
        """The number that *words* spell; 0 for one not said ("several"), ``None`` for none."""
        table, around = self.table, self.table.number_words
        text = re.sub(r"[\s-]+", " ", words.lower()).strip()
        text = text.removeprefix(around.before).removesuffix(around.after)
        if text in table.vague_numbers:
            return table.vague_numbers[text]
        text = text.replace(",", "")
        if re.fullmatch(r"\d{1,12}(\.\d+)?", text):
            return float(text) if "." in text else int(text)
        if half := re.fullmatch(r"(\d{1,9}) 1/2", text):
            return int(half[1]) + 0.5
        total = group = 0
        for word in text.split():
            if word == around.joint:
                continue
            if word not in table.numbers:
                return None
            amount = table.numbers[word]
            if amount >= 1000:
                total, group = total + (group or 1) * amount, 0
            else:
                group = group * 100 if amount == 100 and group else group + amount
        return total + group or None

    def spelled_year(self, words: str) -> int | None:
        """ "nineteen ninety-seven" as 1997; ``None`` where the words are no year."""
        parts = re.split(r"[\s-]+", words.lower().strip())
        first, second = (self.table.numbers.get(part, 0) for part in [*parts, ""][:2])
        if (first, second) == (2, 1000):
            rest = self.number(" ".join(parts[2:])) if parts[2:] else 0
            return 2000 + int(rest) if rest is not None else None
        rest = self.number(" ".join(parts[1:])) if parts[1:] else None
        return first * 100 + int(rest) if 11 <= first <= 20 and rest and rest >= 10 else None

    def singular(self, word: str) -> str:
        """A noun without the ending of a plural."""
        for ending in self.table.plural:
            if word.endswith(ending):
                return word.removesuffix(ending)
        return word

    def symbol_of(self, unit: str) -> str:
        """The TIMEX3 symbol of a unit, singular or plural."""
        units, word = self.table.units, unit.lower()
        return units.get(word) or units.get(self.singular(word), "D")

    def about(self, words: str) -> Margin | None:
        """Whether the words before a number make it a little less or more, or either."""
        said = " ".join(words.lower().split()) + " "
        found = [word for word in self.table.about if said.startswith(word + " ")]
        return self.table.about[max(found, key=len)] if found else None

    def anniversary(self, words: str) -> int | None:
        """After how many years an anniversary is ("the thirty-fifth"); ``None`` if that is open."""
        said = re.split(r"[\s-]+", words.lower())
        for before, word in pairwise(["", *said]):
            if figures := re.fullmatch(r"(\d{1,4})(?:[^\W\d]{2})?", word):
                return int(figures[1])
            if word in self.table.ordinals:
                tens = self.table.numbers.get(before, 0)
                return self.table.ordinals[word] + (tens if 20 <= tens <= 90 else 0)
        return next((n for word in said if (n := self.table.anniversaries.get(word))), None)

    def senses(self, words: str | None) -> frozenset[Sense]:
        """Which one is meant, by the words before a unit ("the last": article, last ...)."""
        found: set[Sense] = set()
        for word in re.split(r"[\s-]+", (words or "").lower()):
            found |= self.table.senses.get(word, frozenset())
        return frozenset(found)

    def side(self, words: str) -> frozenset[SideSense]:
        """On which side of which time words after a length of time lie."""
        return self.table.sides.get(" ".join(words.lower().split()), frozenset())

    def part_of_stretch(self, words: str | None) -> PartOfStretch | None:
        """Which part of a stretch of time "early", "the end of" ... mean; ``None``: the whole."""
        text = (words or "").lower().strip() + " "
        return next((name for name, form in self.stretches.items() if form.search(text)), None)


@cache
def _loaded(language: str, data: Path | None) -> TimeWords:
    folder = WordFolder("times", language, data)
    table = folder.table("words.toml", WordTable)
    beside = folder.table("patterns.toml", Beside)
    told = folder.table("shapes.toml", ShapeTable)
    try:
        _check_groups(beside)
        named = {
            form.lower(): time
            for file, times in (("named.tsv", _eras()), ("holidays.tsv", _holidays()))
            for form, time in _called(folder.rows(file, 3), times, file)
        }
        finder, shapes = compiled(table, named, told)
    except TableError as error:
        raise TableError(f"data/{folder.name}: {error}") from error
    return TimeWords(
        language,
        table,
        folder.table("governing.toml", Governing),
        beside,
        months={f.lower(): i for i, forms in enumerate(table.months, 1) for f in forms},
        full_months=frozenset(forms[0].lower() for forms in table.months if forms),
        doubtful=frozenset(word.lower() for word in table.doubtful_months),
        weekdays={f.lower(): i for i, forms in enumerate(table.weekdays) for f in forms},
        named=named,
        finder=finder,
        shapes=shapes,
        stretches={
            name: re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})") if forms else NEVER
            for name, forms in table.fuzzy.items()
        },
    )


def _check_groups(beside: Beside) -> None:
    for name, groups in GROUPS.items():
        pattern: re.Pattern[str] = getattr(beside, name)
        if pattern is not NEVER and (lacking := set(groups) - set(pattern.groupindex)):
            raise TableError(f"patterns.toml: {name} lacks the group {min(lacking)!r}")
    for name in FIRST_GROUP:
        pattern = getattr(beside, name)
        if pattern is not NEVER and not pattern.groups:
            raise TableError(f"patterns.toml: {name} has no group; put what it finds in brackets")


def _called(
    rows: Iterable[list[str]], times: dict[str, Named], file: str
) -> Iterator[tuple[str, Named]]:
    """The times by what a language calls them, each with the name that it shows."""
    for key, name, also in rows:
        if key not in times:
            raise TableError(f"{file}: {name}: no key {key!r}; data/times/{file} has them")
        for form in [name, *filter(None, also.split("|"))]:
            yield form, replace(times[key], name=name)


def _eras() -> dict[str, Named]:
    """The stretches of history, by their keys."""
    found: dict[str, Named] = {}
    for key, earliest, latest, _ in _rows("named.tsv", 4):
        interval = Interval(
            date.fromisoformat(earliest) if earliest else None,
            date.fromisoformat(latest) if latest else None,
            "day" if earliest == latest else "span",
        )
        found[key] = Named(key, interval)
    return found


def _holidays() -> dict[str, Named]:
    """The days that come round every year, by their keys."""
    found: dict[str, Named] = {}
    for key, rule, _ in _rows("holidays.tsv", 3):
        try:
            occurrences(rule, 2000)
        except ValueError as error:
            raise TableError(f"data/times/holidays.tsv: {key}: no rule: {rule!r}") from error
        found[key] = Named(key, rule=rule)
    return found


def _rows(file: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table of the room that is no language's."""
    text = (shipped() / "times" / file).read_text("utf-8")
    return rows_in(text, f"data/times/{file}", columns)
