"""Why a sentence is coded as it is: every step says what it went by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.events.codebook import Example
from detente.events.examples import example_report
from detente.events.explain import ClauseSeen, Explanation, unmet_text, why_not
from detente.pipeline import Coder

Why = Callable[[str], Explanation]


@pytest.fixture(scope="module")
def why(coder: Coder) -> Why:
    """Explains a sentence."""
    return lambda text: coder.explain(example_report(Example(text=text), 1))


def clause(explanation: Explanation, predicate: str) -> ClauseSeen:
    return next(c for c in explanation.clauses if c.predicate == predicate)


def test_a_clause_is_shown_as_it_was_read(why: Why) -> None:
    found = clause(why("Norway's envoy was not met by Chile in Lima on Monday."), "met")
    assert (found.kind, found.lemma) == ("verb", "meet")
    assert dict(found.arguments)["subject"] == ("Chile",)
    assert dict(found.arguments)["object"] == ("Norway's envoy",)
    assert "passive" in found.form
    assert "negated by “not”" in found.form


def test_actors_are_shown_with_country_and_sectors(why: Why) -> None:
    found = why("The Chilean navy attacked a Norwegian ship.")
    actors = {seen.actor.country: seen for seen in found.actors}
    assert set(actors) == {"CHL", "NOR"}
    assert actors["CHL"].actor.sectors
    assert actors["NOR"].words


def test_an_event_has_its_clause_signal_and_roles(why: Why) -> None:
    found = why("Norway condemned Chile on Monday.")
    (event,) = found.events
    seen = clause(found, "condemned")
    assert seen.events == (event.id,)
    assert seen.match is not None
    assert f"{seen.match.type}/{seen.match.signal}" == event.signal
    assert not seen.match.unmet
    assert seen.actors[-1].names == ("Norway",)
    assert (seen.recipients[-1].role, seen.recipients[-1].names) == ("object", ("Chile",))
    assert (seen.modality, seen.influences, seen.reasons) == ("actual", (), ())


def test_signals_are_in_the_order_in_which_they_were_tried(why: Why, coder: Coder) -> None:
    seen = clause(why("Norway severed ties with Chile."), "severed")
    assert seen.match is not None
    at = [tried.matched for tried in seen.tried].index(True)
    assert all(tried.unmet for tried in seen.tried[:at])
    assert sum(tried.matched for tried in seen.tried) == 1


@pytest.mark.parametrize(
    ("text", "predicate", "modality", "words"),
    [
        ("Norway will meet Chile's envoy.", "meet", "planned", {"will"}),
        ("Norway did not meet Chile's envoy.", "meet", "negated", {"not"}),
        ("Norway refused to meet Chile's envoy.", "meet", "negated", {"refuse"}),
        ("Norway cancelled talks with Chile.", "talks", "negated", {"cancel"}),
        ("Norway proposed a planned meeting with Chile.", "meeting", "planned", {"planned"}),
    ],
)
def test_modality_is_told_with_the_words_that_make_it(
    why: Why, text: str, predicate: str, modality: str, words: set[str]
) -> None:
    seen = clause(why(text), predicate)
    told = {i.word: i.modality for i in seen.influences}
    assert words <= set(told)
    assert modality in (seen.modality, *told.values())


@pytest.mark.parametrize(
    ("text", "type_", "reason"),
    [
        ("Norway held talks.", "CONSULT", "“talks”: CONSULT: a second participant is not known"),
        ("Norway ate Chile.", "CONSULT", "none of CONSULT's {n} signals has “eat” (verb)"),
        ("Norway will meet Chile.", "CONSULT", "so it is coded as AGREE"),
        ("Norway severed the rope with Chile.", "SANCTION", "its object is “the rope”"),
        ("()", "CONSULT", "no clause was read in it"),
    ],
)
def test_why_a_type_is_not_coded(
    why: Why, coder: Coder, text: str, type_: str, reason: str
) -> None:
    codebook = coder.events.codebook
    told = why_not(why(text), type_, codebook)
    assert reason.format(n=len(codebook.types[type_].signals)) in told


def test_every_reason_for_not_coding_is_with_its_clause(why: Why) -> None:
    found = why("Norway held talks, and Chile cancelled the visit.")
    told = [reason for seen in found.clauses for reason in seen.reasons]
    assert sorted(told) == sorted(u.reason for u in found.uncoded)


def test_an_unmet_restriction_is_told_in_words(why: Why) -> None:
    seen = clause(why("Norway severed the rope with Chile."), "severed")
    told = [unmet_text(step) for tried in seen.tried for step in tried.unmet]
    assert any(text.startswith("its object is “the rope”, none of ") for text in told)
    assert all("()" not in text for text in told)


def test_explaining_changes_nothing(coder: Coder) -> None:
    texts = [
        "Norway will meet Chile next week, officials said.",
        "Chile rejected a Norwegian proposal to end the talks.",
        "((((",
    ]
    for number, text in enumerate(texts):
        report = example_report(Example(text=text), number)
        annotation = next(coder.annotate([report]))
        explanation = coder.explain(report)
        assert explanation.events == annotation.events
        assert explanation.uncoded == annotation.uncoded
        assert {s.id for s in explanation.actors} >= set(annotation.actors)
