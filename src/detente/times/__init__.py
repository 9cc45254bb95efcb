"""Time expressions and the dates of events, as intervals that are never made up."""

from detente.times.dating import Dating
from detente.times.time_expressions import find_times
from detente.times.time_stage import with_times
from detente.times.time_words import TimeWords
from detente.times.times_shown import work_out

__all__ = ["Dating", "TimeWords", "find_times", "with_times", "work_out"]
