"""Draws docs/rooms.svg: the rooms of the package on their floors, with the imports between them.

.venv/bin/python scripts/draw_rooms.py

An arrow that others lead to as well is left out: who imports ``events`` and so ``actors`` has one
to ``events`` alone.  All rooms stand on the first floor, so no arrow leads there.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from rooms import arrows, floors  # noqa: E402

PICTURE = ROOT / "docs" / "rooms.svg"
WIDTH, BOX, LETTER, GAP, STEP, ASIDE = 900, 24, 9.0, 22, 62, 190
"""Pixels: the picture's width, a box's height, a letter's width, between boxes, between floors,
and how far a floor's one room stands aside."""


def lasting() -> set[tuple[str, str]]:
    """The arrows that no longer way stands for."""
    every = {(one, other) for one, other in arrows() if floors()[other] > 1}
    below: dict[str, set[str]] = defaultdict(set)
    for one, other in every:
        below[one].add(other)

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        stack = list(below.get(start, ()))
        while stack:
            one = stack.pop()
            if one not in found:
                found.add(one)
                stack.extend(below.get(one, ()))
        return found

    further = {one: set().union(*(reached(o) for o in others)) for one, others in below.items()}
    return {(one, other) for one, other in every if other not in further[one]}


def drawn() -> str:
    """The picture as SVG."""
    levels: dict[int, list[str]] = defaultdict(list)
    for name, floor in floors().items():
        levels[floor].append(name)
    highest = max(levels)
    boxes: dict[str, tuple[float, float, float]] = {}
    for floor, names in sorted(levels.items()):
        widths = [len(name) * LETTER + 24 for name in names]
        x = (WIDTH - sum(widths) - GAP * (len(names) - 1)) / 2
        if len(names) < 3:  # aside in turn, so that an arrow to a floor further down passes by
            x += (floor % 3 - 1) * ASIDE
        for name, width in zip(names, widths, strict=True):
            boxes[name] = (x, (highest - floor) * STEP + 20.0, width)
            x += width + GAP
    height = highest * STEP + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'font-family="ui-monospace, monospace" font-size="14" role="img" '
        'aria-label="The rooms of detente and which imports which">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#7a8aa0"/></marker></defs>',
    ]
    for one, other in sorted(lasting()):
        (x1, y1, w1), (x2, y2, w2) = boxes[one], boxes[other]
        start, end = (x1 + w1 / 2, y1 + BOX), (x2 + w2 / 2, y2 - 2)
        bend = (end[1] - start[1]) / 2
        lines.append(
            f'<path d="M{start[0]:.0f} {start[1]:.0f}C{start[0]:.0f} {start[1] + bend:.0f} '
            f'{end[0]:.0f} {end[1] - bend:.0f} {end[0]:.0f} {end[1]:.0f}" fill="none" '
            'stroke="#7a8aa0" marker-end="url(#tip)"/>'
        )
    for name, (x, y, width) in boxes.items():
        lines.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{BOX}" rx="5" '
            'fill="#eef3fa" stroke="#4b6a94"/>'
            f'<text x="{x + width / 2:.0f}" y="{y + 17:.0f}" text-anchor="middle" '
            f'fill="#1c2b3f">{name}</text>'
        )
    return "\n".join([*lines, "</svg>"]) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(drawn(), "utf-8")
