"""Scorers: how well reports were coded, and what each miss was."""

from detente.evaluation.gate import gate, gate_values, limits
from detente.evaluation.gold_records import Gold, is_gold, load_gold
from detente.evaluation.key import AnswerKey, load_key
from detente.evaluation.record_scores import gold_reports, score_gold
from detente.evaluation.score import Evaluation, Figure, score
from detente.evaluation.tally import GoldScore, Share

__all__ = [
    "AnswerKey", "Evaluation", "Figure", "Gold", "GoldScore", "Share", "gate", "gate_values",
    "gold_reports", "is_gold", "limits", "load_gold", "load_key", "score", "score_gold",
]  # fmt: skip
