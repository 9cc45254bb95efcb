"""Measures what a name alone says: the actors' words of the gold standard's dev half, looked up.

    python scripts/measure/actor_names.py [SHARED] [--show]

Each record's actor and recipient texts are looked up on the record's date, without their sentence.
Country: right where the code is that of the gold, which has IGO for the UN and the EU too, and
misspells three codes (JAP, VTN, ITL).  Sector: right where the gold's is one of those found; of
CAMEO's older codes CIV is CVL, MOS is REL and NGM is SOC, what follows the third letter is an
ethnic group, and "***" is none.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from detente.actors import ActorTables
from detente.actors.lookup.lookup import Lookup
from detente.model import Interval

MISSPELT = {"JAP": "JPN", "VTN": "VNM", "ITL": "ITA"}
IGOS = {"UNO": "IGO", "EUR": "IGO"}
OLD_SECTORS = {"CIV": "CVL", "MOS": "REL", "NGM": "SOC", "***": ""}


def mentions(path: Path) -> Iterator[tuple[str, date, str, str]]:
    """Text, date, country and sector of each actor and recipient that has a text and a code."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            for side in ("source", "target"):
                for actor in record.get(side) or [] if isinstance(record.get(side), list) else []:
                    code = str(actor.get("code", ""))[:3].upper()
                    sector = str(actor.get("sector") or "")[:3].upper()
                    text = " ".join(str(actor.get("actorText") or "").split())
                    if text and code:
                        yield (
                            text, date.fromisoformat(record["date"]), MISSPELT.get(code, code),
                            OLD_SECTORS.get(sector, sector),
                        )  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    root = Path(__file__).resolve().parents[2]
    default = Path(os.environ.get("DETENTE_SHARED", root.parent / "shared"))
    parser.add_argument("shared", nargs="?", type=Path, default=default)
    parser.add_argument("--show", action="store_true", help="print what is not right")
    arguments = parser.parse_args()
    lookup = Lookup(ActorTables.load())
    asked = right = with_sector = sector_right = 0
    for text, day, code, sector in mentions(arguments.shared / "gold/events/gsr_dev.jsonl.gz"):
        actor = lookup(text, Interval(day, day, "day")).actor
        country = actor.country if actor else None
        sectors = actor.sectors if actor else ()
        good = IGOS.get(country or "", country) == code
        fitting = not sector or sector in sectors
        asked += 1
        right += good
        with_sector += bool(sector)
        sector_right += bool(sector) and fitting
        if arguments.show and not (good and fitting):
            print(f"{code}/{sector or '-'} found {country}/{'|'.join(sectors) or '-'}: {text}")
    print(
        f"GSR names alone, {asked}: country right {right / asked:.3f}; "
        f"sector right {sector_right / with_sector:.3f} of {with_sector}"
    )


if __name__ == "__main__":
    main()
