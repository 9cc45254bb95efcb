"""Which language a text is in: English, which is coded, or another, which is listed.

Two witnesses must agree before a text is taken for foreign: it has next to none of the small words
that English sentences are held together by, and py3langid, whose model is a part of that package,
names another language with little doubt.  Most texts have the small words, so that the model is
seldom asked, and loaded only then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from detente.model import CODED, Foreign, Span
from detente.reading.reading_tables import rows
from detente.reading.reading_words import LineWords

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"
"""ISO 639-2: the letters are not ours, and the language was not recognised."""

SAMPLE = 6_000
"""Characters of a text that are looked at; of a longer one a third each from its head, middle and
end.  A few hundred settle it; the three places see past an opening in another language."""

FEWEST_LETTERS = 25
FEWEST_WORDS = 4
"""Below these a text in our letters is not judged: it is a name, or a headline."""

FOREIGN_SCRIPT = 6
"""Letters of another script from which on, being the most of a text, they are no name in it."""

SMALL_WORDS = 0.04
"""The share of small words from which on a text is English, wholly or to about a quarter.  Of 1,170
articles the poorest has 0.047, half of it in Hindi, and the next 0.094; of 7,600 headlines with
their leads 92 in 100 have more.  Paragraphs in 44 other languages have not one such word."""

SURE = 0.87
"""How sure the model has to be of three languages together, the likeliest: of near ones, such as
Croatian, Bosnian and Serbian, it is sure of all.  No English one of 7,600 headlines alone has more
than 0.80, nor any line of 1,170 articles more than 0.84, a park's Spanish name."""

SHORT = 40
SURE_OF_SHORT = 0.97
"""The same for texts of fewer letters than ``SHORT``: "The Umurenge SACCO in Kamonyi, Rwanda" has
0.92, the most of 5,400 headlines and lines."""

FEWEST_NAMED = 0.3
"""How sure the model has to be of a name where the letters alone say that a text is not English."""

FEWEST_IN_PASSAGE = 120
SURE_OF_PASSAGE = 0.95
"""The same for a paragraph of an English report, and the letters that it must have; the longest
list of foreign names in those articles has 233 letters and 0.71."""


class Voice(Struct, frozen=True):
    """What the letters and words of a text tell, in counts; ``small`` are English small words."""

    letters: int
    foreign_letters: int
    words: float
    small: int

    @property
    def english(self) -> bool:
        """Whether small words show English sentences; one may be another language's own."""
        return self.small > 1 and self.small >= SMALL_WORDS * self.words

    @property
    def other_script(self) -> bool:
        """Whether the text is written in letters that English is not."""
        return self.foreign_letters >= FOREIGN_SCRIPT and 2 * self.foreign_letters > self.letters


def recognise(
    text: str,
    paragraphs: Sequence[Span],
    headline: Span | None,
    said: str | None,
    english: LineWords,
) -> tuple[str, tuple[Foreign, ...]]:
    """The language of *paragraphs* of *text* (ISO 639), and those of an English one that are not.

    *said* is what the source says of it, which counts where the text does not show its language.
    """
    language = language_of("\n".join(span.of(text) for span in paragraphs), said, english)
    if language != CODED:
        return language, ()
    body = [span for span in paragraphs if span != headline]
    foreign = foreign_passages(text, body, english)
    if foreign and len(foreign) == len(body):  # two languages, and neither is English
        return max(foreign, key=lambda passage: len(passage.span)).language, ()
    return language, foreign


def language_of(text: str, said: str | None, english: LineWords) -> str:
    """The language of *text*, as :func:`recognise` gives it."""
    words = _sample(text)
    voice = _voice(words, english)
    if voice.english:
        return CODED
    if voice.other_script:
        return _foreign(words, FEWEST_NAMED) or UNDETERMINED
    hint = code_of(said) or CODED
    if voice.letters < FEWEST_LETTERS or voice.words < FEWEST_WORDS:
        return hint
    return _recognised(words, SURE_OF_SHORT if voice.letters < SHORT else SURE) or hint


def foreign_passages(
    text: str, paragraphs: Sequence[Span], english: LineWords
) -> tuple[Foreign, ...]:
    """Those *paragraphs* of an English *text* that are clearly in another language.

    Only long ones, and with less doubt than a whole text: a line of names is no Spanish sentence.
    """
    return tuple(
        Foreign(span, language)
        for span in paragraphs
        if (language := _of_passage(span.of(text), english))
    )


def _of_passage(paragraph: str, english: LineWords) -> str | None:
    """The language of a paragraph of an English text, where it is another; else ``None``."""
    if len(paragraph) < SHORT:
        return None
    words = _sample(paragraph)
    voice = _voice(words, english)
    if voice.small > 0.75 * SMALL_WORDS * voice.words:
        return None
    if voice.letters >= SHORT and voice.foreign_letters > 0.9 * voice.letters:
        return _foreign(words, FEWEST_NAMED) or UNDETERMINED
    if voice.letters < FEWEST_IN_PASSAGE:
        return None
    language = _recognised(words, SURE_OF_PASSAGE)
    return None if language == CODED else language


def code_of(said: str | None) -> str | None:
    """The code of a language that a source names: "fr", "fr-CA", "fra" or "French" are ``fr``.

    ``None`` where it names none that is known.
    """
    return _codes().get(re.split(r"[-_]", (said or "").strip())[0].casefold())


def name_of(code: str) -> str:
    """The English name of a language that :func:`recognise` gives."""
    return _names().get(code, "a language that was not recognised")


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("languages.tsv")}


@cache
def _codes() -> dict[str, str]:
    """Codes by every code and name that a source may give."""
    return {
        given.casefold(): row["code"]
        for row in rows("languages.tsv")
        for given in (row["code"], row["name"], *row["also"].split(","))
        if given
    }


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_names()))
    return identifier


def _sample(text: str) -> str:
    """At most :data:`SAMPLE` characters of *text*, letters in their plainest form."""
    if len(text) > SAMPLE:
        part, middle = SAMPLE // 3, len(text) // 2
        text = "\n".join((text[:part], text[middle : middle + part], text[-part:]))
    text = _ADDRESS.sub(" ", text)
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S+")
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN_LETTERS = re.compile(r"[^\W\d_\u0000-\u02af\u1e00-\u1eff]+")
"""Letters of other scripts than ours, which the blocks of Latin and phonetic letters hold."""
_OTHER_SIGNS = re.compile(r"[^\u0000-\u036f\u1e00-\u206f]+")
"""The same with the signs that they are written with."""


def _voice(words: str, english: LineWords) -> Voice:
    foreign = 0 if words.isascii() else sum(map(len, _FOREIGN_LETTERS.findall(words)))
    ours = _FOREIGN_LETTERS.sub(" ", words) if foreign else words
    found = _WORD.findall(ours)
    # Chinese has no spaces, Hindi signs within words: their words are reckoned by letters.
    count = len(found) + foreign / 4
    small = sum(word in english.small_words for word in found)
    return Voice(sum(map(len, found)) + foreign, foreign, count, small)


def _ranked(words: str) -> list[tuple[str, float]]:
    """Languages with the model's probabilities, the likeliest first."""
    ranked: list[tuple[str, float]] = _identifier().rank(words)
    return ranked


def _recognised(words: str, sure: float) -> str | None:
    """The language of *words* in our letters, English or another, where the model is as *sure*."""
    ranked = _ranked(words if words.isascii() else _OTHER_SIGNS.sub(" ", words))
    if ranked[0][0] == CODED:
        return CODED if ranked[0][1] >= FEWEST_NAMED else None
    together = sum(share for language, share in ranked[:3] if language != CODED)
    return ranked[0][0] if together >= sure else None


def _foreign(words: str, sure: float) -> str | None:
    """The likeliest language of *words* that is not English, where the model is as *sure*."""
    language, share = next(pair for pair in _ranked(words) if pair[0] != CODED)
    return language if share >= sure else None
