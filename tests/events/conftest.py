"""What the tests of events share: the shipped coder, and a small codebook to break."""

from __future__ import annotations

from pathlib import Path

import pytest

MEET = """\
type: MEET
quad: verbal cooperation
score: 2.5
definition: Two or more meet.
future: PLAN
reciprocal: true
requires: [two]
actor: [subject, between]
recipient: [with, object]
modes:
  visit:
    score: 4
    definition: One goes to the other.
    cues: [visit]
    about: ["@PLAN"]
signals:
  - name: meet
    verbs: [meet, "confer with"]
    object-not: ["@target"]
    confidence: 0.8
  - name: visit
    nouns: [visit, trip]
    prepositions: {to: ["@actor"]}
    actor: [subject, by, inside]
    recipient: [to, object.inside]
    modes: [visit]
examples:
  - text: Norway met Chile in Lima.
    published: 2014-05-08
    events:
      - {actors: [NOR, CHL], modality: actual}
counter-examples:
  - text: Norway meets the target.
    because: a target is nobody
"""

PLAN = """\
type: PLAN
quad: verbal cooperation
score: 1
definition: Somebody says what is to come.
signals:
  - name: plan
    verbs: [plan, announce]
    about: ["@MEET", "@dealing"]
    contexts: [economic]
examples:
  - text: Norway and Chile announced a meeting.
    events:
      - {actors: [NOR, CHL]}
      - {type: MEET, actors: [NOR, CHL], modality: planned}
"""

WORDS = """\
target: [target, goal]
dealing: [deal, trade, "@MEET"]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A codebook of two types in which nothing is wrong."""
    folder = tmp_path / "small"
    folder.mkdir()
    for name, text in (("MEET", MEET), ("PLAN", PLAN), ("words", WORDS)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder
