"""What merging and scoring need to know of an ontology: by what its acts are known.

A codebook says it (``docs/codebook.md``) and gives it as one value, which a record keeps beside its
events; so neither merging nor scoring knows the name of a type, a mode or a context.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from detente.model import Modality

KnownBy = Literal["who", "what"]
"""Acts known by who does them and when, or by what they are about: two states meet once a day and
accuse each other five times."""

Unreal = Literal["negated", "planned", "conditional", "hypothetical"]
"""The modalities of what did not, or not yet, take place."""


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """How the acts of one type are told apart.

    ``together``: all who take part do it with each other, so that roles say nothing; but in the
    modes ``to_host`` one side goes to the other, and they do.  ``future`` is the type as which an
    act of this type is coded while word is only given on it: a visit to come is agreed on.
    ``told_also_as`` are types that the same act may be told as, ``modes_told_also_as`` the same of
    a mode within the type.
    """

    known_by: KnownBy = "what"
    together: bool = False
    to_host: frozenset[str] = frozenset()
    future: str = ""
    told_also_as: frozenset[str] = frozenset()
    modes_told_also_as: dict[str, frozenset[str]] = {}

    def by_both(self, modes: tuple[str, ...]) -> bool:
        """Whether an act in these modes is one that all its participants do."""
        return self.together and not self.to_host.intersection(modes)

    def one_mode(self, ours: Collection[str], theirs: Collection[str]) -> bool:
        """Whether acts in these modes can be one: they share a mode, or one is told as another."""
        if not ours or not theirs or not set(ours).isdisjoint(theirs):
            return True
        also = self.modes_told_also_as
        return any(b in also.get(a, ()) or a in also.get(b, ()) for a in ours for b in theirs)


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """The kinds of acts of an ontology.

    ``types`` has each type by name; one that it does not have is known by what it is about.
    ``untelling`` are contexts that nearly every act is of, so that they tell none from another.
    ``spoken`` has, for a modality, the types that say such an act in words: not to invite is to
    refuse, to vow is to threaten.
    """

    types: dict[str, Kind] = {}
    untelling: frozenset[str] = frozenset()
    spoken: dict[Unreal, frozenset[str]] = {}

    def of(self, type_: str) -> Kind:
        """The kind of a type's acts."""
        return self.types.get(type_, _UNKNOWN)

    def family(self, type_: str) -> str:
        """The first by name of the types that acts of *type_* are told as, by any way round.

        Acts of two families are never one.
        """
        found, following = {type_}, [type_]
        while following:
            one = following.pop()
            beside = self.of(one).told_also_as | {
                name for name, kind in self.types.items() if one in kind.told_also_as
            }
            following += sorted(beside - found)
            found |= beside
        return min(found)

    def says(self, type_: str, modality: Modality) -> bool:
        """Whether an act of *type_* is the saying of one that is *modality*."""
        return any(one == modality and type_ in types for one, types in self.spoken.items())


_UNKNOWN = Kind()
