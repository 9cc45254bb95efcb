"""The stage that puts a report's names in the place of the parser's."""

from __future__ import annotations

from msgspec.structs import replace

from detente.actor_tables.actor_tables import ActorTables
from detente.document import Document
from detente.naming.report_names import renamed
from detente.naming.report_words import ReportWords


def with_names(document: Document, tables: ActorTables) -> Document:
    """*document* with the report's names as its entities, one set for all that read it.

    They go by the report's words, the tables and what the parser takes for names; nothing of a
    later stage is asked, as all of those read names.
    """
    return replace(document, structure=renamed(ReportWords(document, tables)))
