"""The shapes of time expressions, as one pattern with a branch a shape.

A branch only says that words *are* a time expression of some shape; the readers say what they mean.
What the shapes are is a language's, from ``shapes.toml`` of its folder, but for those that are
figures alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.errors import TableError
from detente.times.time_tables import ShapeTable, WordTable
from detente.word_folders import either, filled

FIGURES, WORDS = 30, 14
"""How many figures, or words, of a number may follow its first.  More are a list, and from each of
its members on a whole list would be read again."""

BEGINNING = r"(?=[\w'’‘`])(?<![\w$£€#.])"
"""Where an expression of any shape may begin; no branch need be tried elsewhere."""

FIGURES_ALONE = {
    "iso": r"""
        (?:\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?
        |\d{4}/\d{1,2}/\d{1,2}|\d{4}-\d{1,2}-\d{1,2}|\d{4}\.\d{2}\.\d{2})(?![\d/-]|\.\d)
    """,
    "numeric": r"""
        (?:(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})
        |(?P<a_b>\d{1,2})-(?P<b_b>\d{1,2})-(?P<year_b>\d{4}))(?![\d/.-]\d|\d)
    """,
    "year_tail": r"(?P<head>(?<=\d{4}[-–/])|(?<=\d{4}\s[-–]\s))(?P<year>\d\d)(?![\d%\w]|[-.,:]\d)",
}
"""The shapes that no language changes."""

SHAPES = {
    "iso": "",
    "numeric": "a sep b year a_b b_b year_b",
    "named": "fuzzy name year",
    "short_date": "day sep month year month_b day_b year_b",
    "date": (
        "week clock weekday month_a day_a day_b day_c day_d month_b fuzzy rel month_c fuzzy_b "
        "month_d year old same clock_b part"
    ),
    "day_head": "day later month later_b month_b year",
    "weekday": "clock every fuzzy rel weekday plural part week clock_b",
    "decade": "fuzzy decade",
    "decade_word": "fuzzy decade",
    "century": "fuzzy fuzzy_b ordinal era",
    "quarter": "fuzzy year_a ordinal unit year rel",
    "quarter_short": "unit ordinal year",
    "season": "fuzzy rel fuzzy_b season year same",
    "century_first": "ordinal",
    "year_period": "year",
    "year_tail": "head year",
    "year": "side fuzzy fiscal year era",
    "old_year": "year era",
    "spelled_year": "",
    "around_today": "",
    "today": "fuzzy word part",
    "in_the_day": "fuzzy unit",
    "relative": "fuzzy rel unit",
    "the_unit": "fuzzy unit_a unit_b unit_c end",
    "beside": "unit side",
    "ago": "about number unit side",
    "unit_ago": "unit side of",
    "units_ago": "unit side",
    "anchored": "rel number unit year",
    "set": "every number unit adverb unit_b",
    "duration": "about number unit",
    "bare_duration": "unit unit_b",
    "reference": "word",
    "clock": "clock",
    # Bare figures last: where they are refused, no other shape is tried at that place.
    "three_digits": "circa year",
    "day_tail": "day",
}
"""Every shape, those that must be tried first first, with the groups that its reader asks for."""


def compiled(
    words: WordTable, named: Iterable[str], table: ShapeTable
) -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The pattern that finds an expression (its last group names the shape) and one a shape.

    *named* are the names of named times.  Raises :class:`TableError` for a shape or a part that
    there is not, for a group that no reader asks for, and for a pattern that does not hold.
    """
    parts = table.parts | _parts(words, named)
    told = FIGURES_ALONE | table.shapes
    if unknown := sorted(told.keys() - SHAPES.keys()):
        raise TableError(f"shapes.toml: no shape {unknown[0]!r}; there are {', '.join(SHAPES)}")
    single = {name: filled("shapes.toml", told[name], parts) for name in SHAPES if name in told}
    try:
        each = {
            name: re.compile(_completed(name, shape), re.VERBOSE) for name, shape in single.items()
        }
        branches = "|".join(
            f"(?P<{name}>{re.sub(r'[(][?]P(<[a-z_]+>|=sep[)])', _unnamed, shape)})"
            for name, shape in single.items()
        )
        return re.compile(rf"{BEGINNING}(?:{branches})", re.VERBOSE), each
    except re.error as error:
        raise TableError(f"shapes.toml: a shape is no pattern: {error}") from error


def _parts(words: WordTable, named: Iterable[str]) -> dict[str, str]:
    """The parts of shapes that are made of words."""
    months = {form: number for number, forms in enumerate(words.months) for form in forms}
    printed = words.capitals
    forms = {form.lower() for days in words.weekdays for form in days}
    long_forms = {days[0].lower() for days in words.weekdays if days}
    small = [w for w in words.numbers if w not in words.number_words.dependent]
    symbols = words.units
    return {
        "MONTH": (
            rf"(?:(?:{_printed((f[0].lower() for f in words.months if f), printed)})(?!\w)"
            rf"|(?:{_printed((m.lower() for m in months), printed)})(?!\w)\.?)"
        ),
        "WEEKDAY": rf"(?:{_printed(forms, printed)})(?!\w)",
        "FULL_WEEKDAY": rf"(?:{_printed(long_forms, printed)})",
        "PART": either(words.parts),
        "SEASON": either(words.seasons),
        "ORDINAL": either(words.ordinals),
        "DECADES": either(words.decades),
        "SETS": either(words.sets),
        "REFERENCES": either(words.references),
        "DAYS": either(words.days),
        "WEEKS": either(words.weeks),
        "NAMED": _names(list(named), words),
        "UNIT": either(symbols),
        "DATE_UNIT": either(u for u, s in symbols.items() if s[0] != "T" or s == "TH"),
        "SMALL": either(small),
        "VAGUE": either(words.vague_numbers),
        "TENS": either(w for w, n in words.numbers.items() if 10 <= n <= 90),
        "FIGURES": str(FIGURES),
        "WORDS": str(WORDS),
    }


def _completed(name: str, shape: str) -> str:
    """*shape* with the groups that its reader asks for and that it leaves out, never filled."""
    has, asked = set(re.findall(r"\?P<([a-z_]+)>", shape)), SHAPES[name].split()
    if unknown := sorted(has - set(asked)):
        raise TableError(
            f"shapes.toml: {name!r} has a group {unknown[0]!r} that its reader does not ask for; "
            f"it asks for {', '.join(asked) or 'none'}"
        )
    lacking = "".join(f"(?P<{group}>)" for group in asked if group not in has)
    return f"{shape}(?:(?!){lacking})?" if lacking else shape


def _unnamed(match: re.Match[str]) -> str:
    return "[-/.]" if match[1].startswith("=") else "(?:"


def _printed(words: Iterable[str], capitals: bool) -> str:
    """Alternatives in the two cases that print uses, and in small letters where it has those."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    if not ordered:
        return "(?!)"
    small = "" if capitals else "|"
    return "|".join(f"{w.title()}|{w.upper()}{small and small + w}" for w in ordered)


def _names(names: list[str], words: WordTable) -> str:
    """Names with a capital; those of eras and of falls in any case ("the post-war era")."""
    eras = [n for n in names if n.endswith(words.era_endings) or n.startswith(words.era_beginnings)]
    return rf"(?=[A-Z\d])(?i:{either(names)})|(?i:{either(eras)})"
