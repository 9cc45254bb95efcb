"""Broken inputs out of whole ones, all by the dice they are given."""

from __future__ import annotations

import json
from random import Random
from typing import Any

STRANGE = (
    "\u202e", "\u2066", "\u200b", "\u00a0", "\u2028", "\u2029", "\ufeff", "\u0301", "\U0001f41f",
    "ﷺ", "İ", "ß", "ǅ", "\x1b[31m", "\x07", "\x0b", "\x0c", "\x1c", "\x85", "\r", "\t", "\x7f",
    "“", "”", "‘", "’", '"', "'", "«", "»", "—", "–", "…", "(", ")", "[", "]", "<", ">", "&",
    "&#0;", "&#x110000;", "]]>", "<!--", "\\", "|", "%s", "{}", "$", "*", "#", "~", "!A! = !A!",
)  # fmt: skip
TELLING = (
    "1 November 2010", "February 30", "31/12/0000", "year 99999", "at 25:61 GMT", "last Monday",
    "two weeks ago", "No. 10", "Mr. ", "Dr. St. ", "co-president linked to ", "ex-vice-", "Q4",
    "Japan", "Russia's", "he said", "according to", "said that", "on Monday", "$1,000,000,000",
    "http://a.example/2010/13/45/", "TOKYO (Wire) — ", "First Published: ", "By A Writer",
    "9999-12-31", "0001-01-01", "-1", "1e999", "NaN", "null", "[USA]", "[~GOV]", "<940501",
    ">99999999", "_", "+", ";", "True", "- ", ": ", "&a ", "*a ", "!!python/name:os.system ", "? ",
)  # fmt: skip


def mutated(dice: Random, data: bytes, others: tuple[bytes, ...] = ()) -> bytes:
    """*data* with one to a few things done to it; *others* may be spliced in."""
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        data = dice.choice(_CHANGES)(dice, data, others)
    return data[:40_000]


def flipped(dice: Random, data: bytes) -> bytes:
    """*data* with some bits flipped, a stretch overwritten, or its end cut off."""
    changed = bytearray(data)
    kind = dice.randrange(3)
    if kind == 0:
        return bytes(changed[: dice.randrange(len(changed) + 1)])
    if kind == 1:
        at = dice.randrange(len(changed))
        stretch = changed[at : at + dice.choice((1, 16, 4096))]
        changed[at : at + len(stretch)] = dice.randbytes(len(stretch))
        return bytes(changed)
    for _ in range(dice.choice((1, 4, 64))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _place(dice: Random, data: bytes) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.choice((1, 3, 20, 200)))


def _cut(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    start, end = _place(dice, data)
    return data[:start] + data[end:]


def _doubled(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    start, end = _place(dice, data)
    return data[:end] + data[start:end] * dice.choice((1, 2, 30)) + data[end:]


def _moved(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    start, end = _place(dice, data)
    rest = data[:start] + data[end:]
    at = dice.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _inserted(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    at = dice.randrange(len(data) + 1)
    words = dice.choice((STRANGE, TELLING))
    new = "".join(dice.choices(words, k=dice.choice((1, 1, 2, 5))))
    return data[:at] + new.encode() * dice.choice((1, 1, 1, 40)) + data[at:]


def _noise(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.randbytes(dice.choice((1, 2, 8))) + data[at + dice.choice((0, 1)) :]


def _spliced(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    other = dice.choice(others) if others else data
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


def _shortened(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _recoded(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(dice.choice(("utf-16", "cp1252", "utf-8-sig", "utf-32")), "replace")


def _relined(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n\n", b"", b" ", b"\xe2\x80\xa8")))


def _shuffled(dice: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    lines = data.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


_CHANGES = (
    _cut, _cut, _doubled, _moved, _inserted, _inserted, _inserted, _noise, _spliced, _shortened,
    _recoded, _relined, _shuffled,
)  # fmt: skip


def any_json(dice: Random, deep: int = 2) -> Any:
    """Any JSON value."""
    kind = dice.randrange(9 if deep else 7)
    if kind == 7:
        return [any_json(dice, deep - 1) for _ in range(dice.randrange(4))]
    if kind == 8:
        return {dice.choice(TELLING): any_json(dice, deep - 1) for _ in range(dice.randrange(4))}
    values = (
        None, dice.random() < 0.5, dice.choice((0, -1, 1 << 70, 10**9)), dice.choice((0.5, 1e300)),
        dice.choice(TELLING), dice.choice(STRANGE), "\ud800",
    )  # fmt: skip
    return values[kind]


def changed_json(dice: Random, value: Any) -> Any:
    """A JSON value in which something, however deep, is another value, gone, or new."""
    if dice.random() < 0.15 or not isinstance(value, dict | list) or not value:
        if isinstance(value, str) and dice.random() < 0.6:
            return mutated(dice, value.encode("utf-8", "replace")).decode("utf-8", "replace")
        return any_json(dice)
    if isinstance(value, list):
        at = dice.randrange(len(value))
        return [*value[:at], changed_json(dice, value[at]), *value[at + 1 :]]
    key = dice.choice(list(value))
    if dice.random() < 0.15:
        return {name: one for name, one in value.items() if name != key}
    if dice.random() < 0.1:
        return value | {dice.choice(("text", "html", "id", "published", "x")): any_json(dice)}
    return value | {key: changed_json(dice, value[key])}


def lines_of_json(dice: Random, objects: list[Any]) -> bytes:
    """JSON Lines of *objects*, each perhaps changed."""
    lines = []
    for one in dice.sample(objects, dice.randint(1, min(3, len(objects)))):
        new = changed_json(dice, one) if dice.random() < 0.8 else one
        text = json.dumps(new, ensure_ascii=dice.random() < 0.5)
        lines.append(text.encode("utf-8", "surrogatepass"))
    data = b"\n".join(lines) + b"\n"
    return mutated(dice, data) if dice.random() < 0.3 else data
