"""The record: one DuckDB file that keeps what was read, and what can be asked of it."""

from detente.model import Quotation
from detente.record.kept_decisions import DecidedMention, Decision
from detente.record.merging_changes import MergingChanges
from detente.record.merging_tables import MergingTables
from detente.record.queries import FoundEvent, Unread
from detente.record.store import Added, Record

__all__ = [
    "Added", "DecidedMention", "Decision", "FoundEvent", "MergingChanges", "MergingTables",
    "Quotation", "Record", "Unread",
]  # fmt: skip
