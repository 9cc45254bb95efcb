"""A reader taught an ontology of one's own, and how well it tells it."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from detente import api
from detente.errors import CodebookError, TableError
from detente.events.taught import load_taught
from detente.language import Lexicon, Parser
from detente.model import CODED, Report, Span
from detente.pipeline import Coder, reader_trouble
from detente.reader.learnt import HEADS
from detente.reader.training import Scored, Told, cross_validated, fit_heads, macro_f1
from detente.reader.type_shares import NO_ACT
from detente.teaching import lessons

ROOT = Path(__file__).resolve().parents[2]
MARITIME = ROOT / "examples" / "codebooks" / "maritime"
OTHERS = ROOT / "tests" / "data" / "maritime_sentences.tsv"


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's folder with a reader taught its examples."""
    folder = tmp_path_factory.mktemp("own") / "maritime"
    shutil.copytree(MARITIME, folder)
    api.train_codebook(folder)
    return folder


def test_twenty_examples_a_type_tell_sentences_of_another_hand(trained: Path) -> None:
    reader = Coder.load(codebook=trained).reader
    assert reader is not None
    counts = {name: [0, 0, 0] for name in reader.heads.names}
    asked = lessons(Parser(None, Lexicon.load(CODED)), load_taught([OTHERS]))
    assert len(asked) == 200
    for one in asked:
        (shares,) = reader.shares(one.taught.text, [one.asked])
        assert shares is not None
        share = {NO_ACT: 1 - sum(shares.values())} | shares
        found = max(share, key=lambda name: share[name])
        counts[one.type][0] += 1
        counts[one.type][1] += found == one.type
        counts[found][2] += 1
    assert macro_f1([Scored(name, *three) for name, three in counts.items()]) >= 0.75


def test_nothing_of_another_ontology_is_in_it(trained: Path) -> None:
    own = Coder.load(codebook=trained)
    assert own.reader is not None
    assert set(own.reader.heads.names) == own.types | {NO_ACT}
    text = "A Norwegian cutter plucked nine Russian sailors from a burning trawler."
    (document,) = own.read([Report("r", "r", text, paragraphs=(Span(0, len(text)),))])
    assert {name for hint in document.hints.values() for name in hint.shares} == own.types
    (event,) = document.events
    assert (event.type, event.signal) == ("RESCUE", "reader")
    named = [document.actors.actors[p.actor].country for p in (*event.actors, *event.recipients)]
    assert named == ["NOR", "RUS"]


def test_the_same_examples_teach_the_same(trained: Path, tmp_path: Path) -> None:
    again = tmp_path / "maritime"
    shutil.copytree(trained, again)
    (again / HEADS).unlink()
    found = api.train_codebook(again)
    assert (again / HEADS).read_bytes() == (trained / HEADS).read_bytes()
    assert (found.examples, found.cut) == (200, 0)
    assert {one.name for one in found.scores} == {
        "BOARD", "CLOSE", "COLLIDE", "RESCUE", "SHADOW", NO_ACT,
    }  # fmt: skip


def test_a_trained_folder_s_damaged_file_is_told_and_coding_goes_on(
    trained: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "maritime"
    shutil.copytree(trained, folder)
    (folder / HEADS).write_bytes(b"PK")
    assert "cut short" in reader_trouble(folder)
    assert Coder.load(codebook=folder).reader is None


def own(tmp_path: Path, lines: list[str]) -> Path:
    folder = tmp_path / "own"
    shutil.copytree(MARITIME, folder)
    shutil.rmtree(folder / "examples")
    (folder / "examples").mkdir()
    (folder / "examples" / "mine.tsv").write_text("\n".join(lines), "utf-8")
    return folder


RESCUE = "RESCUE\tactual\tactive\tA tug [t:saved] a Danish crew."
NOTHING = "-\tbusiness\tactive\tThe yard [t:sold] a Danish tug."


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "there are no examples to learn from.*docs/codebook.md"),
        ([RESCUE] * 5, "0 examples of no act"),
        ([RESCUE] * 2 + [NOTHING] * 5, "2 examples of RESCUE; at least 5"),
        ([RESCUE.replace("RESCUE", "SINK")] * 5, "mine.tsv:1: there is no type SINK"),
    ],
)
def test_too_few_examples_are_told(tmp_path: Path, lines: list[str], told: str) -> None:
    with pytest.raises(CodebookError, match=told):
        api.train_codebook(own(tmp_path, lines))


def test_an_example_without_a_trigger_is_told_by_its_line(tmp_path: Path) -> None:
    folder = own(tmp_path, [RESCUE, RESCUE.replace("[t:saved]", "saved")])
    with pytest.raises(TableError, match=r"mine.tsv:2: 0 triggers"):
        api.train_codebook(folder)


# -- the fit


def examples(count: int, apart: float) -> list[Told]:
    dice = np.random.default_rng(3)
    names = (NO_ACT, "A", "B")
    return [
        Told((dice.normal(size=6) + apart * np.eye(6)[i % 3]).astype(np.float32), names[i % 3])
        for i in range(count)
    ]


def test_what_lies_apart_is_told_apart_and_what_does_not_is_not() -> None:
    far, near = (cross_validated([[one] for one in examples(90, by)], "x") for by in (8.0, 0.0))
    assert macro_f1(far) > 0.95
    assert macro_f1(near) < 0.6
    assert [one.examples for one in far] == [30, 30, 30]


def test_shares_mean_what_they_say() -> None:
    told = examples(900, 1.0)
    heads = fit_heads(told, "x")
    shares = heads.shares(np.stack([one.vector for one in told]))
    for column, name in enumerate(heads.names):
        part = sum(one.name == name for one in told) / len(told)
        assert abs(float(shares[:, column].mean()) - part) < 0.01


def test_a_type_or_no_act_must_be_there() -> None:
    for some in ([one for one in examples(9, 1) if one.name == NO_ACT], examples(9, 1)[1:2]):
        with pytest.raises(ValueError, match="are needed"):
            fit_heads(some, "x")


def test_f1_is_the_harmonic_mean() -> None:
    one = Scored("A", 4, 2, 3)
    assert round(one.f1, 3) == 0.571
    assert Scored("A", 0, 0, 0).f1 == 0
