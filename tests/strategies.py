"""Hypothesis strategies, kept in one place and used everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from detente.merging import Ruling
from detente.model import (
    Actor,
    Annotation,
    Attribution,
    EventDate,
    EventMention,
    EventPlace,
    Interval,
    Mention,
    Participant,
    Place,
    PlaceMention,
    Published,
    Report,
    Span,
    Statement,
    TimeMention,
    Uncoded,
)
from factories import QUADS, person, state

FIRST_DAY = date(2010, 1, 1)

# Few enough that generated mentions often are of the same ones.
ACTORS = (
    state("Chile", "CHL"),
    state("Norway", "NOR"),
    state("Fiji", "FJI"),
    person("Ana Ruiz", "CHL", "Minister for Foreign Affairs"),
    person("Bo Lind", "NOR"),
    person("Cy Oke", None),
)
PLACES = (
    Place("Lima", "PER", -12.0, -77.0, 3936456),
    Place("Oslo", "NOR"),
    Place("Far Rocks", "CHL", claimed_by=("CHL", "NOR")),
)


def spans_in(text: str) -> st.SearchStrategy[Span]:
    """Spans of *text*, not empty."""
    return st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, max(1, len(text)))).map(
        lambda ends: Span(min(ends), max(min(ends) + 1, max(ends)))
    )


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Days, months and stretches of one winter, and unknown ends."""
    first = FIRST_DAY + timedelta(days=draw(st.integers(0, 60)))
    kind = draw(st.sampled_from(["day", "day", "week", "month", "open", "unknown"]))
    if kind == "unknown":
        return Interval()
    if kind == "open":
        return Interval(None, first, "span")
    length = {"day": 0, "week": 6, "month": 30}[kind]
    return Interval(first, first + timedelta(days=length), kind)  # type: ignore[arg-type]


@st.composite
def event_mentions(
    draw: st.DrawFn, id: str, text: str, sentences: Sequence[Span], actors: Sequence[str]
) -> EventMention:
    """An act somewhere in *text* by some of *actors*."""
    number = draw(st.integers(0, len(sentences) - 1))
    extent = sentences[number]
    inside = draw(spans_in(extent.of(text)))
    trigger = Span(extent.start + inside.start, extent.start + inside.end)
    participant = st.builds(Participant, st.sampled_from(actors), spans_in(text))
    parts = st.lists(participant, max_size=2, unique_by=lambda p: p.actor).map(tuple)
    type_ = draw(st.sampled_from(["CONSULT", "CONSULT", "AGREE", "ACCUSE"]))
    quad, score = QUADS[type_]
    return EventMention(
        id=id,
        type=type_,
        modes=draw(st.sampled_from([(), ("visit",), ("multilateral",)])),
        contexts=draw(st.sampled_from([(), ("territory",), ("economic", "territory")])),
        actors=draw(parts),
        recipients=draw(parts),
        trigger=trigger,
        extent=extent,
        sentence=number,
        date=EventDate(draw(intervals())),
        place=draw(st.none() | st.builds(EventPlace, st.sampled_from(PLACES), st.none())),
        modality=draw(st.sampled_from(["actual", "actual", "planned", "negated"])),
        attribution=draw(
            st.none() | st.builds(Attribution, st.sampled_from(actors), spans_in(text))
        ),
        score=score,
        quad=quad,  # type: ignore[arg-type]
        confidence=draw(st.floats(0, 1)),
        type_confidence=draw(st.floats(0, 1)),
    )


# Whole clauses, so that what is said in one report is often said again in another.
CLAUSES = (
    "Chile and Norway held talks on fishing.",
    "Ana Ruiz visited the Far Rocks.",
    "Norway accused Chile of taking too much cod.",
    "They agreed to build a harbour in Lima.",
    "Ruiz\u2019s \u201cproposal\u201d was turned down \U0001f41f.",
)


@st.composite
def annotations(draw: st.DrawFn, id: str = "r1") -> Annotation:
    """An annotation whose every span holds in its text."""
    clauses = draw(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4))
    text, sentences = "", []
    for clause in clauses:
        sentences.append(Span(len(text), len(text) + len(clause)))
        text += clause + draw(st.sampled_from([" ", "\n\n"]))
    known: dict[str, Actor] = {f"a{i}": actor for i, actor in enumerate(ACTORS)}
    count = draw(st.integers(0, 4))
    when = draw(intervals())
    span = spans_in(text)
    return Annotation(
        report=Report(
            id=id,
            source=f"{id}.txt",
            text=text,
            published=Published(when.earliest, when.latest, basis="stated")
            if when.precision == "day"
            else Published(),
            headline=draw(st.none() | st.text(max_size=10)),
            paragraphs=tuple(sentences),
        ),
        sentences=tuple(sentences),
        actors=known,
        mentions=tuple(draw(st.lists(st.builds(Mention, span, st.sampled_from([*known]))))),
        times=tuple(
            draw(
                st.lists(
                    st.builds(TimeMention, span, intervals(), st.just("DATE"), st.just("2010-01")),
                    max_size=2,
                )
            )
        ),
        places=tuple(
            draw(st.lists(st.builds(PlaceMention, span, st.sampled_from(PLACES)), max_size=2))
        ),
        statements=tuple(
            draw(
                st.lists(
                    st.builds(
                        Statement,
                        source=st.none() | span,
                        cue=st.none() | span,
                        content=st.lists(span, min_size=1, max_size=2).map(tuple),
                        form=st.sampled_from(["direct", "indirect"]),
                        speaker=st.none() | st.sampled_from([*known]),
                        kinds=st.sampled_from([(), ("claim",), ("demand", "warning")]),
                    ),
                    max_size=2,
                )
            )
        ),
        events=tuple(
            draw(event_mentions(f"{id}-e{i}", text, sentences, [*known])) for i in range(count)
        ),
        uncoded=tuple(
            draw(st.lists(st.builds(Uncoded, span, st.just("no type fits")), max_size=1))
        ),
    )


@st.composite
def archives(draw: st.DrawFn, most: int = 4) -> list[Annotation]:
    """Annotations of a few reports with ids of their own."""
    return [draw(annotations(f"r{i}")) for i in range(draw(st.integers(0, most)))]


# What a page has on a line, in the shapes the reading room knows; the rest is any text.
HEADLINES = ("Ministers meet in Lima", "Cod war: no end in sight?", "Ana Ruiz visits Far Rocks")
LEADS = (
    "",
    "LIMA (AFP) - ",
    "Oslo: ",
    "SUVA, Fiji, May 3 2012 (Reuters) -- ",
    "Post News, 3 May - ",
)
ASIDES = (
    "By Ana Writer",
    "Bureau Report",
    "world Updated: Mar 5, 2012 16:01 IST",
    "First Published: Mar 5, 2012 15:58 IST",
    "Published on 31 February 2012",
    "5 March 2012",
    "Read more: Cod prices rise",
    "Related stories",
    "Harbour Post App: Read latest news of the coast.",
    "© 2012 Harbour Post. All rights reserved.",
    "https://example.org/2012/03/05/talks",
    "***",
)


@st.composite
def web_texts(draw: st.DrawFn) -> str:
    """A report as it is copied from a web page: headline, report and furniture, in any order."""
    body = st.builds(str.__add__, st.sampled_from(LEADS), st.sampled_from(CLAUSES))
    strange = st.text(
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40
    )
    line = st.one_of(body, body, st.sampled_from(HEADLINES), st.sampled_from(ASIDES), strange)
    lines = draw(st.lists(line, min_size=1, max_size=8))
    breaks = [draw(st.sampled_from(["\n\n", "\n", "\n \n", "\r\n"])) for _ in lines]
    return "".join(part for pair in zip(lines, breaks, strict=True) for part in pair)


@st.composite
def rulings(draw: st.DrawFn, archive: Sequence[Annotation], most: int = 5) -> tuple[Ruling, ...]:
    """What somebody decided of the mentions of *archive*, one thing after the other."""
    names = [(a.report.id, m.id) for a in archive for m in a.events]
    if len(names) < 2:
        return ()
    made = []
    for _ in range(draw(st.integers(0, most))):
        several = draw(st.lists(st.sampled_from(names), min_size=2, max_size=5, unique=True))
        cut = draw(st.integers(1, len(several) - 1))
        made.append(Ruling(draw(st.booleans()), tuple(several[:cut]), tuple(several[cut:])))
    return tuple(made)
