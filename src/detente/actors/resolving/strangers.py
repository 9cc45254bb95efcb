"""Persons and bodies that no table knows: what the report's own words make of them.

They are actors by their name, of a country only where a title, a nationality or a possessor says
so.  A name counts where the grammar gives its bearer a part in something: capitals alone, the
agency before a report and the parts of a heading, make nobody.
"""

from __future__ import annotations

from detente.actor_tables.name_index import Role
from detente.actors.resolving.descriptions import Description
from detente.actors.resolving.report_context import Context
from detente.model import Actor, ActorKind, Span

SHOUTED = 6
"""Letters up to which a single word in capitals may be an abbreviation and no person's name."""

KNOWN: tuple[Role, ...] = (
    "name", "organisation", "seat", "legislature", "capital", "ambiguous", "nothing",
)  # fmt: skip
"""Senses of a word that say whom it means, or that it means nobody."""


def stranger(context: Context, index: int, description: Description) -> Actor | None:
    """The person or body that a phrase names and no table knows; none where it names nobody."""
    kind = _kind(context, index, description)
    if kind is None or not takes_part(context, index):
        return None
    name = " ".join(description.names) if kind == "person" else _name(context, index)
    if not name:
        return None
    country = description.countries[0] if len(description.countries) == 1 else None
    sectors: tuple[str, ...] = ()
    if kind == "organisation" and description.agent:
        sectors = description.agent.sectors
    return Actor(name, kind, country, context.tables.cow(country), sectors)


def _kind(context: Context, index: int, description: Description) -> ActorKind | None:
    """Whether the parser took a name for a person's or a body's."""
    phrase = context.phrase(index)
    if phrase.pos != "PROPN" or phrase.entity is None:
        return None
    if description.kind not in ("person", "none") or context.place(index):
        return None
    hits = context.hits_over(phrase.head, phrase.sentence)
    if any(h.span.covers(phrase.head) and h.sense(*KNOWN) for h in hits):
        return None
    if any(context.listed("thing", w.key) for w in context.words_in(phrase.core, phrase.sentence)):
        return None
    entity = context.structure.entities[phrase.entity]
    if not entity.span.covers(phrase.head) or _inside(context, entity.span, phrase.core):
        return None
    if entity.kind == "organisation":
        return "organisation"
    names = description.names
    shouted = len(names) == 1 and names[0].isupper() and len(names[0]) <= SHOUTED
    return "person" if entity.kind == "person" and names and not shouted else None


def _inside(context: Context, name: Span, core: Span) -> bool:
    """Whether a phrase is only the end of a longer name: "Finance" of "Ministry of Finance"."""
    return bool(context.text[name.start : core.start].strip()) if name.start < core.start else False


def takes_part(context: Context, index: int, *, people: bool = False) -> bool:
    """Whether a phrase is an argument of something, or names one, or owns something.

    *people* may be those something is aimed at, too: "fired at students".
    """
    if context.uses.get(index):
        return True
    links = context.tables.grammar.links
    held = links.taking_part | links.aimed_at if people else links.taking_part
    if any(g.preposition in held for g in context.governors.get(index, ())):
        return True
    beside = context.set_beside.get(index, ())
    named = context.phrase(index).pos == "PROPN" and any(context.uses.get(o) for o in beside)
    return named or index in context.owned


def _name(context: Context, index: int) -> str:
    """A body's name: the words of the entity without an article."""
    phrase = context.phrase(index)
    assert phrase.entity is not None
    words = context.structure.entities[phrase.entity].span.of(context.text).split()
    if words and words[0].casefold() in context.tables.grammar.determiners.definite:
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("\u2019s")
