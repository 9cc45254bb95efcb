"""The rooms of the package and their imports, as its files have them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PAGE = ROOT / "docs" / "rooms.md"
_FLOOR = re.compile(r"^\| (\d+) \| ([^|]*) \|", re.MULTILINE)


class Import(Struct, frozen=True):
    """One name that a module imports from another; ``late`` where it does so in a function."""

    importer: str
    module: str
    name: str
    line: int


@cache
def modules() -> dict[str, Path]:
    """The modules of the package by dotted name."""
    found = {}
    for path in sorted((SOURCE / "detente").rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(module: str) -> Iterator[Import]:
    """What *module* imports of the package, in functions and for types alone too."""
    for node in ast.walk(ast.parse(modules()[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "detente":
                    yield Import(module, alias.name, "", node.lineno)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "detente":
            assert node.module is not None
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in modules():
                    yield Import(module, inner, "", node.lineno)
                else:
                    yield Import(module, node.module, alias.name, node.lineno)


def every_import() -> Iterator[Import]:
    """All imports of the package within itself."""
    for module in modules():
        yield from imports(module)


def room(module: str) -> str:
    """The room that a module is in: its folder, or itself where it lies at the root."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def floors() -> dict[str, int]:
    """The floor that ``docs/rooms.md`` puts each room on."""
    return {
        name: int(number)
        for number, names in _FLOOR.findall(PAGE.read_text("utf-8"))
        for name in re.findall(r"`(\w+)`", names)
    }


def arrows() -> set[tuple[str, str]]:
    """Which room imports which."""
    found = {(room(i.importer), room(i.module)) for i in every_import()}
    return {(one, other) for one, other in found if one != other}


def circles() -> list[list[str]]:
    """Modules that import each other, directly or by way of others."""
    targets = {m: sorted({i.module for i in imports(m)} & modules().keys()) for m in modules()}
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for target in targets[module]:
            if target not in index:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], index[target])
        if low[module] == index[module]:
            together = [stack.pop()]
            while together[-1] != module:
                together.append(stack.pop())
            if len(together) > 1:
                found.append(sorted(together))

    for module in targets:
        if module not in index:
            visit(module)
    return found
