"""Readers of lengths of time and of what comes round, which are tied to no day."""

from __future__ import annotations

import re

from detente.times.readers import Reader, Reading, said_before, unknown
from detente.times.time_context import Context


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
    words, rates = context.words, context.words.table.rates
    if match["adverb"]:
        adverb = match["adverb"].lower()
        return unknown("SET", words.table.sets[adverb], "a time that comes round")
    unit = match["unit"] or match["unit_b"]
    said = (match["number"] or "").lower()
    amount = 2 if said in rates.every_other else words.number(said) if said else 1
    if amount is None or (match["every"] or "").lower() in rates.per:
        return None
    return unknown("SET", period(amount, words.symbol_of(unit)), "a time that comes round")


def read_duration(match: re.Match[str], context: Context) -> Reading | None:
    """ "two-hour", "three days", "a few months": a length of time, tied to no day."""
    words, rates = context.words, context.words.table.rates
    amount = words.number(match["number"])
    word, symbol = match["number"].lower(), words.symbol_of(match["unit"])
    if amount is None or (word in rates.article and symbol in {"D", "TS", "WE"}):
        return None
    one = words.table.numbers.get(word) == 1
    if one and context.text.startswith(words.table.plural, match.end("unit")):
        return None
    # "A second", "one second": the second one.
    if one and symbol == "TS":
        return None
    before = said_before(context.text, match, 8)
    if word in rates.with_a_rate and words.beside.rate_before.search(before):
        return None
    return unknown("DURATION", period(amount, symbol), "a length of time")


def read_bare_duration(match: re.Match[str], context: Context) -> Reading | None:
    """ "decades-long", "years"."""
    unit = match["unit_b"] or match["unit"]
    symbol = context.words.symbol_of(unit)
    amount = 1 if match["unit_b"] else 0
    return unknown("DURATION", period(amount, symbol), "a length of time")


READERS: dict[str, Reader] = {
    "set": read_set,
    "duration": read_duration,
    "bare_duration": read_bare_duration,
}
