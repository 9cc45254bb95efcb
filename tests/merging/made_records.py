"""Records of any size made by a generator: one dyad's many acts, and things that recur.

No text is taken from anywhere: words are made of syllables of no language, as rare as words are in
news, and the generator knows what is one event.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from detente.model import Annotation, Place, Span
from factories import Act, act, annotate, person, state

FIRST_DAY = date(2015, 1, 1)
STATES = (state("Chile", "CHL"), state("Norway", "NOR"))
PERSONS = (person("Ana Ruiz", "CHL"), person("Bo Lind", "NOR"))
PLACES = tuple(Place(name, "PER", lat, -70.0) for name, lat in (("Lima", -12.0), ("Ilo", -17.6)))
TYPES = ("AGREE", "ACCUSE", "REJECT", "COERCE", "ASSAULT", "COOPERATE", "SUPPORT")
VERBS = ("settled", "blamed", "refused", "held", "raided", "joined", "hailed")
SYLLABLES = (
    "ba",
    "ko",
    "ti",
    "ru",
    "ne",
    "sol",
    "mar",
    "vik",
    "dan",
    "pel",
    "gor",
    "lim",
    "tas",
    "fen",
)


class Made(Struct, frozen=True):
    """A made record: its annotations, and which event each mention tells of."""

    annotations: tuple[Annotation, ...]
    truth: dict[tuple[str, str], int]


def word(draw: random.Random) -> str:
    """A made-up word."""
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4)))


def dyad(mentions: int, *, days: int = 120, types: int = len(TYPES), seed: int = 1) -> Made:
    """About *mentions* mentions of what two states did with each other within so many days.

    A report tells three acts; half of the acts are told once, few are told by twenty reports.  None
    is a meeting: two states have one a day, whatever is said of it.
    """
    draw = random.Random(seed)
    acts: list[tuple[int, date, str, str, str]] = []
    number = 0
    while len(acts) < mentions:
        kind = draw.randrange(types)
        day = FIRST_DAY + timedelta(days=draw.randrange(days))
        subject = " ".join(word(draw) for _ in range(5))
        for _ in range(min(20, int(draw.paretovariate(1.2)))):
            acts.append((number, day, TYPES[kind], VERBS[kind], subject))
        number += 1
    acts = sorted(acts[:mentions], key=lambda one: (one[1], draw.random()))
    made, truth = [], {}
    for n in range(0, len(acts), 3):
        told = acts[n : n + 3]
        name = f"d{n:06d}"
        clauses = [
            f"Chile and Norway {verb}{i} over {_some(subject, draw)} {word(draw)} {word(draw)}."
            for i, (_, _, _, verb, subject) in enumerate(told)
        ]
        events = [
            act(f"{verb}{i}", type_, actors="chl", recipients="nor", date=day.isoformat())
            for i, (_, day, type_, verb, _) in enumerate(told)
        ]
        made.append(_report(name, clauses, events, max(one[1] for one in told)))
        truth |= {(name, f"{name}:{i}"): one[0] for i, one in enumerate(told)}
    return _known(made, truth)


def recurring(count: int, *, seed: int = 1) -> Made:
    """*count* near-identical meetings, visits and attacks, each of its own day and told twice.

    The next of its kind is one to three days later; all have their day in words, as news has.
    """
    draw = random.Random(seed)
    made, truth = [], {}
    days = [FIRST_DAY] * 3
    shapes = (
        ("Ana Ruiz met Bo Lind in Lima for the regular talks on cod quotas and harbour fees.",
         "met", "CONSULT", {"actors": "ruiz lind", "place": PLACES[0]}),
        ("Ana Ruiz visited Norway and toured the cod harbour of Ilo with fishers and pilots.",
         "visited", "CONSULT", {"actors": "ruiz", "recipients": "nor", "modes": "visit",
                                "place": PLACES[1]}),
        ("Chile raided a boat of Norway off Ilo and wounded two sailors of the cod fleet.",
         "raided", "ASSAULT", {"actors": "chl", "recipients": "nor", "place": PLACES[1]}),
    )  # fmt: skip
    for number in range(count):
        kind = number % len(shapes)
        sentence, verb, type_, fields = shapes[kind]
        days[kind] = day = days[kind] + timedelta(days=draw.randint(1, 3))
        for told in range(2):
            name = f"m{number:04d}-{told}"
            events = [act(verb, type_, date=day.isoformat(), **fields)]
            extra = f"Nothing else was told by {word(draw)} {word(draw)}."
            published = day + timedelta(days=draw.randint(0, told))
            one = _report(name, [sentence, extra], events, published)
            made.append(_in_words(one))
            truth[(name, f"{name}:0")] = number
    return _known(made, truth)


def _in_words(annotation: Annotation) -> Annotation:
    """The report with its act's day resting on words of the text."""
    mentions = tuple(
        replace(m, date=replace(m.date, span=Span(m.extent.end - 1, m.extent.end)))
        for m in annotation.events
    )
    return replace(annotation, events=mentions)


def _some(subject: str, draw: random.Random) -> str:
    """Most of the words that say what an act is about."""
    return " ".join(draw.sample(subject.split(), 4))


def _report(name: str, clauses: Sequence[str], events: Sequence[Act], day: date) -> Annotation:
    text = "\n".join(clauses)
    known = dict(zip(("chl", "nor", "ruiz", "lind"), (*STATES, *PERSONS), strict=True))
    present = {key: actor for key, actor in known.items() if actor.name in text}
    return annotate(name, text, published=day.isoformat(), actors=present, events=events)


def _known(made: Sequence[Annotation], truth: dict[tuple[str, str], int]) -> Made:
    """The record, with the names that its mentions have."""
    named = {
        (a.report.id, m.id): truth[(a.report.id, f"{a.report.id}:{i}")]
        for a in made
        for i, m in enumerate(a.events)
    }
    return Made(tuple(made), named)
