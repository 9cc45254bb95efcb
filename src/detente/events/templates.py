"""Templates: restrictions and roles that types and signals share, written once.

What a type or a signal says itself stands; what it does not say is its first template's that says
it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from detente.events.codebook import EventType, Signal, Template

_FIELDS = {field.name: field for field in msgspec.structs.fields(Template)}

_NOTHING = Template()

OF_A_TYPE = frozenset(_FIELDS) & frozenset(EventType.__struct_fields__)
"""What of a template a type can have: who takes part, and not what words show it."""

T = TypeVar("T", EventType, Signal)


def said(template: Template) -> dict[str, Any]:
    """The fields that a template says something of, with that."""
    given = {name: getattr(template, name) for name in _FIELDS}
    return {name: value for name, value in given.items() if value != getattr(_NOTHING, name)}


def filled(
    event_type: EventType, lines: Mapping[str, int], templates: Mapping[str, Template]
) -> EventType:
    """A type with its templates and its signals' filled in; *lines* has all places of its file."""
    signals = tuple(
        _filled(signal, f"signals[{number}].", lines, templates)
        for number, signal in enumerate(event_type.signals)
    )
    return replace(_filled(event_type, "", lines, templates), signals=signals)


def _filled(value: T, place: str, lines: Mapping[str, int], templates: Mapping[str, Template]) -> T:
    found: dict[str, Any] = {}
    for name in value.templates:
        for field, given in said(templates[name]).items() if name in templates else ():
            own = f"{place}{_FIELDS[field].encode_name}" in lines
            if not own and field in value.__struct_fields__:
                found.setdefault(field, given)
    return replace(value, templates=(), **found) if value.templates else value
