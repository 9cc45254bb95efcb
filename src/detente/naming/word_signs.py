"""Signs that a word is part of a name, and of whose: from its own look and the whole report.

A small parser sees one sentence; a report says more.  A name that stands once after "Mr", or once
after a given name that the tables know, is a person's wherever it stands.  The signs are what the
tagger's weights are of (``tagger``); they name no person, place or body.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from detente.actor_tables.folding import fold
from detente.actor_tables.name_index import Role
from detente.language.structure import Token
from detente.model import Span
from detente.naming.name_words import NameWords
from detente.naming.report_words import ReportWords

SHORT = {
    "person": "P", "place": "L", "organisation": "O", "nationality": "N", "facility": "F",
    "event": "E", "other": "X", "time": "T", "number": "#",
}  # fmt: skip
ROLES: tuple[Role, ...] = (
    "name", "adjective", "demonym", "capital", "organisation", "seat", "legislature", "office",
    "agent", "ambiguous", "nothing",
)  # fmt: skip
MOST = 8
"""Mentions of a word beyond which more of them say nothing new."""


class _Evidence:
    """What the report says of one word, all its places taken together."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.longer: Counter[str] = Counter()
        self.addressed = self.given = self.said = self.located = self.bracketed = 0
        self.definite = self.count = 0

    def signs(self) -> tuple[str, ...]:
        """The evidence as signs, shares in thirds."""
        found = [f"n{min(self.count, 3)}"]
        total = sum(self.kinds.values())
        if total:
            kind, most = max(self.kinds.items(), key=lambda item: (item[1], item[0]))
            found.append(f"k{kind}{_third(most, total)}")
            found.append(f"u{_third(total, self.count)}")
        if self.longer:
            kind, most = max(self.longer.items(), key=lambda item: (item[1], item[0]))
            found.append(f"l{kind}{_third(most, sum(self.longer.values()))}")
        for name, value in (("a", self.addressed), ("g", self.given), ("b", self.bracketed)):
            if value:
                found.append(name)
        for name, value in (("s", self.said), ("i", self.located), ("d", self.definite)):
            if value:
                found.append(f"{name}{_third(value, self.count)}")
        return tuple(found)


def peoples(context: ReportWords) -> Iterator[Span]:
    """The words for peoples and faiths that are of no state's: "Kurdish", "Muslims"."""
    known, opening = context.tables.peoples, context.tables.people_openings
    for words in context.words:
        number = 0
        while number < len(words):
            if words[number].text not in opening:
                number += 1
                continue
            size = next(
                (
                    n for n in (3, 2, 1)
                    if number + n <= len(words)
                    and " ".join(w.text for w in words[number : number + n]) in known
                ),
                0,
            )  # fmt: skip
            if size:
                yield Span(words[number].start, words[number + size - 1].end)
            number += max(size, 1)


def _third(part: int, whole: int) -> int:
    return min(2, 3 * part // whole) if whole else 0


class Signs:
    """The signs of every word of a report that may be part of a name.

    *small* are the words of the language; *given* and *family* are folded given and family names
    that the tables know.
    """

    def __init__(
        self,
        context: ReportWords,
        small: NameWords,
        given: frozenset[str],
        family: frozenset[str],
    ) -> None:
        self._small = small
        self._text, self._given, self._family = context.text, given, family
        self._words_of = context.tables.name_words
        structure = context.structure
        self.tokens: Sequence[Token] = structure.tokens
        self.forms = [t.span.of(context.text) for t in self.tokens]
        self.keys = [fold(f) or f for f in self.forms]
        self.entity = [""] * len(self.tokens)
        self.roles = [""] * len(self.tokens)
        starts = {t.span.start: i for i, t in enumerate(self.tokens)}
        for entity in structure.entities:
            self._mark(self.entity, starts, entity.span, SHORT.get(entity.kind, "X"))
        for hits in context.hits:
            for hit in hits:
                role = next((s.role for r in ROLES for s in hit.senses if s.role == r), "")
                self._mark(self.roles, starts, hit.span, role)
        for span in peoples(context):
            if all(not self.roles[i] for i in self._inside(starts, span)):
                self._mark(self.roles, starts, span, "people")
        self.capital = [f[:1].isupper() for f in self.forms]
        self.open = self._openings()
        self.wanted = self._wanted()
        self.chunk = self._chunks()
        self._evidence: dict[str, _Evidence] = defaultdict(_Evidence)
        self._lower = Counter(k for k, c in zip(self.keys, self.capital, strict=True) if not c)
        for index in self.wanted:
            if self.capital[index]:
                self._note(index)
        self._told = {key: found.signs() for key, found in self._evidence.items()}

    def _inside(self, starts: dict[int, int], span: Span) -> Iterable[int]:
        index = starts.get(span.start)
        while (
            index is not None
            and index < len(self.tokens)
            and self.tokens[index].span.start < span.end
        ):
            yield index
            index += 1

    def _mark(self, marks: list[str], starts: dict[int, int], span: Span, value: str) -> None:
        for n, index in enumerate(self._inside(starts, span)):
            marks[index] = f"{'I' if n else 'B'}{value}"

    def _openings(self) -> list[bool]:
        """Of each word whether it opens a sentence or a quotation: marks alone stand before it."""
        found: list[bool] = []
        before, opens = None, True
        for token, form in zip(self.tokens, self.forms, strict=True):
            opens = opens or token.sentence != before
            found.append(opens)
            marks = token.pos == "PUNCT"
            opens = marks and (opens or form in ("“", '"', ":", "‘", "``"))
            before = token.sentence
        return found

    def _wanted(self) -> tuple[int, ...]:
        """The words that may be part of a name."""
        wanted = []
        size = len(self.tokens)
        last = -2
        for index in range(size):
            named = self.entity[index][1:] in ("P", "L", "O", "N", "F", "E", "X")
            take = self.capital[index] or (named and any(c.isalnum() for c in self.forms[index]))
            if not take and last == index - 1:
                nearby = self.capital[index + 1 : index + 3]
                take = self.forms[index].casefold() in self._small.joiners and any(nearby)
                hyphen = self.forms[index - 1] in ("-", "‐", "‑")
                take = take or (hyphen and self.forms[index].isalpha())
                take = take or (self.forms[index] in ("-", "‐", "‑") and index + 1 < size)
            if take:
                wanted.append(index)
                last = index
        return tuple(wanted)

    def _chunks(self) -> dict[int, tuple[int, int]]:
        """The stretch of capitalised words, of one sentence, that each wanted word is in."""
        chunks: dict[int, tuple[int, int]] = {}
        run: list[int] = []
        for index in (*self.wanted, -1):
            joined = (
                run
                and index == run[-1] + 1
                and self.tokens[index].sentence == self.tokens[run[-1]].sentence
                and self.capital[index]
            )
            if not joined:
                chunks.update((i, (run[0], run[-1])) for i in run)
                run = []
            if index >= 0:
                run.append(index)
        return chunks

    def _note(self, index: int) -> None:
        found = self._evidence[self.keys[index]]
        found.count = min(found.count + 1, MOST) if found.count < MOST else MOST
        first, last = self.chunk[index]
        kind = self.entity[index][1:]
        if kind and kind not in "T#":
            found.kinds[kind] += 1
            if last > first:
                found.longer[kind] += 1
        before = self.keys[index - 1] if index else ""
        if "address" in self._words_of.get(before, ()):
            found.addressed += 1
        if index > first and before in self._given and before not in self._lower:
            found.given += 1
        if before in self._small.into:
            found.located += 1
        if before in self._small.definite:
            found.definite += 1
        if self.forms[index - 1 : index] == ["("] and self.forms[index + 1 : index + 2] == [")"]:
            found.bracketed += 1
        if self._says(last + 1):
            found.said += 1

    def _says(self, index: int) -> bool:
        """Whether the word at *index* is a verb, the name before it being its subject."""
        return index < len(self.tokens) and self.tokens[index].pos in ("VERB", "AUX")

    def borne(self, key: str) -> bool:
        """Whether anything in the report but the tagger's guess makes a word a person's name."""
        found = self._evidence.get(key)
        if found is None:
            return False
        acts = found.said and found.count > 1 and not found.located and not found.definite
        return bool(found.addressed or found.given or found.kinds["P"] or acts)

    def addressed(self, key: str) -> bool:
        """Whether a form of address stands before a word somewhere in the report."""
        found = self._evidence.get(key)
        return found is not None and found.addressed > 0

    def located(self, key: str) -> bool:
        """Whether the report has a word after "in", "at" or "near"."""
        found = self._evidence.get(key)
        return found is not None and found.located > 0

    # -- one word ----------------------------------------------------------------------------------

    def of(self, index: int) -> list[str]:
        """The signs of the word at *index*."""
        form, key = self.forms[index], self.keys[index]
        sentence = self.tokens[index].sentence
        shape = _shape(form)
        entity = self.entity[index]
        found = ["", f"h{shape}", f"e{entity}", f"eh{entity}{shape}", f"p{self.tokens[index].pos}"]
        found.append(f"ep{entity}{self.tokens[index].pos}")
        if self.open[index]:
            found += ("o", f"oe{entity}")
        if self.capital[index]:
            found += (f"x{key[-3:]}", f"x{key[-2:]}")
            if key in self._lower:
                found.append(f"z{self.open[index]}")
            told = self._told.get(key, ())
            found += [f"v{sign}" for sign in told]
        else:
            found.append(f"w{key}")
        found += self._gazetteer("", index)
        for step in (-2, -1, 1, 2):
            found += self._beside(index, step, sentence)
        found += self._of_chunk(index)
        return found

    def _gazetteer(self, prefix: str, index: int) -> list[str]:
        key = self.keys[index]
        found = []
        if self.roles[index]:
            found.append(f"{prefix}r{self.roles[index]}")
        if self.capital[index]:
            names = f"{'g' if key in self._given else ''}{'f' if key in self._family else ''}"
            if names:
                found.append(f"{prefix}n{names}")
        found += [f"{prefix}c{kind}" for kind in self._words_of.get(key, ())]
        return found

    def _beside(self, index: int, step: int, sentence: int) -> list[str]:
        other = index + step
        inside = 0 <= other < len(self.tokens) and self.tokens[other].sentence == sentence
        if not inside:
            return [f"{step}_"]
        found = [f"{step}p{self.tokens[other].pos}", f"{step}e{self.entity[other]}"]
        if not self.capital[other]:
            found.append(f"{step}w{self.keys[other]}")
        elif abs(step) == 1:
            found.append(f"{step}h{_shape(self.forms[other])}")
            found += [
                f"{step}v{sign}"
                for sign in self._told.get(self.keys[other], ())
                if sign[0] in "klag"
            ]
        if abs(step) == 1:
            found += self._gazetteer(str(step), other)
        return found

    def _of_chunk(self, index: int) -> list[str]:
        """Signs of the whole stretch of capitals: its length, its last word, what is around."""
        first, last = self.chunk[index]
        size = min(last - first, 4)
        place = 0 if index == first else 2 if index == last else 1
        found = [f"C{size}{place}"]
        for kind in self._words_of.get(self.keys[last], ()):
            found.append(f"CL{kind}{place}")
        if index != last:
            found += [f"Cv{s}" for s in self._told.get(self.keys[last], ()) if s[0] in "klag"]
        if self.keys[first] in self._given and size:
            found.append(f"CG{place}")
        sentence = self.tokens[index].sentence
        before, after = first - 1, last + 1
        if before >= 0 and self.tokens[before].sentence == sentence:
            found += (f"CB{self.keys[before]}", f"CBp{self.tokens[before].pos}")
            found += [f"CBc{k}" for k in self._words_of.get(self.keys[before], ())]
            found += [f"CBr{self.roles[before]}"] if self.roles[before] else []
        if after < len(self.tokens) and self.tokens[after].sentence == sentence:
            found += (f"CA{self.tokens[after].lemma.casefold()}", f"CAp{self.tokens[after].pos}")
        return found


def _shape(form: str) -> str:
    """The look of a word: "Xx", "XX", "X.", "xX", "x", "9"."""
    if not any(c.isalpha() for c in form):
        return "9" if any(c.isdigit() for c in form) else form[:1]
    if form.isupper():
        return "X." if "." in form else "X" if len(form) == 1 else "XX"
    if form[:1].isupper():
        return "XxX" if any(c.isupper() for c in form[1:]) else "Xx"
    return "xX" if any(c.isupper() for c in form) else "x"
