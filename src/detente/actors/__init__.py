"""Who: mentions of actors in a report, resolved to actors as known on its date.

The entry is ``with_actors(document, tables)``.  World knowledge (countries, offices and who
held them when, organisations, kinds of people) is in the tables that ``ActorTables`` loads; no
code in this room names a country or a person.
"""

from detente.actor_tables import ActorTables
from detente.actors.resolving.report_actors import with_actors
from detente.actors.resolving.resolve import resolve

__all__ = ["ActorTables", "resolve", "with_actors"]
