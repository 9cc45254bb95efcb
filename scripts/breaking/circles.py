"""Circles: sentences on ex-, vice- and co-holders of offices, whose clauses once went in circles.

Every sentence is coded and ends, and no clause of its structure hangs on itself.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from breaking import judging
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.plan import Plan
from breaking.running import Limits, forked

ABOUT = "4,000 sentences on an ex-, vice- or co-NOUN PARTICIPLE are coded and end"
BATCH = 100
PATIENCE = 5.0
"""Seconds of work on one sentence, which takes a hundredth of one."""

FIRST = "Police said a co-president linked to Iran seized a tanker."

PREFIXES = ("ex", "vice", "co")
NOUNS = (
    "president", "minister", "chairman", "chairwoman", "pilot", "founder", "leader", "governor",
    "commander", "ambassador", "director", "mayor", "senator", "envoy", "general", "admiral",
    "chief", "premier", "owner", "captain", "spokesman", "speaker", "banker",
)  # fmt: skip
PARTICIPLES = (
    "linked to", "accused by", "named by", "wanted by", "sworn in by", "tied to", "backed by",
    "sent to", "held in", "born in", "paid by", "known in", "jailed in", "exiled from",
    "expelled from", "invited to", "opposed to", "loyal to", "close to", "sought by",
)  # fmt: skip
FRAMES = (
    "Police said a {who} Iran seized a tanker.",
    "A {who} Chile met the envoy of Norway.",
    "The {who} Fiji has accused Peru of lying.",
)


class Late(BaseException):
    """Raised in a sentence that takes too long."""


def sentences(seed: int, many: int) -> list[str]:
    """So many of the sentences, all of them at most, the one first found at their head."""
    everything = [
        frame.format(who=f"{prefix}-{noun} {participle}")
        for frame in FRAMES
        for prefix in PREFIXES
        for noun in NOUNS
        for participle in PARTICIPLES
    ]
    everything.remove(FIRST)
    return [FIRST, *Random(f"{seed} circles").sample(everything, min(many - 1, len(everything)))]


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Codes ``plan.circles`` sentences, each a report of its own."""
    texts = sentences(plan.seed, plan.circles)
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        done = forked(lambda batch=batch: dict(coded(kernel, batch)), Limits(plan.watchdog))  # type: ignore[misc]
        found = done.result or {}
        for text in batch:
            faults = found.get(text, judging.unclean(done) or ["was not reached"])
            ledger.judge(text, faults, {"sentence.txt": text})
        if start // BATCH % 10 == 9:
            ledger.progress(f"{start + len(batch)} of {len(texts)} sentences")


def coded(kernel: Kernel, texts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each sentence with what is wrong with how it is coded."""
    from detente.model import Report, Span

    def late(*given: Any) -> None:
        raise Late

    signal.signal(signal.SIGVTALRM, late)
    for text in texts:
        report = Report(id="s", source="s", text=text, paragraphs=(Span(0, len(text)),))
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            (structure,) = kernel.coder.parser.parse([report])
            (annotation,) = kernel.coder.annotate([report])
            faults = circular(structure) + judging.untrue_spans(annotation)
        except Late:
            faults = [f"goes in circles: {PATIENCE:.0f} s of work on one sentence"]
        except Exception as error:
            faults = [f"raises {error!r}"]
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        yield text, faults


def circular(structure: Any) -> list[str]:
    """Clauses of a structure that hang, by way of others, on themselves."""
    clauses = structure.clauses
    for clause in clauses:
        seen, above = set(), clause.parent
        while above is not None and above not in seen:
            if above == clause.index:
                return [f"the clause of “{clause.lemma}” hangs on itself"]
            seen.add(above)
            above = clauses[above].parent
    return []
