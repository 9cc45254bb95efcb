"""Builds the wheel in a temporary folder and compares it with the package's tracked files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BESIDE_THE_PACKAGE = ("LICENSE", "NOTICE")


def tracked() -> set[str]:
    """The package's files as git knows them, relative to ``src``."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "src/detente"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return {name.removeprefix("src/") for name in listing.stdout.split("\0") if name}


def built(folder: str) -> list[str]:
    """The names of the files in a wheel made from the working tree."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check",
         "--no-deps", "--wheel-dir", folder, str(ROOT)],
        check=True,
    )  # fmt: skip
    (wheel,) = Path(folder).glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def main() -> int:
    """Prints what is missing; exit status 1 where something is."""
    with tempfile.TemporaryDirectory() as folder:
        names = built(folder)
    missing = sorted(tracked() - set(names))
    missing += [n for n in BESIDE_THE_PACKAGE if not any(x.endswith(f"/{n}") for x in names)]
    for name in missing:
        print(f"not in the wheel: {name}", file=sys.stderr)
    if not missing:
        print(f"the wheel holds all of the package ({len(names)} files)")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
