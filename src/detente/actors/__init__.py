"""Who: mentions of actors in a report, resolved to actors as known on its date.

The entry is ``resolve(report, structure, tables)``.  World knowledge (countries, offices and who
held them when, organisations, kinds of people) is in the tables that ``ActorTables`` loads; no
code in this room names a country or a person.
"""

from detente.actors.reading import ActorReading
from detente.actors.resolve import resolve
from detente.actors.tables import ActorTables

__all__ = ["ActorReading", "ActorTables", "resolve"]
