"""The generated tables are what the scripts make of the knowledge folder."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

from detente.actor_tables.table_rows import shipped

ROOT = Path(__file__).resolve().parents[2]


def test_the_shipped_tables_are_what_the_scripts_make(shared: Path, tmp_path: Path) -> None:
    script = ROOT / "scripts" / "tables" / "build.py"
    command = [sys.executable, str(script), str(shared / "knowledge"), "--into", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    terms = "terms.jsonl.gz"
    made = gzip.decompress((tmp_path / terms).read_bytes())
    assert made == gzip.decompress(shipped(terms).read_bytes())
    for table in ("armed_groups.tsv", "parties.tsv"):
        assert (tmp_path / table).read_bytes() == shipped(table).read_bytes(), table
