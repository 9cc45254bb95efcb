"""The examples that teach: sentences with the act that each tells, or with none, marked by hand.

A file is a table of lines ``act  modality  form  sentence``, parted by tabs.  ``act`` is a type of
the codebook, with its modes behind dots (``CONSULT.visit``), or ``-`` for a sentence that tells no
act; of one with none, ``modality`` says what it is instead, one of :data:`NO_ACT`.  In the sentence
the word that tells the act stands in ``[t:...]``, once, who acts in ``[a:...]`` and who is acted on
in ``[r:...]``, each as often as there are such.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct
from rapidfuzz import fuzz

from detente.errors import TableError
from detente.model import Modality, Span

Form = Literal["active", "passive", "noun", "light", "headline", "capitals", "other"]
FORMS: tuple[str, ...] = get_args(Form)
MODALITIES: tuple[str, ...] = get_args(Modality)

NO_ACT = (
    "business", "sport", "private", "health", "disaster", "history", "fiction", "figure",
    "domestic", "campaign", "interview", "ahead", "weather", "culture", "science", "near-miss",
)  # fmt: skip
"""What a sentence without an act tells of: ``near-miss`` is all but an act of some type."""

ALIKE = 86.0
"""From how much of their words on, in hundredths, two sentences are one with little changed."""

RAREST = 6
"""Of its rarest words, by how many an example finds those that are like it."""

_WORD = re.compile(r"\w+")
_MARK = re.compile(r"\[([tar]):([^\[\]]+)\]")


class Taught(Struct, frozen=True):
    """One example: its words without marks, and where in them trigger and parties stand.

    ``type`` is ``None`` where there is no act, and ``kind`` then says what there is instead.
    """

    where: str
    type: str | None
    modes: tuple[str, ...]
    modality: str
    kind: str | None
    form: str
    text: str
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


def load_taught(paths: Sequence[Path]) -> list[Taught]:
    """The examples of the files *paths*, in order; raises :class:`TableError` for the first line
    that does not hold, with file, line and remedy."""
    return [taught for path in paths for taught in _lines(path)]


def _lines(path: Path) -> Iterator[Taught]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                yield parse(line, f"{path.name}:{number}")
            except ValueError as error:
                raise TableError(f"{path}:{number}: {error}") from error


def parse(line: str, where: str) -> Taught:
    """The example of one line; raises :class:`ValueError` that says what is wrong with it."""
    cells = line.split("\t")
    if len(cells) != 4:
        raise ValueError(f"{len(cells)} columns; act, modality, form, sentence, parted by tabs")
    act, modality, form, marked = (cell.strip() for cell in cells)
    if form not in FORMS:
        raise ValueError(f"no form {form!r}; one of {', '.join(FORMS)}")
    known = NO_ACT if act == "-" else MODALITIES
    if modality not in known:
        raise ValueError(f"no {modality!r} here; one of {', '.join(known)}")
    text, spans = _unmarked(marked)
    if len(spans["t"]) != 1:
        raise ValueError(f"{len(spans['t'])} triggers; mark one word or phrase as [t:...]")
    if act == "-" and (spans["a"] or spans["r"]):
        raise ValueError("parties of no act; leave out [a:...] and [r:...]")
    type_, *modes = act.split(".")
    return Taught(
        where, None if act == "-" else type_, tuple(modes),
        "actual" if act == "-" else modality, modality if act == "-" else None,
        form, text, spans["t"][0], tuple(spans["a"]), tuple(spans["r"]),
    )  # fmt: skip


def _unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    parts: list[str] = []
    spans: dict[str, list[Span]] = {"t": [], "a": [], "r": []}
    at = length = 0
    for mark in _MARK.finditer(marked):
        parts += [marked[at : mark.start()], mark[2]]
        length += mark.start() - at
        spans[mark[1]].append(Span(length, length + len(mark[2])))
        length += len(mark[2])
        at = mark.end()
    text = "".join([*parts, marked[at:]])
    if "[" in text or "]" in text:
        raise ValueError("a bracket that is no mark; marks are [t:...], [a:...], [r:...]")
    return text, spans


def alike(taught: Sequence[Taught]) -> Iterator[tuple[Taught, Taught]]:
    """Pairs of examples that are one sentence with little changed, each with an earlier one.

    Only those are compared that share one of their rarest words, so that the work grows with the
    examples: a sentence with little changed keeps most of its words, and of its rarest some.
    """
    words = [tuple(dict.fromkeys(_WORD.findall(one.text.lower()))) for one in taught]
    seen = Counter(word for own in words for word in own)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        rarest = sorted(own, key=lambda word: (seen[word], word))[:RAREST]
        before = sorted({i for word in rarest for i in holders[word]})
        for word in rarest:
            holders[word].append(number)
        text = taught[number].text.lower()
        for i in before:
            if fuzz.token_sort_ratio(text, taught[i].text.lower(), score_cutoff=ALIKE):
                yield taught[number], taught[i]
                break
