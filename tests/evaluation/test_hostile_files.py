"""Keys, gold records and tables of days that do not hold: each is refused, whatever is in it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import api
from detente.errors import DetenteError, EvaluationError, SourceError
from detente.evaluation import gold_records, key, load_gold, load_key
from thorough import tries

EVENT = {
    "key": "k", "report": "a.txt", "evidence": "met", "types": ["CONSULT"], "actors": ["NOR"],
    "recipients": [], "date": ["2010-01-01", "2010-01-02"], "modality": "actual", "required": True,
}  # fmt: skip
KEY = {"reports": [{"report": "a.txt", "published_if_given": "2010-01-02"}], "events": [EVENT]}
RECORDS = [
    {"text": "Norway met Chile.", "published": "2010-01-02",
     "events": [{"type": "CONSULT", "actors": ["NOR"], "recipients": ["CHL"]}]},
    {"text": "Norway met Chile.", "entities": [{"start": 0, "end": 6, "type": "source"}]},
    {"text": "Norway met Chile.", "relevant_majority": True, "date": "2010-01-02"},
]  # fmt: skip
TYPES = frozenset({"CONSULT"})


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not JSON"),
        (b"[" * 100_000, "not"),
        (b'{"reports": ' + b"[" * 100_000, "not"),
        (b'{"reports": []}\0', "not JSON"),
        (b'{"reports": [{"report": "\xff"}]}', "not"),
        (b'{"reports": [], "merged_too": []}', "not an answer key"),
        (b'{"reports": [{"report": "a", "published_if_given": "2010-02-30"}]}', "not an answer"),
    ],
)
def test_a_key_that_does_not_hold_is_refused(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    path.write_bytes(data)
    with pytest.raises(EvaluationError, match=rf"key\.json.*{what}"):
        load_key(path)


@pytest.mark.parametrize(
    "data", [b"\xff\n", b"[" * 100_000, b'{"text": "a\0", "events": [}', b'"text"\n', b"\0"]
)
def test_a_record_that_does_not_hold_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\n" + data)
    with pytest.raises(EvaluationError, match=r"gold\.jsonl:2: "):
        load_gold(path, TYPES)


def test_a_key_and_records_have_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(RECORDS[0]))
    monkeypatch.setattr(gold_records, "LONGEST_LINE", 50)
    with pytest.raises(EvaluationError, match=r"gold\.jsonl:1: it has more than 50 bytes"):
        load_gold(path, TYPES)
    for module, load in (
        (gold_records, lambda: load_gold(path, TYPES)),
        (key, lambda: load_key(path)),
    ):
        monkeypatch.setattr(module, "MOST_BYTES", 60)
        with pytest.raises(EvaluationError, match="more than 60 bytes"):
            load()


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"a.txt,2010-02-30\n", 1, "is no day"),
        (b"a.txt,2010-01-01\nb.txt,\xff\n", 2, "not UTF-8"),
        (b"a.txt,2010-01-01\nb.txt\0,2010-01-01\n", 2, "NUL"),
        (b"# days\n,2010-01-01\n", 2, "no file name"),
        (b"file,day\na.txt,2010-01-01\n", 1, '"day" is no day'),
        (b"a.txt," + b"x" * 100_000 + b"\n", 1, "is no day"),
        ("a.txt,2010-01-01\n".encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_a_table_of_days_that_does_not_hold_is_refused(
    data: bytes, line: int, what: str, tmp_path: Path
) -> None:
    path = tmp_path / "days.csv"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=rf"days\.csv:{line}: .*{what}") as caught:
        api.load_dates(path)
    assert len(str(caught.value)) < 500


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_bytes(b"\xef\xbb\xbfa.txt\t2010-01-01\r\n")
    assert set(api.load_dates(path)) == {"a.txt"}


PARTS = st.one_of(
    st.sampled_from([
        b"{", b"}", b"[", b"]", b",", b'"', b"null", b"true", b"1e999", b"-1", b"\n", b"\0",
        b"\xff", b"\\ud800", b"0001-01-01", b"9" * 30, b"CONSULT",
    ]),
    st.binary(max_size=3),
)  # fmt: skip


@settings(
    max_examples=tries(400),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    whole=st.sampled_from([json.dumps(value).encode() for value in (KEY, *RECORDS)]),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 15), PARTS), max_size=4),
)
def test_a_changed_file_is_read_or_refused(
    whole: bytes, changes: list[tuple[float, int, bytes]], tmp_path: Path
) -> None:
    """Nothing but a :class:`DetenteError` comes out, whatever is changed in a file."""
    for where, removed, put in changes:
        at = int(where * len(whole))
        whole = whole[:at] + put + whole[at + removed :]
    path = tmp_path / "any"
    path.write_bytes(whole)
    with suppress(DetenteError):
        load_key(path)
    with suppress(DetenteError):
        load_gold(path, TYPES)
    with suppress(DetenteError):
        api.load_dates(path)
