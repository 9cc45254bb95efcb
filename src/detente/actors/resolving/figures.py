"""A person of one report while the report is read: every way its words name one."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.actor_tables.table_rows import Person
from detente.actors.resolving.descriptions import Description
from detente.model import Actor


@dataclass
class Figure:
    """A person of the report while it is gathered: spellings, and what the words say of them."""

    names: list[str] = field(default_factory=list)  # folded, the fullest first
    written: str = ""
    number: int = 0  # among the figures as they were gathered
    countries: list[str] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    phrases: list[int] = field(default_factory=list)
    first: int = 0  # where the first of the phrases stands
    offices: set[str] = field(default_factory=set)  # that the words give the bearer
    person: Person | None = None
    actor: Actor | None = None
    leader: bool = False
    pronoun: str = ""  # by a form of address or the first name
    codes: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)

    @property
    def full(self) -> bool:
        """Whether a name of more than one word is known."""
        return " " in self.names[0]
