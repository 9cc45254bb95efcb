"""What PLOVER's manual lays down: its codes for actors, its quad classes.

The manual is the draft of version 2.0 of 4 February 2024 (Open Event Data Alliance).  Which acts
there are, and what each is worth, stands in the codebook and nowhere else.
"""

from __future__ import annotations

from detente.model import Modality, Quad

STATELESS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""Codes that stand in a country's place for who is of none (chapter 5)."""

FOUNDED_BY_STATES = frozenset({"IGO", "UNO", "EUR"})
"""Codes of what states have founded together."""

INTERNATIONAL = FOUNDED_BY_STATES | {"IMG", "ISM"}
"""Codes of who acts between states; companies and non-governmental organisations are private."""

ONE_BODY = "UNO"
"""The code that stands for one body with all its parts, as a country's does."""

SECTORS = frozenset({
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
})  # fmt: skip
"""Sector codes (table 5.2)."""

GOVERNING = frozenset({"GOV", "MIL", "COP", "SPY"})
"""Sectors of those who act for a government; parliaments, courts, parties have their own will."""

OFFICIAL = GOVERNING | {"LEG", "JUD"}
"""Sectors whose former members are ELI."""

IN_OFFICE = OFFICIAL | {"PTY", "OPP", "ELI"}
"""Sectors whose people speak and act in an office, a former one or one that they seek."""

PUBLIC = IN_OFFICE | {"PRE", "REB", "PRM", "UAF", "CRM", "REF", "REL", "SOC"}
"""Sectors of those who act in public life by what they are; others are private people."""

POLITICAL = IN_OFFICE | {"REB", "PRM", "UAF", "REF", "CRM", "CVL"}
"""Sectors whose people act in politics even where no country can be told; companies do not."""

AT_HOME = PUBLIC - {"PRE", "REF", "SOC"} | {"CVL", "EDU", "LAB", "MED", "AGR"}
"""Sectors of which every state has its own people; refugees and companies are not such."""

LIVING_THERE = AT_HOME - {"MIL", "SPY", "ELI", "MED"}
"""Sectors whose people are of the land they are in; soldiers may be guests."""

KEEPING_ORDER = frozenset({"JUD", "LEG", "COP"})
"""Sectors whose people reports name without a country where it is the report's own."""

DOMESTIC_POLITICS = KEEPING_ORDER | {"PTY", "OPP"}
"""Sectors whose bodies mostly deal with people of their own state, or quarrel with them."""

OF_ONE_STATE = DOMESTIC_POLITICS | {"GOV"}
"""Sectors of bodies that are of the one state a report is about, where it names one alone."""

GOVERNED = DOMESTIC_POLITICS | {"LAB", "EDU", "JRN", "REL", "MED", "AGR"}
"""Sectors whose people mostly deal with their own government."""

ABROAD = frozenset({"MIL", "SPY"})
"""Sectors of forces that act abroad, so that what they do need not befall their own state."""

COMPANIES = "BUS"
"""The sector of companies and of those who work for them."""

PRESS = "JRN"
"""The sector of journalists and what they work for."""

LANDLESS = frozenset({"COP", "MIL", "REB", "UAF", "CRM", "PRM", "SPY", "REF", "CVL", "OPP"})
"""Sectors of kinds of people who act in politics even where no country can be told."""

HAPPENED: tuple[Modality, ...] = ("actual", "historical")
"""The modalities of acts that took place; PLOVER counts these alone."""


def is_material(quad: Quad) -> bool:
    """Whether acts of a quad class are done and not said."""
    return quad.startswith("material")
