"""A small record to ask, and a coder that codes a little English without a language model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import click
from click.testing import Result
from msgspec.structs import replace

from detente.cli import cli
from detente.document import ActorReading, Document
from detente.model import Annotation, Place, Report, Statement
from factories import KINDS, Act, act, annotate, find, person, state

ACTORS = {"Chile": "CHL", "Norway": "NOR", "Fiji": "FJI"}
VERBS = {"met": "CONSULT", "accused": "ACCUSE", "attacked": "ASSAULT"}

Run = Callable[..., Result]


def commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command by its whole name, then those under it."""
    yield name, command
    if isinstance(command, click.Group):
        for inner, below in command.commands.items():
            yield from commands(f"{name} {inner}".strip(), below)


def verbs() -> dict[str, click.Command]:
    """The commands that do something, by what follows ``detente``: "read", "codebook check"."""
    return {n: c for n, c in commands("", cli) if not isinstance(c, click.Group)}


class NoTables:
    """Tables of actors that know nobody."""

    known_until = "2011-01-01"

    def people(self, name: str) -> tuple[()]:
        """Nobody."""
        return ()


class SmallCoder:
    """Codes "X met Y" of three states, on the day of the report."""

    codebook_hash = "c0de"
    version = "small coder 1"
    kinds = KINDS
    tables = NoTables()

    types = frozenset(VERBS.values())

    def read(self, reports: Iterable[Report]) -> Iterator[Document]:
        for report in reports:
            made = self._annotated(report)
            who = ActorReading(made.actors, made.mentions)
            yield Document(report, actors=who, speakers=who, events=made.events)

    def annotate(self, reports: Iterable[Report]) -> Iterator[Annotation]:
        for report in reports:
            yield self._annotated(report)

    def _annotated(self, report: Report) -> Annotation:
        found = {name: code for name, code in ACTORS.items() if name in report.text}
        actors = {f"a{i}": state(name, code) for i, (name, code) in enumerate(found.items(), 1)}
        ids = {actor.name: key for key, actor in actors.items()}
        day = report.published
        when = f"{day.earliest or ''}/{day.latest or ''}" if day.earliest or day.latest else None
        acts: list[Act] = [
            act(match[0], VERBS[match[2]], actors=f"{ids[match[1]]} {ids[match[3]]}", date=when)
            for match in re.finditer(r"(\w+) (met|accused|attacked) (\w+)", report.text)
            if match[1] in ids and match[3] in ids
        ]
        made = annotate(report.id, report.text, actors=actors, events=acts)
        return replace(made, report=report)


LIMA = Place("Lima", "PER", -12.0, -77.0, 3936456)
FIRST = "Ana Ruiz of Chile met Bo Lind of Norway in Lima. Chile “will not pay”, she said."
SECOND = "Norway and Chile met again in Lima. Norway did not attack Chile."
THIRD = "Chile accused Norway of piracy before the talks."


def reports() -> list[Annotation]:
    """Three reports of two meetings: a dated one, an undated one, and one with its day inferred."""
    ana, bo = person("Ana Ruiz", "CHL", "Minister for Foreign Affairs"), person("Bo Lind", "NOR")
    chile, norway = state("Chile", "CHL"), state("Norway", "NOR")
    said = Statement(
        source=find(FIRST, "she"), cue=find(FIRST, "said"), content=(find(FIRST, "will not pay"),),
        form="partial", speaker="a1", kinds=("refusal",),
    )  # fmt: skip
    first = annotate(
        "first", FIRST, published="2012-03-05", headline="Ministers meet", source="news/first.txt",
        actors={"a1": ana, "a2": bo, "a3": chile, "a4": norway},
        events=[act("met", "CONSULT", actors="a1 a2", date="2012-03-05", place=LIMA,
                    modes="multilateral")],
        said=[said],
    )  # fmt: skip
    second = annotate(
        "second", SECOND, published="2012-04-02", source="news/second.txt",
        actors={"a1": norway, "a2": chile},
        events=[
            act("met", "CONSULT", actors="a1 a2", date="2012-04-02", place=LIMA),
            act("attack", "ASSAULT", actors="a1", recipients="a2", modality="negated",
                date="2012-04-02"),
        ],
    )  # fmt: skip
    third = annotate(
        "third",
        THIRD,
        source="news/third.txt",
        actors={"a1": chile, "a2": norway},
        events=[act("accused", "ACCUSE", actors="a1", recipients="a2", date="/2012-03-05")],
    )
    inferred = replace(
        first.report.published, earliest=None, basis="inferred",
        reasons=("its talks are those of news/first.txt, which was published on 2012-03-05",),
    )  # fmt: skip
    return [first, second, replace(third, report=replace(third.report, published=inferred))]
