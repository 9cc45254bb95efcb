"""Front matter: what stands before a text about it, in lines of "key: value".

Either between two lines of hyphens, as site generators have it, or as the very first lines.  The
text stays as it is; what stands in front is no part of the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from detente.model import Span
from detente.reading.reading_words import FrontKeys

MOST_LINES = 60
"""Lines of front matter; that of news has ten."""

LONGEST_PAIR = 500
"""Characters of a line of it; a title is shorter, and so is a page's address."""

_FENCED = re.compile(
    rf"\s*---[ \t\r]*\n(?P<lines>(?:[^\n]*\n){{1,{MOST_LINES}}}?)---[ \t\r]*(?:\n|$)"
)
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>[^\n]*))?$")


class FrontMatter(Struct, frozen=True):
    """Where it stands, and its values by the fields of :class:`FrontKeys`."""

    span: Span
    values: Mapping[str, str]


def front_matter(text: str, keys: FrontKeys) -> FrontMatter | None:
    """The front matter of *text*; ``None`` where it has none."""
    if fenced := _FENCED.match(text):
        found = (_PAIR.match(line) for line in fenced["lines"].splitlines())
        pairs = [pair for pair in found if pair]
        known = any(keys.meant(pair["key"]) for pair in pairs)
        return _found(text, fenced.end(), pairs, keys) if known else None
    end, bare = 0, list[re.Match[str]]()
    while len(bare) < MOST_LINES:
        stop = text.find("\n", end)
        pair = _PAIR.match(text[end:stop]) if 0 <= stop - end <= LONGEST_PAIR else None
        if pair is None or keys.meant(pair["key"]) is None:
            break
        bare.append(pair)
        end = stop + 1
    # A headline opens it, or the lines are a report's own stamps, which are read as such.
    opens = bool(bare) and bare[0]["key"].strip().lower() in keys.headline
    return _found(text, end, bare, keys) if opens and len(bare) > 1 else None


def _found(text: str, end: int, pairs: list[re.Match[str]], keys: FrontKeys) -> FrontMatter | None:
    values: dict[str, str] = {}
    for pair in pairs:
        meant, value = keys.meant(pair["key"]), (pair["value"] or "").strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1].strip()
        if meant and value:
            values.setdefault(meant, value)
    start = len(text) - len(text.lstrip())
    return FrontMatter(Span(start, len(text[:end].rstrip())), values)
