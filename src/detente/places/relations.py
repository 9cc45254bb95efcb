"""What a text says of how something stands to a place: near it, north of it, between two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from detente.model import PlaceMention, Span

RelationKind = Literal["near", "direction", "off", "outside", "between", "border"]
MILE = 1.609344
"""Kilometres in a mile."""
BEFORE = 70
"""Characters before a name in which a relation to it stands."""

_WINDS = r"(?:north|south|east|west)(?:[- ]?(?:east|west)(?:ern)?|ern)?"
_FAR = (
    r"(?:(?P<far>\d+(?:[.,]\d+)?)[ -]?(?P<unit>kilomet(?:er|re)s?|km|miles?)"
    r"(?: \([^()]{2,20}\))?\s+(?:to the\s+)?)?"
)
_FORMS: tuple[tuple[RelationKind, re.Pattern[str]], ...] = (
    ("direction", re.compile(rf"{_FAR}(?P<wind>{_WINDS}) of (?:the )?$", re.IGNORECASE)),
    (
        "near",
        re.compile(rf"(?:{_FAR}(?:away )?(?:from)|\b(?:near|close to|next to)) (?:the )?$", re.I),
    ),
    ("off", re.compile(r"\boff (?:the coast of )?(?:the )?$", re.IGNORECASE)),
    ("outside", re.compile(r"\b(?:outside|on the outskirts of) (?:the )?$", re.IGNORECASE)),
    ("border", re.compile(r"\bborder (?:with|between) (?:the )?$", re.IGNORECASE)),
    ("between", re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)),
)


class Relation(Struct, frozen=True):
    """Somewhere that a text tells by a place it is not in.

    ``span`` holds the relation's words and the names, ``places`` the spans of the names: one, or
    two of ``between`` and ``border``.  ``direction`` is as the text has it ("northwest"),
    ``kilometres`` the distance where the text gives one.  No point is worked out from them.
    """

    kind: RelationKind
    span: Span
    places: tuple[Span, ...]
    direction: str | None = None
    kilometres: float | None = None


def find_relations(text: str, places: Sequence[PlaceMention]) -> tuple[Relation, ...]:
    """The relations to *places* that the words right before their names tell, in order."""
    ordered = sorted({m.span for m in places})
    found = []
    for index, span in enumerate(ordered):
        start = max(0, span.start - BEFORE)
        before = text[start : span.start]
        for kind, form in _FORMS:
            match = form.search(before)
            if match is None:
                continue
            names: tuple[Span, ...] = (span,)
            if kind in {"between", "border"}:
                second = ordered[index + 1] if index + 1 < len(ordered) else None
                joined = second and re.fullmatch(
                    r"['’]?s? (?:and|, ) ?(?:the )?", text[span.end : second.start]
                )
                if second is not None and joined:
                    names = (span, second)
                elif "between" in match[0].lower():
                    break  # "between Japan's two largest parties"
            groups = match.groupdict()
            if kind == "near" and match[0].lower().strip() in {"from", "from the", "away from"}:
                break
            found.append(
                Relation(
                    kind,
                    Span(start + match.start(), names[-1].end),
                    names,
                    groups["wind"].lower() if groups.get("wind") else None,
                    _kilometres(groups),
                )
            )
            break
    return tuple(found)


def _kilometres(groups: dict[str, str | None]) -> float | None:
    far, unit = groups.get("far"), groups.get("unit")
    if far is None or unit is None:
        return None
    decimal = re.fullmatch(r"\d+[.,]\d{1,2}", far)
    number = float(far.replace(",", ".")) if decimal else float(re.sub(r"[.,]", "", far))
    return round(number * (MILE if unit.lower().startswith("mile") else 1.0), 1)
