"""Terms of office from the knowledge folder, cleaned, one line a person.

What is done, and why:

* a title that is no office of the state is not one: deputies and delegates of a minister, heads of
  regions, holders in dependencies (whose people stay, under the state that PLOVER files them with);
* honorifics that the World Factbook runs into an office or a name are cut off;
* one person under two spellings is one: by Wikidata id, else by country and name (see
  ``detente.actor_tables.folding.alike``);
* terms of one person in one office that touch or overlap are one term;
* a ``known_until`` day says up to when the source vouches for the holder.  The Factbook has no
  snapshot between March 2017 and November 2020, so an end that falls between is trusted only where
  another source covers the office in those years;
* two holders of a one-person office at one time are both kept and marked ``shared``.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from armed_groups import _table
from rapidfuzz import fuzz

from detente.actor_tables.actor_words import ActorWords
from detente.actor_tables.folding import alike, fold, skeleton

HEAD = {
    "about": "Terms of office, one person a line: name, keys (folded spellings), sound (skeleton "
    "of the name), wikidata, terms [country, office, title, start, end, known_until, source, "
    "shared]",
    "source": "CIA World Factbook snapshots 2015-10 to 2026-01; Wikidata extracts to 2022-08 "
    "(EveryPolitician)",
    "licence": "Factbook: public domain; Wikidata: CC0",
    "made_by": "scripts/tables/build.py",
}
ONE_PERSON = ("hos", "hog", "fm", "dm")
RANK = ActorWords.load().rank
MINISTER_LED = {"MCO"}
"""Where the minister of state heads the government; elsewhere it is a rank."""
NOBODY = {"cabinet", "vacant", "none", "minister", "chair"}
GAP = (date(2017, 3, 28), date(2020, 11, 24))
"""Between these two days there is no snapshot of the Factbook."""

TWINS = 72
"""Likeness, in percent, of two names of holders of one office for the same time."""

HANDOVER = timedelta(days=31)
"""How long two may be in a one-person office before it counts as shared."""

KOSOVO = {"XKX": "KOS"}
"""PLOVER's code for the state that ISO 3166 has none for."""
BREAKAWAY = {"X-OSS": "GEO", "X-ART": "AZE", "X-SML": "SOM"}

LESSER = re.compile(
    r"delegate|deputy|associate|assistant|state minister|secretary of state to|materiel|equipment"
    r"|industr|production|veterans(?! affairs)|science and personnel|military cabinet|space"
    r"|war affairs|home front|civil defence|restructuring|in charge of"
    r"|national security and defense|external security|planning and external"
    r"|regional integration and the franco|guernsey"
    r"|puerto rico|northern cyprus|vice\b|external communications|^state secretary"
    r"|^secretary of state$",
    re.I,
)
STATE_SECRETARY = {"USA"}
"""Where the secretary of state is the foreign minister; elsewhere it is a lesser rank."""
CIVIL_SERVANT = {"IND": "external affairs", "PAK": "minister", "GUY": "minister"}
"""Where sources list the foreign ministry's senior official too: what a minister's title holds."""
RIVALS = {"LBY", "YEM", "AFG", "CIV", "MMR", "SDN", "BIH", "AND", "SMR"}
"""States with two governments at once, or several heads of state."""
REGIONAL = re.compile(
    r"\bof (the )?(federation of bosnia|iraqi kurdistan|southern sudan|government of aragon"
    r"|flanders|wallonia|brussels|french community|german-speaking|south australia"
    r"|western australia"
    r"|planning|parliamentary|health)",
    re.I,
)
HONORIFIC = re.compile(
    r"\s+(sir|dame|dr\.?|gen\.?|col\.?|lt\.?|maj\.?|capt\.?|sheikh|sayyid|grand chief|vice admiral"
    r"|reverend|major general|of the|of|and minister of|and|for|the)$",
    re.I,
)
NAME_JUNK = re.compile(
    r"^(?:ceo|second vice president|first vice president|french coprince|french co-prince"
    r"|episcopal co-?prince|vice president|prime minister|president|king|queen|emperor|sultan"
    r"|minister-designate|amir|emir|sheikh|dr\.|sr\.|gen\.|lt\.|col\.|sir|dame|prince|crown prince"
    r"|president-elect|also spelled|gnu interim prime minister|transition|general"
    r"|safeguard(?:ing)? of the homeland"
    r"|house of representatives|privy council|co-prince|archbishop)\s+",
    re.I,
)
NAME_TAIL = re.compile(
    r"\s+-\s.*$|\s+(?:appointed acting|serves as)\b.*$|\s+of (?:Spain|Sweden|Norway|Lesotho"
    r"|the Netherlands|Saudi Arabia|Luxembourg)$"
    r"|,\s*(?:grand duke|jr\.?|sr\.?|dr\.?|baron|baroness|lord|lady|viscount|earl|ret\.?).*$",
    re.I,
)


SHOUTED = re.compile(r"\b(?!I{2,}\b|VI{1,3}\b|XI{1,3}\b|XIV\b|XVI\b)[A-Z]{3,}\b")
"""A family name in capitals, as the Factbook writes some."""

DEPUTY = re.compile(r"(?:(?:first|second|third)\s+)?vice[ -]president\s", re.I)
"""What opens a name where the Factbook lists deputies under the head's office."""

CORRECTIONS = Path(__file__).with_name("corrections.tsv")

ALIKE = 55
"""Likeness, in percent, of two spellings of one family name: Aoun and Awn have 57."""

MACRONS = str.maketrans("ĀĒĪŌŪāēīōū", "AEIOUaeiou")
"""Long vowels of romanised names, which no report writes."""


class Term:
    """One person in one office; days are ISO 8601, as exact as the source."""

    def __init__(self, row: dict[str, str], country: str, office: str, title: str) -> None:
        self.country, self.office, self.title = country, office, title
        self.start, self.end = _exact(row["start"]), _exact(row.get("end", ""))
        self.known_until = self.seen = _exact(row["last_seen"])
        if self.end and _day(self.end, last=True) < _day(self.start, last=False):
            self.end = ""  # the source has one of the two wrong: the term began, no more is known
            self.known_until = self.start
        self.source = "factbook" if "factbook" in row["source"] else "wikidata"
        self.both = "+" in row["source"]
        self.shared = False


def build(knowledge: Path, path: Path) -> int:
    """Write the table of terms to *path*; returns how many persons it has."""
    people = _people(_rows(knowledge))
    terms = [t for _, own in people for t in own]
    _settle(terms)
    lines = [json.dumps(HEAD, ensure_ascii=False)]
    for names, own in people:
        lines.append(json.dumps(_line(names, own), ensure_ascii=False, separators=(",", ":")))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as stream:
        stream.write(("\n".join(lines) + "\n").encode())
    path.write_bytes(buffer.getvalue())
    return len(people)


def _rows(knowledge: Path) -> Iterator[tuple[dict[str, str], Term]]:
    """The rows worth keeping, heads and foreign and defence ministers first."""
    central = _read(knowledge / "leaders_hos_hog_fm_dm_cc0.jsonl.gz")
    others = _read(knowledge / "leaders_cc0.jsonl.gz")
    kinds = {"minister", "ambassador", "other", "subnational", "fm_deputy", "dm_deputy"}
    territories = {r["iso3"]: r["country"] for r in _table("territories.tsv") if r["iso3"]}
    states = {r["iso3"] for r in _table("countries.tsv")}
    names = {r["name"] for r in _table("countries.tsv")}
    corrections = _corrections()
    for row in [*central, *(r for r in others if r["type"] in kinds)]:
        country = row.get("country") or ""
        country = KOSOVO.get(country, country)
        title = _title(row["office"])
        office = _office(row["type"], title, country in states)
        if office == "fm_deputy" and country in STATE_SECRETARY:
            office = "fm"
        if office == "fm" and CIVIL_SERVANT.get(country, "") not in title.casefold():
            office = "fm_deputy"
        if office in ("hos", "hog") and DEPUTY.match(row["person"]):
            office = "deputy"
        start = _corrected(corrections, country, office, row)
        if start == "drop":
            continue
        row = {**row, "start": start}
        if (
            office == "hog"
            and title.startswith("Minister of State")
            and country not in MINISTER_LED
        ):
            office = "minister"
        if country not in states:
            country = territories.get(country) or BREAKAWAY.get(country, "")
        if country and _latin(row["person"]) and not _several(row["person"]):
            yield (
                {**row, "person": _landless(row["person"], names)},
                Term(row, country, office, title),
            )


def _corrections() -> dict[tuple[str, str, str, str], str]:
    """The right start of rows that a source has wrong, or "drop"."""
    with CORRECTIONS.open(encoding="utf-8") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        (r["country"], r["office"], fold(r["person"]), r["start"]): r["correct"] for r in rows
    }  # fmt: skip


def _corrected(
    corrections: dict[tuple[str, str, str, str], str],
    country: str,
    office: str,
    row: dict[str, str],
) -> str:
    last = fold(_clean(row["person"])[0]).split()[-1:]
    key = (country, office, last[0] if last else "", row["start"][:10])
    return corrections.get(key, row["start"])


def _read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _title(office: str) -> str:
    """An office without the honorifics and half-words that follow it."""
    title = " ".join(office.split())
    while True:
        shorter = HONORIFIC.sub("", title).rstrip(" ,")
        if shorter == title:
            break
        title = shorter
    title = re.sub(r"Deputy Prime Ministers$", "Deputy Prime Minister", title)
    title = {
        "Prime": "Prime Minister",
        "Vice": "Vice President",
        "Interim Prime": "Prime Minister",
    }.get(title, title)
    return title[:1].upper() + title[1:]


def _office(kind: str, title: str, state: bool) -> str:
    """The office code of a row; ``other`` and ``regional`` are not one-person offices."""
    if kind in ("hos", "hog", "deputy") and (not state or REGIONAL.search(title)):
        return "regional"
    if kind in ("hog", "hos") and re.search(
        r"^(governor|high commissioner|lieutenant)", title, re.I
    ):
        return "hos" if re.search("general", title, re.I) and state else "regional"
    if kind == "hog" and re.match(r"(chief minister|minister$|secretary|vice|second)", title, re.I):
        return "regional"
    if kind in ("fm", "dm") and (not state or LESSER.search(title)):
        return f"{kind}_deputy"
    if kind == "hos" and re.match(r"general secretary", title, re.I):
        return "other"
    return {"subnational": "regional"}.get(kind, kind)


def _landless(name: str, lands: set[str]) -> str:
    """A name without the state's, which the Factbook runs into it ("Australia Elizabeth II")."""
    first, _, rest = name.partition(" ")
    return rest if first in lands and " " in rest else name


def _resemble(one: str, other: str) -> bool:
    """Whether two spellings could be one person's: by a family name, or by the only name."""
    mine, theirs = fold(one).split(), fold(other).split()
    if len(theirs) == 1:
        return theirs[0] in mine
    return any(fuzz.ratio(a, b) >= ALIKE for a in mine[1:] or mine for b in theirs)


def _latin(name: str) -> bool:
    folded = fold(name)
    return (
        bool(folded)
        and all(c.isascii() for c in folded)
        and " " in f"{folded} "
        and (folded not in NOBODY)
    )


def _several(name: str) -> bool:
    return "," in NAME_TAIL.sub("", name)


def _clean(name: str) -> tuple[str, list[str]]:
    """A person's name as a report would give it, and spellings that the row hides in it."""
    whole = " ".join(name.split())
    name = NAME_TAIL.sub("", whole)
    realm = [whole] if " of " in whole[len(name) :] else []
    while NAME_JUNK.match(name) and len(name.split()) > 2:
        name = NAME_JUNK.sub("", name)
    name = SHOUTED.sub(lambda found: found.group().capitalize(), name)
    nick = re.search(r"[\"“(]([^\"”)]+)[\"”)]", name)
    plain = " ".join(re.sub(r"[\"“(][^\"”)]*[\"”)]", " ", name).split()).translate(MACRONS)
    more = [f"{nick.group(1)} {plain.split()[-1]}"] if nick and plain else []
    return plain, [*more, *realm]


# -- one person a line -----------------------------------------------------------------------------


def _people(
    rows: Iterable[tuple[dict[str, str], Term]],
) -> list[tuple[dict[str, object], list[Term]]]:
    """Rows of one person gathered; the first row's spelling names it."""
    persons: list[dict[str, object]] = []
    terms: list[list[Term]] = []
    by_id: dict[str, int] = {}
    by_name: dict[tuple[str, str], int] = {}
    by_end: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, term in rows:
        name, more = _clean(row["person"])
        names = [name, *more, *(_clean(a)[0] for a in row.get("aliases", []))]
        if term.both and row.get("aliases"):
            # The Factbook's name in full, and then the one in common use, if it is the same one's.
            name = names[-1] if _resemble(names[-1], name) else name
        keys = [k for k in dict.fromkeys(fold(n) for n in names) if " " in k or len(k) > 3]
        if not keys:
            continue
        found = _found(row.get("wikidata"), keys, term, by_id, by_name, by_end, persons, terms)
        if found is None:
            found = len(persons)
            persons.append({"name": name, "wikidata": row.get("wikidata"), "keys": []})
            terms.append([])
        person = persons[found]
        if row.get("wikidata") and not person["wikidata"]:
            person["wikidata"] = row["wikidata"]
            person["name"] = name
        known = person["keys"]
        assert isinstance(known, list)
        for key in keys:
            if key not in known:
                known.append(key)
            by_name.setdefault((term.country, key), found)
            end = (term.country, skeleton(key.split()[-1]))
            if found not in by_end[end]:
                by_end[end].append(found)
        if row.get("wikidata"):
            by_id.setdefault(row["wikidata"], found)
        terms[found].append(term)
    _unite(persons, terms)
    _part(persons, terms)
    joined = [(p, _join(t)) for p, t in zip(persons, terms, strict=True) if t]
    return sorted(joined, key=lambda x: (x[1][0].country, fold(str(x[0]["name"])), x[1][0].start))


def _unite(persons: list[dict[str, object]], terms: list[list[Term]]) -> None:
    """Make one of two persons who hold one office for the same time under names that resemble.

    "Abdelfattah Elsisi" and "Abdel Fattah el-Sisi": nobody else begins and ends on the same days.
    """
    by_office: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, own in enumerate(terms):
        for office in dict.fromkeys((t.country, t.office) for t in own if t.office in ONE_PERSON):
            by_office[office].append(index)
    for office, found in sorted(by_office.items()):
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                if terms[one] and terms[other] and _twins(persons, terms, one, other, office):
                    _absorb(persons, terms, one, other)


def _twins(
    persons: list[dict[str, object]],
    terms: list[list[Term]],
    one: int,
    other: int,
    office: tuple[str, str],
) -> bool:
    if persons[one]["wikidata"] and persons[other]["wikidata"]:
        return False
    together = any(
        abs(_first(a) - _first(b)) <= HANDOVER and _ending(a, b)
        for a in terms[one] if (a.country, a.office) == office
        for b in terms[other] if (b.country, b.office) == office
    )  # fmt: skip
    first, second = fold(str(persons[one]["name"])), fold(str(persons[other]["name"]))
    joined = (skeleton(first).replace(" ", ""), skeleton(second).replace(" ", ""))
    return together and (
        fuzz.token_set_ratio(skeleton(first), skeleton(second)) >= TWINS
        or fuzz.partial_ratio(*joined) >= TWINS
    )


def _ending(one: Term, other: Term) -> bool:
    """Whether two terms end together, or one goes on from where the other is last seen."""
    if one.end and other.end:
        return abs(_last(one) - _last(other)) <= HANDOVER
    return not (one.end and _last(one) < _last(other) - HANDOVER) and not (
        other.end and _last(other) < _last(one) - HANDOVER
    )


def _absorb(
    persons: list[dict[str, object]], terms: list[list[Term]], one: int, other: int
) -> None:
    """Give the terms and spellings of one person to the other, whom Wikidata knows if any."""
    keep, drop = (one, other) if persons[one]["wikidata"] or not persons[other]["wikidata"] else (
        other, one,
    )  # fmt: skip
    keys, more = persons[keep]["keys"], persons[drop]["keys"]
    assert isinstance(keys, list)
    assert isinstance(more, list)
    keys.extend(k for k in more if k not in keys)
    terms[keep].extend(terms[drop])
    terms[drop] = []


def _part(persons: list[dict[str, object]], terms: list[list[Term]]) -> None:
    """Take from a person the spellings that are the name of another one of the same state.

    The Factbook names a deputy in the row of the head, so that each gets the other's name.
    """
    owner = {
        (t.country, fold(str(p["name"]))): p["wikidata"]
        for p, own in zip(persons, terms, strict=True) if p["wikidata"] for t in own
    }  # fmt: skip
    for person, own in zip(persons, terms, strict=True):
        keys, mine = person["keys"], person["wikidata"]
        assert isinstance(keys, list)
        lands = {t.country for t in own}
        others = [
            k for k in keys
            if mine and k != fold(str(person["name"])) and not _resembling(k, str(person["name"]))
            and any(owner.get((c, k), mine) != mine for c in lands)
        ]  # fmt: skip
        keys[:] = [k for k in keys if k not in others] or keys


def _resembling(key: str, name: str) -> bool:
    """Whether a spelling has the name's first word too."""
    return key.split()[0] == fold(name).split()[0]


def _found(
    wikidata: str | None,
    keys: list[str],
    term: Term,
    by_id: dict[str, int],
    by_name: dict[tuple[str, str], int],
    by_end: dict[tuple[str, str], list[int]],
    persons: list[dict[str, object]],
    terms: list[list[Term]],
) -> int | None:
    """The person a row is about, if already met."""
    if wikidata and wikidata in by_id:
        return by_id[wikidata]
    for key in keys:
        same = by_name.get((term.country, key))
        if same is not None and not (wikidata and persons[same]["wikidata"]):
            return same
    for key in keys:
        for other in by_end.get((term.country, skeleton(key.split()[-1])), ()):
            if wikidata and persons[other]["wikidata"]:
                continue
            spellings = persons[other]["keys"]
            assert isinstance(spellings, list)
            touches = any(t.office == term.office and _overlap(t, term) for t in terms[other])
            if touches and any(alike(key, s) for s in spellings):
                return other
    return None


def _overlap(one: Term, other: Term) -> bool:
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _join(terms: list[Term]) -> list[Term]:
    """Terms of one person that touch, in one office, as one."""
    joined: list[Term] = []
    for term in sorted(terms, key=lambda t: (t.country, t.office, _first(t), t.end or "9")):
        before = joined[-1] if joined else None
        same = before and (before.country, before.office) == (term.country, term.office)
        if (
            before
            and same
            and _first(term) <= _last(before) + timedelta(days=7)
            and _kin(before, term)
        ):
            before.both |= term.both or before.source != term.source
            _extend(before, term)
        else:
            joined.append(term)
    return joined


def _kin(one: Term, other: Term) -> bool:
    """Whether two terms in an office of many may be one term: then the title must be the same."""
    return one.office in (*ONE_PERSON, "deputy") or fold(one.title) == fold(other.title)


def _extend(term: Term, other: Term) -> None:
    """Join *other* into *term*.  Two sources on one end: the stated end, the later day."""
    if len(other.start) > len(term.start) and other.start.startswith(term.start):
        term.start = other.start
    if term.end and other.end:
        if _last(other) >= _last(term) or other.end.startswith(term.end):
            term.end = other.end
    elif other.end and not term.end:
        term.end = other.end if _last(other) >= _first(term) else term.end
    elif term.end and not other.end and _first(other) >= _last(term) - timedelta(days=7):
        term.end = ""
    term.known_until = max(term.known_until, other.known_until)


def _exact(text: str) -> str:
    """The year, month or day at the beginning of *text*."""
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?", text)
    return found.group() if found else ""


def _first(term: Term) -> date:
    return _day(term.start, last=False)


def _last(term: Term) -> date:
    return _day(term.end or term.known_until, last=True)


def _day(text: str, last: bool) -> date:
    parts = [int(p) for p in text.split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    if day:
        return date(year, month, day)
    if not last:
        return date(year, month or 1, 1)
    following = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return following - timedelta(days=1)


# -- what a source can vouch for -------------------------------------------------------------------


def _settle(terms: list[Term]) -> None:
    """Set ``known_until``, drop ends that nothing proves, and mark what is held by several."""
    groups: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in terms:
        groups[term.country, term.office, RANK(term.title)].append(term)
    for (_, office, _), group in groups.items():
        group.sort(key=lambda t: (_first(t), _last(t)))
        covered = any(t.source == "wikidata" and GAP[0] <= _first(t) <= GAP[1] for t in group)
        for term in group:
            _vouch(term, office, covered)
        if office in ONE_PERSON:
            _follow(group)


def _vouch(term: Term, office: str, covered: bool) -> None:
    if term.end:
        in_gap = term.source == "factbook" and not term.both and GAP[0] < _last(term) < GAP[1]
        if (
            in_gap
            and term.known_until == GAP[0].isoformat()
            and (office == "deputy" or not covered)
        ):
            term.end = ""
        else:
            term.known_until = term.end
    elif _day(term.known_until, last=True) < _first(term):
        term.known_until = term.start


def _follow(group: list[Term]) -> None:
    """Let a successor end an open or inexact term; mark the holders of one office at one time."""
    for before, after in pairwise(group):
        start = _first(after)
        inexact = before.end and len(before.end) < 10 and _day(before.end, last=False) <= start
        if len(after.start) == 10 and _first(before) < start <= _last(before) and inexact:
            before.end = before.known_until = after.start
        elif (
            len(before.end) == 10
            and len(after.start) < 10
            and (_first(after) <= _last(before) <= _day(after.start, last=True))
        ):
            after.start = before.end
    for one in group:
        for other in group:
            if one.seen == GAP[0].isoformat() < other.start < one.end and other is not one:
                one.end = one.known_until = other.start
    _succeed(group)
    for index, one in enumerate(group):
        for other in group[index + 1 :]:
            since = max(_day(t.start, last=True) for t in (one, other))
            until = min(_day(t.end or t.known_until, last=False) for t in (one, other))
            if until - since > HANDOVER:
                listed = [t for t in (one, other) if t.title.startswith("Head of ")]
                if len(listed) == 1:
                    listed[0].office = "other"  # the Factbook lists deputies beside the head
                else:
                    one.shared = other.shared = True


def _succeed(group: list[Term]) -> None:
    """End a term whose end is the successor's own, which a source inferred where it missed him.

    A holder who begins in the term of another and ends with it, or goes on, has succeeded him;
    one who begins and ends inside it stood in for him.
    """
    for before, after in pairwise(group):
        inside = _first(before) + HANDOVER < _first(after) < _last(before) - HANDOVER
        follows = _last(after) >= _last(before) - HANDOVER
        exact = len(after.start) == 10 and before.country not in RIVALS
        acting = re.search(r"acting|interim|regent", after.title, re.I)
        if inside and follows and exact and not acting and not before.title.startswith("Head of "):
            before.end = before.known_until = after.start


def _line(person: dict[str, object], terms: list[Term]) -> dict[str, object]:
    keys = person["keys"]
    assert isinstance(keys, list)
    line: dict[str, object] = {
        "name": person["name"],
        "keys": keys,
        "sound": skeleton(fold(str(person["name"]))),
    }
    if person["wikidata"]:
        line["wikidata"] = person["wikidata"]
    line["terms"] = [
        [t.country, t.office, t.title, t.start, t.end, t.known_until, t.source, int(t.shared)]
        for t in sorted(terms, key=lambda t: (t.start, t.country, t.office, t.title))
    ]
    return line
