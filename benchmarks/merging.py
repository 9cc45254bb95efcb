"""Times merging on a made record: mentions a second, peak memory, and a day's reports added.

    .venv/bin/python benchmarks/merging.py [--mentions N ...] [--day N] [--follow] [--profile]

The record is made by a generator: stories of states that act on each other over three years, a
tenth of all of them those of one pair of states and the others by Zipf's law; each story has one to
four acts and is told by one to forty reports, of which one in five is a copy of another, one in
twenty has no day, and one in ten tells of an act of the last months again.  No text is taken from
anywhere: common words are those of the shipped counts, the others are made of syllables.  What is
timed is merging alone, of a record to which the reports have been added, and then of a day's
reports that are added to it, in CPU seconds and in seconds, and with ``--follow`` what is worked
out of all reports after each: statements' matters and answers, stories and links; beside it, in the
same run, what it takes to take the same texts apart into words and count them, so that a ratio can
be compared between machines.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import random
import resource
import sys
import tempfile
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

from detente.events import load_codebook
from detente.merging.content_words import stems
from detente.merging.stories import word_counts
from detente.model import (
    Actor,
    Annotation,
    EventDate,
    EventMention,
    EventPlace,
    Interval,
    Mention,
    Participant,
    Place,
    Published,
    Report,
    Span,
)
from detente.reading_steps import merge_changed, silent
from detente.record import Record
from detente.remerging import remerge

FIRST, DAYS = date(2021, 1, 1), 3 * 365
SYLLABLES = (
    *("ba", "ko", "ti", "ru", "ne", "sol", "mar", "vik", "dan", "pel"),
    *("gor", "lim", "tas", "fen", "qua", "zel", "hur", "mi", "os", "ard"),
)
ACTS = (
    ("CONSULT", ("met", "talked"), "verbal cooperation", 2.0, 26),
    ("ACCUSE", ("accused", "blamed"), "verbal conflict", -3.0, 18),
    ("REQUEST", ("urged", "asked"), "verbal conflict", -1.0, 12),
    ("AGREE", ("agreed", "signed"), "verbal cooperation", 5.0, 10),
    ("REJECT", ("rejected", "refused"), "verbal conflict", -4.0, 9),
    ("ASSAULT", ("attacked", "shelled"), "material conflict", -10.0, 9),
    ("SUPPORT", ("praised", "backed"), "verbal cooperation", 4.0, 6),
    ("COERCE", ("arrested", "seized"), "material conflict", -7.0, 5),
    ("AID", ("sent", "donated"), "material cooperation", 7.0, 5),
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Deed(Struct, frozen=True):
    """An act of a story, as all reports of it tell it."""

    type: str
    verbs: tuple[str, ...]
    quad: str
    score: float
    day: date
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str | None
    about: tuple[str, ...]
    modality: str


class World:
    """Made states, persons, places, and stories; *seed* decides everything."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        codes = [a + b + c for a in LETTERS for b in LETTERS[:3] for c in LETTERS[:3]][:180]
        self.actors: dict[str, Actor] = {}
        for code in codes:
            self.actors[code] = Actor(self.name(), "state", code, sectors=("GOV",))
            for n in range(6):
                named = f"{self.name()} {self.name()}"
                self.actors[f"{code}{n}"] = Actor(named, "person", code, sectors=("GOV",))
        self.places = {
            f"{code}{n}": Place(
                self.name(), code, self.draw.uniform(-60, 70), self.draw.uniform(-170, 170)
            )
            for code in codes
            for n in range(8)
        }
        dyads = [(a, b) for a in codes for b in codes if a != b]
        self.draw.shuffle(dyads)
        self.dyads = dyads[:4000]
        self.weights = [*accumulate(1 / (n + 2) for n in range(len(self.dyads) - 1))]
        words = [(word, count) for word, count in word_counts().words.items() if word.isalpha()]
        self.common = [word for word, _ in words]
        self.often = [*accumulate(count for _, count in words)]
        self.rare = [self.word() for _ in range(30_000)]

    def word(self) -> str:
        """A made-up word."""
        return "".join(self.draw.choice(SYLLABLES) for _ in range(self.draw.randint(3, 5)))

    def name(self) -> str:
        """A made-up name."""
        return self.word().capitalize()

    def dyad(self) -> tuple[str, str]:
        """Two states, of which the first acts; one pair in ten the same."""
        if self.draw.random() < 0.1:
            return self.dyads[0] if self.draw.random() < 0.6 else self.dyads[0][::-1]
        number = bisect(self.weights, self.draw.random() * self.weights[-1])
        return self.dyads[1 + min(number, len(self.weights) - 1)]

    def words(self, count: int) -> list[str]:
        """Words as often as they are in news."""
        draw, most = self.draw, self.often[-1]
        return [
            self.common[min(bisect(self.often, draw.random() * most), len(self.common) - 1)]
            for _ in range(count)
        ]

    def story(self, day: date) -> tuple[list[Deed], list[str]]:
        """The acts of a story, and the words that all its reports have."""
        draw = self.draw
        one, other = self.dyad()
        topic = draw.sample(self.rare, 12) + self.words(10)
        return [
            self._deed(day, one, other, topic) for _ in range(min(4, int(draw.paretovariate(1.1))))
        ], topic

    def _deed(self, day: date, one: str, other: str, topic: Sequence[str]) -> Deed:
        draw = self.draw
        type_, verbs, quad, score, _ = draw.choices(ACTS, [act[4] for act in ACTS])[0]
        if draw.random() < 0.3:
            one, other = other, one
        modality = draw.choices(("actual", "planned", "negated"), (80, 14, 6))[0]
        return Deed(
            type_,
            verbs,
            quad,
            score,
            day - timedelta(days=draw.choices((0, 1, 2, 9), (60, 25, 10, 5))[0]),
            (f"{one}{draw.randrange(6)}",) if draw.random() < 0.5 else (one,),
            (f"{other}{draw.randrange(6)}",) if draw.random() < 0.35 else (other,),
            f"{draw.choice((one, other))}{draw.randrange(8)}" if draw.random() < 0.4 else None,
            tuple(draw.sample(list(topic), 5)),
            modality,
        )

    def reports(self, mentions: int, first: date = FIRST, days: int = DAYS) -> Iterator[Annotation]:
        """Reports with so many mentions, published within so many days."""
        draw, made, number = self.draw, 0, 0
        past: list[Deed] = []
        while made < mentions:
            day = first + timedelta(days=draw.randrange(days))
            deeds, topic = self.story(day)
            before: list[str] | None = None
            for _ in range(min(40, int(draw.paretovariate(1.0)))):
                told = [deed for deed in deeds if draw.random() < 0.8] or deeds[:1]
                if past and draw.random() < 0.1:
                    told = [*told, draw.choice(past)]
                copied = before if before is not None and draw.random() < 0.2 else None
                late = timedelta(days=draw.choices((0, 1, 2), (70, 25, 5))[0])
                published = None if draw.random() < 0.05 else day + late
                name = f"{first:%y%m%d}-{number:07d}"
                annotation, before = self._report(name, told, topic, published, copied)
                number += 1
                made += len(annotation.events)
                yield annotation
            past.append(draw.choice(deeds))
            if len(past) > 400:
                past.pop(draw.randrange(200))

    def _report(
        self,
        name: str,
        told: Sequence[Deed],
        topic: Sequence[str],
        published: date | None,
        copied: list[str] | None,
    ) -> tuple[Annotation, list[str]]:
        """A report of these acts, and the words around them."""
        draw = self.draw
        around = copied or self.words(90) + draw.sample(list(topic), 12)
        if copied is None:
            draw.shuffle(around)
        text, sentences, mentions, events, actors = "", [], [], [], {}
        for number, deed in enumerate(told):
            start = len(text)
            spans: list[tuple[str, Span]] = []

            def put(words: str, actor: str | None = None) -> Span:
                nonlocal text
                span = Span(len(text), len(text) + len(words))
                text += words + " "
                if actor is not None:
                    spans.append((actor, span))  # noqa: B023
                return span

            for one in deed.actor:
                put(self.actors[one].name, one)
            trigger = put(draw.choice(deed.verbs))
            for one in deed.recipient:
                put(self.actors[one].name, one)
            put("over " + " ".join(draw.sample(deed.about, 4)))
            put(" ".join(self.words(draw.randrange(6))))
            day = put("on the day")
            place = put("in " + self.places[deed.place].name) if deed.place else None
            text = text.rstrip() + ". "
            extent = Span(start, len(text) - 1)
            for key, span in spans:
                actors[key] = self.actors[key]
                mentions.append(Mention(span, key))
            said = draw.random() < 0.6 or published is None
            known = Interval(deed.day, deed.day, "day") if said or published else Interval()
            if published is None and draw.random() < 0.5:
                known, said = Interval(), False
            sides = [
                tuple(Participant(key, span) for key, span in spans if key in keys)
                for keys in (deed.actor, deed.recipient)
            ]
            events.append(
                EventMention(
                    id=f"{name}:{number}",
                    type=deed.type,
                    modes=(),
                    contexts=(),
                    actors=sides[0],
                    recipients=sides[1],
                    trigger=trigger,
                    extent=extent,
                    sentence=len(sentences),
                    date=EventDate(known, day if said else None),
                    place=EventPlace(self.places[deed.place], place) if deed.place else None,
                    modality=deed.modality,  # type: ignore[arg-type]
                    attribution=None,
                    score=deed.score,
                    quad=deed.quad,  # type: ignore[arg-type]
                    confidence=0.7,
                    type_confidence=0.8,
                    signal=deed.verbs[0],
                )
            )
            sentences.append(extent)
        for start in range(0, len(around), 17):
            begin = len(text)
            text += " ".join(around[start : start + 17]) + ". "
            sentences.append(Span(begin, len(text) - 1))
        day_of = Published(published, published, basis="stated") if published else Published()
        return Annotation(
            report=Report(name, f"{name}.txt", text, day_of),
            sentences=tuple(sentences),
            actors=actors,
            mentions=tuple(mentions),
            events=tuple(events),
        ), around


class Spent(Struct, frozen=True):
    """Seconds, and CPU seconds of this process and of those it waited for."""

    seconds: float
    cpu: float


class Timer:
    """What is spent within a ``with`` block."""

    spent: Spent

    def __enter__(self) -> Timer:
        self._begun = time.perf_counter(), _cpu()
        return self

    def __exit__(self, *raised: object) -> None:
        self.spent = Spent(time.perf_counter() - self._begun[0], _cpu() - self._begun[1])


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak() -> float:
    """The most memory that this process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def reference(texts: Sequence[str]) -> float:
    """CPU seconds for a thousand texts to be taken apart into words and counted."""
    begun = time.process_time()
    for text in texts:
        Counter(stems(text))
    return (time.process_time() - begun) / len(texts) * 1000


def measure(mentions: int, day: int, folder: Path, profile: bool, follow: bool) -> None:
    """Prints what merging so many mentions takes, and a day's reports after them."""
    world, kinds = World(1), load_codebook().kinds()
    path = folder / f"{mentions}.duckdb"
    texts: list[str] = []

    def kept(annotations: Iterator[Annotation], most: int) -> Iterator[Annotation]:
        for number, annotation in enumerate(annotations):
            if number >= most:
                return
            if len(texts) < 2000:
                texts.append(annotation.report.text)
            yield annotation

    with Record(path) as record:
        with Timer() as adding:
            record.add(kept(world.reports(mentions), mentions))
        ((reports, count),) = record.sql(
            "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM event_mentions)"
        ).fetchall()
        with Timer() as merging:
            _run(lambda: remerge(record, kinds), profile)
        ((events,),) = record.sql("SELECT count(*) FROM events").fetchall()
        print(
            f"{count:,} mentions of {reports:,} reports, {events:,} events: merged in "
            f"{merging.spent.seconds:.1f} s ({merging.spent.cpu:.1f} CPU s, "
            f"{merging.spent.cpu / count * 1e6:.0f} CPU s a million; "
            f"added before in {adding.spent.cpu:.0f} CPU s), peak {peak():.2f} GB",
            flush=True,
        )
        later = FIRST + timedelta(days=DAYS)
        added = record.add(kept(world.reports(day * 5, later, 1), day)).new
        with Timer() as again:
            _run(lambda: remerge(record, kinds), profile)
        size = path.stat().st_size / 1e9
        print(
            f"  a day's {added:,} reports added: {again.spent.seconds:.1f} s "
            f"({again.spent.cpu:.1f} CPU s), peak {peak():.2f} GB, the file {size:.2f} GB; "
            f"beside it, a thousand texts into words: {reference(texts):.2f} CPU s",
            flush=True,
        )
        if follow:
            with Timer() as followed:
                merge_changed(record, kinds, silent)
            print(
                f"  stories and links of all of it: {followed.spent.seconds:.1f} s "
                f"({followed.spent.cpu:.1f} CPU s), peak {peak():.2f} GB",
                flush=True,
            )


def _run(work: object, profile: bool) -> None:
    assert callable(work)
    if not profile:
        work()
        return
    profiler = cProfile.Profile()
    profiler.runcall(work)
    pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(40)


def main() -> None:
    """Command line."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--mentions", type=int, nargs="+", default=[1000, 10_000, 100_000])
    words.add_argument("--day", type=int, default=3000, help="reports that are added after it")
    words.add_argument("--follow", action="store_true", help="and what is worked out after merging")
    words.add_argument("--profile", action="store_true")
    asked = words.parse_args()
    for mentions in asked.mentions:
        with tempfile.TemporaryDirectory() as folder:
            measure(mentions, asked.day, Path(folder), asked.profile, asked.follow)


if __name__ == "__main__":
    main()
