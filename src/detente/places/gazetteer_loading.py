"""The places room's files, as rows."""

from __future__ import annotations

import lzma
from importlib.resources import files
from importlib.resources.abc import Traversable

from detente.errors import TableError


def table(name: str, columns: int, *, optional: bool = False) -> list[list[str]]:
    """The rows of a table of ``data/places``, packed or not, comments and header left out.

    An *optional* one that there is not has no rows.  Raises :class:`TableError` where a row has not
    that many *columns*.
    """
    if optional and not (_folder() / name).is_file():
        return []
    rows = [line.split("\t") for line in lines(name)]
    for number, row in enumerate(rows, 1):
        if len(row) != columns:
            message = f"data/places/{name}, row {number} ({row[0]}): {len(row)} columns"
            raise TableError(f"{message}, not {columns}; columns are parted by one tab")
    return rows


def lines(name: str) -> list[str]:
    """The same rows, not yet taken apart: what most readings never look at."""
    data = (_folder() / name).read_bytes()
    text = (lzma.decompress(data) if name.endswith(".xz") else data).decode("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"][1:]


def split(cell: str) -> list[str]:
    """The names of a cell that holds several, parted by ``|``."""
    return [part for part in cell.split("|") if part]


def _folder() -> Traversable:
    return files("detente") / "data" / "places"
