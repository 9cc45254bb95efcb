"""The names of the tables in words: in the sentences of a report, or in a name that stands alone.

Both are read here, so that a name means the same in either.  What a report tells beside its words
(what its parser takes for a verb, which of several states it is of) its reader adds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.name_index import NAMING, Hit, Role, Sense, Word

OF_STATES: tuple[Role, ...] = (*NAMING, "capital", "organisation")
"""The senses of a name by which the state it is of is named."""


def names_in(
    tables: ActorTables,
    text: str,
    stretches: Sequence[tuple[Word, ...]],
    named: frozenset[str] = frozenset(),
) -> tuple[list[tuple[Hit, ...]], frozenset[str]]:
    """The names in each of some *stretches* of words of *text*, and the states that they name.

    A name that counts only beside its state's counts where that is one of *named*, or any of the
    stretches names it by another.
    """
    lexicon = tables.lexicon
    signs = "-" in text or "$" in text

    def read(words: tuple[Word, ...], accept: Callable[[Sense], bool]) -> tuple[Hit, ...]:
        found = lexicon.find(words, text, accept)
        return tuple([h for h in found if not turned(tables, text, words, h)]) if signs else found

    hits = [read(words, _surely) for words in stretches]
    countries = named.union(_states(hits))
    if countries:

        def accept(sense: Sense) -> bool:
            return not sense.unsure or (
                sense.actor is not None and sense.actor.country in countries
            )

        for number, words in enumerate(stretches):
            if not lexicon.unsure.isdisjoint([word.key for word in words]):
                hits[number] = read(words, accept)
    return hits, countries


def slips_in(
    tables: ActorTables,
    text: str,
    words: tuple[Word, ...],
    hits: Iterable[Hit],
    *,
    silent: Collection[int] = (),
) -> list[Hit]:
    """Names of states with one wrong letter among *words*, beside no other unknown capital.

    *hits* are the names that are there without; *silent* the words of which a capital says nothing
    of those beside them.
    """
    known = {n for hit in hits for n in range(hit.first, hit.last)}
    unknown = [word.capital and n not in known for n, word in enumerate(words)]
    telling = [one and n not in silent for n, one in enumerate(unknown)]
    found = []
    for n, word in enumerate(words):
        if not unknown[n] or (n and telling[n - 1]) or True in telling[n + 1 : n + 2]:
            continue
        if senses := tables.lexicon.near(word):
            hit = Hit(word.span, n, n + 1, senses)
            if not turned(tables, text, words, hit):
                found.append(hit)
    return found


def turned(tables: ActorTables, text: str, words: tuple[Word, ...], hit: Hit) -> bool:
    """Whether a sign makes something else of a name: "anti-American", "Syrian-backed", "US$"."""
    if text[hit.span.end : hit.span.end + 2].lstrip(" ")[:1] == "$":
        return True
    joined, trailing = _hyphened(text, words, hit.first), _hyphened(text, words, hit.last)
    if not (joined or trailing) or hit.sense(*NAMING) is None:
        return False
    if joined and words[hit.first - 1].key in tables.words.get("prefix", {}):
        return True
    last = hit.last
    while trailing and words[last].capital and _hyphened(text, words, last + 1):
        last += 1  # "Iranian-Syrian-backed"
    after = words[last] if trailing else None
    leading = tables.words.get("leading", {})
    return after is not None and not after.capital and after.key not in leading


def _hyphened(text: str, words: tuple[Word, ...], n: int) -> bool:
    """Whether a hyphen joins a word to the one before it."""
    return 0 < n < len(words) and text[words[n - 1].end : words[n].start] == "-"


def _surely(sense: Sense) -> bool:
    return not sense.unsure


def _states(hits: Iterable[tuple[Hit, ...]]) -> frozenset[str]:
    """The states of names that stand for one alone."""
    return frozenset([
        sense.actor.country
        for some in hits
        for hit in some
        for sense in hit.senses
        if sense.actor and sense.actor.country and sense.role in OF_STATES
    ])  # fmt: skip
