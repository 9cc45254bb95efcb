"""Names: which words of a report are names, and of what kind.

The entry is ``with_names(document, tables)``, the stage between the sentences and the places.  All
that comes after it reads these names; the parser's own are one sign among many for them.
"""

from detente.naming.name_stage import with_names

__all__ = ["with_names"]
