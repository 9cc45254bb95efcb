"""Orders: the same reports make the same record, in whatever order and batches they come.

Among them are twins: the same text under two paths.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from breaking import judging, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.plan import Plan

ABOUT = "the same reports in any order and batches, twins among them, make the same record"


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Reads the examples, their twins and some more in ``plan.orders`` orders and batchings."""
    dice = Random(f"{plan.seed} orders")
    names = lay_out(folder)
    wanted, faults = exports(kernel, folder, "sorted.duckdb", [names])
    if not ledger.judge("all at once, in the order of their names", faults):
        return
    for number in range(plan.orders):
        batches = shuffled(names, dice)
        found, faults = exports(kernel, folder, f"{number}.duckdb", batches)
        for name, content in wanted.items():
            faults += judging.different(content, found[name], f"the export {name}")
        shown = "\n".join(" ".join(batch) for batch in batches)
        files: dict[str, bytes | str | Path] = {"order.txt": shown + "\n", "reports": folder / "in"}
        for name in wanted:
            if wanted[name] != found[name]:
                files |= {f"wanted-{name}": wanted[name], f"found-{name}": found[name]}
        ledger.judge(f"order {number + 1}, {len(batches)} readings", faults, files)
        ledger.progress(f"{number + 1} of {plan.orders} orders")


def lay_out(folder: Path) -> list[str]:
    """Makes the reports and their twins; gives their names as the commands get them."""
    inside = folder / "in"
    (inside / "twins").mkdir(parents=True)
    for path in reports.paths(reports.EXAMPLES):
        shutil.copyfile(path, inside / path.name)
        if path.suffix == ".txt":
            shutil.copyfile(path, inside / "twins" / f"a-{path.name}")
    shutil.copyfile(reports.EXAMPLES / "ivanov-visit.txt", inside / "zz-twin.txt")
    lines = reports.generated(9, "orders").splitlines(keepends=True)
    for number in range(3):
        (inside / f"more-{number}.jsonl").write_bytes(b"".join(lines[number * 3 : number * 3 + 3]))
    return sorted(str(path.relative_to(folder)) for path in inside.rglob("*") if path.is_file())


def shuffled(names: list[str], dice: Random) -> list[list[str]]:
    """The names in another order, cut into one to four readings; some come a second time."""
    order = dice.sample(names, len(names))
    cuts = sorted(dice.sample(range(1, len(order)), dice.randint(0, 3)))
    batches = [order[i:j] for i, j in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    batches[-1] += dice.sample(names, 2)
    return batches


def exports(
    kernel: Kernel, folder: Path, record: str, batches: list[list[str]]
) -> tuple[dict[str, bytes], list[str]]:
    """The exports of a record that the *batches* were read into, and what went wrong."""
    faults = []
    for batch in batches:
        done = kernel.command("read", *batch, "--record", record, cwd=folder)
        faults += judging.unclean(done, (judging.DONE,))
    return kernel.exports(folder / record), faults
