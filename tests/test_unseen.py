"""What drives a terminal is shown as marks, and escaped in JSON; what spells a word is not."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest

from detente.unseen import escaped, visible

NUMBER_SIGNS = (
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Format characters that have a shape."""

EVERY = [chr(number) for number in range(sys.maxunicode + 1)]


def drives(character: str) -> bool:
    """By Unicode's own tables, whatever detente's list says."""
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs")
    return hidden and character not in NUMBER_SIGNS


def test_every_character_that_drives_is_marked() -> None:
    left = [hex(ord(c)) for c in EVERY if drives(c) and any(map(drives, visible(c)))]
    assert left == []


def test_no_letter_is_marked() -> None:
    kept = ("Ll", "Lu", "Lt", "Nd", "Sc", "Po", "Pd", "Zs")
    marked = [hex(ord(c)) for c in EVERY if unicodedata.category(c) in kept and visible(c) != c]
    assert marked == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\x7fb\x00", "a␡b␀"),
        ("\u202eneve", "<U+202E>neve"),
        ("one\u2028two\x85three\ntwo", "one<U+2028>two<U+0085>three␊two"),
        ("Chi\u200ble", "Chi<U+200B>le"),
        ("Chi\u200dle", "Chi<U+200D>le"),
        ("\udcff.txt", "\\xff.txt"),
        ("\ud800", "<U+D800>"),
        ("\U000e0041", "<U+E0041>"),
    ],
)
def test_marks(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "क्\u200dष", "❤\ufe0f", "\U0001f468\u200d\U0001f469", "Ōsaka – “São Tomé”"],
)
def test_spelling_stays(text: str) -> None:
    assert visible(text) == text


def test_a_row_of_selectors_hides_nothing() -> None:
    assert visible("❤\ufe0f\ufe0e\ufe0f") == "❤\ufe0f<U+FE0E><U+FE0F>"


def test_line_breaks_stay_where_they_are_asked_for() -> None:
    assert visible("a\nb\tc\x1b", breaks=True) == "a\nb\tc␛"


def test_json_is_escaped_and_says_the_same() -> None:
    text = "".join(EVERY[:0xD800] + EVERY[0xE000:0x10000] + EVERY[0xE0000:0xE0080])
    data = escaped(json.dumps([text], ensure_ascii=False).encode())
    assert json.loads(data) == [text]
    bidirectional = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    for character in data.decode():
        assert unicodedata.category(character) not in ("Cc", "Zl", "Zp")
        assert character not in bidirectional


def test_ordinary_json_keeps_its_bytes() -> None:
    for data in (b'{"a": 1}\n', '{"a":\n  "Ōsaka – “São Tomé” co\u00adop"}'.encode()):
        assert escaped(data) == data
