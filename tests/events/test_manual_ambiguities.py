"""What PLOVER's manual decides where a sentence could be read as several types, a test each.

The rules and sentences are in ``manual_ambiguities.yaml``, by the manual's sections.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from detente.events.codebook import Example, ExpectedEvent
from detente.events.codebook_loading import load_codebook
from detente.events.examples import example_report
from detente.model import EventMention, Participant

RULES: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("manual_ambiguities.yaml").read_text("utf-8")
)
CASES = [(text, events) for rule in RULES.values() for text, events in rule["cases"].items()]
EVENT = re.compile(r"(?:([a-z]+) )?([A-Z]+)([a-z, -]*): ([^>]+?)(?: > (.+))?")

# The types of chapter 3, as its sections have them, less those without a list of ambiguities.
SECTIONS = [f"3.{number}" for number in range(1, 17)]


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(sorted(name.strip() for name in (text or "").split(",") if name.strip()))


def _expected(text: str) -> ExpectedEvent:
    found = EVENT.fullmatch(text)
    assert found is not None, text
    modality, type_, modes, actors, recipients = found.groups()
    return ExpectedEvent(
        _names(actors), _names(recipients), type_, _names(modes), modality or "actual"
    )


@pytest.fixture(scope="module")
def coded(coder) -> dict[str, list[ExpectedEvent]]:
    """What each sentence codes as; all are parsed at once."""
    reports = [example_report(Example(text), number) for number, (text, _) in enumerate(CASES)]

    def of(event: EventMention, actors: dict[str, Any]) -> ExpectedEvent:
        def who(participants: tuple[Participant, ...]) -> tuple[str, ...]:
            named = (actors[p.actor] for p in participants)
            return tuple(sorted({actor.country or actor.name for actor in named}))

        return ExpectedEvent(
            who(event.actors), who(event.recipients), event.type, tuple(sorted(event.modes)),
            event.modality,
        )  # fmt: skip

    return {
        annotation.report.text: [of(event, annotation.actors) for event in annotation.events]
        for annotation in coder.annotate(reports)
    }


@pytest.mark.parametrize(("text", "events"), CASES, ids=[text[:60] for text, _ in CASES])
def test_the_manual_decides(coded, text, events):
    def key(event: ExpectedEvent) -> tuple[Any, ...]:
        return (event.type, event.actors, event.recipients, event.modes or (), event.modality)

    assert sorted(coded[text], key=key) == sorted(map(_expected, events), key=key)


def test_every_type_of_the_manual_has_its_rules():
    told = {name.partition(" ")[0] for name in RULES}
    assert [section for section in SECTIONS if section not in told] == []


def test_the_docs_tell_the_rules():
    page = (Path(__file__).resolve().parents[2] / "docs" / "codebook.md").read_text("utf-8")
    rows = [f"| {name.partition(' ')[0]} | {rule['rule']} |" for name, rule in RULES.items()]
    assert [row for row in rows if row not in page] == []


def test_where_the_manual_contradicts_itself():
    types = load_codebook().types
    assert types["ACCUSE"].score == -3
    assert all(mode.score < 0 for mode in types["ACCUSE"].modes.values())
    assert types["SANCTION"].quad == "material conflict"
    assert "FIGHT" not in types
    assert "unconventional" in types["ASSAULT"].modes
