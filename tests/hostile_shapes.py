"""Text meant to break things: sentences that lead a parser astray, and shapes that grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def plain(n: int) -> str:
    """Sentences as reports have them, six to a paragraph."""
    said = [
        f"{_GIVEN[i % 7]} {_name(i)} of {_COUNTRIES[i % 9]} met the foreign minister of "
        f"{_COUNTRIES[(i + 4) % 9]} on {i % 28 + 1} May in {_CITIES[i % 5]} and said that talks on "
        f"fishing would go on."
        for i in range(n)
    ]
    return "\n".join(" ".join(said[i : i + 6]) for i in range(0, n, 6))


def new_names(n: int) -> str:
    """Somebody new in each sentence, and a pronoun for him."""
    return " ".join(
        f"Minister {_GIVEN[i % 7]} {_name(i)} left for {_COUNTRIES[i % 9]}. He signed a treaty."
        for i in range(n)
    )


def one_name(n: int) -> str:
    """The same person again and again, by name, title and pronoun."""
    return (
        "President Anna Berg of Norway visited Chile. Berg met the president. She said that the "
        "president would visit Norway. " * n
    )


def quotations(n: int) -> str:
    """Quotations one after the other, each with who said it."""
    return "".join(
        f'"We reject the offer of talks {i}," {_GIVEN[i % 7]} {_name(i % 40)} said. '
        for i in range(n)
    )


def quoted_paragraphs(n: int) -> str:
    """A paragraph for each quotation, some of them left open."""
    return "".join(
        f'"We will not sign it,{"" if i % 3 else chr(34)} the envoy of Peru told them.\n'
        for i in range(n)
    )


def unclosed(n: int) -> str:
    """One quotation that never ends."""
    return 'The envoy said: "' + "We met the ministers of Chile, and they went home. " * n


def brackets(n: int) -> str:
    """Brackets within brackets, closed again."""
    return "The council (" * n + "of Norway" + ")" * n


def lines(n: int) -> str:
    """A word a line."""
    return "\n".join(["Norway", "talks", "Berg", "said", "Monday"][i % 5] for i in range(n))


def titles(n: int) -> str:
    """Titles and names heaped up."""
    return "President Prime Minister Anna Berg General Foreign Minister Kofi Mensah " * n


def paragraphs(n: int) -> str:
    """Many short paragraphs."""
    return "\n".join(
        f"{_COUNTRIES[i % 9]} accused {_COUNTRIES[(i + 2) % 9]} of spying." for i in range(n)
    )


def countries(n: int) -> str:
    """A list of countries without end."""
    return ", ".join(_COUNTRIES[i % 9] for i in range(n))


def joined(n: int) -> str:
    """A country and the same country."""
    return "Russia and " * n


def commas(n: int) -> str:
    """Punctuation and nothing else."""
    return ", " * n


def hyphens(n: int) -> str:
    """Hyphens in a row, and between words."""
    return "- " * n + "co-" * n + "-" * n


def told(n: int) -> str:
    """Somebody said that somebody said, ever deeper."""
    return "The envoy said that " * n + "Norway had left."


def long_sentence(n: int) -> str:
    """One sentence of many clauses."""
    return "The minister met envoys and signed a treaty with Chile while " * n + "it rained."


def unbroken(n: int) -> str:
    """Letters without a blank."""
    return "abcdefghij" * n


def repeated_surname(n: int) -> str:
    """One family, each member new."""
    return " ".join(
        f"{_name(i)} Berg met {_name(i + 1)} Berg in {_CITIES[i % 5]}." for i in range(n)
    )


def possessors(n: int) -> str:
    """Whose neighbour's neighbour."""
    return "Norway's " * n + "neighbour left."


def prepositions(n: int) -> str:
    """What hangs on what hangs on what."""
    return "The minister of " * n + "Norway left."


def bodies(n: int) -> str:
    """Bodies with abbreviations in brackets, each new, and short again."""
    return " ".join(
        f"The {_name(i)} Workers Union ({_letters(i)}) struck. {_letters(i)} met Norway."
        for i in range(n)
    )


def apposed(n: int) -> str:
    """Names with what is said of their bearers set beside them."""
    return " ".join(
        f"{_GIVEN[i % 7]} {_name(i)}, the foreign minister of {_COUNTRIES[i % 9]}, spoke to "
        f"{_name(i)}, his aide, who called it a lie."
        for i in range(n)
    )


def transcript(n: int) -> str:
    """Speakers set off by colons, a line each."""
    return "\n".join(f"{_name(i % 30).upper()} BERG: We will sign it." for i in range(n))


def according(n: int) -> str:
    """Sources named by "according to"."""
    return " ".join(
        f"According to {_GIVEN[i % 7]} {_name(i)}, Norway had left the talks." for i in range(n)
    )


def led_in(n: int) -> str:
    """Quotations that a colon leads in, in one paragraph."""
    return "Anna Berg turned to the crowd: “We will not sign what they wrote.” " * n


def cueless(n: int) -> str:
    """Quotations that nobody is said to have said, after one with a speaker."""
    return "“No,” Anna Berg said. " + "“We will not sign it now or ever,” and so on. " * n


def loose_brackets(n: int) -> str:
    """What is said, with brackets that close and open nothing."""
    return "Anna Berg told them that Norway had left " + ")" * n + "(" * n + ", and, and, " * n


def offers(n: int) -> str:
    """Offers and refusals, each an answer to another."""
    return " ".join(
        f"{_COUNTRIES[i % 9]} offered {_COUNTRIES[(i + 3) % 9]} talks on the {_name(i)} dam. "
        f"{_COUNTRIES[(i + 3) % 9]} rejected the offer of talks on the {_name(i)} dam."
        for i in range(n)
    )


def pairs(n: int) -> str:
    """Words for two of those named before, ever more of whom there are."""
    return " ".join(
        f"President {_GIVEN[i % 7]} {_name(i)} of {_COUNTRIES[i % 9]} met the two presidents and "
        f"the two sides. The minister met his {_ADJECTIVES[i % 4]} counterpart."
        for i in range(n)
    )


def police(n: int) -> str:
    """People of no told country, each lot by another name."""
    return " ".join(
        f"Police of the {_name(i)} quarter arrested {_name(i)} students in {_CITIES[i % 5]}."
        for i in range(n)
    )


def middles(n: int) -> str:
    """One first and one last name, with another between each time."""
    return " ".join(f"Anna {_name(i)} Berg met Anna {_name(i)[0]}. Berg." for i in range(n))


_ADJECTIVES = ("Norwegian", "Chilean", "Peruvian", "Japanese")
_GIVEN = ("Anna", "Kofi", "Lena", "Omar", "Ines", "Paul", "Mei")
_COUNTRIES = (
    "Norway", "Chile", "Peru", "Russia", "Japan", "Ghana", "Fiji", "Iran", "South Korea",
)  # fmt: skip
_CITIES = ("Lima", "Oslo", "Tokyo", "Accra", "Suva")
_SYLLABLES = ("ba", "ren", "dor", "mi", "kas", "tel", "vu", "lin", "gor", "sha")


def _name(number: int) -> str:
    """A surname of its own for each number."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:03}").title()


def _letters(number: int) -> str:
    """An abbreviation of its own for each number."""
    return "".join(chr(ord("A") + int(digit)) for digit in f"{number:04}")


SHAPES: dict[str, Callable[[int], str]] = {
    shape.__name__: shape
    for shape in (
        plain, new_names, one_name, quotations, quoted_paragraphs, unclosed, brackets, lines,
        titles, paragraphs, countries, joined, commas, hyphens, told, long_sentence, unbroken,
        repeated_surname, possessors, prepositions, bodies, apposed, transcript, according, led_in,
        cueless, loose_brackets, offers, pairs, police, middles,
    )
}  # fmt: skip
"""Every shape by its name; each takes how often its unit comes, and grows with it."""
