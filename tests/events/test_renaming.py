"""Nothing but the codebook knows what its types, modes and contexts are called."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from detente.events import EventCoder, load_codebook
from detente.events.examples import example_report
from detente.events.renaming import Names, Renaming
from detente.merging import Kinds, merge
from detente.model import Annotation, Event
from detente.model.kinds_of_acts import Kind
from factories import KINDS, act, annotate, person, state

SHIPPED = load_codebook()
STATES = {"chl": state("Chile", "CHL"), "nor": state("Norway", "NOR")}
PEOPLE = {"ruiz": person("Ana Ruiz", "CHL"), "lind": person("Bo Lind", "NOR")}
DAY = "2012-03-05"


def told(report: str, type_: str, **fields: str) -> Annotation:
    """A report in which Ana Ruiz and Bo Lind, or their states, do something."""
    text = f"{report} did it. Chile Norway Ana Ruiz Bo Lind"
    mention = act("did", "CONSULT", **{"date": DAY, "actors": "chl nor", **fields})
    made = annotate(report, text, published=DAY, actors=STATES | PEOPLE, events=[mention])
    typed = (replace(event, type=type_, quad=SHIPPED.types[type_].quad) for event in made.events)
    return replace(made, events=tuple(typed))


def archive(type_: str) -> list[Annotation]:
    """Mentions of a type that are one or two events by what acts of the type are known by."""
    return [
        told("the first", type_),
        told("the second", type_, actors="ruiz lind"),
        told("the third", type_, actors="ruiz", recipients="nor", modes="visit"),
        told("the fourth", type_, actors="lind", recipients="chl", modes="visit"),
        told("the fifth", type_, contexts="diplomatic"),
        told("the sixth", type_, contexts="diplomatic economic"),
    ]


def merging(annotations: list[Annotation], kinds: Kinds) -> list[list[str]]:
    return sorted(
        sorted(report for report, _ in e.mentions) for e in merge(annotations, kinds=kinds)
    )


def renamed(annotation: Annotation, names: Names) -> Annotation:
    return replace(annotation, events=tuple(map(names.mention, annotation.events)))


@pytest.mark.parametrize("type_", sorted(SHIPPED.types))
def test_a_shipped_type_merges_the_same_by_another_name(type_: str) -> None:
    names = Names.of(SHIPPED)
    copy = names.codebook(SHIPPED)
    own = archive(type_)
    others = [renamed(annotation, names) for annotation in own]
    assert merging(others, copy.kinds()) == merging(own, SHIPPED.kinds())


def test_meetings_under_another_name_are_not_merged_by_chance() -> None:
    """What the test before shows is not that all types merge alike."""
    assert len(merging(archive("CONSULT"), SHIPPED.kinds())) == 2
    assert len(merging(archive("CONSULT"), Kinds())) == 6


def test_the_shipped_codebook_says_by_what_acts_are_known() -> None:
    kinds = SHIPPED.kinds()
    assert {name for name, kind in kinds.types.items() if kind.known_by == "who"} == {"CONSULT"}
    assert kinds.of("CONSULT") == KINDS.of("CONSULT")
    assert kinds.untelling == KINDS.untelling
    assert kinds.spoken == KINDS.spoken
    assert kinds.of("BOARD") == Kind()


def test_a_copy_under_other_names_has_no_old_ones() -> None:
    names = Names.of(SHIPPED)
    copy = names.codebook(SHIPPED)
    assert not {*copy.types, *copy.contexts} & {*SHIPPED.types, *SHIPPED.contexts}
    text = repr((list(copy.types.values()), copy.words, copy.contexts))
    # Definitions tell of types by name, and are for people.
    for type_ in copy.types.values():
        assert not {type_.future, *type_.not_beside, *type_.modes} & {*SHIPPED.types, *names.modes}
    assert not [name for name in SHIPPED.types if f"'@{name}'" in text]


@pytest.fixture(scope="module")
def renaming(coder):  # type: ignore[no-untyped-def]
    """Some examples of the shipped codebook, coded by it and by its copy."""
    examples = [example for t in SHIPPED.types.values() for example in t.examples[:3]]
    made = Renaming(coder.events)
    for document in coder.read([example_report(e, n) for n, e in enumerate(examples)]):
        made.see(document)
    return made


def test_some_examples_code_and_merge_the_same_by_other_names(renaming: Renaming) -> None:
    assert renaming.differences(lambda annotations, kinds: merge(annotations, kinds=kinds)) == ()


def test_merging_by_a_name_is_told(renaming: Renaming) -> None:
    def by_name(annotations: list[Annotation], kinds: Kinds) -> tuple[Event, ...]:
        return merge(annotations, kinds=KINDS)

    found = renaming.differences(by_name)
    assert found
    assert all(difference.startswith("merged otherwise") for difference in found)


def test_coding_by_a_name_is_told(coder, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    made = Renaming(coder.events)
    honest = EventCoder.with_events

    def by_name(self, document):  # type: ignore[no-untyped-def]
        found = honest(self, document)
        kept = tuple(e for e in found.events if e.type in SHIPPED.types)
        return replace(found, events=kept)

    monkeypatch.setattr(EventCoder, "with_events", by_name)
    (example, *_) = SHIPPED.types["CONSULT"].examples
    (document,) = coder.read([example_report(example, 0)])
    made.see(document)
    (difference,) = made.differences(lambda annotations, kinds: merge(annotations, kinds=kinds))
    assert difference.startswith("coded otherwise")
