"""Whatever is wrong with a codebook is told at once: file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import CodebookError
from detente.events.codebook import Context, EventType, Mode, RoleTable, Signal, Topic
from detente.events.codebook_loading import load_codebook, read_codebook
from detente.events.review import codebook_problems
from thorough import tries

# What is changed in the small codebook: the file, what stood there, what stands there now; then
# the words at whose line the problem is told, what is said of it, and of the remedy.
WRONG = {
    "a typo in a field": (
        "MEET", "    object-not:", "    objekt-not:",
        "objekt-not", "no field 'objekt-not'", "did you mean 'object-not'?",
    ),
    "a field that is missing": (
        "PLAN", "score: 1\n", "", "type: PLAN", "no 'score'", "docs/codebook.md",
    ),
    "a quad that is none": (
        "PLAN", "verbal cooperation", "verbal co-operation", "co-operation",
        "quad: not 'verbal co-operation'", "'verbal cooperation'",
    ),
    "acts known by what nothing is": (
        "MEET", "reciprocal: true", "known-by: whom", "whom", "not 'whom'", "who",
    ),
    "a reality that is no act unsaid": (
        "PLAN", "score: 1", "score: 1\nspoken-form-of: [actual]", "[actual]", "not 'actual'",
        "planned",
    ),
    "a host of what is done to others": (
        "PLAN", "score: 1",
        "score: 1\nmodes: {trip: {score: 1, definition: They go there., to-host: true}}",
        "to-host", "which this type says anyway", "reciprocal: true",
    ),
    "a score that is no number": (
        "PLAN", "score: 1", "score: one", "one", "no number", "write one",
    ),
    "a modality that is none": (
        "MEET", "modality: actual", "modality: real", "real", "not 'real'", "planned",
    ),
    "one word where a list belongs": (
        "PLAN", "verbs: [plan, announce]", "verbs: plan", "verbs: plan", "a list expected", "[",
    ),
    "a colon that makes a key": (
        "PLAN", "Norway and Chile announced a meeting.", "{Norway: a meeting}", "{Norway",
        "one text expected", "put it in quotes",
    ),
    "a key that stands twice": (
        "PLAN", "score: 1", "score: 1\nscore: 2", "score: 2", "stands here twice", "join the two",
    ),
    "a mode of another type": (
        "PLAN", "contexts: [economic]", "modes: [visit]", "modes: [visit]",
        "'visit' is no mode of PLAN", "there are none",
    ),
    "an unknown mode in an example": (
        "MEET", "modality: actual}", "modes: [visits]}", "visits", "no mode of MEET", "'visit'",
    ),
    "an unknown type in an example": (
        "PLAN", "{type: MEET,", "{type: MEAT,", "MEAT", "'MEAT' is no type", "'MEET'",
    ),
    "an unknown list": (
        "MEET", '["@target"]', '["@targets"]', "@targets", "neither a list", "'@target'",
    ),
    "an unknown class": (
        "MEET", '{to: ["@actor"]}', '{to: ["@actress"]}', "@actress", "neither a list", "'@actor'",
    ),
    "a class where words are compared": (
        "PLAN", "contexts: [economic]", 'words: ["@actor"]', "@actor", "no list of words", "words",
    ),
    "a further type that is none": (
        "PLAN", "contexts: [economic]", "also: [MEETS]", "MEETS", "no other type", "'MEET'",
    ),
    "a further type that is its own": (
        "PLAN", "contexts: [economic]", "also: [PLAN]", "[PLAN]", "no other type", "MEET",
    ),
    "a mode that a further type lacks": (
        "PLAN", "contexts: [economic]", "also: [MEET/vist]", "MEET/vist", "no mode of MEET",
        "'visit'",
    ),
    "a future that is no type": (
        "MEET", "future: PLAN", "future: PLANS", "PLANS", "no type", "'PLAN'",
    ),
    "an unknown context": (
        "PLAN", "[economic]", "[economics]", "economics", "no context", "'economic'",
    ),
    "an unknown role": (
        "MEET", "[with, object]", "[wiht, object]", "wiht", "'wiht' is no role", "'with'",
    ),
    "a role of a role that there is not": (
        "MEET", "object.inside", "object.within.", "object.within.", "is no role",
        "lists the roles",
    ),
    "a preposition that is none": (
        "MEET", '{to: ["@actor"]}', '{subject: ["@actor"]}', "{subject", "no preposition", "with",
    ),
    "somebody who cannot be required": (
        "MEET", "requires: [two]", "requires: [three]", "three", "nobody to require", "two",
    ),
    "a voice that is none": (
        "PLAN", "contexts: [economic]", "voice: pasive", "pasive", "no voice", "'passive'",
    ),
    "a confidence that is no share": (
        "MEET", "confidence: 0.8", "confidence: 80", "80", "no share", "up to 1",
    ),
    "a word in capitals": (
        "PLAN", "verbs: [plan, announce]", "verbs: [Plan, announce]", "Plan,", "never matches",
        "base forms",
    ),
    "a signal without a predicate": (
        "PLAN", "verbs: [plan, announce]", "words: [plan]", "name: plan", "has no verbs", "words",
    ),
    "two signals of one name": (
        "MEET", "name: visit", "name: meet", "name: meet", "two signals", "rename",
    ),
    "a day that does not exist": (
        "MEET", "2014-05-08", "2014-02-30", "2014-02-30", "is no day", "such as",
    ),
    "an example without words": (
        "PLAN", "text: Norway and Chile announced a meeting.", "text: ' '", "text: ' '",
        "without words", "write its sentence",
    ),
    "a list with the name of a type": (
        "words", "target:", "PLAN: [scheme]\ntarget:", "PLAN:", "name of a type", "rename it",
    ),
    "a list within a list": (
        "words", '"@MEET"', '"@target"', "@target", "holds no other list", "spell its words out",
    ),
    "a type without a name": (
        "PLAN", "type: PLAN", "type:", "type:", "without a name", "write it",
    ),
    "two files of one type": (
        "PLAN", "type: PLAN", "type: MEET", "type: MEET", "already in MEET.yaml", "one file a type",
    ),
    "no YAML": ("PLAN", "[plan, announce]", "[plan, announce", "about:", "not YAML", "bracket"),
    "a tab": ("PLAN", "    verbs:", "\tverbs:", "\tverbs:", "not YAML", "not tabs"),
    "brackets without end": (
        "PLAN", "score: 1", "score: " + "[" * 100000, "[[", "not YAML", "bracket",
    ),
    "no text": ("PLAN", "score: 1", "score: \0", "score: \0", "a NUL character", "plain text"),
    "a control character": (
        "PLAN", "score: 1", "score: \x01", "score: \x01", "not YAML", "no text",
    ),
    "nothing": ("words", None, "", "", "nothing in it", "delete it"),
    "a repeated predicate": (
        "PLAN", "[plan, announce]", "[plan, announce, plan]", "announce", "'plan' twice",
        "keep one",
    ),
    "a contradiction within a file": (
        "MEET", "  - text: Norway meets the target.",
        "  - text: norway met  Chile in Lima.\n    published: 2014-05-08",
        "norway met", "MEET.yaml, line 28, say otherwise", "keep the right one",
    ),
    "a contradiction across files": (
        "PLAN", "examples:\n",
        "examples:\n  - {text: Norway met Chile in Lima., published: 2014-05-08, events: []}\n",
        "{text: Norway", "does not want actual MEET", "keep the right one",
    ),
    "a signal that never matches": (
        "PLAN", "examples:\n",
        "  - {name: again, verbs: [announce], about: [deal], unless: [joke]}\nexamples:\n",
        "name: again", "'again' never matches: PLAN/plan matches first", "restriction",
    ),
}  # fmt: skip


PLAIN = {"definition", "cues"}
"""Keys of a context that its name and the file's heading say enough of."""


def broken(folder: Path, name: str, old: str | None, new: str) -> str:
    """Changes a file of a codebook; returns its text after it."""
    path = folder / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert old is None or old in text
    changed = new if old is None else text.replace(old, new, 1)
    path.write_text(changed, "utf-8")
    return changed


def test_every_key_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "codebook.md").read_text("utf-8")
    table = page.partition("## A signal")[2].partition("\nIn lists of words")[0]
    type_file = page.partition("```yaml")[2].partition("```")[0]
    keys = {field.encode_name for field in msgspec.structs.fields(Signal)} - {"name"}
    assert [key for key in sorted(keys) if f"`{key}`" not in table] == []
    keys = {field.encode_name for field in msgspec.structs.fields(EventType)}
    assert [key for key in sorted(keys) if f"\n{key}:" not in type_file] == []
    keys = {field.encode_name for field in msgspec.structs.fields(Mode)}
    assert [key for key in sorted(keys) if f"\n    {key}:" not in type_file] == []
    shared = page.partition("## The shared files")[2].partition("\n## ")[0]
    keys = {
        field.encode_name
        for struct in (Context, RoleTable, Topic)
        for field in msgspec.structs.fields(struct)
    }
    assert [key for key in sorted(keys - PLAIN) if f"`{key}`" not in shared] == []


def test_the_small_codebook_has_no_problem(small: Path) -> None:
    assert codebook_problems(small) == []
    assert sorted(load_codebook(small).types) == ["MEET", "PLAN"]


def test_the_shipped_codebook_has_no_problem() -> None:
    assert codebook_problems() == []


@pytest.mark.parametrize("wrong", WRONG)
def test_a_problem_is_told_with_file_line_and_remedy(wrong: str, small: Path) -> None:
    name, old, new, at, what, remedy = WRONG[wrong]
    text = broken(small, name, old, new)
    problems = [p for p in codebook_problems(small) if what in p.what]
    assert problems, [str(p) for p in codebook_problems(small)]
    (problem,) = problems
    assert problem.file == str(small / f"{name}.yaml")
    assert at in text.split("\n")[problem.line - 1]
    assert remedy in problem.remedy
    assert str(problem) == f"{problem.file}, line {problem.line}: {problem.what}; {problem.remedy}"


def test_one_mistake_is_one_problem(small: Path) -> None:
    for wrong, (name, old, new, *_) in WRONG.items():
        before = (small / f"{name}.yaml").read_text("utf-8")
        broken(small, name, old, new)
        found = [str(p) for p in codebook_problems(small)]
        # A type that is gone is missed where it is named, and so is a list.
        if wrong not in ("a type without a name", "two files of one type", "nothing"):
            assert len(found) == 1, (wrong, found)
        (small / f"{name}.yaml").write_text(before, "utf-8")


def test_all_problems_of_a_folder_are_told_at_once(small: Path) -> None:
    broken(small, "MEET", "    object-not:", "    objekt-not:")
    broken(small, "MEET", "confidence: 0.8", "confidence: high")
    broken(small, "MEET", "[with, object]", "[wiht, object]")
    broken(small, "PLAN", "quad: verbal cooperation\n", "")
    broken(small, "PLAN", "[economic]", "[economics]")
    (small / "HIT.yml").write_text("type: HIT\n", "utf-8")
    problems = codebook_problems(small)
    assert [(Path(p.file).name, p.line) for p in problems] == [
        ("HIT.yml", 1), ("MEET.yaml", 9), ("MEET.yaml", 19), ("MEET.yaml", 20),
        ("PLAN.yaml", 1), ("PLAN.yaml", 8),
    ]  # fmt: skip


def test_what_does_not_code_is_not_loaded(small: Path) -> None:
    broken(small, "MEET", "[with, object]", "[wiht, object]")
    with pytest.raises(CodebookError, match=r"MEET\.yaml, line 9: 'wiht' is no role; did you mean"):
        load_codebook(small)
    broken(small, "PLAN", "[economic]", "[economics]")
    with pytest.raises(CodebookError, match=r"1 more: detente codebook check"):
        load_codebook(small)


def test_what_still_codes_is_loaded(small: Path) -> None:
    broken(small, "PLAN", "[plan, announce]", "[plan, announce, plan]")
    assert load_codebook(small).types["PLAN"].signals


def test_a_broken_file_hides_no_problem_of_another(small: Path) -> None:
    broken(small, "PLAN", "[plan, announce]", "[plan, announce")
    broken(small, "MEET", "[with, object]", "[wiht, object]")
    assert [Path(p.file).name for p in codebook_problems(small)] == ["MEET.yaml", "PLAN.yaml"]


def test_a_file_that_is_not_utf_8(small: Path) -> None:
    path = small / "PLAN.yaml"
    path.write_bytes(path.read_bytes().replace(b"announced", b"announc\xe9d"))
    (problem,) = codebook_problems(small)
    assert problem.line == 11
    assert "not UTF-8" in problem.what
    assert problem.remedy == "save the file as UTF-8"


@pytest.mark.parametrize("missing", ["words", "contexts", "modality"])
def test_shared_files_that_a_folder_lacks_are_the_shipped_ones(missing: str, small: Path) -> None:
    (small / f"{missing}.yaml").unlink(missing_ok=True)
    problems = codebook_problems(small)
    assert len(problems) == (1 if missing == "words" else 0)
    loaded = read_codebook(small).codebook
    assert loaded.contexts
    assert loaded.effects.complement


def test_a_folder_without_types_is_no_codebook(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CodebookError, match=r"no type files|no such folder"):
            codebook_problems(folder)


def test_examples_that_want_the_same_do_not_contradict(small: Path) -> None:
    same = "  - text: Norway met Chile in Lima.\n    published: 2014-05-08\n    events:\n"
    event = "      - {type: MEET, actors: [CHL, NOR], modes: []}\n"
    broken(small, "PLAN", "examples:\n", f"examples:\n{same}{event}")
    assert codebook_problems(small) == []


def test_a_counter_example_rules_out_its_own_type_only(small: Path) -> None:
    text = "  - text: Norway met Chile in Lima.\n    published: 2014-05-08\n"
    broken(small, "PLAN", "examples:\n", f"counter-examples:\n{text}examples:\n")
    assert codebook_problems(small) == []


def test_a_signal_with_other_restrictions_is_not_hidden(small: Path) -> None:
    for more in ("about: [peace]", "words: [deal]", "voice: passive", "subject: [king]"):
        before = (small / "PLAN.yaml").read_text("utf-8")
        signal = f"  - name: again\n    verbs: [announce]\n    {more}\nexamples:\n"
        broken(small, "PLAN", "examples:\n", signal)
        assert codebook_problems(small) == [], more
        (small / "PLAN.yaml").write_text(before, "utf-8")


PIECES = st.sampled_from(
    ["type: ", "signals:", "\n", "\n  - ", "name: a", "[", "]", "{", "}", ":", "'", '"', "&a", "*a",
     "- ", "? ", "|", ">", "#", "\t", "examples:", "text: ", "@x", "quad", "!!int", "---", "é", " "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(
    max_examples=tries(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_text_of_a_file_makes_a_check_fail(small: Path, text: str) -> None:
    (small / "PLAN.yaml").write_text(text, "utf-8")
    lines = text.count("\n") + 2
    problems = codebook_problems(small)
    assert problems
    for problem in problems:
        assert problem.what
        assert problem.remedy
        if problem.file.endswith("PLAN.yaml"):
            assert 1 <= problem.line <= lines
