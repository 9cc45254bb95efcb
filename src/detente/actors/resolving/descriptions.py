"""What words say of whom they mean, whoever reads them: a parser's phrase, or a name alone.

A :class:`Description` is what is read; a :class:`Wording` is a stretch of words with the names of
the tables in it, and reads what stands before a head.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.name_index import NAMING, Hit, Role, Word
from detente.actor_tables.table_rows import Agent, Office
from detente.model import Actor, Span
from detente.model.plover import FOUNDED_BY_STATES

LANDS: tuple[Role, ...] = (*NAMING, "capital")
BODIES: tuple[Role, ...] = ("organisation", "seat", "legislature")

Kind = Literal[
    "none", "pronoun", "named", "city", "together", "person", "office", "agent", "people", "pair",
    "relative", "own", "company",
]  # fmt: skip


class Description(Struct, frozen=True, gc=False):
    """A phrase's own words, read.

    A "company" is one that no table has and that is called after a state ("Air China").

    ``actor`` is whom a known name stands for; ``names`` the words of a person's name; ``office``
    and ``agent`` the title or kind of people, ``title`` its words; ``countries`` the states that
    modifiers name and ``body`` the organisation; ``value`` the class of a "pair", the pronoun,
    "ethnic" for a people that need not be of the state its name is of, "part" for a part of a land;
    ``extra`` the words of a role that no table has ("the civil aviation authority"); ``modifiers``
    the words inside that name a state.
    """

    kind: Kind = "none"
    actor: Actor | None = None
    names: tuple[str, ...] = ()
    office: Office | None = None
    agent: Agent | None = None
    title: str = ""
    countries: tuple[str, ...] = ()
    body: Actor | None = None
    former: bool = False
    plural: bool = False
    counterpart: bool = False
    value: str = ""
    extra: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    modifiers: tuple[tuple[Span, Actor], ...] = ()


class Wording:
    """The words of one name or phrase in *text*, and the names of the tables in them.

    ``start`` is where the phrase begins in the text, for an "ex-" that stands before it; ``owned``
    says that words before it tell whose it is.
    """

    def __init__(
        self,
        tables: ActorTables,
        text: str,
        words: Sequence[Word],
        hits: Sequence[Hit],
        start: int,
        *,
        owned: bool = False,
    ) -> None:
        self.tables, self.text, self.owned = tables, text, owned
        self.words, self.hits, self.start = words, hits, start
        self.keys = [word.key for word in words]

    def listed(self, kind: str, word: str) -> bool:
        """Whether a word is one of a kind in the table of descriptions."""
        return word in self.tables.words.get(kind, {})

    def titles(self, hit: Hit) -> bool:
        """Whether a hit is a title: an office, or a kind of person in small letters."""
        agent = hit.sense("agent")
        small = not self.text[hit.span.start].isupper()
        return hit.sense("office") is not None or (
            agent is not None
            and (
                small or (agent.agent is not None and agent.agent.kind in ("person", "government"))
            )
        )

    def entitles(self, hit: Hit, start: int) -> bool:
        """Whether a title stands right before the name that opens at *start*."""
        between = [w for w in self.words if hit.span.end < w.start < start]
        if not self.titles(hit) or not all(self.listed("style", w.key) for w in between):
            return False
        agent = hit.sense("agent")
        return hit.sense("office") is not None or bool(
            agent and agent.agent and agent.agent.kind in ("person", "people", "group")
        )

    def honoured(self, name: Sequence[Word]) -> bool:
        """Whether a form of address stands before *name*."""
        before = [w for w in self.words if name and w.end <= name[0].start]
        return bool(before) and self.listed("style", before[-1].key)

    def former(self) -> bool:
        """Whether the words say that an office is held no more."""
        for prefix in self.tables.grammar.names.former_prefixes:
            before = self.text[max(0, self.start - len(prefix)) : self.start]
            if before.casefold() == prefix:
                return True
        former = self.tables.words.get("former", {})
        return not former.keys().isdisjoint(self.keys)

    def modified(
        self,
        before: Sequence[Hit],
        title: Hit | None,
        plural: bool,
        kind: Kind = "none",
        names: tuple[str, ...] = (),
        value: str = "",
    ) -> Description:
        """Countries, body, office and title of what stands before a name or in a role."""
        countries: list[str] = []
        modifiers: list[tuple[Span, Actor]] = []
        body: Actor | None = None
        for hit in before:
            if title is not None and hit is title:
                continue
            sense = hit.sense(*LANDS)
            if sense and sense.actor:
                if sense.role != "capital":
                    modifiers.append((hit.span, sense.actor))
                told = (title or sense.role != "capital") and not self._topic(hit, title)
                told = told and not self._city_of(hit, sense.actor)
                if sense.actor.country and told:
                    countries.append(sense.actor.country)
            elif (sense := hit.sense(*BODIES)) and sense.actor:
                body = sense.actor
                modifiers.append((hit.span, sense.actor))
        counterpart = self.tables.words.get("counterpart", {})
        office = title.sense("office") if title else None
        agent = title.sense("agent") if title else None
        for hit in reversed(before):
            agent = agent or hit.sense("agent")
        return Description(
            kind,
            names=names,
            countries=tuple(dict.fromkeys(countries)) if countries else (),
            body=body,
            office=_fitting(title, countries) if office else None,
            agent=agent.agent if agent and (title or not office) else None,
            title=self._title(before, title),
            former=self.former(),
            plural=plural,
            counterpart=any(key.removesuffix("s") in counterpart for key in self.keys),
            value=value,
            modifiers=tuple(modifiers),
        )

    def _topic(self, hit: Hit, title: Hit | None) -> bool:
        """Whether a state's name says what somebody deals with: "a China expert", "Syria envoy".

        An adjective says whose one is, and so does an abbreviation, which has none ("U.S. envoy").
        """
        if hit.sense("name") is None or (hit.sense("adjective") is not None and not self.owned):
            return False
        name = self.text[hit.span.start : hit.span.end]
        words = reversed(self.words)
        last = next((w.key for w in words if title is None or w.end <= title.span.end), "")
        return not name.isupper() and self.listed("topic", last.removesuffix("s"))

    def _city_of(self, hit: Hit, actor: Actor) -> bool:
        """Whether the seat of a body stands for its city: "Brussels airport workers"."""
        if actor.country not in FOUNDED_BY_STATES or hit.sense("capital") is None:
            return False
        after = next((w.key for w in self.words if w.start >= hit.span.end), "")
        return self.listed("urban", after)

    def _title(self, before: Sequence[Hit], title: Hit | None) -> str:
        """The words of a title with the body it belongs to ("Foreign Ministry spokesman")."""
        if title is None:
            return ""
        start = title.span.start
        for hit in reversed(before):
            if hit.span.end > title.span.start:
                continue
            gap = self.text[hit.span.end : start]
            if not hit.sense("agent", "organisation", "seat") or gap.strip():
                break
            start = hit.span.start
        return " ".join(self.text[start : title.span.end].split())


def _fitting(title: Hit | None, countries: list[str]) -> Office | None:
    """The office that a title names in the country at hand ("foreign secretary")."""
    offices = [s.office for s in title.senses if s.office] if title else []
    for office in offices:
        if set(office.countries) & set(countries):
            return office
    return next((o for o in offices if not o.countries), offices[0] if offices else None)
