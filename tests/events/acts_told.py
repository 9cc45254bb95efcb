"""Acts in a line each, so that a test shows at once who did what to whom, and when."""

from __future__ import annotations

from detente.events.codebook import Example
from detente.events.examples import example_report
from detente.model import Annotation
from detente.pipeline import Coder


def annotated(coder: Coder, text: str, published: str = "2014-05-14") -> Annotation:
    """The annotation of a short report; 14 May 2014 is a Wednesday."""
    example = Example(text=text, published=published)
    return next(iter(coder.annotate([example_report(example, 1)])))


def acts(coder: Coder, text: str, published: str = "2014-05-14") -> list[str]:
    """Every act of *text*: "actual ACCUSE ARG > CHL", countries sorted, "?" where none is known."""
    annotation = annotated(coder, text, published)

    def side(participants: tuple[object, ...]) -> str:
        known = (annotation.actors[p.actor].country or "?" for p in participants)  # type: ignore[attr-defined]
        return "+".join(sorted(known)) or "-"

    return [
        f"{m.modality} {m.type} {side(m.actors)} > {side(m.recipients)}" for m in annotation.events
    ]
