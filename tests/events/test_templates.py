"""What types and signals have in common is written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.events.codebook_loading import load_codebook
from detente.events.review import codebook_problems

TEMPLATES = """\
together:
  actor: [subject, between]
  recipient: [with]
  requires: [two]
no-goal:
  object-not: ["@target"]
  unless: [goal]
  recipient: [against]
"""


@pytest.fixture
def shared(small: Path) -> Path:
    """The small codebook, its MEET by templates."""
    (small / "templates.yaml").write_text(TEMPLATES, "utf-8")
    change(small, "requires: [two]\nactor: [subject, between]\n", "templates: [together]\n")
    change(small, '    object-not: ["@target"]\n', "    templates: [together, no-goal]\n")
    assert codebook_problems(small) == []
    return small


def change(folder: Path, old: str, new: str, file: str = "MEET.yaml") -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def test_a_type_has_what_its_template_says_and_it_does_not(shared: Path) -> None:
    meet = load_codebook(shared).types["MEET"]
    assert (meet.actor, meet.requires) == (("subject", "between"), ("two",))
    assert meet.recipient == ("with", "object")


def test_of_several_templates_the_first_that_says_it_counts(shared: Path) -> None:
    signal, other = load_codebook(shared).types["MEET"].signals
    assert signal.recipient == ("with",)
    assert (signal.object_not, signal.unless) == (("@target",), ("goal",))
    assert other.unless == ()


def test_what_a_signal_says_itself_goes_before_even_if_it_is_nothing(shared: Path) -> None:
    change(shared, "    confidence: 0.8\n", "    unless: []\n    actor: [subject]\n")
    signal, _ = load_codebook(shared).types["MEET"].signals
    assert (signal.unless, signal.actor) == ((), ("subject",))


def test_a_codebook_with_templates_is_the_one_that_spells_them_out(small: Path) -> None:
    spelled = load_codebook(small).types["MEET"]
    (small / "templates.yaml").write_text('targets:\n  object-not: ["@target"]\n', "utf-8")
    change(small, '    object-not: ["@target"]\n', "    templates: [targets]\n")
    assert load_codebook(small).types["MEET"] == spelled


WRONG = {
    "a template that there is not": (
        "MEET.yaml",
        "[together, no-goal]",
        "[togeter]",
        "no template",
    ),
    "a type's that there is not": ("MEET.yaml", "[together]", "[togeter]", "no template"),
    "words in a type": ("MEET.yaml", "[together]", "[no-goal]", "which a type has not"),
    "a list that there is not": ("templates.yaml", "@target", "@targets", "neither a list"),
    "a role that is none": ("templates.yaml", "[with]", "[wiht]", "no role"),
    "nothing said": ("templates.yaml", "no-goal:", "empty: {}\nno-goal:", "says nothing"),
    "a predicate": ("templates.yaml", "no-goal:", "no-goal:\n  verbs: [meet]", "no field 'verbs'"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_a_template_is_told_once(wrong: str, shared: Path) -> None:
    file, old, new, what = WRONG[wrong]
    change(shared, old, new, file)
    (problem,) = codebook_problems(shared)
    assert what in problem.what
    assert Path(problem.file).name == file


def test_a_shipped_template_whose_list_is_not_there_is_told(small: Path) -> None:
    """Its lists are those of one's own words.yaml, which may lack them."""
    change(small, '    object-not: ["@target"]\n', "    templates: [upon, no-play]\n")
    (problem,) = codebook_problems(small)
    assert "'@play'" in problem.what
    assert Path(problem.file).name == "templates.yaml"
