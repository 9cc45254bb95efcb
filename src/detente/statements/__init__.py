"""Said: who said what to whom, in which words, and what the statement does.

The entry is ``find_statements(report, structure, reading)``.  Quotation marks are read from the
text (``marks``) and joined to their cues (``direct``, ``carry``, ``colons``); reported speech is
read from clauses (``frames``, ``contents``, ``according``).  Which words report speech, with which
frames, and what such a statement does is data (``data/statements/``).
"""

from detente.statements.find import find_statements

__all__ = ["find_statements"]
