"""Which statement answers which."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from detente.model import Actor, Annotation, Place, PlaceMention, Span, Statement, StatementKind
from detente.positions import discourse
from factories import annotate, find, person, state
from thorough import tries

CHILE, NORWAY, FIJI = state("Chile", "CHL"), state("Norway", "NOR"), state("Fiji", "FJI")
RUIZ, LIND = person("Ana Ruiz", "CHL"), person("Bo Lind", "NOR")
ACTORS = {"a1": CHILE, "a2": NORWAY, "a3": RUIZ, "a4": LIND}
ROCKS = Place("Far Rocks", "CHL", claimed_by=("CHL", "NOR"))


def said(
    text: str, speaker: str | None, cue: str, content: str, *kinds: StatementKind
) -> Statement:
    """A statement of words of *text*; the content is looked for after the cue."""
    at = find(text, cue)
    after = content in text[at.end :]
    return Statement(
        source=None, cue=at, content=(find(text, content, at.end if after else 0),),
        form="indirect", speaker=speaker, kinds=kinds,
    )  # fmt: skip


def report(
    text: str, *statements: Statement, id: str = "r1", day: str | None = "2012-03-05"
) -> Annotation:
    """A report in which the actors of ``ACTORS`` that it names are known."""
    named = {key: actor for key, actor in ACTORS.items() if actor.name in text}
    made = annotate(id, text, published=day, actors=named, said=statements)
    rocks = [
        PlaceMention(find(text, name), ROCKS)
        for name in ("Far Rocks", "the islets")
        if name in text
    ]
    return replace(made, places=tuple(rocks))


def answers(*annotations: Annotation) -> list[tuple[int, int, str]]:
    """Answering statement, answered one, and how, of reports whose ids don't matter."""
    return [(a.statement[1], a.to[1], a.kind) for a in discourse(annotations).answers]


REFUSED = (
    "Chile suggested forming a fishing board for Far Rocks. "
    "Norway replied that such a board would not be useful."
)


def refused(speaker: str | None = "a2") -> Annotation:
    return report(
        REFUSED,
        said(REFUSED, "a1", "suggested", "forming a fishing board for Far Rocks", "proposal"),
        said(REFUSED, speaker, "replied", "such a board would not be useful", "refusal"),
    )


def test_a_refusal_answers_the_proposal_it_takes_up() -> None:
    (answer,) = discourse([refused()]).answers
    assert (answer.statement, answer.to, answer.kind) == (("r1", 1), ("r1", 0), "refuses")
    assert "takes up what was said" in answer.reason
    assert "is said in response" in answer.reason


def test_nobody_answers_their_own_side() -> None:
    assert answers(refused(speaker="a1")) == []


def test_an_unknown_speaker_answers_nothing() -> None:
    assert answers(refused(speaker=None)) == []


def test_a_refusal_of_something_else_is_no_answer() -> None:
    text = (
        "Chile suggested forming a fishing board for Far Rocks. It rained in Lima. "
        "The season had ended. Boats stayed in port. Nobody was seen. The day was long. "
        "Norway refused to print more stamps."
    )
    assert (
        answers(
            report(
                text,
                said(text, "a1", "suggested", "forming a fishing board for Far Rocks", "proposal"),
                said(text, "a2", "refused", "to print more stamps", "refusal"),
            )
        )
        == []
    )


def test_a_lead_may_tell_the_answer_first() -> None:
    text = (
        "Norway turned down a Chile offer to share the lobster catch. "
        "Talks were held in Lima. They were short. Nobody smiled. "
        "Chile offered to share the lobster catch near Far Rocks."
    )
    found = answers(
        report(
            text,
            said(text, "a2", "turned", "a Chile offer to share the lobster catch", "refusal"),
            said(text, "a1", "offered", "to share the lobster catch near Far Rocks", "offer"),
        )
    )
    assert found == [(0, 1, "refuses")]


@pytest.mark.parametrize(
    ("cue", "asked", "kinds", "how"),
    [
        ("denied", "accusation", ("denial",), "denies"),
        ("accepted", "offer", (), "accepts"),
        ("accepted", "refusal", (), None),
        ("denied", "proposal", ("denial",), None),
    ],
)
def test_what_answers_what(
    cue: str, asked: StatementKind, kinds: tuple[StatementKind, ...], how: str | None
) -> None:
    text = f"Chile spoke of a lobster quota for Norway. Norway {cue} that lobster quota of Chile."
    found = answers(
        report(
            text,
            said(text, "a1", "spoke", "of a lobster quota for Norway", asked),
            said(text, "a2", cue, "that lobster quota of Chile", *kinds),
        )
    )
    assert found == ([] if how is None else [(1, 0, how)])


def test_what_somebody_is_said_to_have_denied_does_not_answer_them() -> None:
    text = "Ana Ruiz said that Norway denied the lobster raid."
    found = answers(
        report(
            text,
            said(text, "a3", "said", "that Norway denied the lobster raid", "claim"),
            said(text, "a2", "denied", "the lobster raid", "denial"),
        )
    )
    assert found == []


FIRST = "Chile proposed that lobster quotas be shared by a harbour council."
SECOND = "Norway rejected lobster quotas shared by a harbour council, as Chile wants them."


def between(second_day: str | None, second: str = SECOND) -> list[tuple[int, int, str]]:
    content = second[len("Norway rejected ") : -1]
    return answers(
        report(FIRST, said(FIRST, "a1", "proposed", FIRST[15:-1], "proposal")),
        report(second, said(second, "a2", "rejected", content, "refusal"), id="r2", day=second_day),
    )


def test_an_answer_may_stand_in_a_later_report() -> None:
    assert between("2012-03-09") == [(0, 0, "refuses")]


@pytest.mark.parametrize("day", ["2012-03-01", "2013-03-09", None])
def test_no_answer_comes_before_or_long_after_or_on_no_day(day: str | None) -> None:
    assert between(day) == []


def test_between_reports_the_other_side_is_named() -> None:
    assert between("2012-03-09", SECOND.replace(", as Chile wants them", "")) == []


def test_a_matter_is_taken_over_from_what_is_answered() -> None:
    first, second = discourse([refused()]).contexts
    (named,) = [m for m in first.matters if m.kind == "place"]
    (taken,) = [m for m in second.matters if m.kind == "place"]
    assert named.span is not None
    assert named.span.of(REFUSED) == "Far Rocks"
    assert (taken.name, taken.span) == ("Far Rocks", None)


def test_a_condition_keeps_the_half_that_must_come_true() -> None:
    for text, half in {
        "Norway would only sign if the patrols ended.": "if the patrols ended",
        "Norway would not sign unless the patrols ended.": "unless the patrols ended",
        "If the patrols ended, Norway would sign.": "If the patrols ended",
    }.items():
        whole = Statement(
            None, None, (Span(0, len(text) - 1),), "indirect", "a2", None, ("condition",)
        )
        (context,) = discourse([report(text, whole)]).contexts
        assert context.condition is not None
        assert context.condition.of(text) == half


def test_statements_know_the_acts_they_are_and_tell_of() -> None:
    from factories import act

    text = "Norway accused Chile of an attack. Bo Lind said that Chile attacked Norway."
    made = annotate(
        "r1", text, published="2012-03-05", actors={"a1": CHILE, "a2": NORWAY, "a4": LIND},
        events=[
            act("accused", "ACCUSE", actors="a2", recipients="a1"),
            act("attacked", "ASSAULT", actors="a1", recipients="a2"),
        ],
        said=[
            said(text, "a2", "accused", "of an attack", "accusation"),
            said(text, "a4", "said", "that Chile attacked Norway", "accusation"),
        ],
    )  # fmt: skip
    first, second = discourse([made]).contexts
    assert (first.performs, first.tells) == (("r1-e0",), ())
    assert (second.performs, second.tells) == ((), ("r1-e1",))


KINDS = st.sampled_from(["proposal", "refusal", "accusation", "denial", "condition", "claim"])
WORDS = ["lobster", "quota", "harbour", "council", "such a council", "the offer", "Chile", "Norway"]


@st.composite
def exchanges(draw: st.DrawFn) -> list[Annotation]:
    found = []
    for number in range(draw(st.integers(1, 3))):
        parts, statements = [], []
        for _ in range(draw(st.integers(0, 4))):
            speaker = draw(st.sampled_from([("Chile", "a1"), ("Norway", "a2"), ("She", None)]))
            words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))
            start = sum(map(len, parts))
            parts.append(f"{speaker[0]} replied {words}. ")
            cue = start + len(speaker[0]) + 1
            content = Span(cue + 8, cue + 8 + len(words))
            kind = draw(KINDS)
            statements.append(
                Statement(
                    None, Span(cue, cue + 7), (content,), "indirect", speaker[1], None, (kind,)
                )
            )
        day = draw(st.sampled_from(["2012-03-05", "2012-04-01", None]))
        text = "".join(parts) or "Nothing."
        known: dict[str, Actor] = {"a1": CHILE, "a2": NORWAY}
        made = annotate(f"r{number}", text, published=day, said=statements)
        mentions = annotate(
            "x", text, actors={k: a for k, a in known.items() if a.name in text}
        ).mentions
        found.append(replace(made, actors=known, mentions=mentions))
    return found


@settings(max_examples=tries(60), deadline=None)
@given(exchanges(), st.randoms())
def test_answers_do_not_depend_on_order_and_hold(
    annotations: list[Annotation], random: object
) -> None:
    known = {a.report.id: a for a in annotations}
    found = discourse(annotations)
    assert discourse(annotations[::-1]) == found
    assert len({a.statement for a in found.answers}) == len(found.answers)
    for answer in found.answers:
        one, two = (known[r].statements[n] for r, n in (answer.statement, answer.to))
        assert one.speaker
        assert two.speaker
        assert one.speaker != two.speaker
    assert len(found.contexts) == sum(len(a.statements) for a in annotations)
    for context in found.contexts:
        text = known[context.report].report.text
        for matter in context.matters:
            assert matter.span is None or matter.span.of(text)
