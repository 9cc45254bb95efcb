"""A codebook is read in bounded work, whatever its files hold; the bounds are told."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import api
from detente.errors import CodebookError, DetenteError
from detente.events import codebook_loading, yaml_source
from detente.events.codebook_loading import load_codebook, read_codebook
from detente.events.coder import EventCoder
from detente.events.review import codebook_problems
from detente.events.yaml_source import listed, near, quoted
from thorough import tries

HEAD = "type: PLAN\nquad: verbal cooperation\nscore: 1\ndefinition: a plan\nactor: [subject]\n"

HOSTILE: dict[str, tuple[bytes, int, str]] = {
    "a tag that builds an object": (
        f"{HEAD}counts: !!python/object/apply:os.getcwd []\n".encode(), 6, "the tag",
    ),
    "a tag on a word": (f"{HEAD}future: !mine MEET\n".encode(), 6, "the tag '!mine'"),
    "lists inside each other": (f"{HEAD}counts: {'[' * 99}{']' * 99}\n".encode(), 6, "inside each"),
    "brackets": (b"[" * 100_000, 1, "inside each"),
    "a list that holds itself": (f"{HEAD}counts: &all [*all]\n".encode(), 6, "one text expected"),
    "an anchor of none": (f"{HEAD}counts: *none\n".encode(), 6, "not YAML"),
    "a key twice": (f"{HEAD}score: 2\n".encode(), 6, "stands here twice"),
    "a tab": (f"{HEAD}modes:\n\tvisit: 1\n".encode(), 7, "not YAML"),
    "a NUL": (f"{HEAD}counts: [a\0b]\n".encode(), 6, "a NUL character"),
    "a control character": (f"{HEAD}counts: [a\x02b]\n".encode(), 6, "not YAML"),
    "Latin 1": (f"{HEAD}counts: [é]\n".encode("latin-1"), 6, "not UTF-8: byte 0xe9"),
    "UTF-16": (HEAD.encode("utf-16"), 1, "UTF-16"),
    "nothing": (b"", 1, "nothing in it"),
    "a comment alone": (b"# later\n", 1, "nothing in it"),
    "two documents": (f"{HEAD}---\n{HEAD}".encode(), 6, "not YAML"),
    "a merge": (f"{HEAD}<<: {{future: MEET}}\n".encode(), 6, "no field '<<'"),
    "a long word": (f"{HEAD}{'k' * 100_000}: 1\n".encode(), 6, "not YAML"),
    "a long number": (HEAD.replace("1", "9" * 100_000).encode(), 3, "no number"),
    "a large file": (f"{HEAD}counts: [{'x' * 4_000_000}]\n".encode(), 1, "4,000,000 bytes"),
    "a day out of bounds": (
        f"{HEAD}examples:\n- text: They met.\n  published: 0001-01-01\n".encode(), 8, "is no day",
    ),
}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_no_file_should_hold_is_told_with_its_line(hostile: str, small: Path) -> None:
    data, line, what = HOSTILE[hostile]
    (small / "PLAN.yaml").write_bytes(data)
    problems = [p for p in codebook_problems(small) if p.file.endswith("PLAN.yaml")]
    assert [p.line for p in problems if what in p.what] == [line], problems
    assert all(len(str(p)) < 2_000 and p.remedy for p in problems)
    for use in (load_codebook, api.codebook_types):
        with pytest.raises(CodebookError, match=r"PLAN\.yaml, line"):
            use(small)


def test_a_byte_order_mark_and_other_line_ends_change_nothing(small: Path) -> None:
    before = read_codebook(small)
    for path in small.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = read_codebook(small)
    assert (after.problems, after.codebook) == ((), before.codebook)


def test_aliases_count_wherever_they_stand(small: Path) -> None:
    words = ", ".join(f"w{n}" for n in range(300))
    signals = "".join(f"- {{name: n{n}, verbs: *all}}\n" for n in range(300))
    text = f"{HEAD}signals:\n- name: first\n  verbs: &all [{words}]\n{signals}"
    (small / "PLAN.yaml").write_text(text)
    (problem,) = (p for p in codebook_problems(small) if p.file.endswith("PLAN.yaml"))
    assert "more than 50,000 values" in problem.what
    assert "alias" in problem.what


def test_lists_of_lists_of_aliases_are_not_spelled_out(small: Path) -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefghijklmnopqrst", "bcdefghijklmnopqrstu", strict=True)
    )
    (small / "words.yaml").write_text(text)
    found = yaml_source.read_yaml(small / "words.yaml", text, dict[str, tuple[str, ...]])
    assert len(found.problems) == 9 * 20
    assert len(found.lines) < 500


def test_more_values_than_the_bound_are_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "MOST_VALUES", 5)
    assert any("more than 5 values" in p.what for p in read_codebook(small).problems)


@pytest.mark.parametrize(
    ("bound", "what"),
    [
        ("MOST_VALUES_OF_ALL", "a codebook has at most 1"),
        ("MOST_SIGNALS", "a codebook has at most 1"),
        ("MOST_WORDS", "lists spelled out"),
    ],
)
def test_a_codebook_has_bounds_too(
    bound: str, what: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codebook_loading, bound, 1)
    (problem,) = read_codebook(small).problems
    assert what in problem.what
    with pytest.raises(CodebookError, match=what):
        load_codebook(small)


def test_a_folder_of_very_many_files_is_no_codebook(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codebook_loading, "MOST_FILES", 2)
    with pytest.raises(CodebookError, match="3 files, and a codebook has at most 2"):
        read_codebook(small)


def test_only_so_many_problems_are_told(small: Path) -> None:
    names = "".join(f"field{n}: 1\n" for n in range(3_000))
    words = ", ".join(f'"@none{n}"' for n in range(3_000))
    (small / "PLAN.yaml").write_text(f"{HEAD}{names}signals:\n- {{name: a, verbs: [{words}]}}\n")
    assert len(read_codebook(small).problems) == yaml_source.MOST_PROBLEMS


def test_examples_of_the_same_words_are_compared_with_a_few(small: Path) -> None:
    examples = "".join(
        f"- text: Norway met Chile.\n  events: [{{actors: [A{n}]}}]\n" for n in range(200)
    )
    (small / "PLAN.yaml").write_text(
        f"{HEAD}signals:\n- {{name: plan, verbs: [plan]}}\nexamples:\n{examples}"
    )
    found = codebook_problems(small)
    assert sum("the same words as in 20 examples" in p.what for p in found) == 1
    assert len(found) <= 20 * 20


def test_messages_show_the_beginning_of_what_is_long() -> None:
    assert quoted("x" * 60) == repr("x" * 60)
    assert quoted("x" * 61) == repr("x" * 60 + "…")
    assert listed([str(n) for n in range(62)]).endswith("59 and 2 more")
    assert near("verbz", ["verbs", "nouns"]) == "verbs"
    assert near("verbz" * 20, ["verbs" * 20]) == ""
    assert near("verbz", ["verbs"] * 1_000) == ""


PARTS = st.one_of(
    st.sampled_from([
        b"\n", b"  ", b"- ", b": ", b"&a ", b"*a", b"!!str ", b"!x ", b"[", b"]", b"{", b"}", b"'",
        b'"', b"#", b"@", b"@target", b"|\n", b"---\n", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf",
        b"<<: ", b"type", b"score", b"signals", b"verbs", b"1e999", b"0001-01-01", b"? ",
    ]),
    st.binary(max_size=3),
)  # fmt: skip


@settings(
    max_examples=tries(300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.sampled_from(["MEET", "PLAN", "words"]),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PARTS), max_size=4),
)
def test_a_changed_codebook_codes_or_is_refused(
    name: str, changes: list[tuple[float, int, bytes]], small: Path
) -> None:
    """Nothing but a :class:`DetenteError` comes out, whatever is changed in a file."""
    path = small / f"{name}.yaml"
    whole = data = path.read_bytes()
    for where, removed, put in changes:
        at = int(where * len(data))
        data = data[:at] + put + data[at + removed :]
    path.write_bytes(data)
    with suppress(DetenteError):
        codebook_problems(small)
        EventCoder(load_codebook(small))
    path.write_bytes(whole)
