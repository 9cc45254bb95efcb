"""The reader: what it says of words and of what it can't read, and what is done without it."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from detente.document import Document
from detente.errors import LanguageError
from detente.events import EventCoder
from detente.events.proposals import load_proposing
from detente.model import Report, Span
from detente.pipeline import Coder, reader_trouble
from detente.reader import Heads, Reader, load_encoder, load_reader
from detente.reader.encoder import LONGEST, MODEL, PIECES
from detente.reader.learnt import HEADS, TAUGHT
from detente.reader.nearest import Near, Nearest, unpacked_examples
from detente.reader.packs import SAID
from detente.reader.type_shares import NO_ACT, VERSION, unpacked_heads
from detente.word_folders import shipped

DATA = Path(str(shipped())) / "reader"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def shares(reader: Reader, sentence: str, word: str) -> dict[str, float]:
    start = sentence.index(word)
    (found,) = reader.shares(sentence, [Span(start, start + len(word))])
    assert found is not None
    return found


def read(coder: Coder, text: str) -> Document:
    (document,) = coder.read([Report("r", "r", text, paragraphs=(Span(0, len(text)),))])
    return document


# -- what it says


TELLING = (
    ("Gunmen from Chad [raked] a Sudanese convoy with bullets.", "ASSAULT"),
    ("Peru [flew] blankets and tents to quake-hit Ecuador.", "AID"),
    ("Oman [pulled] its envoy out of Doha.", "SANCTION"),
    ("Kenya [massed] tanks along the Somali frontier.", "MOBILIZE"),
    ("Latvia [gave] Estonia's bid its blessing.", "SUPPORT"),
    ("Hungary [brushed] aside Romania's offer of talks.", "REJECT"),
    ("Togo [let] two jailed Ghanaian reporters go.", "RETREAT"),
    ("Laos [pressed] Thailand to open the bridge.", "REQUEST"),
    ("Iran [vowed] to flatten Haifa if Israel struck.", "THREATEN"),
    ("Police in Minsk [rounded] up dozens of activists.", "COERCE"),
    ("Malta [dropped] its objection to the Italian plan.", "CONCEDE"),
    ("Finland and Sweden [ran] joint exercises in the Baltic.", "COOPERATE"),
    ("Serbia [rounded] on Croatia for the court's verdict.", "ACCUSE"),
    ("Ghana's president [dined] with his Togolese counterpart in Lome.", "CONSULT"),
    ("Vietnam [took] Laos to task over the dam.", "ACCUSE"),
    ("Students [jammed] the avenues of Dhaka to demand new elections.", "PROTEST"),
)


def test_words_are_read_by_what_stands_around_them(reader: Reader) -> None:
    right = 0
    for marked, type_ in TELLING:
        before, word, after = marked.replace("]", "[").split("[")
        found = shares(reader, before + word + after, word)
        right += max(found, key=lambda name: found[name]) == type_
    assert right >= 13


def test_business_and_weather_are_no_acts(reader: Reader) -> None:
    for sentence, word in (
        ("The retailer opened forty shops in Spain last year.", "opened"),
        ("Heavy rain battered the Portuguese coast overnight.", "battered"),
    ):
        assert sum(shares(reader, sentence, word).values()) < 0.5


def test_shares_are_of_the_codebook_s_types_and_sum_to_no_more_than_one(
    reader: Reader, coder: Coder
) -> None:
    found = shares(reader, "Sweden warned Russia on Friday.", "warned")
    assert set(found) == coder.types
    assert all(0 <= share <= 1 for share in found.values())
    assert sum(found.values()) <= 1.001 + 0.005 * len(found)


def test_a_sentence_is_read_alike_whatever_was_read_before(reader: Reader) -> None:
    first = shares(reader, "Sweden warned Russia on Friday.", "warned")
    shares(reader, "Shares fell in Tokyo. " * 20, "fell")
    assert shares(reader, "Sweden warned Russia on Friday.", "warned") == first


def test_what_stands_behind_what_is_read_has_no_share(reader: Reader) -> None:
    long = "Sweden " + "very " * (2 * LONGEST) + "much warned Russia."
    start = long.index("warned")
    assert reader.shares(long, [Span(0, 6), Span(start, start + 6)])[1] is None
    assert reader.shares(long, [Span(0, 6)])[0] is not None
    assert reader.shares(long, []) == []


def test_a_report_with_such_a_sentence_is_coded_all_the_same(coder: Coder) -> None:
    text = "Sweden, " + "and Norway, " * LONGEST + "condemned Chile. Peru condemned Chile."
    document = read(coder, text)
    assert any(e.type == "ACCUSE" for e in document.events)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300), st.data())
def test_any_text_is_read(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for found in load_reader().shares(text, [Span(start, end)]):
        assert found is None or all(0 <= share <= 1 for share in found.values())


def test_the_nearest_example_of_an_example_is_itself(reader: Reader) -> None:
    taught = unpacked_examples((DATA / TAUGHT).read_bytes(), TAUGHT)
    for one in taught._examples[::900]:
        first, *rest = reader.nearest(one.text, Span(*one.trigger), 3)
        assert first.text == one.text
        assert first.likeness >= max(near.likeness for near in rest)


# -- what it may do


def test_only_sentences_with_a_known_actor_are_read(coder: Coder) -> None:
    document = read(coder, "The dog barked loudly. Sweden warned Russia.")
    asked = {document.structure.clauses[index].sentence for index in document.hints}
    assert asked == {1}


def test_an_act_by_nobody_s_signal_is_coded_as_the_reader_s(coder: Coder) -> None:
    document = read(coder, "Latvia gave Estonia's bid its blessing.")
    (event,) = document.events
    assert (event.type, event.signal) == ("SUPPORT", "reader")
    assert 0 < event.confidence <= event.type_confidence <= 1


def test_a_proposal_is_never_above_or_below_an_act_of_a_signal(coder: Coder) -> None:
    texts = (
        "Turkish border guards shot dead two Syrian refugees.",
        "Zambia undertook to support Namibia's bid for the chair.",
        "Rwandan troops opened fire on Tanzanian soldiers on Sunday.",
    )
    for text in texts:
        assert [e.signal for e in read(coder, text).events if e.signal == "reader"] == []


def test_what_is_read_but_not_surely_is_listed(coder: Coder) -> None:
    text = "Latvia gave Estonia's bid its blessing."
    surer = replace(load_proposing(), code_from=1.0)
    alone = EventCoder(coder.events.codebook, coder.events.trust, proposing=surer)
    document = alone.with_events(replace(read(coder, text), events=(), uncoded=()))
    assert document.events == ()
    (reason,) = [u.reason for u in document.uncoded if "reader" in u.reason]
    assert re.fullmatch(r"SUPPORT: proposed by the reader at 0\.\d+, coded from 1", reason)


def test_parties_of_one_state_are_proposed_nothing(coder: Coder) -> None:
    text = "Latvia's government gave Latvia's president its blessing."
    assert [e for e in read(coder, text).events if e.signal == "reader"] == []


def test_without_it_signals_alone_code_and_the_version_says_so(coder: Coder) -> None:
    alone = Coder.load(reader=False)
    text = "Latvia gave Estonia's bid its blessing. Norway condemned Chile."
    document = read(alone, text)
    assert document.hints == {}
    assert [e.signal for e in document.events] == ["ACCUSE/condemn"]
    assert "no reader" in alone.version
    assert load_reader().version in coder.version


# -- files that do not hold


def folder_with(tmp_path: Path, **changed: bytes | None) -> Path:
    for name in (MODEL, PIECES, HEADS, TAUGHT):
        shutil.copyfile(DATA / name, tmp_path / name)
    for name, content in changed.items():
        path = tmp_path / {"model": MODEL, "pieces": PIECES, "heads": HEADS}[name]
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(
    ("part", "content", "told"),
    [
        ("model", None, "is not there.*--no-reader"),
        ("model", b"", "no model of the reader's, or it is cut short.*--no-reader"),
        ("model", (DATA / MODEL).read_bytes()[:100_000], "cut short"),
        ("pieces", b"{}", "no model of the reader's"),
        ("pieces", b"\xff\xfe", "is not there"),
    ],
)
def test_a_model_that_is_missing_or_damaged_is_told(
    tmp_path: Path, part: str, content: bytes | None, told: str
) -> None:
    with pytest.raises(LanguageError, match=told):
        load_encoder(folder_with(tmp_path, **{part: content}))


def heads(**other: object) -> bytes:
    made = Heads((NO_ACT, "AID"), np.ones((4, 2), np.float32), np.zeros(2, np.float32), "x")
    content = made.packed()
    if not other:
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, str(other["said"]) if name == SAID else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no file of the reader's"),
        (heads()[:60], "no file of the reader's"),
        (heads(said="[]"), "no file of the reader's"),
        (heads(said='{"version": 99, "names": ["-"], "made_by": "x"}'), "another version.*99"),
        (heads(said=f'{{"version": {VERSION}, "names": ["-"], "made_by": ""}}'), "another encoder"),
    ],
)
def test_heads_that_do_not_hold_are_told_by_their_name(content: bytes, told: str) -> None:
    with pytest.raises(LanguageError, match=f"own.npz: .*{told}"):
        unpacked_heads(content, "own.npz", 4)


def test_heads_for_a_type_that_the_codebook_does_not_have_are_told() -> None:
    assert unpacked_heads(heads(), "own.npz", 4, ["AID"]).names == (NO_ACT, "AID")
    with pytest.raises(LanguageError, match="a type AID that the codebook does not have"):
        unpacked_heads(heads(), "own.npz", 4, ["BOARD"])


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_heads_come_back_as_they_were_kept(width: int, types: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    names = (NO_ACT, *(f"T{i}" for i in range(types)))
    shape = (width, len(names))
    made = Heads(names, dice.normal(size=shape).astype("f4"), np.zeros(len(names), "f4"), "x")
    back = unpacked_heads(made.packed(), "x", width)
    vectors = dice.normal(size=(3, width)).astype("f4")
    assert back.names == names
    assert np.array_equal(back.shares(vectors), made.shares(vectors))
    assert np.allclose(back.shares(vectors).sum(axis=1), 1, atol=1e-5)
    assert made.packed() == back.packed()


def test_examples_that_do_not_hold_are_told() -> None:
    near = Nearest.of([Near("AID", "a b", (0, 1))], np.ones((1, 4), np.float32))
    (found,) = unpacked_examples(near.packed(), "x").to(np.ones(4, np.float32), 5)
    assert (found.type, found.likeness) == ("AID", 1.0)
    with pytest.raises(LanguageError, match="x: these are no examples"):
        unpacked_examples(near.packed()[:40], "x")


def test_an_untrained_codebook_has_no_trouble(tmp_path: Path) -> None:
    assert reader_trouble() == ""
    assert reader_trouble(tmp_path) == ""
