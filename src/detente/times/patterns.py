"""The shapes of time expressions, as one pattern with a branch a shape.

A branch only says that words *are* a time expression of some shape; the readers say what they mean.
Months and weekdays are read as printed (with a capital), everything else in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from detente.times.time_words import either, load

FIGURES, WORDS = 30, 14
"""How many figures, or words, of a number may follow its first.  More are a list, and from each of
its members on a whole list would be read again."""

BEGINNING = r"(?=[\w'’‘`])(?<![\w$£€#.])"
"""Where an expression of any shape may begin; no branch need be tried elsewhere."""

DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d%]|[,.:]\d|\w)"
YEAR = r"(?:\d{4}|['’‘`]\d\d)(?![\d%]|[,.:]\d)"
CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d{2}){0,2}\s*(?i:[ap]\.m\.|[ap]m\b)|\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?i:hours|hrs))?"
    r"|(?i:noon|midnight))(?:\s+(?:GMT|UTC|EST|EDT|CET|MSK|IST|PST|PDT)\b)?"
)
FUZZY = (
    r"(?i:early|late|mid|(?:(?:the\s+)?(?:very\s+)?"
    r"(?:beginning|start|outset|middle|end|close)\s+of))(?:[\s-]+(?i:in\s+|the\s+)?)"
)
ABOUT = (
    r"(?i:nearly|almost|about|around|approximately|roughly|some|just|only|exactly|over|well\s+over|"
    r"more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|up\s+to|as\s+many\s+as|another|"
    r"the\s+whole|the\s+full|the\s+entire)\s+"
)
RELATIVE = (
    r"(?i:(?:the|this|that)\s+(?:very\s+)?(?:last|past|next|previous|following|coming|current|present|same|"
    r"latest|preceding|upcoming|year-ago|year-earlier|comparable\s+year-ago)|this|last|next|that|"
    r"previous|following|past|coming|upcoming|current)"
)

SHAPES = {
    "iso": r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])",
    "numeric": r"""
        (?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?![\d/.]\d|\d)
    """,
    "named": r"""
        (?:(?P<fuzzy>{FUZZY}))?(?:(?i:the)\s+)?(?P<name>{NAMED})(?!\w)(?:,?\s+(?P<year>{YEAR}))?
    """,
    "date": r"""
        (?:(?P<clock>{CLOCK}),?\s+(?i:on\s+)?)?
        (?:(?P<weekday>{WEEKDAY})\.?(?:\s+(?i:{PART}))?,?\s+(?i:the\s+)?)?
        (?:
            (?P<month_a>{MONTH})(?:\s+|,\s+(?=\d{1,2},\s+\d{4}))(?i:the\s+)?(?P<day_a>{DAY})(?:\s*[-–]\s*(?P<day_b>{DAY}))?
          | (?P<day_c>{DAY})(?:\s*[-–]\s*(?P<day_d>{DAY}))?(?:\s+(?i:(?:day\s+)?of))?
            [\s-]+(?P<month_b>{MONTH})(?!\w)
          | (?:(?P<fuzzy>{FUZZY}))?(?:(?P<rel>{REL_MONTH})\s+)?(?P<month_c>{MONTH})(?![\w'’`-]*\w)
          | (?:(?P<fuzzy_b>{FUZZY}))?(?P<month_d>{MONTH})(?=['’`-])
        )
        (?:(?:,?\s+(?i:of\s+)?|-)(?P<year>{YEAR})
          |\s+(?i:of\s+)?(?P<old>\d{3})(?=[.,;)])(?!,\d)
          |,?\s+(?i:of\s+)?(?P<same>(?i:last|this|next|that(?:\s+same)?|the\s+same|the\s+following)\s+(?i:year)))?
        (?:,?\s+(?i:at\s+)?(?P<clock_b>{CLOCK})|\s+(?P<part>(?i:{PART}))\b)?
    """,
    "day_head": r"""
        (?P<day>\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:,|and|or|to|&)\s*(?P<later>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?
        (?P<month>{MONTH})(?!\w)(?:,?\s+(?P<year>{YEAR}))?)
    """,
    "weekday": r"""
        (?:(?P<clock>{CLOCK}),?\s+(?i:on\s+)?)?
        (?:(?P<every>(?i:every|each|alternate))\s+)?
        (?:(?P<fuzzy>(?i:early|late))(?:\s+(?i:on)\s+|[\s-]+))?
        (?:(?P<rel>{RELATIVE})\s+)?
        (?P<weekday>{FULL_WEEKDAY})(?P<plural>s(?!\w))?(?!\w)
        (?:\s+(?P<part>(?i:{PART}))\b)?
        (?:,?\s+(?P<week>(?i:last|next|this|the\s+following|the\s+previous|that))\s+(?i:week)\b)?
        (?:,?\s+(?i:at\s+)?(?P<clock_b>{CLOCK}))?
    """,
    "decade": r"""
        (?P<fuzzy>(?:(?i:the\s+)?(?i:early|late|mid)[\s-]+(?i:to[\s-]+late[\s-]+)?(?i:the\s+)?)|{FUZZY})?(?:(?i:the)\s+)?
        (?P<decade>(?:1[0-9]|20)\d0|['’‘`]\d0|(?<=the\s)[2-9]0(?=s\b))['’`]?s\b
    """,
    "decade_word": r"""
        (?i:the\s+)(?P<fuzzy>(?i:early|late|mid)[\s-]+)?(?:(?i:nineteen|eighteen)\s+)?
        (?P<decade>(?i:{DECADES}))\b
    """,
    "century": r"""
        (?P<fuzzy>{FUZZY})?(?:(?i:the)\s+)?(?:(?P<fuzzy_b>(?i:early|late|mid))[\s-]+)?
        (?P<ordinal>\d{1,2}(?:st|nd|rd|th)|(?i:{ORDINAL}))[\s-](?i:century)(?:\s+(?P<era>(?:BCE?|B\.C\.|CE|AD)))?(?!\w)
    """,
    "quarter": r"""
        (?P<fuzzy>{FUZZY})?(?:(?i:the)\s+)?(?:(?i:fiscal|year-ago|year-earlier)\s+)?(?:(?P<year_a>{YEAR})(?:['’]s)?\s+)?
        (?:(?i:fiscal)\s+)?
        (?P<ordinal>(?i:first|second|third|fourth|final|1st|2nd|3rd|4th))[\s-]+
        (?P<unit>(?i:quarter|half))(?!\w|\s+(?i:hour|century))
        (?:,?\s+(?i:of\s+)?(?:(?i:fiscal)\s+)?(?:(?P<year>{YEAR})|(?P<rel>(?i:last|this|next|the|that)\s+(?i:year))))?
    """,
    "quarter_short": r"(?P<unit>[QH])(?P<ordinal>[1-4])(?:\s+(?P<year>{YEAR}))?\b",
    "season": r"""
        (?P<fuzzy>{FUZZY})?(?:(?P<rel>{RELATIVE}|(?i:the))\s+)?(?:(?P<fuzzy_b>(?i:early|late|mid))[\s-]+)?
        (?P<season>(?i:{SEASON}))(?!\w|\s+of\s+(?!\d|{SPELLED_YEAR}|['’‘`]\d|(?:last|this|next|that)\s))
        (?:\s+(?i:of\s+)?(?:(?P<year>{YEAR}|{SPELLED_YEAR})|(?P<same>(?i:last|this|next|that)\s+(?i:year))))?
    """,
    "century_first": r"""
        (?:(?i:the)\s+)?(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|(?i:{ORDINAL}))
        (?=\s+(?i:to|and|or|through)\s+(?i:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)|(?i:{ORDINAL}))[\s-](?i:centur))
    """,
    "year_period": r"(?:(?i:the)\s+)?(?P<year>(?:19|20)\d\d)\s+(?i:period|quarter)\b",
    "year_tail": r"(?P<head>(?<=\d{4}[-–/])|(?<=\d{4}\s[-–]\s))(?P<year>\d\d)(?![\d%\w]|[-.,:]\d)",
    "year": r"""
        (?:(?P<side>(?i:pre|post))-)?(?P<fuzzy>{FUZZY})?(?:(?P<fiscal>(?i:fiscal|the\s+fiscal|the\s+calendar|calendar)(?:\s+(?i:year))?|(?i:the\s+year))\s+)?
        (?P<year>[1-9]\d{3})(?![\d%\w]|[,.:]\d|-\d{2}-)(?:\s+(?P<era>BCE?|B\.C\.|CE|AD)(?!\w))?
    """,
    "old_year": r"(?P<year>\d{1,5})\s+(?P<era>BCE?|B\.C\.|CE|AD|A\.D\.)(?!\w)",
    "spelled_year": r"{SPELLED_YEAR}\b",
    "around_today": r"(?i:the\s+day\s+(?P<side>before\s+yesterday|after\s+tomorrow))\b",
    "today": r"""
        (?:(?P<fuzzy>(?i:early|late|later|earlier))\s+)?
        (?P<word>(?i:today|yesterday|tomorrow|tonight|last\s+night|this\s+(?:{PART})))\b
        (?:\s+(?P<part>(?i:{PART}))\b)?
    """,
    "in_the_day": r"""
        (?P<fuzzy>(?i:earlier|later|early|late))\s+
        (?:(?i:in)\s+(?i:the)|(?i:that|the\s+same|that\s+same))\s+(?P<unit>(?i:day|week|month|year|morning|evening|afternoon|night))\b
    """,
    "relative": r"""
        (?P<fuzzy>(?i:(?:earlier|later|early|late|sometime|some\s+time|any\s+time|anytime)\s+(?:in\s+)?
          |(?:the\s+)?(?:end|start|beginning|middle|rest|remainder|close|course|turn|first\s+part)\s+of\s+))?
        (?P<rel>{RELATIVE})\s+(?:(?i:fiscal|calendar|full|trading)\s+)?
        (?P<unit>(?i:{DATE_UNIT}))(?!\w|\s+(?i:old)\b|-(?i:old))
    """,
    "the_unit": r"""
        (?:(?P<fuzzy>(?i:(?:the\s+)?(?:end|start|beginning|middle|rest|remainder|close|turn)\s+of\s+))(?i:the)\s+(?P<unit_a>(?i:day|week|month|quarter|year|decade|century))
        |(?i:the)\s+(?P<unit_b>(?i:quarter|weekend))
        |(?P<unit_c>(?i:year|month|week))[\s-](?P<end>(?i:end)))\b(?!\s+(?i:of|hour))
    """,
    "beside": r"""
        (?i:the)\s+(?P<unit>(?i:day|night|week|month|year|decade|evening|morning))\s+
        (?P<side>(?i:before|after|earlier|later))(?=[\s.,;:]|$)
    """,
    "ago": r"""
        (?P<about>{ABOUT})?(?P<number>{NUMBER})[\s-]+(?P<unit>(?i:{UNIT}))s?(?:\s+(?i:or\s+(?:so|more)))?[\s-]+
        (?P<side>(?i:ago|earlier|later|from\s+now|hence|previously|before|after|afterwards))\b
    """,
    "unit_ago": r"""
        (?:(?i:the\s+(?:comparable\s+)?))?(?P<unit>(?i:year|month|week))-(?P<side>(?i:ago|earlier))
        (?:\s+(?P<of>(?i:period|quarter)))?\b
    """,
    "units_ago": r"""
        (?P<unit>(?i:days|weeks|months|years|decades|centuries))\s+(?P<side>(?i:ago|earlier|later))\b
    """,
    "anchored": r"""
        (?:(?i:(?:the|these|those)\s+)?(?P<rel>(?i:past|last|next|coming|previous|following|recent|first|final|preceding)))\s+
        (?:(?P<number>{NUMBER}|(?i:few|several|couple\s+of))\s+)?(?:(?i:fiscal|trading|calendar)\s+)?(?P<unit>(?i:{UNIT}))s\b
        (?:\s+(?i:of\s+)?(?P<year>{YEAR}))?
    """,
    "set": r"""
        (?P<every>(?i:every|each|per))\s+(?:(?P<number>(?i:other|few)|{NUMBER})\s+)?(?P<unit>(?i:{UNIT}))s?\b
        |(?P<adverb>(?i:{SETS}))\b
        |(?i:(?:once|twice|(?:three|four|several)\s+times)\s+(?:a|an|each|every|per))\s+(?P<unit_b>(?i:{UNIT}))\b
    """,
    "duration": r"""
        (?P<about>{ABOUT})?(?P<number>{NUMBER})(?:[\s-]+(?i:more|further|full|straight|consecutive|solid|trading|business|working))?
        [\s-]+(?P<unit>(?i:{UNIT}))s?(?:-(?i:long))?(?![\w]|[\s-]+(?i:old)\b|\s+(?i:of\s+age))
    """,
    "bare_duration": r"""
        (?P<unit>(?i:hours|days|weeks|months|years|decades|centuries))(?:-(?i:long))?(?!\w|-)
        |(?P<unit_b>(?i:hour|day|week|month|year|decade))-?(?i:long)\b
    """,
    "reference": r"(?P<word>(?i:{REFERENCES}))(?![\w-])",
    "clock": r"(?P<clock>{CLOCK})(?:\s+(?i:{PART}))?",
    # Bare figures last: where they are refused, no other shape is tried at that place.
    "three_digits": r"(?P<circa>(?i:c|ca|circa)\b\.?\s*)?(?P<year>[1-9]\d\d)(?![\d%\w]|[,.:]\d)",
    "day_tail": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%\w]|[,.:]\d|\s+[a-z]+s\b)",
}
"""Every shape, those that must be tried first first."""


@cache
def shapes() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The pattern that finds an expression (its last group names the shape) and one a shape."""
    words = load()
    both = _printed
    long_weekdays = [w for w in words.weekdays if w not in words.short_weekdays]
    small = [w for w in words.numbers if w not in {"hundred", "a", "an"}]
    spelled = rf"(?i:{either(small)})"
    parts = {
        "MONTH": rf"(?:(?:{both(words.full_months)})(?!\w)|(?:{both(words.months)})(?!\w)\.?)",
        "WEEKDAY": rf"(?:{both(words.weekdays)})(?!\w)",
        "FULL_WEEKDAY": rf"(?:{both(long_weekdays)})",
        "DAY": DAY,
        "YEAR": YEAR,
        "CLOCK": CLOCK,
        "FUZZY": FUZZY,
        "ABOUT": ABOUT,
        "RELATIVE": RELATIVE,
        "REL_MONTH": (
            r"(?i:last|next|this|this\s+past|this\s+coming|the\s+previous|the\s+following|past)"
        ),
        "PART": either(words.parts),
        "SEASON": either(words.seasons),
        "ORDINAL": either(words.ordinals),
        "DECADES": either(words.decades),
        "SETS": either(words.sets),
        "REFERENCES": either(words.references),
        "NAMED": _names(words.named),
        "UNIT": either(words.units),
        "DATE_UNIT": either(u for u in words.units if words.units[u][0] != "T" or u == "hour"),
        "NUMBER": (
            rf"(?:(?i:the\s+)?(?:\d[\d,]{{0,{FIGURES}}}(?:\.\d+)?(?:\s+1/2)?"
            rf"|{spelled}(?:[\s-]+(?:and\s+)?(?:{spelled}|(?i:hundred))){{0,{WORDS}}}"
            rf"|(?i:an?\s+hundred|{either(words.vague)}|an?)))"
        ),
        "SPELLED_YEAR": (
            r"(?i:(?:nineteen|eighteen|seventeen|twenty)[\s-]+(?:"
            + either(w for w, n in words.numbers.items() if 10 <= n <= 90)
            + r")(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)"
        ),
    }
    single = {name: _filled(shape, parts) for name, shape in SHAPES.items()}
    branches = "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P(<[a-z_]+>|=sep[)])', _unnamed, shape)})"
        for name, shape in single.items()
    )
    each = {name: re.compile(shape, re.VERBOSE) for name, shape in single.items()}
    return re.compile(rf"{BEGINNING}(?:{branches})", re.VERBOSE), each


def _filled(shape: str, parts: dict[str, str]) -> str:
    for _ in range(2):
        shape = re.sub(r"\{([A-Z_]{3,})\}", lambda m: parts[m[1]], shape)
    return shape


def _unnamed(match: re.Match[str]) -> str:
    return "[/.]" if match[1].startswith("=") else "(?:"


def _printed(words: Iterable[str]) -> str:
    """Alternatives in the two cases that print uses."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(f"{w.title()}|{w.upper()}" for w in ordered)


def _names(names: Iterable[str]) -> str:
    """Names with a capital; those of eras and of falls in any case ("the post-war era")."""
    beginnings = (
        "fall of",
        "collapse of",
        "breakup of",
        "break-up of",
        "dissolution of",
        "attack on",
    )
    endings = ("era", "period", "years", "times")
    eras = [n for n in names if n.endswith(endings) or n.startswith(beginnings)]
    return rf"(?=[A-Z\d])(?i:{either(names)})|(?i:{either(eras)})"
