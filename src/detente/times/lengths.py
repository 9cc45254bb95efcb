"""Readers of lengths of time and of what comes round, which are tied to no day."""

from __future__ import annotations

import re

from detente.times.readers import Reader, Reading, said_before, unknown
from detente.times.time_context import Context
from detente.times.time_words import load, number


def symbol_of(unit: str) -> str:
    """The TIMEX3 symbol of a unit, singular or plural."""
    table, word = load().units, unit.lower()
    return table.get(word) or table.get(word.removesuffix("s"), "D")


def period(amount: float, symbol: str) -> str:
    """A TIMEX3 period: ``P2M``, ``PT3H``, ``PXY`` where the number is not said."""
    digits = "X" if not amount else f"{amount:g}"
    if symbol in {"E", "C"}:
        years = {"E": 10, "C": 100}[symbol]
        return f"P{amount * years:g}Y" if amount else ("PXE" if symbol == "E" else "PXC")
    if symbol == "F":
        return f"P{amount * 2:g}W" if amount else "PXW"
    if symbol == "WE":
        return f"P{digits}WE"
    return f"PT{digits}{symbol[1]}" if symbol.startswith("T") else f"P{digits}{symbol}"


def read_set(match: re.Match[str], context: Context) -> Reading | None:
    """ "every two years", "each week", "daily", "twice a month"."""
    if match["adverb"]:
        return unknown("SET", load().sets[match["adverb"].lower()], "a time that comes round")
    unit = match["unit"] or match["unit_b"]
    said = (match["number"] or "").lower()
    amount = 2 if said == "other" else number(said) if said else 1
    if amount is None or (match["every"] or "").lower() == "per":
        return None
    return unknown("SET", period(amount, symbol_of(unit)), "a time that comes round")


def read_duration(match: re.Match[str], context: Context) -> Reading | None:
    """ "two-hour", "three days", "a few months": a length of time, tied to no day."""
    amount = number(match["number"])
    word = match["number"].lower()
    if amount is None or (word in {"an", "a"} and symbol_of(match["unit"]) in {"D", "TS"} | {"WE"}):
        return None
    plural = context.text[match.end("unit") : match.end("unit") + 1] == "s"
    if plural and word in {"a", "an", "one"}:
        return None
    if match["unit"].lower() == "second" and word in {"a", "one"}:
        return None
    if word == "a" and re.search(
        r"[$%\d]\s*$|\b(?:times|once|twice)\s*$", said_before(context.text, match, 8)
    ):
        return None
    return unknown("DURATION", period(amount, symbol_of(match["unit"])), "a length of time")


def read_bare_duration(match: re.Match[str], context: Context) -> Reading | None:
    """ "decades-long", "years"."""
    unit = match["unit_b"] or match["unit"]
    symbol = symbol_of(unit)
    amount = 1 if match["unit_b"] else 0
    return unknown("DURATION", period(amount, symbol), "a length of time")


READERS: dict[str, Reader] = {
    "set": read_set,
    "duration": read_duration,
    "bare_duration": read_bare_duration,
}
