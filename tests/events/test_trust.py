"""Confidence: what moves it, that the shipped maps are the fitted ones, and whose it is."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from detente.errors import TableError
from detente.events.confidence import (
    EVENT_TABLE,
    READ_EVENT_TABLE,
    READ_TYPE_TABLE,
    TYPE_TABLE,
    load_confidence,
    table,
)
from detente.events.trust import TYPE_FEATURES, Facts, Trust, features
from detente.events.weaknesses import EVENT_FEATURES, WEAKNESSES, Weaknesses, weak_points
from detente.model import EventMention, Report, Span
from detente.pipeline import Coder

ROOT = Path(__file__).resolve().parent.parent.parent
MARITIME = ROOT / "examples" / "codebooks" / "maritime"
SHARES = st.floats(0, 1)
CONSTRUCTIONS = st.sampled_from(["active", "passive", "participle", "nominal", "light verb"])
FACTS = st.builds(
    Facts,
    rule=SHARES,
    construction=CONSTRUCTIONS,
    received=st.booleans(),
    quoted=st.booleans(),
    words=st.integers(0, 5000),
    sentence=st.integers(0, 5000),
    rivals=st.integers(0, 16),
    reader=st.none() | SHARES,
    act=st.none() | SHARES,
)
FLAGS = sorted(
    name for name, value in asdict(Weaknesses(construction="active")).items() if value is False
)
WEAK = st.builds(
    Weaknesses,
    construction=CONSTRUCTIONS,
    parties=st.integers(0, 20),
    distance=st.integers(0, 5000),
    happened=st.booleans(),
    **dict.fromkeys(FLAGS, st.booleans()),
)


def event_share(known: Weaknesses, of_type: float = 0.8) -> float:
    return load_confidence().event.of(weak_points(known, of_type))


@given(FACTS, SHARES)
def test_a_surer_signal_is_trusted_no_less(known: Facts, other: float) -> None:
    low, high = sorted((known.rule, other))
    trust = load_confidence().type
    surer, less = (trust.of(features(replace(known, rule=share))) for share in (high, low))
    assert less <= surer


@given(FACTS, WEAK)
def test_confidence_is_a_share_and_the_same_each_time(facts: Facts, weak: Weaknesses) -> None:
    shares = load_confidence().shares(facts, weak)
    assert all(0 < share < 1 for share in shares)
    assert shares == load_confidence().shares(facts, weak)


@given(FACTS)
def test_quoted_words_and_long_sentences_are_trusted_less(known: Facts) -> None:
    def share(facts: Facts) -> float:
        return load_confidence().type.of(features(facts))

    plain = replace(known, quoted=False, words=10)
    assert share(replace(plain, quoted=True)) < share(plain)
    assert share(replace(plain, words=60)) < share(plain)


@pytest.mark.parametrize("flag", FLAGS)
@given(known=WEAK)
def test_each_weakness_lowers_confidence(flag: str, known: Weaknesses) -> None:
    strong = replace(known, **{flag: False})
    assert event_share(replace(strong, **{flag: True})) < event_share(strong)


@given(WEAK)
def test_what_did_not_happen_and_who_stands_far_away_are_less_sure(known: Weaknesses) -> None:
    happened = replace(known, happened=True)
    assert event_share(replace(happened, happened=False)) < event_share(happened)
    near = replace(known, distance=2)
    assert event_share(replace(near, distance=20)) < event_share(near)
    few = replace(known, parties=2)
    assert event_share(replace(few, parties=3)) < event_share(few)
    active = replace(known, construction="active")
    for construction in ("passive", "participle"):
        assert event_share(replace(active, construction=construction)) < event_share(active)


@given(WEAK, SHARES, SHARES)
def test_who_is_surer_of_the_type_is_surer_of_the_event(
    known: Weaknesses, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert event_share(known, low) <= event_share(known, high)


def test_a_map_without_weights_gives_its_level() -> None:
    known = Facts(0.9, "active", True, False, 20, 3, 0)
    assert Trust(0.0, "", {}).of(features(known)) == 0.5


# -- the tables


WEIGHTS = 'level = 0.1\nfitted_to = "x"\n[weights]\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (WEIGHTS + '"party by fall-back" = -0.4\n', 'x.toml: "party by fall-back" is no feature'),
        (WEIGHTS + '"own state" = 0.4\n', 'x.toml: "own state" is a weakness.* 0.4 adds'),
        (WEIGHTS + '"type" = -0.4\n', 'x.toml: "type" is surety.* -0.4 takes off'),
        (WEIGHTS + '"type" = "much"\n', "x.toml: Expected `float`.*confidence.py fit"),
        (WEIGHTS.replace("level", "levle"), "x.toml: .*levle"),
        (WEIGHTS + "type = \n", "x.toml: Invalid value"),
    ],
)
def test_a_table_that_does_not_hold_is_refused_by_its_name(content: str, told: str) -> None:
    with pytest.raises(TableError, match=told):
        table(content, "x.toml", EVENT_FEATURES)


def test_a_type_s_weight_may_add_what_an_event_s_may_not() -> None:
    assert table(WEIGHTS + "passive = 0.2\n", "x.toml", TYPE_FEATURES).weights == {"passive": 0.2}


@given(FACTS, WEAK)
def test_every_feature_has_its_name_in_the_tables_keys(facts: Facts, weak: Weaknesses) -> None:
    assert {name for name, _ in features(facts)} <= TYPE_FEATURES
    assert {name for name, _ in weak_points(weak, 0.5)} <= EVENT_FEATURES


def test_every_weakness_has_a_weight() -> None:
    assert set(load_confidence().event.weights) == EVENT_FEATURES
    assert all(load_confidence().event.weights[name] < 0 for name in WEAKNESSES)


# -- the fit


@pytest.fixture(scope="module")
def script() -> Any:
    """``scripts/train/confidence.py`` as a module."""
    spec = spec_from_file_location("fitting", ROOT / "scripts" / "train" / "confidence.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["fitting"] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_maps_are_the_fitted_ones(script: Any) -> None:
    observed = script.load()
    for read in (False, True):
        fitted = script.fit(observed, read)
        assert fitted == load_confidence(read), "run scripts/train/confidence.py fit"
    for name, text in script.texts(observed).items():
        assert (script.SHIPPED / name).read_text("utf-8") == text
    assert set(script.texts(observed)) == {
        TYPE_TABLE, EVENT_TABLE, READ_TYPE_TABLE, READ_EVENT_TABLE,
    }  # fmt: skip


def test_who_is_read_as_the_type_is_trusted_more() -> None:
    def share(reader: float, act: float) -> float:
        known = Facts(0.8, "active", True, False, 20, 3, 0, reader, act)
        return load_confidence(True).type.of(features(known))

    assert share(0.05, 0.1) < share(0.5, 0.55) < share(0.9, 0.92)
    assert share(0.4, 0.9) < share(0.4, 0.45)  # another type is likelier


def test_the_order_of_what_was_observed_makes_no_difference(script: Any) -> None:
    observed = script.load()
    assert script.fit(observed[::-1]) == script.fit(observed)


def test_a_weakness_that_seems_to_help_has_no_weight(script: Any) -> None:
    plain, weak = Weaknesses("active"), Weaknesses("active", pronoun=True)
    fact = Facts(0.8, "active", True, False, 20, 3, 0)
    observed = [
        script.Observation("part 4", True, fact, f"r{i}", right, known)
        for i, (known, right) in enumerate([(weak, True), (weak, True), (plain, False)] * 9)
    ]
    assert "pronoun" not in script.fit(observed).event.weights
    turned = [replace(o, right=not o.right) for o in observed]
    assert script.fit(turned).event.weights["pronoun"] < 0


def test_no_report_is_weighed_by_a_map_that_was_fitted_to_it(script: Any) -> None:
    known = Weaknesses("active"), Facts(0.8, "active", True, False, 20, 3, 0)
    same = [script.Observation("part 4", True, known[1], "one", True, known[0])] * 20
    other = [
        script.Observation("part 4", False, known[1], f"r{i}", False, known[0]) for i in range(20)
    ]
    weighed = script.left_out([*same, *other])
    assert len(weighed) == 40
    assert all(w.of_event < 0.5 for w in weighed if w.observed.report == "one")


# -- the coder


def coded(coder: Coder, text: str) -> EventMention:
    report = Report("r", "r", text, paragraphs=(Span(0, len(text)),))
    (annotation,) = coder.annotate([report])
    (event,) = annotation.events
    return event


def test_an_ontology_of_ones_own_keeps_its_signals_numbers() -> None:
    own = Coder.load(codebook=MARITIME)
    signals = {
        f"{name}/{s.name}": s.confidence
        for name, type_ in own.events.codebook.types.items()
        for s in type_.signals
    }
    event = coded(own, "A Danish tug rescued the crew of a Polish yacht.")
    assert event.confidence == event.type_confidence == signals[event.signal]


def test_the_shipped_codebook_is_trusted_as_far_as_it_was_right() -> None:
    text = "Norway's foreign minister condemned Chile."
    alone, raw = Coder.load(reader=False), Coder.load(trusted=False, reader=False)
    event, bare = coded(alone, text), coded(raw, text)
    known = Facts(bare.confidence, "active", True, False, 7, 0, 0)
    assert bare.confidence == bare.type_confidence != event.type_confidence
    assert abs(event.type_confidence - load_confidence().type.of(features(known))) < 0.1
    assert event.confidence < event.type_confidence
