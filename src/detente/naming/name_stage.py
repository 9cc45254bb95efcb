"""The stage that puts a report's names in the place of the parser's."""

from __future__ import annotations

from msgspec.structs import replace

from detente.actor_tables.actor_tables import ActorTables
from detente.document import Document
from detente.naming.name_words import NameWords
from detente.naming.report_names import renamed
from detente.naming.report_words import ReportWords


def with_names(document: Document, tables: ActorTables, words: NameWords | None = None) -> Document:
    """*document* with the report's names as its entities, one set for all that read it.

    They go by the report's words, the tables and what the parser takes for names; nothing of a
    later stage is asked, as all of those read names.  *words* are the small words of the language,
    English where none are given.
    """
    return replace(
        document, structure=renamed(ReportWords(document, tables), words or NameWords.load())
    )
