"""Hypothesis strategies, kept in one place and used everywhere."""

from __future__ import annotations
