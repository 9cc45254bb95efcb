"""Confidence: what moves it, that the shipped map is the fitted one, and whose it is."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from detente.events.trust import Facts, Trust, features, load_trust
from detente.model import Report, Span
from detente.pipeline import Coder

ROOT = Path(__file__).resolve().parent.parent.parent
MARITIME = ROOT / "examples" / "codebooks" / "maritime"
SHARES = st.floats(0, 1)
FACTS = st.builds(
    Facts,
    rule=SHARES,
    construction=st.sampled_from(["active", "passive", "participle", "nominal", "light verb"]),
    received=st.booleans(),
    quoted=st.booleans(),
    words=st.integers(0, 5000),
    sentence=st.integers(0, 5000),
    rivals=st.integers(0, 16),
)


@given(FACTS, SHARES)
def test_a_surer_signal_is_trusted_no_less(known: Facts, other: float) -> None:
    low, high = sorted((known.rule, other))
    trust = load_trust()
    assert trust.of(replace(known, rule=low)) <= trust.of(replace(known, rule=high))


@given(FACTS)
def test_confidence_is_a_share(known: Facts) -> None:
    assert 0 < load_trust().of(known) < 1


@given(FACTS)
def test_quoted_words_and_long_sentences_are_trusted_less(known: Facts) -> None:
    trust = load_trust()
    plain = replace(known, quoted=False, words=10)
    assert trust.of(replace(plain, quoted=True)) < trust.of(plain)
    assert trust.of(replace(plain, words=60)) < trust.of(plain)


def test_a_map_without_weights_gives_its_level() -> None:
    known = Facts(0.9, "active", True, False, 20, 3, 0)
    assert Trust(0.0, "", {}).of(known) == 0.5


@pytest.fixture(scope="module")
def script() -> Any:
    """``scripts/train/confidence.py`` as a module."""
    spec = spec_from_file_location("fitting", ROOT / "scripts" / "train" / "confidence.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["fitting"] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_map_is_the_fitted_one(script: Any) -> None:
    fitted = script.fit(script.load())
    assert fitted == load_trust(), "run scripts/train/confidence.py fit"
    assert script.written(fitted) == script.SHIPPED.read_text("utf-8")


def test_every_weight_is_of_a_feature(script: Any) -> None:
    seen = {name for o in script.load() for name, _ in features(o.facts)}
    assert set(load_trust().weights) <= seen


def test_an_ontology_of_ones_own_keeps_its_signals_numbers(coder: Coder) -> None:
    text = "A Danish tug rescued the crew of a Polish yacht."
    report = Report("r", "r", text, paragraphs=(Span(0, len(text)),))
    own = Coder.load(codebook=MARITIME)
    (annotation,) = own.annotate([report])
    signals = {
        f"{name}/{s.name}": s.confidence
        for name, type_ in own.events.codebook.types.items()
        for s in type_.signals
    }
    (event,) = annotation.events
    assert event.confidence == signals[event.signal]


def test_the_shipped_codebook_is_trusted_as_far_as_it_was_right(coder: Coder) -> None:
    text = "Norway's foreign minister condemned Chile."
    report = Report("r", "r", text, paragraphs=(Span(0, len(text)),))
    (annotation,) = coder.annotate([report])
    (raw,) = Coder.load(trusted=False).annotate([report])
    known = Facts(raw.events[0].confidence, "active", True, False, 7, 0, 0)
    assert raw.events[0].confidence != annotation.events[0].confidence
    assert abs(annotation.events[0].confidence - load_trust().of(known)) < 0.1
