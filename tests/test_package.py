"""The package as a whole: what it ships, what it pins, and that its documents name what exists."""

from __future__ import annotations

import hashlib
import re
import runpy
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import detente

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "detente"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

PUBLIC = [
    "Account", "Actor", "Annotation", "AskedError", "Attribution", "Citation", "Coder",
    "Decision", "DetenteError", "Disagreement", "Event", "EventDate", "EventLink",
    "EventMention", "EventPlace", "Interval", "Mention", "Moment", "Participant", "Place",
    "PlaceMention", "Published", "Reading", "Reason", "Record", "Report", "SourceError", "Span",
    "Statement", "Story", "StoryLink", "TimeMention", "Timeline", "Uncoded", "__version__",
    "account", "annotate", "check_actors", "decisions", "evaluate", "evaluate_gold",
    "export_record", "keep_apart", "lookup_actors", "merge_events", "office_holders",
    "open_record", "positions", "read", "remove", "split_event", "stories", "timeline",
    "undo_decision", "why",
]  # fmt: skip

# Written in two parts, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:wor" r"k|ro" r"ot|ho" r"me/\w+|opt/(?:pypi|wheels))\b")
REGISTRIES = re.compile(
    r"https?://[^\s\"'>)]*(?:/simp" r"le\b|pythonho" r"sted|pyp" r"i\.org|anacon" r"da\.org)"
)


def tracked() -> list[Path]:
    """The files that git tracks; a copy without its history is not tested."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("NOT RUN: not a git checkout, so there is no list of tracked files")
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def tracked_text() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pinned}


def test_the_version_stands_in_one_place() -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    assert "version" not in PROJECT["project"]
    stated = [p for p, text in tracked_text() if re.search(r"^__version__\s*=", text, re.M)]
    assert stated == [PACKAGE / "version.py"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", detente.__version__)


def test_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
    assert PROJECT["tool"]["mypy"]["strict"] is True


def test_the_public_names_are_these() -> None:
    assert sorted(detente.__all__) == PUBLIC
    missing = [name for name in PUBLIC if not hasattr(detente, name)]
    assert missing == []


def test_every_public_name_has_a_docstring() -> None:
    silent = [n for n in PUBLIC if n != "__version__" and not getattr(detente, n).__doc__]
    assert silent == []


def test_every_dependency_and_theirs_is_pinned_to_what_is_installed() -> None:
    pinned, waiting = pins(), [("detente", "dev")]
    seen: set[tuple[str, str]] = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for line in metadata.requires(name) or ():
            requirement = Requirement(line)
            if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
                continue
            needed = canonicalize_name(requirement.name)
            assert needed in pinned, f"{needed}, needed by {name}, is not in constraints.txt"
            assert metadata.version(needed) == pinned[needed], f"{needed} is not as pinned"
            waiting += [(needed, e) for e in ("", *requirement.extras)]
    assert len(seen) > 20


def test_a_pin_is_a_name_and_an_exact_version() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    odd = [x for x in lines if not x.startswith("#") and not re.fullmatch(r"[\w.-]+==[\w.+]+", x)]
    assert odd == []
    assert all("==" in requirement for requirement in PROJECT["build-system"]["requires"])


def test_the_language_model_is_the_one_that_was_measured() -> None:
    table = tomllib.loads((PACKAGE / "data/language/model_hashes.toml").read_text("utf-8"))
    assert metadata.version(table["package"]) == table["version"]
    module = __import__(table["package"])
    folder = Path(module.__file__).parent
    installed = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert installed == table["files"]


def test_no_tracked_file_names_a_place_on_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in tracked_text()
        for match in MACHINE_PATHS.finditer(text)
    ]
    assert found == []


def test_no_tracked_file_names_a_registry_by_address() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in tracked_text()
        for match in REGISTRIES.finditer(text)
    ]
    assert found == []


def test_what_these_tests_look_for_would_be_found() -> None:
    assert MACHINE_PATHS.search("see /wor" + "k/shared")
    assert MACHINE_PATHS.search("'/ho" + "me/ann/texts'")
    assert not MACHINE_PATHS.search("docs/wor" + "k/notes")
    assert REGISTRIES.search("https://example.org/simp" + "le/")


@pytest.mark.parametrize("script", ["scripts/setup", "scripts/demo", "scripts/test",
                                    "scripts/check", "scripts/break", ".ci/run"])  # fmt: skip
def test_a_script_parses_and_says_what_it_does(script: str) -> None:
    path = ROOT / script
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[1].startswith("# ")
    assert path.stat().st_mode & 0o111, f"{script} is not executable"
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_set_up_refuses_an_old_python_with_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    for name in ("scripts/setup", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    old = tmp_path / "python-of-old"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.8.10" && exit 0\nexit 1\n')
    old.chmod(0o755)
    done = subprocess.run(
        ["bash", "scripts/setup"], cwd=tmp_path, capture_output=True, text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(old)},
    )  # fmt: skip
    assert done.returncode == 1
    assert "needs Python 3.11 or newer and found Python 3.8.10" in done.stderr
    assert not (tmp_path / ".venv").exists()


def paths_named_in(document: str) -> list[str]:
    """Words in code marks that look like a path of this repository."""
    text = (ROOT / document).read_text("utf-8")
    words = re.findall(r"`([\w./-]+)`", text) + re.findall(r"\]\(([\w./-]+)\)", text)
    tops = {p.name for p in ROOT.iterdir()}
    return [w for w in words if w.split("/")[0] in tops]


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/limits.md",
                                      "docs/breaking.md"])  # fmt: skip
def test_a_document_names_files_that_exist(document: str) -> None:
    named = paths_named_in(document)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert named or document == "docs/limits.md"


def test_contributing_says_how_to_add_each_thing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for thing in ("verb", "leader", "export", "page"):
        assert re.search(rf"^## .*\b{thing}\b", text, re.M | re.I), f"no section on a {thing}"


def test_the_licence_and_the_notice_are_whole() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for source in ("Wikidata", "World Factbook", "Natural Earth", "UCDP", "GeoNames", "PLOVER"):
        assert source in notice
    for dependency in PROJECT["project"]["dependencies"]:
        name = Requirement(dependency).name
        assert name.casefold() in notice.casefold(), f"{name} is not in NOTICE"


def test_every_block_of_figures_has_its_measure() -> None:
    report = runpy.run_path(str(ROOT / "scripts" / "measure" / "report.py"))
    blocks = [
        (path, block[2], block[0])
        for path in sorted((ROOT / "docs").glob("*.md"))
        for block in report["BLOCK"].finditer(path.read_text("utf-8"))
    ]
    assert {path for path, _, _ in blocks} <= set(report["PAGES"])
    assert sorted(name for _, name, _ in blocks) == sorted(report["COMMANDS"])
    for path, name, text in blocks:
        assert text.count("\n    ") >= 1, f"{path.name}: nothing was measured of {name}"
    for command in report["COMMANDS"].values():
        assert (ROOT / command[0]).is_file()
