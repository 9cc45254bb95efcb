"""What is fuzzed: for each kind of input whole examples of it, and the commands that take it."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from msgspec import Struct

from breaking import reports
from breaking.mutation import changed_json, flipped, lines_of_json, mutated

Case = list[list[str]]
"""Commands to be run in the folder of a case."""


class Subject(Struct, frozen=True):
    """A kind of input: *lay* writes one to a folder and says which commands take it.

    *weight* is how often it comes up.
    """

    name: str
    weight: int
    lay: Callable[[Random, Path], Case]


ACTORS = """name\tnames\tcountry\tsectors\tkind
Ruby Coast Council\tRCC|Coast Council\tCHL\tGOV\torganisation
Free Harbour Front\tFHF\tNOR\tREB\tarmed group
"""
LEADERS = """country\toffice\ttitle\tperson\tstart\tend\tknown_until\tnames\tsource
CHL\tfm\tMinister for Foreign Affairs\tAna Ruiz\t2010-01-01\t2012-01-01\t2012-01-01\tA. Ruiz\town
NOR\thog\tPrime Minister\tBo Lind\t2009-01-01\t\t2015-01-01\t\town
"""
DICTIONARY = """# made up for this project
CHILE_ [CHL]
+SANTIAGO_
ANA_RUIZ_
 [CHLGOV 100101-120101]
 [CHLELI >120101]
FREE_HARBOUR_FRONT_ [NORREB]
"""
AGENTS = """!MILITARY! =
ARMY
NAVY
FISHERMAN_{FISHERMEN_} [~BUS]
!MILITARY!_OFFICER_ [~MIL]
HARBOUR_PILOT_ [~LAB]
"""
DATES = "a.txt,2010-11-01\nb.txt\t2010-11-02\n# a note\n\nc.txt,2011-02-11\n"
GOLD = (
    {"text": "Chile's minister met her Fijian counterpart on Monday.", "published": "2014-05-08",
     "events": [{"type": "CONSULT", "actors": ["CHL", "FJI"], "recipients": []}]},
    {"text": "Norway refused to pay.", "events": [{"type": "REJECT", "actors": ["NOR"]}]},
    {"text": "Chile accused Fiji of theft.", "event": "ACCUSE", "date": "2014-05-08",
     "source": [{"code": "CHL"}], "target": [{"code": "FJI"}]},
    {"text": "Chile accused Fiji.", "root": "ACCUSE", "source_span": [0, 5],
     "target_span": [14, 18], "source": "Chile", "target": "Fiji"},
    {"text": "Chile accused Fiji.", "entities": [{"start": 0, "end": 5, "type": "source"}]},
    {"text": "Chile sells copper.", "relevant_majority": False},
)  # fmt: skip
KEY = {
    "reports": [{"report": "a.txt", "published_if_given": "2010-11-01"}],
    "events": [{"key": "k1", "report": "a.txt", "evidence": "Chile accused Fiji",
                "types": ["ACCUSE"], "modes": [], "actors": ["CHL"], "recipients": ["FJI"],
                "date": ["2010-11-01", "2010-11-01"], "modality": "actual", "required": True}],
    "quotes": [{"report": "a.txt", "content": "“We will not pay”", "speaker": "Ana Ruiz"}],
    "traps": [{"report": "a.txt", "evidence": "sells copper", "why": "no act",
               "never": "any event"}],
    "places": [],
    "merged": [{"key": "k1", "reports": 1, "mentions": 1}],
}  # fmt: skip
STORY = (
    "Chile accused Fiji of theft on Monday. “We will not pay,” Ana Ruiz said. It sells copper.\n"
)


def subjects(record: Path) -> tuple[Subject, ...]:
    """All that is fuzzed; *record* is a whole record."""
    whole = record.read_bytes()
    pages = tuple(path.read_bytes() for path in reports.paths(reports.EXAMPLES))
    texts = tuple(
        block.encode() for page in pages for block in page.decode().split("\n\n") if len(block) > 80
    )  # fmt: skip
    html = next(page for page in pages if page.lstrip()[:1] == b"<")
    objects = [json.loads(line) for line in reports.generated(8, "fuzzing").splitlines()]

    def text(dice: Random, place: Path) -> Case:
        some = b"\n\n".join(dice.sample(texts, dice.randint(1, 3)))
        return _file(place, "in.txt", mutated(dice, some, texts))

    def page(dice: Random, place: Path) -> Case:
        start = dice.randrange(len(html) // 2)
        piece = html[:600] + html[start : start + 2500] if dice.random() < 0.7 else html
        return _file(place, "in.html", mutated(dice, piece, (html, *texts)))

    def lines(dice: Random, place: Path) -> Case:
        return _file(place, dice.choice(("in.jsonl", "in.json")), lines_of_json(dice, objects))

    def packed(dice: Random, place: Path) -> Case:
        data = gzip.compress(dice.choice((*texts, reports.generated(2, "packed"))))
        data = flipped(dice, data) if dice.random() < 0.5 else mutated(dice, data)
        return _file(place, dice.choice(("in.txt.gz", "in.jsonl.gz", "in")), data)

    def damaged(dice: Random, place: Path) -> Case:
        (place / "in.duckdb").write_bytes(flipped(dice, whole))
        command = dice.choice((
            ["timeline"], ["quotes"], ["positions", "RUS", "JPN"], ["show", "a"], ["export"],
            ["export", "--format", "annotations"],
        ))  # fmt: skip
        return [[*command, "--record", "in.duckdb"]]

    return (
        Subject("text", 6, text),
        Subject("HTML", 4, page),
        Subject("JSON Lines", 6, lines),
        Subject("gzip", 3, packed),
        Subject("table of actors", 2, actors),
        Subject("dictionary", 3, dictionary),
        Subject("codebook", 3, codebook),
        Subject("dates", 2, dates),
        Subject("gold", 4, gold),
        Subject("key", 3, key),
        Subject("record", 3, damaged),
    )


def _file(place: Path, name: str, data: bytes) -> Case:
    (place / name).write_bytes(data)
    return [["annotate", name]]


def actors(dice: Random, place: Path) -> Case:
    """A table of actors of one's own."""
    whole = dice.choice((ACTORS, LEADERS)).encode()
    (place / "in.tsv").write_bytes(mutated(dice, whole, (ACTORS.encode(), LEADERS.encode())))
    if dice.random() < 0.5:
        return [["actors", "check", "in.tsv"]]
    return [["actors", "lookup", "Coast Council", "Ana Ruiz", "--actors", "in.tsv"]]


def dictionary(dice: Random, place: Path) -> Case:
    """A dictionary of the field."""
    whole = dice.choice((DICTIONARY, AGENTS)).encode()
    name = dice.choice(("in.actors", "in.agents", "in.txt"))
    (place / name).write_bytes(mutated(dice, whole, (DICTIONARY.encode(), AGENTS.encode())))
    return [["actors", "check", name]]


def codebook(dice: Random, place: Path) -> Case:
    """A codebook in which one file is broken."""
    shutil.copytree(reports.CODEBOOK, place / "in")
    path = dice.choice(reports.paths(place / "in"))
    path.write_bytes(mutated(dice, path.read_bytes()))
    return [dice.choice((["codebook", "list", "in"], ["codebook", "check", "in"]))]


def dates(dice: Random, place: Path) -> Case:
    """A table of days."""
    (place / "in.csv").write_bytes(mutated(dice, DATES.encode()))
    (place / "a.txt").write_text(STORY, "utf-8")
    return [["annotate", "a.txt", "--dates", "in.csv"]]


def gold(dice: Random, place: Path) -> Case:
    """Gold records."""
    (place / "in.jsonl").write_bytes(lines_of_json(dice, list(GOLD)))
    return [["evaluate", "in.jsonl", *(["--misses"] if dice.random() < 0.3 else [])]]


def key(dice: Random, place: Path) -> Case:
    """An answer key."""
    data = json.dumps(changed_json(dice, KEY)).encode("utf-8", "surrogatepass")
    (place / "in.json").write_bytes(mutated(dice, data) if dice.random() < 0.2 else data)
    (place / "a.txt").write_text(STORY, "utf-8")
    return [["evaluate", "in.json"]]
