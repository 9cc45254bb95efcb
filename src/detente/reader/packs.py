"""The files that a reader keeps: something said, and arrays, in one archive."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import numpy as np
from numpy.typing import NDArray

SAID = "said.json"


def packed(said: Any, **arrays: NDArray[Any]) -> bytes:
    """The file of what can be said in JSON and of *arrays*: the same bytes for the same content."""
    parts = {SAID: json.dumps(said).encode()}
    for name, array in arrays.items():
        held = io.BytesIO()
        np.save(held, array, allow_pickle=False)
        parts[f"{name}.npy"] = held.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, part in parts.items():
            # Without a time: an archive's own is that of its making.
            pack.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(content: bytes, *names: str) -> tuple[Any, list[NDArray[Any]]]:
    """What was said in a file, and its arrays *names*; raises :class:`ValueError` for another."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            said = json.loads(pack.read(SAID))
            arrays = [
                np.load(io.BytesIO(pack.read(f"{name}.npy")), allow_pickle=False) for name in names
            ]
    except (zipfile.BadZipFile, KeyError, OSError, EOFError) as error:
        raise ValueError(str(error)) from error
    return said, arrays
