"""What statements do, and the tables that say so."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import get_args

import pytest

from detente.errors import TableError
from detente.model import StatementKind
from detente.statements.cues import read_cues
from detente.statements.signals import read_signals

from .conftest import WORDS, Read

Reader = Callable[..., Read]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Norway said the talks had failed.", {"claim"}),
        ("Norway proposed a joint fund.", {"proposal"}),
        ("Norway offered to host the talks.", {"offer"}),
        ("Norway refused to sign the treaty.", {"refusal"}),
        ("Norway said it did not think that such a fund would be useful.", {"refusal"}),
        ("Norway demanded that Chile withdraw.", {"demand"}),
        ("Norway said that Chile must withdraw its fleet.", {"demand"}),
        ("Norway said it would only join if its rights were kept.", {"condition"}),
        ("Norway promised to return the ships unless they are sold.", {"promise", "condition"}),
        ("Norway accused Chile of piracy.", {"accusation"}),
        ("Norway said the raid was illegal.", {"accusation"}),
        ("Norway denied that its fleet had sailed.", {"denial"}),
        ("Norway apologised for the raid.", {"apology"}),
        ("Norway promised to return the ships.", {"promise"}),
        ("Norway warned that the talks would fail.", {"warning"}),
        ("Norway denied the trawler entry.", {"refusal"}),
        ("Norway denied entry to the trawler.", {"refusal"}),
        ("Norway denied that the trawler had sought entry.", {"denial"}),
        ("Norway, on condition of anonymity, said the talks had failed.", {"claim"}),
        ("Norway said the fund was provided by the bank.", {"claim"}),
        ("Norway will join provided that its rights are kept, the envoy said.", {"condition"}),
        ("Norway hopes that the talks succeed.", set()),
    ],
)
def test_kinds(read: Reader, text: str, kinds: set[str]) -> None:
    (said,) = read(text).said
    assert set(said.kinds) == kinds


def test_every_kind_has_a_sign_of_its_own() -> None:
    by_cue = {kind for senses in WORDS.cues.senses.values() for s in senses for kind in s.kinds}
    assert by_cue | {signal.kind for signal in WORDS.signals} == set(get_args(StatementKind))


@pytest.mark.parametrize("signal", WORDS.signals, ids=lambda s: f"{s.kind}: {s.example}")
def test_every_signal_finds_its_example(signal: object) -> None:
    assert signal.pattern.search(signal.example)  # type: ignore[attr-defined]


def test_the_cue_table_is_in_order_and_says_nothing_twice() -> None:
    path = files("detente") / "data" / "statements" / "en" / "cues.tsv"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if not row[0].startswith("#")][1:]
    senses = [(row[0], row[1], row[2], row[6]) for row in rows]
    assert len(senses) == len(set(senses))
    parts = ["verb", "noun", "adjective", "preposition"]
    assert senses == sorted(senses, key=lambda s: (parts.index(s[1]), "\t".join(s[:1])))


HEAD = "cue\tpart\tclass\tclauses\tnoun\tprepositions\tkinds\n"


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("say\tverb\tsay\tfinite", "4 columns"),
        ("say\tadverb\tsay\tfinite\t-\t-\tclaim", "part"),
        ("say\tverb\tsay\twhen\t-\t-\tclaim", "clauses"),
        ("say\tverb\tsay\tfinite\t-\t-\tboast", "kinds"),
    ],
)
def test_a_bad_cue_is_named_with_its_line(row: str, named: str) -> None:
    with pytest.raises(TableError, match=rf"my\.tsv:2.*{named}"):
        read_cues(HEAD + row, "my.tsv")


@pytest.mark.parametrize("row", ["claim\tany\t(\tx", "boast\tany\tx\tx", "claim\tany\tx"])
def test_a_bad_signal_is_named_with_its_line(row: str) -> None:
    with pytest.raises(TableError, match=r"my\.tsv:2"):
        read_signals("kind\twhere\tpattern\texample\n" + row, "my.tsv")
