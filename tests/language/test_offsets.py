"""Every span holds, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import LanguageError
from detente.language import Parser
from detente.language.clean import clean
from detente.language.lexicon import Lexicon
from tests.language.conftest import make_report
from thorough import tries

# What the web does to text, in pieces that Hypothesis puts together.
_PIECES = st.sampled_from(
    [
     "Norway", "Chile`s", "talks", "“we”", "‘no’", '"', "”", ",", ".", " ", " ", "\n", "É", "🙂",
     "said",
     "to meet", "the", "U.S.", "Kan.", "...", "--", "(", ")",
     "\u00a0", "`", "''"]
)  # fmt: skip
web_text = st.lists(_PIECES, min_size=1, max_size=40).map("".join)


@given(web_text)
@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_spans_hold_on_hostile_text(parser, text):
    report = make_report(text)
    structure = next(iter(parser.parse([report])))
    spans = [s.span for s in structure.sentences]
    spans += [t.span for t in structure.tokens] + [e.span for e in structure.entities]
    spans += [s for p in structure.phrases for s in (p.span, p.core, p.head)]
    spans += [s for c in structure.clauses for s in (c.trigger, c.extent)]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert any(p.covers(span) for p in report.paragraphs)
    for clause in structure.clauses:
        assert clause.extent.covers(clause.trigger)
        arguments = clause.subject + clause.object + clause.indirect + clause.attribute
        assert all(0 <= p < len(structure.phrases) for p in arguments)


@given(web_text, st.booleans())
def test_clean_text_maps_back_in_order(text, headline):
    cleaned = clean(text, 0, len(text), Lexicon.load(), headline=headline)
    assert len(cleaned.offsets) == len(cleaned.text)
    assert list(cleaned.offsets) == sorted(cleaned.offsets)
    assert set(cleaned.offsets) == set(range(len(text)))


def test_an_apostrophe_typed_as_a_grave_accent_is_read_as_one(parse):
    text = "Norway rejected Chile`s plan."
    parsed = parse(text)
    (plan,) = parsed.clause("reject").object
    possessor = parsed.structure.phrases[plan].possessor
    assert possessor is not None
    assert parsed.words((possessor,)) == ["Chile"]


def test_reports_keep_their_order_over_batches(parser):
    reports = [make_report(f"Norway met Chile {n} times." * (n % 3)) for n in range(80)]
    counts = [len(s.sentences) for s in parser.parse(reports)]
    assert counts == [n % 3 for n in range(80)]


def test_a_missing_model_says_what_to_do():
    with pytest.raises(LanguageError, match="install it with pip"):
        Parser("no_such_pipeline_anywhere")


def test_a_text_that_grows_when_it_is_cleaned_is_not_too_long_for_the_parser(parser):
    """A million letters without a blank, one more for each hundred; spaCy's own limit is lower."""
    report = make_report("a" * 990_200)
    (structure,) = parser.parse([report])
    assert structure.sentences[-1].span.end == len(report.text)
