"""Texts of any length on which work could grow faster than they do, and how work is counted.

A shape makes a text of about so many characters.  Work is counted in instructions of Python that
detente's own code runs: a scan of all for each shows in them, a clock need not be read, and the
count is the same on every machine.  What the standard library does within one call is not seen;
patterns have a count of their own (``pattern_steps``).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from types import FrameType
from typing import Any

import detente

SOURCES = str(Path(detente.__file__).parent)
TIMES = 10
MOST = 12
"""Ten times the text is at most twelve times the work."""

Shape = Callable[[int], str]

SENTENCES = (
    "Norway and Chile held talks in Lima on Monday, and Norway's minister accused Chile of fraud. ",
    "Heavy rain fell on the port of Suva, and soldiers attacked a village near Aleppo last week. ",
    "The president of France said on Tuesday that he would visit Tokyo in May to sign a treaty. ",
    "“We will not leave,” said the minister, who met her counterpart in Oslo in March 2010. ",
    "A ferry sank and two people were killed in Lagos, officials said before the meeting. ",
    "Fiji has sent troops to help Norway after the talks, and the two sides signed an accord. ",
)


def _rows(unit: str) -> Shape:
    return lambda size: unit * max(size // len(unit), 1)


def _sentences(after: str) -> Shape:
    def shape(size: int) -> str:
        parts = islice(cycle(SENTENCES), max(size // 90, 1))
        return "".join(part.rstrip() + after for part in parts)

    return shape


def _towns(size: int) -> str:
    """Names of towns, each told once: "Abaa, Abab, ..." are none, so real ones with numbers."""
    names = ("Paris", "Springfield", "Georgia", "Aleppo", "San Jose", "Victoria", "Cordoba", "Kafr")
    units = (f"in {name} {number}th street, " for number, name in enumerate(cycle(names)))
    return "".join(islice(units, max(size // 22, 1)))


def _scraps(seed: int) -> Shape:
    """Scraps of all the other shapes in an order that *seed* gives, and again in that order."""
    scraps = [
        "one ", "1,", "2010-11-13 ", "Nov 1, ", "1/1/", "10:00 ", "Monday ", "the day before ",
        "million ", "Paris, ", "(", ")", '"', "“", "”", "'", "the ", "last ", "week ", "of ", " ",
        "Norway attacked Chile. ", "the village of ", "Kafr ", "said ", "and ", "who ", "to agree ",
        "\n", "in 1998 ", "between May and ", "3 ", "ago ", "Mr. ", "U.S. ", "—", "-", "A", ". ",
    ]  # fmt: skip

    return _rows("".join(random.Random(seed).choices(scraps, k=60))[:90])


SHAPES: dict[str, Shape] = {
    "sentences": _sentences(" "),
    "sentences, a paragraph each": _sentences("\n\n"),
    "short sentences": _rows("Norway attacked Chile. "),
    "sentences of nobody": _rows("The soldiers attacked them. "),
    "what somebody said": _rows("“We attacked Chile,” Norway said. "),
    "talks that go back": _rows("Norway and Chile met. The meeting ended. "),
    "one word a line": _rows("Talks\n"),
    "one word": _rows("one "),
    "one figure": _rows("1,"),
    "figures": _rows("12 "),
    "millions": _rows("million "),
    "days in figures": _rows("2010-11-13 "),
    "days of a month": _rows("Nov 1, "),
    "slashes": _rows("1/1/"),
    "clocks": _rows("10:00 "),
    "weekdays": _rows("Monday "),
    "the day before": _rows("the day before "),
    "years ago": _rows("two years ago "),
    "in a year of old": _rows("in 1835 "),
    "quarters and seasons": _rows(
        "In 1998 it grew by 3 percent; the third quarter ended Sept. 30, 1987; the winter of 1999. "
    ),
    "days before and after": _rows(
        "Ten days before that, each of its 1998 plans came soon after, no year of 876 or 1990-91. "
    ),
    "days to come": _rows(
        "On Friday they will meet, between May and June, for the November visit, 24 and 25 April. "
    ),
    "lengths and spans": _rows(
        "A 2 year old plan, from 1861 to 1883, the '98 talks, and a week in which they met. "
    ),
    "years of three figures": _rows(
        "In 876 A.D. they came, and in 911, c. 920, to (876-900) or in 99 AD. "
    ),
    "contested islands": _rows(
        "Japan and Russia dispute the Kuril Islands. The islands off Japan are four islands. "
    ),
    "datelines": _rows("LIMA, Peru (AP) — Norway left. MASERU — Chile came. "),
    "addresses": _rows("https://example.org/news/2010/11/13/talks\n\n"),
    "stamps between bars": _rows(
        "Ann Writer | Lima | Updated: 3 May 2014 10:00 GMT+8 | 5 min\n\nNorway left.\n\n"
    ),
    "dates in the background": _rows(
        "It usually rains in June. They met many times in May 1835. In June they left for years. "
        "The weather in March is to be dry, said Monday's report. He agreed later this year to go. "
    ),
    "how far": _rows(
        "12.5 km (8 miles) north of Oslo, between Paris and Lima, near the town of X, "
    ),
    "names of places": _rows("Paris, "),
    "places that end": _rows("Paris. "),
    "places of a sort": _rows("the village of Kafr "),
    "many towns": _towns,
    "adjectives": _rows("Syrian forces "),
    "names that nobody has": _rows("Abcde Fghij "),
    "capitals": _rows("A"),
    "capitals and quotes": _rows("A'"),
    "one long word": _rows("a"),
    "brackets": _rows("("),
    "pairs of brackets": _rows("() "),
    "quotes": _rows('"'),
    "round quotes": _rows("“"),
    "commas": _rows(", "),
    "blanks": lambda size: f"Talks{' ' * size}end.",
    "comments": _rows("<!--"),
    "comments with a quote": _rows("‹!--"),
    "dashes": _rows("Norway attacked Chile — "),
    "agencies": _rows("Reuters - "),
    "bylines": _rows("By Ann Writer\n\n"),
    "stamps": _rows("Published: 3 May 2014\n\n"),
    "furniture": _rows("Share\n\n"),
    "scraps": _scraps(1),
    "other scraps": _scraps(2),
    "more scraps": _scraps(3),
    "yet other scraps": _scraps(4),
}


def steps(work: Callable[[], Any], *rooms: str) -> int:
    """How many instructions of detente's own code, or of those *rooms* of it, *work* runs."""
    count = 0
    sources = tuple(f"{SOURCES}/{room}/" for room in rooms) or SOURCES

    def local(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        if event == "opcode":
            count += 1
        return local

    def entered(frame: FrameType, event: str, argument: object) -> Any:
        if not frame.f_code.co_filename.startswith(sources):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return local

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(small: Callable[[], Any], large: Callable[[], Any]) -> tuple[int, int]:
    """The steps of the work on a text and on ten times as much, less what is loaded only once."""
    small()
    return steps(small), steps(large)
