"""What acts are about: by the words of their clauses, and by who takes part in them."""

from __future__ import annotations

import pytest

from detente.events.codebook import Example
from detente.events.codebook_loading import load_codebook
from detente.events.examples import example_report

# A sentence, its event's type, the contexts it must have and those it must not have.
CASES = [
    ("Norway and Chile held talks.", "CONSULT", {"diplomatic"}, {"economic"}),
    ("Norway and Chile held talks on oil.", "CONSULT", {"diplomatic", "natural_resource"}, ()),
    ("Norwegian students met Chilean students.", "CONSULT", set(), {"diplomatic"}),
    ("A Norwegian court convicted a Chilean trader.", "SANCTION", {"legal"}, {"military"}),
    ("Norwegian soldiers attacked a Chilean village.", "ASSAULT", {"military"}, {"territory"}),
    ("Rebels from Chad attacked a village in Sudan.", "ASSAULT", set(), {"military"}),
    ("Norway criticised Chile over the conduct of its elections.", "ACCUSE", {"election"}, ()),
    (
        "Norway freed a Chilean sailor while Peru prepared for elections.",
        "RETREAT", set(), {"election"},
    ),
    ("Israeli troops raided the Jenin refugee camp.", "ASSAULT", {"military"}, {"migration"}),
    ("Norway deported 40 Chilean migrants.", "COERCE", {"migration"}, ()),
    ("Kenya arrested a Ugandan official for bribery.", "COERCE", {"corruption"}, {"crime"}),
    ("Kenya arrested a Ugandan murderer.", "COERCE", {"crime"}, ()),
    (
        "Kenya arrested a Ugandan general suspected of war crimes.",
        "COERCE", {"human_rights"}, {"crime"},
    ),
    ("Hackers from Chile attacked the website of Peru's bank.", "COERCE", {"cyber"}, ()),
    ("Chile spread disinformation about Peru.", "COERCE", {"misinformation"}, ()),
    ("Japan rebuked China over its ships near the Senkaku Islands.", "ACCUSE", {"territory"}, ()),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(coder):
    reports = [example_report(Example(case[0]), number) for number, case in enumerate(CASES)]
    return {a.report.text: a.events for a in coder.annotate(reports)}


@pytest.mark.parametrize(("text", "type_", "has", "lacks"), CASES, ids=[c[0][:50] for c in CASES])
def test_contexts(coded, text, type_, has, lacks):
    contexts = {c for event in coded[text] if event.type == type_ for c in event.contexts}
    assert any(event.type == type_ for event in coded[text])
    assert (set(has) - contexts, set(lacks) & contexts) == (set(), set())


def test_every_context_of_the_manual_is_there():
    contexts = load_codebook().contexts
    assert len(contexts) == 37
    assert all(context.cues and context.definition.strip() for context in contexts.values())
