"""The stage of the pipeline that this room is."""

from __future__ import annotations

from msgspec.structs import replace

from detente.actor_tables.actor_tables import ActorTables
from detente.actors.resolving.home_countries import at_home
from detente.actors.resolving.lands import with_lands
from detente.actors.resolving.resolve import resolve
from detente.document import Document


def with_actors(document: Document, tables: ActorTables) -> Document:
    """*document* with the actors that its report names.

    First whom its words name, then the country that everything around somebody leaves unsaid, then
    the states whose land is named: each goes by what the one before it found.
    """
    for read in (resolve, at_home, with_lands):
        document = replace(document, actors=read(document, tables))
    return document
