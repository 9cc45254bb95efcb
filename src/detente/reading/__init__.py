"""Sources to reports: plain text, web pages and JSON Lines, from files, folders or a pipe."""

from __future__ import annotations

from detente.reading.sources import read_sources

__all__ = ["read_sources"]
