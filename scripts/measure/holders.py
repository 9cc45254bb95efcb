#!/usr/bin/env python3
"""Ask who held an office on a day: questions drawn from the terms of two sources that agree.

    scripts/measure/holders.py [SHARED] [--questions N] [--seed N]

SHARED is the folder that holds knowledge/ (default: $DETENTE_SHARED, else ../shared).  A question
is an office (head of state or government, foreign or defence minister), a country and a day since
1990.  It is drawn from the sources' rows as scripts/tables cleans them, where they name one person
for that office around the day and nobody else, with the day well inside the term.  It is asked of
the list of holders, and by the title in words ("Japanese foreign minister" on that day).
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from detente.actor_tables.folding import alike, fold, within
from detente.actor_tables.table_rows import first_day, last_day, read_table, shipped
from detente.actor_tables.terms import holders_of
from detente.actors import ActorTables
from detente.actors.lookup.lookup import Lookup
from detente.model import Interval

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tables"))

from terms import _rows as cleaned

TITLES = {"fm": "foreign minister", "dm": "defence minister"}
SINCE = date(1990, 1, 1)
INSIDE = timedelta(days=45)
"""How far inside a term a day must lie: sources date one handover differently."""


def same(one: str, other: str) -> bool:
    """Whether two spellings are one person's."""
    a, b = fold(one), fold(other)
    return a == b or alike(a, b) or within(a, b) or within(b, a) or a.split()[-1] == b.split()[-1]


class Named(NamedTuple):
    """A person in an office by a source: first and last possible day, and if both are whole."""

    person: str
    since: date
    until: date
    exact: bool


def terms(shared: Path, tables: ActorTables) -> dict[tuple[str, str], list[Named]]:
    """The cleaned rows of the sources, by country and office, of states alone."""
    found: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for row, term in cleaned(shared / "knowledge"):
        if term.office in ("hos", "hog", "fm", "dm") and term.country in tables.countries:
            until = term.end or term.known_until
            if term.source == "factbook" and not term.both:
                until = min(until, term.seen)  # an end between two snapshots is inferred
            since, last = first_day(term.start), last_day(until)
            exact = len(term.start) == 10 and len(until) == 10
            found[term.country, term.office].append(Named(row["person"], since, last, exact))
    return found


def earlier_states() -> dict[str, int]:
    """The year until which another state stood where a country stands."""
    rows = read_table(shipped("former_states.tsv"), ("country", "until"))
    years: dict[str, int] = {}
    for row in rows:
        if row["until"].isdigit():
            years[row["country"]] = max(years.get(row["country"], 0), int(row["until"]))
    return years


def questions(
    found: dict[tuple[str, str], list[Named]], count: int, seed: int
) -> list[tuple[str, str, date, str]]:
    """*count* questions: country, office, day and holder."""
    random_, earlier = random.Random(seed), earlier_states()
    pool = [
        (country, office, row, rows)
        for (country, office), rows in sorted(found.items()) for row in rows
        if row.exact and max(row.since + INSIDE, SINCE) <= row.until - INSIDE
    ]  # fmt: skip
    drawn: list[tuple[str, str, date, str]] = []
    while len(drawn) < count:
        country, office, row, rows = random_.choice(pool)
        since, until = max(row.since + INSIDE, SINCE), row.until - INSIDE
        on = since + timedelta(days=random_.randint(0, (until - since).days))
        around = [r for r in rows if r.since - INSIDE <= on <= r.until + INSIDE]
        if on.year > earlier.get(country, 0) and all(same(r.person, row.person) for r in around):
            drawn.append((country, office, on, row.person))
    return drawn


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("shared", nargs="?", default=default, type=Path)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1990)
    arguments = parser.parse_args()
    tables = ActorTables.load()
    ask = Lookup(tables)
    asked = questions(terms(arguments.shared, tables), arguments.questions, arguments.seed)
    right, several, none, wrong = 0, [], [], []
    by_words = [0, 0]
    for country, office, on, person in asked:
        one = Interval(on, on, "day")
        names = [h.name for h in holders_of(tables, office, country, one)]
        told = f"{office} {country} {on}: {person}; answered {', '.join(names) or 'nobody'}"
        if not names:
            none.append(told)
        elif not any(_is(tables, n, person) for n in names):
            wrong.append(told)
        elif len({fold(n) for n in names}) > 1:
            several.append(told)
        else:
            right += 1
        if title := TITLES.get(office):
            row = tables.countries[country]
            answer = ask(f"{(row.adjectives or (row.name,))[0]} {title}", one)
            named = answer.actor is not None and answer.actor.office and answer.actor.name
            by_words[0] += bool(named and _is(tables, answer.actor.name, person))  # type: ignore[union-attr]
            by_words[1] += 1
    print(
        f"{len(asked)} questions: {right} right, {len(several)} with another beside, "
        f"{len(none)} not answered, {len(wrong)} wrong"
    )
    print(f"asked in words (foreign and defence ministers): {by_words[0]} of {by_words[1]} named")
    for line in (*wrong, *none, *several):
        print(f"  {line}")


def _is(tables: ActorTables, answered: str, person: str) -> bool:
    """Whether the answer is the person, by a spelling that the tables have of either."""
    if same(answered, person):
        return True
    known = {id(p) for p in tables.people(answered)}
    return any(id(p) in known for p in tables.people(person))


if __name__ == "__main__":
    main()
