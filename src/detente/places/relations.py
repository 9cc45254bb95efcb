"""What a text says of how something stands to a place: near it, north of it, between two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from detente.model import PlaceMention, Span
from detente.places.place_tables import RelationKind
from detente.places.place_words import PlaceWords

MILE = 1.609344
"""Kilometres in a mile."""
BEFORE = 70
"""Characters before a name in which a relation to it stands."""


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


def find_relations(
    text: str, places: Sequence[PlaceMention], words: PlaceWords
) -> tuple[Relation, ...]:
    """The relations to *places* that the words right before their names tell, in order."""
    ordered = sorted({m.span for m in places})
    found = []
    for index, span in enumerate(ordered):
        start = max(0, span.start - BEFORE)
        before = text[start : span.start]
        for kind, form in words.forms:
            match = form.search(before)
            if match is None:
                continue
            names: tuple[Span, ...] = (span,)
            if kind in {"between", "border"}:
                second = ordered[index + 1] if index + 1 < len(ordered) else None
                joined = second and words.relations.second.fullmatch(text, span.end, second.start)
                if second is not None and joined:
                    names = (span, second)
                elif words.relations.of_two.search(match[0]):
                    break  # "between Japan's two largest parties"
            groups = match.groupdict()
            if kind == "near" and words.relations.none.fullmatch(match[0]):
                break
            found.append(
                Relation(
                    kind,
                    Span(start + match.start(), names[-1].end),
                    names,
                    groups["wind"].lower() if groups.get("wind") else None,
                    _kilometres(groups, words),
                )
            )
            break
    return tuple(found)


def _kilometres(groups: dict[str, str | None], words: PlaceWords) -> float | None:
    far, unit = groups.get("far"), groups.get("unit")
    if far is None or unit is None:
        return None
    decimal = re.fullmatch(r"\d+[.,]\d{1,2}", far)
    number = float(far.replace(",", ".")) if decimal else float(re.sub(r"[.,]", "", far))
    miles = unit.lower().startswith(words.relations.miles)
    return round(number * (MILE if miles else 1.0), 1)
