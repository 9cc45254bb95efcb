"""Time expressions and the dates of events, as intervals that are never made up."""

from detente.times.finding import find_times

__all__ = ["find_times"]
