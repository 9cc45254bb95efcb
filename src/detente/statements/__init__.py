"""Said: who said what to whom, in which words, and what the statement does.

The entry is ``find_sayings(report, structure, reading)``, which knows the words for who spoke;
``find_statements`` gives its statements with the actors that are known.  Quotation marks are read
from the text (``marks``) and joined to their cues (``direct``, ``carry``, ``colons``); reported
speech is read from clauses (``frames``, ``contents``, ``according``).  Which words report speech,
with which frames, and what such a statement does is data (``data/statements/``).
"""

from detente.statements.find import Sayings, find_sayings, find_statements

__all__ = ["Sayings", "find_sayings", "find_statements"]
