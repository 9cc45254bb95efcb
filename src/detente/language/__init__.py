"""Reports to sentence structure; the only room that knows which parser is used."""

from detente.language.lexicon import Lexicon
from detente.language.parser import DEFAULT_MODEL, Parser
from detente.language.passages import BATCH, LONGEST_SENTENCE
from detente.language.structure import Clause, Entity, Oblique, Phrase, Sentence, Structure, Token

__all__ = [
    "BATCH",
    "DEFAULT_MODEL",
    "LONGEST_SENTENCE",
    "Clause",
    "Entity",
    "Lexicon",
    "Oblique",
    "Parser",
    "Phrase",
    "Sentence",
    "Structure",
    "Token",
]
