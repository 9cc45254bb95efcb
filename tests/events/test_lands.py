"""What befalls a land: the codebook's role ``land``."""

from __future__ import annotations

import pytest

from detente.events.codebook import Example
from detente.events.examples import example_report
from detente.model import Annotation
from detente.pipeline import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The shipped coder."""
    return Coder.load()


def annotated(coder: Coder, text: str) -> Annotation:
    return next(iter(coder.annotate([example_report(Example(text=text), 1)])))


def test_shells_fired_into_a_country_are_fired_at_it(coder: Coder) -> None:
    annotation = annotated(coder, "Palestinian militants fired two rockets into Israel on Sunday.")
    (event,) = annotation.events
    (recipient,) = event.recipients
    assert annotation.actors[recipient.actor].country == "ISR"
    assert recipient.span.of(annotation.report.text) == "Israel"


def test_a_land_in_which_nothing_befalls_anybody_is_no_actor(coder: Coder) -> None:
    annotation = annotated(coder, "The French minister spoke at length in Portugal.")
    assert all(actor.country != "PRT" for actor in annotation.actors.values())
