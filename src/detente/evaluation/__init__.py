"""Scorers: how well reports were coded, and what each miss was."""

from detente.evaluation.gate import gate, limits
from detente.evaluation.key import AnswerKey, load_key
from detente.evaluation.score import Evaluation, Figure, score

__all__ = ["AnswerKey", "Evaluation", "Figure", "gate", "limits", "load_key", "score"]
