"""The field's own dictionaries: actor and agent files of TABARI and PETRARCH, read as they are.

An actor file has a name a line, its words joined by underscores, with codes in brackets on the line
or on indented lines below it; lines that open with "+" are other spellings of the name before.  A
code may be limited to days: ``<940501`` before, ``>940501`` after, ``930101-940501`` between.  An
agent file has nouns with ``[~COD]``, irregular plurals in braces, and sets of words between
exclamation marks.  Codes are CAMEO's; the table ``cameo_codes.tsv`` says what each part is.

What can't be read is listed with file, line and reason, and the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from math import prod

from msgspec import Struct

from detente.actor_tables.folding import fold, skeleton
from detente.actor_tables.table_rows import (
    LONGEST_NAME,
    Person,
    Row,
    TermRow,
    read_table,
    shipped,
)
from detente.days import BOUNDS, EARLIEST, LATEST, known
from detente.model.plover import STATELESS

CAMEO_COLUMNS = ("code", "use", "country", "sectors")
COMMENT = ("<!--", "-->")
CODE = re.compile(r"\[([^\[\]]*)\]")
PLURAL = re.compile(r"\{([^{}]*)\}")
DAYS = re.compile(r"([<>]?)\s*(\d{8}|\d{6})(?:\s*-\s*(\d{8}|\d{6}))?")
SET = re.compile(r"!(\w+)!\s*=\s*(.*)")
IN_SET = re.compile(r"!(\w+)!")
NAME = re.compile(r"[^\W_][\w.'’&/ -]*")

CENTURY = 30
"""Years of two digits up to which the century is this one, as TABARI has it."""

FIRST_DAY, LAST_DAY = EARLIEST.isoformat(), LATEST.isoformat()
"""Days of a code that nothing limits on that side: the dictionary holds it for all days."""

MOST_PHRASES = 100_000
"""Phrases that the sets of words of one file are spelt out as, all together."""

DEEPEST_SET = 10
"""Sets of words inside each other; those that are about hold no other set."""

SECTOR_OFFICE = "sector:"
"""Opens an office that is no more than a sector, which is all that a dictionary tells."""


class Unread(Struct, frozen=True, order=True):
    """A line of a dictionary that could not be read, or not as it stands."""

    where: str
    what: str
    remedy: str


class Dictionary(Struct, frozen=True):
    """What a dictionary has: rows of our own tables, persons with days, and what was not read."""

    organisations: tuple[Row, ...] = ()
    agents: tuple[Row, ...] = ()
    persons: tuple[Person, ...] = ()
    unread: tuple[Unread, ...] = ()


class _EndlessError(ValueError):
    """What keeps a name from being spelt out."""


class _Code(Struct, frozen=True):
    """A code with its days; empty where nothing limits them."""

    where: str
    country: str
    sectors: tuple[str, ...]
    start: str = ""
    end: str = ""


class _Entry(Struct, frozen=True):
    where: str
    names: tuple[str, ...]
    codes: tuple[_Code, ...]
    agent: bool
    plural: str | None = None


def has_codes(text: str) -> bool:
    """Whether a text is an actor or agent dictionary: a line has a name and a code in brackets."""
    return any(CODE.search(_bare(line)) for line in text.splitlines())


def read_dictionary(text: str, name: str, states: Iterable[str]) -> Dictionary:
    """The entries of a dictionary; *states* are the codes of countries that are known.

    *name* is the file's, for what is told of its lines.
    """
    reader = _Reader(name, frozenset(states))
    reader.read(text)
    return reader.dictionary()


def _bare(line: str) -> str:
    """A line without its comments."""
    kept, at = [], 0
    while (start := line.find(COMMENT[0], at)) >= 0:
        end = line.find(COMMENT[1], start + len(COMMENT[0]))
        if end < 0:
            break
        kept.append(line[at:start])
        at = end + len(COMMENT[1])
    kept.append(line[at:])
    return re.split(r"[;#]", "".join(kept), maxsplit=1)[0].rstrip()


class _Reader:
    """One file on the way: sets of words, entries, and what was not read."""

    def __init__(self, file: str, states: frozenset[str]) -> None:
        self.file, self.states = file, states
        rows = list(read_table(shipped("cameo_codes.tsv"), CAMEO_COLUMNS))
        self.parts = {r["code"]: (r["use"], r["country"], r.many("sectors")) for r in rows}
        self.sets: dict[str, tuple[str, ...]] = {}
        self.sizes: dict[str, tuple[int, int]] = {}
        self.phrases = 0
        self.entries: list[_Entry] = []
        self.unread: list[Unread] = []

    def read(self, text: str) -> None:
        names: list[str] = []
        codes: list[_Code] = []
        where, plural, agent = "", None, False
        comment = False
        for number, raw in enumerate(text.splitlines(), start=1):
            if comment or ("<!--" in raw and "-->" not in raw):
                comment = "-->" not in raw
                continue
            line = _bare(raw)
            here = f"{self.file}:{number}"
            if not line.strip() or line.startswith("<!"):
                continue
            if found := SET.match(line.strip()):
                self._set(found.group(1), found.group(2))
                continue
            opens = not line[0].isspace() and not line.startswith(("+", "["))
            if opens:
                self._finish(where, names, codes, agent, plural)
                names, codes, where, plural, agent = [], [], "", None, False
            rest = CODE.sub(" ", line)
            if braces := PLURAL.search(rest):
                plural = braces.group(1).strip()
                rest = PLURAL.sub(" ", rest)
            found_codes = CODE.findall(line)
            agent = agent or any("~" in c for c in found_codes)
            if name := self._name(rest.strip().lstrip("+"), here):
                where = where or here
                names.append(name)
            elif rest.strip():
                continue
            elif not names and found_codes:
                self._not(here, "a code with no name before it", "put it below its name")
                continue
            for code in found_codes:
                codes.extend(self._codes(code, here))
        self._finish(where, names, codes, agent, plural)

    def dictionary(self) -> Dictionary:
        """All that was read, as rows and persons."""
        organisations: list[Row] = []
        agents: list[Row] = []
        persons: list[Person] = []
        folded: dict[str, tuple[str, ...]] = {}
        for name, words in self.sets.items():
            folded.setdefault(name.casefold(), words)
        self.sets = folded  # names are compared in small letters from here on
        for entry in self.entries:
            if entry.agent:
                agents.extend(self._agent(entry))
            elif any(c.start or c.end for c in entry.codes) and " " in entry.names[0]:
                persons.append(self._person(entry))
            else:
                organisations.append(self._organisation(entry))
        return Dictionary(
            tuple(organisations), tuple(agents), tuple(persons), tuple(sorted(self.unread))
        )

    # -- lines -------------------------------------------------------------------------------------

    def _not(self, where: str, what: str, remedy: str) -> None:
        self.unread.append(Unread(where, what, remedy))

    def _set(self, name: str, words: str) -> None:
        plain = (w.strip(" _").replace("_", " ") for w in words.split(","))
        self.sets[name] = tuple(w.casefold() for w in plain if w)

    def _name(self, text: str, where: str) -> str:
        name = " ".join(text.replace("_", " ").split())
        if not name:
            return ""
        unknown = [s for s in IN_SET.findall(name) if s not in self.sets]
        if unknown:
            self._not(where, f"no set of words !{unknown[0]}! is before it", "define the set first")
            return ""
        if len(name) > LONGEST_NAME:
            what = f'"{name[:40]}…" has more than {LONGEST_NAME} characters'
            self._not(where, what, "write a name a line")
            return ""
        if not NAME.fullmatch(IN_SET.sub("x", name)):
            self._not(where, f'"{name[:40]}" is no name', "write words joined by underscores")
            return ""
        return name

    def _codes(self, text: str, where: str) -> Iterator[_Code]:
        """The codes of one bracket: several are parted by "/"; days may follow or go before."""
        text = " ".join(text.replace("~", " ").split())
        start = end = ""
        if found := DAYS.search(text):
            try:
                start, end = _days(*found.groups())
            except ValueError:
                days = found.group().strip()
                what = f'"{days}" holds a day that does not exist, or is out of bounds'
                self._not(where, what, f"correct the day; {BOUNDS}")
                return
            text = (text[: found.start()] + text[found.end() :]).strip()
        for one in text.split("/"):
            code = one.strip()
            if not code or code == "---":
                continue
            if not code.isalpha():
                self._not(where, f'"{code[:40]}" is no code', "write letters, and days after them")
                continue
            country, sectors, strange = self._meaning(code)
            if strange:
                self._not(
                    where, f"unknown part {strange} of the code {code}; the rest of it is read",
                    "use CAMEO's codes, or a table of your own",
                )  # fmt: skip
            if country or sectors:
                yield _Code(where, country, sectors, start, end)

    def _meaning(self, code: str) -> tuple[str, tuple[str, ...], str]:
        """Country and sectors of a CAMEO code, and a part of it that nobody knows."""
        country, sectors, strange = "", [], ""
        parts = [code[n : n + 3] for n in range(0, len(code), 3)]
        for part in parts:
            if part != part.upper():
                continue  # a people or religion
            use, land, roles = self.parts.get(part, ("", "", ()))
            if use == "role":
                sectors += [s for s in roles if s not in sectors]
            elif use == "country":
                country = country or land
            elif not use and part in self.states | STATELESS:
                # IGOUNO: the narrower body is the one that is meant
                country = part if not country or country == "IGO" else country
            elif not use:
                strange = strange or part
        return country, tuple(sectors), strange

    def _finish(
        self, where: str, names: list[str], codes: list[_Code], agent: bool, plural: str | None
    ) -> None:
        if not names:
            return
        if not codes:
            self._not(where, f'"{names[0]}" has no code that could be read', "give it one")
            return
        self.entries.append(_Entry(where, tuple(names), tuple(codes), agent, plural))

    # -- entries to rows ---------------------------------------------------------------------------

    def _agent(self, entry: _Entry) -> Iterator[Row]:
        sectors = "|".join(dict.fromkeys(s for c in entry.codes for s in c.sectors))
        for name in entry.names:
            for phrase in self._phrases(name.casefold(), entry.where):
                plural = entry.plural if entry.plural is not None else _plural(phrase)
                plural = plural.replace("_", " ").strip().casefold()[:LONGEST_NAME]
                cells = {
                    "phrase": phrase, "plural": plural, "kind": "people", "sectors": sectors,
                    "classes": "",
                }  # fmt: skip
                yield Row(entry.where, cells)

    def _phrases(self, name: str, where: str) -> Iterator[str]:
        """The phrases that a name with sets of words stands for; none where they are too many."""
        if not IN_SET.search(name):
            yield name
            return
        try:
            count, longest = self._size(name)
            if longest > LONGEST_NAME:
                raise _EndlessError(f"stands for a phrase of more than {LONGEST_NAME} characters")
            if self.phrases + count > MOST_PHRASES:
                raise _EndlessError(
                    f"stands for {count:,} phrases, and a dictionary's sets are spelt out as "
                    f"{MOST_PHRASES:,} at most"
                )
        except _EndlessError as error:
            self._not(
                where, f'"{name[:40]}" {error}', "use fewer or smaller sets, and none in itself"
            )
            return
        self.phrases += count
        yield from self._spelt_out(name)

    def _size(self, name: str, within: tuple[str, ...] = ()) -> tuple[int, int]:
        """How many phrases a name stands for, and how many characters the longest has."""
        inside = [self._size_of(word, within) for word in IN_SET.findall(name)]
        count = min(prod(n for n, _ in inside), MOST_PHRASES**2)
        return count, len(IN_SET.sub("", name)) + sum(longest for _, longest in inside)

    def _size_of(self, set_: str, within: tuple[str, ...]) -> tuple[int, int]:
        if set_ in within:
            raise _EndlessError(f"uses the set !{set_}!, which holds itself")
        if len(within) >= DEEPEST_SET:
            raise _EndlessError(f"uses more than {DEEPEST_SET} sets inside each other")
        if set_ not in self.sizes:
            sizes = [self._size(word, (*within, set_)) for word in self.sets.get(set_, ())]
            longest = max((length for _, length in sizes), default=0)
            self.sizes[set_] = sum(count for count, _ in sizes), longest
        return self.sizes[set_]

    def _spelt_out(self, name: str) -> Iterator[str]:
        """A phrase for each word of the sets in it."""
        parts = IN_SET.split(name)  # what stands between the sets, and their names, in turn
        choices = [
            [phrase for word in self.sets.get(part, ()) for phrase in self._spelt_out(word)]
            if number % 2
            else [part]
            for number, part in enumerate(parts)
        ]
        yield from map("".join, product(*choices))

    def _organisation(self, entry: _Entry) -> Row:
        code = next((c for c in entry.codes if not c.start and not c.end), entry.codes[-1])
        if code.start or code.end:
            self._not(
                code.where, "days are kept only for names of two words, which may be a person's",
                "the code without days is used, else the last one",
            )  # fmt: skip
        elif len(entry.codes) > 1:
            what = f'"{entry.names[0]}" has several codes, and a name has one actor here'
            self._not(code.where, what, "the first is used; name the others in tables of your own")
        kind = "government" if code.sectors[:1] == ("GOV",) else "organisation"
        names = [_titled(n) for n in entry.names]
        cells = {
            "name": names[0], "names": "|".join(names[1:]), "country": code.country,
            "sectors": "|".join(code.sectors), "kind": kind,
        }  # fmt: skip
        return Row(entry.where, cells)

    def _person(self, entry: _Entry) -> Person:
        keys = tuple(dict.fromkeys(fold(n) for n in entry.names))
        terms = []
        for code in sorted(entry.codes, key=lambda c: c.start or FIRST_DAY):
            office = SECTOR_OFFICE + "|".join(code.sectors)
            start, end = code.start or FIRST_DAY, code.end
            terms.append(
                TermRow(code.country, office, "", start, end, end or LAST_DAY, entry.where)
            )
        return Person(_titled(entry.names[0]), keys, skeleton(keys[0]), tuple(terms))


def _days(side: str, one: str, other: str | None) -> tuple[str, str]:
    """First and last day of a restriction; raises ``ValueError`` for a day that is none."""
    first = _day(one)
    if other is not None:
        last = _day(other)
        if first > last:
            raise ValueError("ends before it starts")
        return first.isoformat(), last.isoformat()
    if side == "<":
        return "", known(first - timedelta(days=1)).isoformat()
    if side == ">":
        return known(first + timedelta(days=1)).isoformat(), ""
    return first.isoformat(), first.isoformat()


def _day(text: str) -> date:
    if len(text) == 6:
        text = ("20" if int(text[:2]) <= CENTURY else "19") + text
    return known(date(int(text[:4]), int(text[4:6]), int(text[6:])))


def _titled(name: str) -> str:
    """A name in capitals as text has it: "BARACK_OBAMA_" is "Barack Obama"."""
    small = {"of", "the", "and", "for", "in", "on", "to", "de", "la"}
    words = [w.casefold() if w.casefold() in small else w[:1] + w[1:].casefold()
             for w in name.split()]  # fmt: skip
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def _plural(word: str) -> str:
    """The regular plural, as PETRARCH makes it."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
