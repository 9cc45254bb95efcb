"""Said: who said what to whom, in which words, and what the statement does.

The entry is ``with_statements(document, words)``; ``find_sayings`` knows the words for who spoke,
and ``find_statements`` gives the statements with the actors that are known.  Quotation marks are
read from the text (``marks``) and joined to their cues (``direct``, ``carry``, ``colons``);
reported speech is read from clauses (``frames``, ``contents``, ``according``).  What reports it,
with which frames, and what such a statement does is data, a folder a language
(``data/statements/en/``), which ``StatementWords`` holds.
"""

from detente.statements.find import Sayings, find_sayings, find_statements, with_statements
from detente.statements.statement_words import StatementWords

__all__ = ["Sayings", "StatementWords", "find_sayings", "find_statements", "with_statements"]
