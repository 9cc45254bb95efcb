"""The record: one DuckDB file that keeps what was read, and what can be asked of it."""

from detente.record.queries import Quotation, Unread, quotations
from detente.record.store import Added, Record

__all__ = ["Added", "Quotation", "Record", "Unread", "quotations"]
