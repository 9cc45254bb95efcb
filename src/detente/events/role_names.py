"""The names of roles: which there are, and how they are put together.

::

    role      = alone | phrase [".inside"]
    phrase    = argument | preposition | phrase "." preposition | clause "." phrase
    argument  = "subject" | "object" | "indirect" | "attribute" | "topic" | "governor"
    clause    = "complement" | "about" | "purpose"
    alone     = "speaker" | "counterpart" | "inside" | ground
    ground    = "land" | "complement.land" | "about.land" | "host" | "mission" | implied
    implied   = "home" | "homeland"

What each means is in ``docs/codebook.md``; who is meant by it in a sentence works out
:class:`~detente.events.role_participants.Roles`.
"""

from __future__ import annotations

from msgspec import Struct

from detente.events.yaml_source import near

# Those that go by who acts; they can be no more than implied.
IMPLIED = frozenset({"home", "homeland"})
GROUND = frozenset({"land", "complement.land", "about.land", "host", "mission"}) | IMPLIED
ALONE = frozenset({"speaker", "counterpart", "inside"}) | GROUND
ARGUMENTS = frozenset({"subject", "object", "indirect", "attribute", "topic", "governor"})
CLAUSES = frozenset({"complement", "about", "purpose"})


class RoleNames(Struct, frozen=True):
    """The names of roles in one language, whose prepositions are made of the words given."""

    prepositions: frozenset[str]

    def is_role(self, role: str) -> bool:
        """Whether *role* can name anybody at all."""
        if role in ALONE:
            return True
        parts = role.removesuffix(".inside").split(".")
        while parts[0] in CLAUSES and len(parts) > 1:
            parts = parts[1:]
        return (parts[0] in ARGUMENTS or self.is_preposition(parts[0])) and all(
            self.is_preposition(part) for part in parts[1:]
        )

    def near_role(self, role: str) -> str:
        """What a misspelt role was perhaps meant to be; empty where nothing is near."""
        known = sorted(ALONE | ARGUMENTS | CLAUSES | {"inside"} | self.prepositions)
        parts = []
        for part in role.split("."):
            parts.append(near(part, known, 0.7) or part)
        meant = ".".join(parts)
        return meant if self.is_role(meant) else ""

    def near_preposition(self, words: str) -> str:
        """What a misspelt preposition was perhaps meant to be; empty where nothing is near."""
        return near(words, sorted(self.prepositions), 0.7)

    def is_preposition(self, words: str) -> bool:
        """Whether *words* are a preposition, such as "with" or "out of"."""
        return bool(words) and all(word in self.prepositions for word in words.split(" "))
