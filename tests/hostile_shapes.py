"""Text meant to break things: sentences that lead a parser astray, and shapes that grow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_PREFIXED = (
    "Kofi Mensah, the {prefix}-{noun} who re-{done} the city, {said} the rebels.",
    "Police {said} a {prefix}-{noun} {done} to Norway seized a tanker.",
    "A {prefix}-{noun} {done} to the {noun} of Chile {said} the crowd.",
    "The {prefix}-{noun} {done} by rebels {said} the {prefix}-{noun} of Peru.",
    "Anna Berg, a {prefix}-{noun}, {said} the {prefix}-{noun} {done} in Lima.",
)


def prefixed() -> Iterator[str]:
    """Sentences of the shape "ex-, vice- or co-NOUN participle": four thousand and a few."""
    prefixes = ("ex", "vice", "co")
    nouns = (
        "president", "minister", "chairman", "leader", "pilot", "owner", "governor", "envoy",
        "founder", "chancellor", "admiral", "commander", "author", "worker", "spy", "premier",
    )  # fmt: skip
    participles = (
        "linked", "tied", "taken", "accused", "born", "jailed", "sent", "known", "seen", "held",
        "sworn", "elected", "wanted", "named", "freed", "killed", "based",
    )  # fmt: skip
    verbs = ("warned", "called")
    for prefix, noun, done, said, text in product(prefixes, nouns, participles, verbs, _PREFIXED):
        yield text.format(prefix=prefix, noun=noun, done=done, said=said)
