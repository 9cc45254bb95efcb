"""Scorers: how well reports were coded, and what each miss was."""

from detente.evaluation.key import AnswerKey, load_key
from detente.evaluation.score import Evaluation, Figure, score

__all__ = ["AnswerKey", "Evaluation", "Figure", "load_key", "score"]
