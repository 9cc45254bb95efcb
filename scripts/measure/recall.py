"""Measures how many of the acts that real articles tell are coded, against acts listed by hand.

    recall.py [--half build|measure] [--why]

``tests/data/recall_acts.jsonl`` lists every act that PLOVER's manual codes in 24 articles of those
beside the project: 16 of ``texts/wwnews_raw_articles`` and 8 of ``texts/wikinews_ccby``, drawn by
chance from those of 150 to 900 words of which nothing was judged.  Passed over were articles
without any such act.  They were read and listed before detente coded them.  Kept are ids, a hash of
each text, offsets and labels, and no word of the texts.  Halves were dealt by chance: *build* may
be looked at, *measure* gives figures alone, so ``--why`` shows nothing of it.

An act may be told in several sentences, with one number; it counts once, and is found if one of its
tellings is.  A telling is found by an event of its type (or of ``also``, where the manual leaves
two) whose trigger overlaps its own, else by a further event of its type in its sentence; an event
finds one telling.  Participants are right if everybody listed is there, nobody else is, and each is
named by words that overlap those listed, or is whom detente reads in those, or of the country that
nobody else in the act is of.  Who need not be named ("maybe") may be there or not.  An act that
took place has the right modality as *actual* and as *historical*.  A day is right if it is the one
listed.  An event is wrong that finds no telling; left aside is what stands in the sentence of a
doubtful act of its type, or on its words, as no coder is sure of those.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from judge import DATED, ROOT, SHARED, UNDATED, read_texts, share, text_hash
from msgspec import Struct

from detente.document import Document
from detente.events.explain import ClauseSeen, explain
from detente.model import EventMention, Modality, Participant, Report, Span
from detente.model.plover import HAPPENED
from detente.pipeline import Coder

ACTS = ROOT / "tests" / "data" / "recall_acts.jsonl"
HALVES = ("build", "measure")


class Listed(Struct, frozen=True):
    """A participant: the words that name them here, and the countries that are right for them."""

    span: Span
    who: tuple[str, ...] = ()
    maybe: bool = False


class Telling(Struct, frozen=True):
    """One telling of an act in one sentence.  ``day`` is ``None`` where the text leaves it open.

    Of a doubtful one nothing but type and trigger is listed; ``modality`` is ``None`` there, and
    where it could be read in two ways.
    """

    act: int
    type: str
    modes: tuple[str, ...]
    trigger: Span
    actors: tuple[Listed, ...]
    recipients: tuple[Listed, ...]
    modality: Modality | None
    day: tuple[date, date] | None
    also: tuple[str, ...] = ()
    doubt: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The types that are right."""
        return (self.type, *self.also)


class Article(Struct, frozen=True):
    """An article's acts, in the order of their triggers; ``text`` is a hash of its clean text."""

    id: str
    dataset: str
    text: str
    half: Literal["build", "measure"]
    acts: tuple[Telling, ...]


class Find(Struct, frozen=True):
    """A telling and the event that finds it."""

    telling: Telling
    event: EventMention


class Miss(Struct, frozen=True, order=True):
    """Why an act was not found, the likeliest to be mended first, and where."""

    rank: int
    why: str
    trigger: Span


def load(path: Path = ACTS) -> list[Article]:
    """The articles in a file."""
    decoder = msgspec.json.Decoder(Article)
    return [decoder.decode(line) for line in path.read_text("utf-8").splitlines() if line]


def texts_of(articles: Sequence[Article], shared: Path = SHARED) -> dict[str, Report]:
    """The text of each article by its id; ends the program where one is another than was read."""
    wanted = {article.id for article in articles}
    found = {r.source: r for n in (UNDATED, DATED) for r in read_texts(shared, n)}
    texts = {id_: report for id_, report in found.items() if id_ in wanted}
    for article in articles:
        if article.id not in texts or text_hash(texts[article.id]) != article.text:
            sys.exit(f"{ACTS}: the text of {article.id} is not the one whose acts were listed")
    return texts


class Compared:
    """One article as it was listed and as it is coded."""

    def __init__(self, article: Article, document: Document) -> None:
        self.article, self.document = article, document
        self.events = document.events
        self.sure = [t for t in article.acts if not t.doubt]
        self.finds = list(self._finds())
        self.by_act: dict[int, list[Find]] = {}
        for find in self.finds:
            self.by_act.setdefault(find.telling.act, []).append(find)

    def acts(self) -> dict[int, list[Telling]]:
        """The tellings of each act."""
        acts: dict[int, list[Telling]] = {}
        for telling in self.sure:
            acts.setdefault(telling.act, []).append(telling)
        return acts

    def sentence(self, trigger: Span) -> int | None:
        """The number of the sentence that a trigger stands in."""
        sentences = self.document.structure.sentences
        return next((n for n, s in enumerate(sentences) if s.span.overlaps(trigger)), None)

    def _finds(self) -> Iterator[Find]:
        """Which event finds which telling: by overlapping words, then by the sentence."""
        tellings, events = list(self.sure), list(self.events)
        for by_words in (True, False):
            for telling in tuple(tellings):
                here = self.sentence(telling.trigger)
                for event in events:
                    if event.type in telling.types and (
                        event.trigger.overlaps(telling.trigger)
                        if by_words
                        else event.sentence == here
                    ):
                        yield Find(telling, event)
                        tellings.remove(telling)
                        events.remove(event)
                        break

    def wrong(self) -> Iterator[tuple[EventMention, str]]:
        """The events that find nothing, and where they stand; doubtful ones are left aside."""
        finding = {find.event.id for find in self.finds}
        doubts = [t for t in self.article.acts if t.doubt]
        for event in self.events:
            if event.id in finding or any(self._doubtful(event, doubt) for doubt in doubts):
                continue
            if any(event.trigger.overlaps(t.trigger) for t in self.sure):
                yield event, "on an act of another type"
            elif any(event.sentence == self.sentence(t.trigger) for t in self.sure):
                yield event, "in the sentence of an act"
            else:
                yield event, "where there is no act"

    def _doubtful(self, event: EventMention, doubt: Telling) -> bool:
        here = event.sentence == self.sentence(doubt.trigger)
        return event.trigger.overlaps(doubt.trigger) or (here and event.type == doubt.type)

    def faults(self, find: Find) -> list[str]:
        """What is wrong with the participants of a find."""
        faults = []
        for side in ("actors", "recipients"):
            listed: tuple[Listed, ...] = getattr(find.telling, side)
            coded: tuple[Participant, ...] = getattr(find.event, side)
            taken = {p for one in listed for p in coded if self._is(p, one, find.telling)}
            if any(
                not one.maybe and not any(self._is(p, one, find.telling) for p in coded)
                for one in listed
            ):
                faults.append(f"{side} missing")
            if set(coded) - taken:
                faults.append(f"{side} false")
        return faults

    def _is(self, coded: Participant, listed: Listed, telling: Telling) -> bool:
        """Whether a participant is the listed one."""
        reading = self.document.actors
        if coded.span.overlaps(listed.span) or any(
            m.actor == coded.actor and m.span.overlaps(listed.span) for m in reading.mentions
        ):
            return True
        others = (p for p in (*telling.actors, *telling.recipients) if p is not listed)
        shared = any(set(listed.who) & set(other.who) for other in others)
        return not shared and reading.actors[coded.actor].country in listed.who

    def miss(self, tellings: Sequence[Telling], seen: Sequence[ClauseSeen]) -> Miss:
        """Why an act was not found: of its tellings, the one that came closest."""
        return min(self._miss(telling, seen) for telling in tellings)

    def _miss(self, telling: Telling, seen: Sequence[ClauseSeen]) -> Miss:
        trigger = telling.trigger
        others = {e.type for e in self.events if e.trigger.overlaps(trigger)} - {*telling.types}
        if others:
            return Miss(0, "coded under another type: " + ", ".join(sorted(others)), trigger)
        for one in self.document.uncoded:
            type_, colon, reason = one.reason.partition(": ")
            if one.span.overlaps(trigger) and (not colon or type_ in telling.types):
                return Miss(1, f"matched and dropped: {reason or one.reason}", trigger)
        clauses = zip(self.document.structure.clauses, seen, strict=True)
        here = [clause for read, clause in clauses if read.trigger.overlaps(trigger)]
        tried = {one.type for clause in here for one in clause.tried}
        if tried.intersection(telling.types):
            return Miss(2, "the conditions of its signals are not met", trigger)
        if here:
            return Miss(3, "no signal of the type has its word", trigger)
        return Miss(4, "no predicate is read there", trigger)


def agrees(listed: Modality, coded: Modality) -> bool:
    """Whether a modality is right: whether an act took place, and if not, why."""
    return listed == coded or (listed in HAPPENED and coded in HAPPENED)


class Figures:
    """What is counted of some articles."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.misses: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.by_type: Counter[str] = Counter()
        self.found_by_type: Counter[str] = Counter()

    def join(self, other: Figures) -> None:
        """Counts what *other* counted, too."""
        for name, counter in vars(self).items():
            counter.update(getattr(other, name))

    def add(self, compared: Compared, seen: Sequence[ClauseSeen]) -> Iterator[str]:
        """Counts one article, and gives a line for each miss, fault and wrong event."""
        for number, tellings in compared.acts().items():
            where = f"{compared.article.id} act {number} {tellings[0].type}"
            finds = compared.by_act.get(number)
            self.counts["acts"] += 1
            self.counts["tellings"] += len(tellings)
            self.by_type[tellings[0].type] += 1
            if finds is None:
                miss = compared.miss(tellings, seen)
                self.misses[miss.why] += 1
                yield f"{where} {line_of(compared, miss.trigger)} MISSED {miss.why}"
                continue
            self.counts["found"] += 1
            self.found_by_type[tellings[0].type] += 1
            self.counts["tellings found"] += len(finds)
            yield from (
                f"{where} {line_of(compared, finds[0].event.trigger)} {fault}"
                for fault in self._fields(compared, finds)
            )
        for event, place in compared.wrong():
            self.wrong[place] += 1
            self.counts["wrong"] += 1
            self.counts["wrong, said to have happened"] += event.modality in HAPPENED
            where = f"{compared.article.id} {event.type} {event.modality}"
            yield f"{where} {line_of(compared, event.trigger)} WRONG {place}"
        self.counts["events"] += len(compared.events)
        self.counts["finding"] += len(compared.finds)

    def _fields(self, compared: Compared, finds: Sequence[Find]) -> Iterator[str]:
        """Counts the fields of a found act, and gives what is wrong with them."""
        faults = min((compared.faults(find) for find in finds), key=len)
        self.counts["with everybody"] += not faults
        self.faults.update(faults)
        yield from faults
        kinds = [(f.telling.modality, f.event.modality) for f in finds if f.telling.modality]
        if kinds:
            self.counts["with a modality"] += 1
            if any(agrees(a, b) for a, b in kinds):
                self.counts["modality right"] += 1
            else:
                yield f"modality {kinds[0][1]}, not {kinds[0][0]}"
        days = [(f.telling.day, f.event.date.interval) for f in finds if f.telling.day]
        if days:
            self.counts["dated"] += 1
            if any(day == (at.earliest, at.latest) for day, at in days):
                self.counts["day right"] += 1
            else:
                yield f"day {days[0][1].earliest}..{days[0][1].latest}"
        else:
            self.counts["open"] += 1
            self.counts["open, given days"] += all(f.event.date.interval.known for f in finds)

    def lines(self) -> Iterator[str]:
        """The figures, a line each."""
        n = self.counts
        yield f"acts {n['acts']}, told {n['tellings']} times"
        yield f"found, type right       {share(n['found'], n['acts'])}"
        yield f"  and everybody right   {share(n['with everybody'], n['acts'])}"
        yield f"tellings found          {share(n['tellings found'], n['tellings'])}"
        types = sorted(self.by_type.items(), key=lambda t: (-t[1], t[0]))
        yield "  by type: " + ", ".join(f"{t} {self.found_by_type[t]} of {c}" for t, c in types)
        yield "of the acts found:"
        yield f"  modality right        {share(n['modality right'], n['with a modality'])}"
        yield f"  day right             {share(n['day right'], n['dated'])}"
        yield f"  given days that the text leaves open {n['open, given days']} of {n['open']}"
        yield f"  wrong in {counted(self.faults)}"
        yield (
            f"events {n['events']}: {n['finding']} find a telling, "
            f"{n['events'] - n['finding'] - n['wrong']} left aside as doubtful, "
            f"{n['wrong']} wrong, of them {n['wrong, said to have happened']} said to have happened"
        )
        yield f"  {counted(self.wrong)}"
        yield f"acts missed {n['acts'] - n['found']}:"
        kinds: dict[str, Counter[str]] = {}
        for why, count in self.misses.items():
            kind, _, reason = why.partition(": ")
            kinds.setdefault(kind, Counter())[reason] += count
        for kind, reasons in sorted(kinds.items(), key=lambda k: (-k[1].total(), k[0])):
            detail = "" if set(reasons) == {""} else f" ({counted(reasons)})"
            yield f"  {kind} {reasons.total()}{detail}"


def counted(counter: Counter[str]) -> str:
    """Counts with their names, the commonest first."""
    return ", ".join(f"{name} {n}" for name, n in counter.most_common()) or "nothing"


def line_of(compared: Compared, span: Span) -> str:
    """Where something stands, and its words."""
    words = " ".join(span.of(compared.document.text).split())
    return f"[{span.start}, {span.end}] {json.dumps(words, ensure_ascii=False)}"


def measure(
    articles: Sequence[Article], texts: dict[str, Report], coder: Coder
) -> Iterator[tuple[Article, Figures, list[str]]]:
    """Each article with its own figures and the lines that say why."""
    for document in coder.read(texts[article.id] for article in articles):
        article = next(a for a in articles if a.id == document.report.source)
        seen = explain(coder.events, document).clauses
        figures = Figures()
        yield article, figures, list(figures.add(Compared(article, document), seen))


def report(halves: Collection[str], why: bool, shared: Path) -> None:
    """Prints the figures of some halves, and why those of the build half are what they are."""
    articles = [article for article in load() if article.half in halves]
    texts, coder = texts_of(articles, shared), Coder.load()
    whole: dict[str, Figures] = {half: Figures() for half in HALVES if half in halves}
    for article, figures, lines in measure(articles, texts, coder):
        total = whole[article.half]
        total.join(figures)
        if why and article.half == "build":
            print("\n".join(lines))
    for half, total in whole.items():
        print(f"{half}: {sum(a.half == half for a in articles)} articles")
        for line in total.lines():
            print("  " + line)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--half", choices=HALVES, default=None)
    parser.add_argument("--why", action="store_true", help="a line each; of the build half alone")
    given = parser.parse_args()
    if given.why and given.half == "measure":
        parser.error("the measure half gives figures alone; --why shows the build half")
    report((given.half,) if given.half else HALVES, given.why, given.shared)


if __name__ == "__main__":
    main()
