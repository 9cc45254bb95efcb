"""The reading room's tables, loaded once: tab-separated and TOML files under ``data/reading``."""

from __future__ import annotations

import lzma
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from detente.errors import TableError


def _content(name: str) -> str:
    data = (files("detente") / "data" / "reading" / name).read_bytes()
    return (lzma.decompress(data) if name.endswith(".xz") else data).decode("utf-8")


@cache
def toml_table(name: str) -> dict[str, Any]:
    """A TOML file of the room; read-only.

    Raises:
        TableError: where the file is not TOML.
    """
    try:
        return tomllib.loads(_content(name))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"data/reading/{name}: {error}") from error


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a tab-separated file with a header line; lines that begin with # are notes.

    Raises:
        TableError: where a row has not as many cells as the header.
    """
    numbered = [
        (number, line.split("\t"))
        for number, line in enumerate(_content(name).splitlines(), start=1)
        if line and not line.startswith("#")
    ]
    header = numbered[0][1]
    for number, cells in numbered:
        if len(cells) != len(header):
            raise TableError(
                f"data/reading/{name}:{number}: {len(cells)} cells where the header has "
                f"{len(header)}; separate cells by one tab each"
            )
    return tuple(dict(zip(header, cells, strict=True)) for _, cells in numbered[1:])
