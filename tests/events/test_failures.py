"""An example that fails says what was wanted, what came out, and why."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from detente.events.codebook import Codebook, Example, ExpectedEvent
from detente.events.examples import Failure, check_examples
from detente.pipeline import Coder


@pytest.fixture(scope="module")
def failing(coder: Coder):
    """The failure of one example, or ``None``, where the codebook has no other."""

    def run(type_: str, example: Example, *, counter: bool = False) -> Failure | None:
        types = {
            name: replace(event_type, examples=(), counter_examples=())
            for name, event_type in coder.events.codebook.types.items()
        }
        field = "counter_examples" if counter else "examples"
        types[type_] = replace(types[type_], **{field: (example,)})
        codebook: Codebook = replace(coder.events.codebook, types=types)
        told: list[tuple[int, int]] = []
        failures = list(check_examples(codebook, coder, lambda n, of: told.append((n, of))))
        assert told == [(1, 1)]
        return failures[0] if failures else None

    return run


MEETING = ExpectedEvent(actors=("NOR", "CHL"))


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Norway met.", MEETING, "CONSULT: a second participant is not known"),
        ("Norway met Peru.", MEETING, "its actors are Norway/NOR, Peru/PER, not NOR, CHL"),
        ("Norway did not meet Chile.", MEETING, "(“not” makes it negated), not actual"),
        (
            "Norway met Chile.",
            ExpectedEvent(actors=("NOR", "CHL"), modes=("visit",)),
            "its modes are none, not visit",
        ),
        ("Norway painted Chile.", MEETING, "signals has “paint” (verb)"),
        ("Norway exchanged fish with Chile.", MEETING, "its object is “fish”, none of view"),
    ],
)
def test_a_miss_is_explained(failing, text: str, expected: ExpectedEvent, reason: str) -> None:
    failure = failing("CONSULT", Example(text=text, events=(expected,)))
    assert failure is not None
    assert any(reason in why for why in failure.why), failure.why
    assert failure.wanted.startswith("CONSULT")
    assert failure.place == "examples[0]"


def test_an_event_too_many_is_explained(failing) -> None:
    failure = failing("CONSULT", Example(text="Norway attacked Chile."))
    assert failure is not None
    assert (failure.wanted, failure.counter) == ("nothing", False)
    assert failure.why == ("ASSAULT is not wanted: ASSAULT/attack matched “attacked”",)


def test_a_counter_example_minds_its_own_type_only(failing) -> None:
    assert failing("CONSULT", Example(text="Norway attacked Chile."), counter=True) is None
    failure = failing("ASSAULT", Example(text="Norway attacked Chile."), counter=True)
    assert failure is not None
    assert failure.place == "counter-examples[0]"


def test_what_codes_as_stated_is_no_failure(failing) -> None:
    assert failing("CONSULT", Example(text="Norway met Chile.", events=(MEETING,))) is None
