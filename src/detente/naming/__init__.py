"""Names: which words of a report are names, and of what kind.

The entry is ``with_names(document, tables, words)``, the stage between the sentences and the
places.  All that comes after it reads these names; the parser's own are one sign among many.
"""

from detente.naming.name_stage import with_names
from detente.naming.name_words import NameWords

__all__ = ["NameWords", "with_names"]
