"""The map of the rooms, held against what the modules import."""

from __future__ import annotations

import runpy
from collections import Counter

from rooms import PAGE, ROOT, arrows, circles, every_import, floors, modules, room


def test_every_room_is_on_the_map() -> None:
    assert set(floors()) == {room(module) for module in modules()}


def test_no_arrow_runs_up_or_across() -> None:
    known = floors()
    wrong = [
        f"{one} (floor {known[one]}) imports {other} (floor {known[other]})"
        for one, other in sorted(arrows())
        if known[one] <= known[other]
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles() == []


def test_no_module_asks_another_for_a_private_name() -> None:
    wrong = [
        f"{i.importer}:{i.line} imports {i.module}.{i.name}"
        for i in every_import()
        if i.name.startswith("_") and not i.name.startswith("__")
    ]
    assert wrong == []


def test_a_module_is_named_once() -> None:
    """Whoever hears of ``time_words`` need not ask of which room."""
    names = Counter(path.stem for path in modules().values() if path.stem != "__init__")
    assert [name for name, count in names.items() if count > 1] == []


def test_modules_and_functions_fit_in_the_head() -> None:
    long = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules().items()}
    assert {name: lines for name, lines in long.items() if lines > 500} == {}


STAGES = (
    "with_names",
    "with_places",
    "with_times",
    "with_actors",
    "with_statements",
    "with_hints",
    "with_events",
)


def test_the_stages_on_the_map_are_those_of_the_pipeline() -> None:
    """Each stage of the list is told of, in its order."""
    page = PAGE.read_text("utf-8")
    at = [page.index(name) for name in STAGES]
    assert at == sorted(at)


def test_the_picture_is_drawn_from_the_imports() -> None:
    drawn = runpy.run_path(str(ROOT / "scripts" / "draw_rooms.py"))["drawn"]()
    assert (ROOT / "docs" / "rooms.svg").read_text("utf-8") == drawn, "run scripts/draw_rooms.py"
