"""What takes long to load, loaded once for all tests of a run; none of it holds any state."""

from __future__ import annotations

from functools import cache

from detente.actors import ActorTables
from detente.language import Parser
from detente.pipeline import Coder
from detente.places import Gazetteer


@cache
def coder() -> Coder:
    """The shipped coder."""
    return Coder.load()


@cache
def parser() -> Parser:
    """The default parser."""
    return Parser()


@cache
def tables() -> ActorTables:
    """The shipped tables of actors."""
    return ActorTables.load()


@cache
def gazetteer() -> Gazetteer:
    """The package's own gazetteer."""
    return Gazetteer.load()
