#!/usr/bin/env python3
"""Measure how fast names are looked up alone, beside a plain dictionary and a fuzzy matcher.

    scripts/measure/actors_lookup.py [SHARED] [--names N]

SHARED is the folder that holds gold/ (default: $DETENTE_SHARED, else ../shared).  The names are all
different: those that annotators marked in real news, most of them in no table; names of the tables;
and names of the tables with a letter left out, added, changed or swapped.  Times are of the
processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def marked(shared: Path) -> Iterator[str]:
    """Names and phrases for actors that annotators marked in news."""
    for name in ("wwnews_ner_train", "wwnews_ner_dev"):
        for row in rows(shared / "gold" / "language" / f"{name}.jsonl.gz"):
            for entity in row["entities"]:
                yield row["text"][entity["start"] : entity["end"]]
    for row in rows(shared / "gold" / "events" / "gsr_dev.jsonl.gz"):
        for actor in (*(row.get("source") or ()), *(row.get("target") or ())):
            if isinstance(actor, dict):
                yield actor["actorText"]


def misspelt(name: str, random_: random.Random) -> str:
    """*name* with one slip of the pen."""
    at = random_.randrange(len(name))
    match random_.randrange(4):
        case 0:
            return name[:at] + name[at + 1 :]
        case 1:
            return name[:at] + random_.choice(LETTERS) + name[at:]
        case 2:
            return name[:at] + random_.choice(LETTERS) + name[at + 1 :]
        case _:
            return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def draw(shared: Path, tables: Any, count: int) -> dict[str, list[str]]:
    """*count* different names: as marked in news, as the tables write them, and misspelt."""
    random_ = random.Random(4)
    real = sorted(set(marked(shared)))
    persons = [p.name for p in tables.persons]
    titled = [
        f"{(c.adjectives or (c.name,))[0]} {o.phrase}"
        for c in tables.countries.values() for o in tables.offices if not o.countries
    ]  # fmt: skip
    known = list(dict.fromkeys([*persons, *random_.sample(titled, len(titled) // 2)]))
    random_.shuffle(known)
    taken = set(real)
    known = [n for n in known if n not in taken][: (count - len(real)) // 2]
    taken.update(known)
    wrong: list[str] = []
    while len(wrong) < count - len(real) - len(known):
        name = misspelt(random_.choice(persons), random_)
        if name not in taken:
            taken.add(name)
            wrong.append(name)
    return {"as marked in news": real, "of the tables": known, "misspelt": wrong}


def timed(ask: Callable[[str], Any], names: Iterable[str]) -> float:
    """Seconds of the processor for all *names*."""
    start = time.process_time()
    for name in names:
        ask(name)
    return time.process_time() - start


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("shared", nargs="?", default=default, type=Path)
    parser.add_argument("--names", type=int, default=100_000)
    arguments = parser.parse_args()

    start = time.process_time()
    from detente.actors import ActorTables
    from detente.actors.lookup.lookup import KEPT, Lookup

    imported = time.process_time() - start
    start = time.process_time()
    tables = ActorTables.load()
    ask = Lookup(tables)
    loaded = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"import {imported:.2f} s, loading {loaded:.2f} s, {memory:.0f} MB after it")
    print(f"the parser is imported: {'spacy' in sys.modules}")

    from detente.actor_tables.folding import fold
    from detente.model import Interval

    day = Interval(date(2011, 2, 11), date(2011, 2, 11), "day")
    stream = list(marked(arguments.shared))
    seconds = timed(lambda name: ask(name, day), stream)
    print(
        f"names as they come in news: {len(stream)}, of them {len(set(stream))} different, "
        f"in {seconds:.2f} s, {len(stream) / seconds:,.0f} a second"
    )
    ask = Lookup(tables)
    parts = draw(arguments.shared, tables, arguments.names)
    every = [name for part in parts.values() for name in part]
    random.Random(1).shuffle(every)
    again = every[-KEPT:]
    for title, once in (("names all different", every), ("names just looked up", again)):
        seconds = timed(lambda name: ask(name, day), once)
        print(f"{title}: {len(once)} in {seconds:.2f} s, {len(once) / seconds:,.0f} a second")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{memory:.0f} MB at most")
    for title, part in parts.items():
        fresh = Lookup(tables, kept=0)
        seconds = timed(lambda name, fresh=fresh: fresh(name, day), part)  # type: ignore[misc]
        found = sum(fresh(name, day).actor is not None for name in part)
        print(
            f"  {title}: {len(part)}, {len(part) / seconds:,.0f} a second, "
            f"{found / len(part):.2f} somebody"
        )
    references(every, fold)


def references(names: list[str], fold: Callable[[str], str]) -> None:
    """A dictionary of folded names, and a fuzzy matcher over 5,000 of them."""
    from rapidfuzz import process

    known = {fold(name): name for name in names}
    seconds = timed(lambda name: known.get(fold(name)), names)
    print(f"reference, a dictionary of folded names: {len(names) / seconds:,.0f} a second")
    some = names[:300]
    choices = names[:5000]
    seconds = timed(lambda name: process.extractOne(name, choices, score_cutoff=90), some)
    print(f"reference, rapidfuzz over 5,000 names: {len(some) / seconds:,.0f} a second")


if __name__ == "__main__":
    main()
