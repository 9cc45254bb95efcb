"""Every number of merging has a case at its boundary, which a step up and a step down changes.

A case is a function of the table.  What it gives with the shipped table is written here, so that a
number cannot move unseen, and it must give something else with a number a step away, so that a case
that does not look at its number is no case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import pairwise
from math import degrees
from typing import Any

import pytest
from following_cases import FOLLOWING_CASES
from msgspec import structs
from msgspec.structs import replace

from detente.errors import TableError
from detente.merging import bracket, merge
from detente.merging.clusters import cluster
from detente.merging.compare import Verdict, compare
from detente.merging.content_words import about, alike, content, copies, runs, stem
from detente.merging.field_relations import kilometres, where
from detente.merging.measures import Measures, read_measures, shipped, shipped_text
from detente.merging.mention_facts import Told, tell
from detente.merging.mention_keys import mention_id
from detente.merging.reprints import Reprints
from detente.merging.stories import Stories, report_id
from detente.model import Actor, Annotation, EventDate, Interval, Place, Span, TimeMention
from factories import KINDS, act, annotate, find, interval, person, state

Words = frozenset[str]
Case = Callable[[Measures], object]

ACTORS = {
    "chl": state("Chile", "CHL"),
    "nor": state("Norway", "NOR"),
    "ruiz": person("Ana Ruiz", "CHL"),
    "lind": person("Bo Lind", "NOR", "Prime Minister"),
}
TEXT = "Somebody gathered.\nChile Norway Ana Ruiz Bo Lind."
LIMA, CUSCO = Place("Lima", "PER"), Place("Cusco", "PER")
DAY, NEXT, THIRD, FOURTH = (f"2012-03-0{n}" for n in (5, 6, 7, 8))
STATES = {"actors": "chl nor"}
PERSONS = {"actors": "ruiz lind"}
# Stems of the words that the table of words has as stock.
WORDS = tomllib.loads((files("detente") / "data" / "merging" / "words.toml").read_text("utf-8"))
STOCK = sorted({stem(word) for word in WORDS["stock"]})


def told(
    type_: str = "CONSULT",
    report: str = "r1",
    hard: bool = False,
    words: Words = frozenset(),
    sentence: Words = frozenset(),
    at: int = 0,
    **fields: Any,
) -> Told:
    """A mention whose content words are *words* and whose sentence's are *sentence*."""
    made = annotate(
        report, TEXT, published=DAY, actors=ACTORS,
        events=[act("gathered", type_, **{"date": DAY, **fields})],
    )  # fmt: skip
    (found,) = tell(made, shipped(), KINDS)
    return replace(found, hard=hard, words=words, sentence=sentence, at=at)


def verdict(one: Told, other: Told, measures: Measures) -> Verdict:
    return compare(one, other, lambda a, b: False, measures)


def joined(one: Told, other: Told, measures: Measures) -> bool:
    return verdict(one, other, measures).strength > 0


def strength(one: Told, other: Told, measures: Measures) -> float:
    return round(verdict(one, other, measures).strength, 6)


def events(*mentions: Told, measures: Measures, copied: bool = False) -> int:
    """How many events the mentions are."""
    return len(cluster(list(mentions), lambda a, b: copied, measures))


def some(count: int, start: int = 0) -> Words:
    """So many words that tell something, numbered from *start*."""
    return frozenset(f"w{n}" for n in range(start, start + count))


def sharing(count: int, size: int, start: int = 5000) -> Words:
    """So many words of :func:`some`, and others up to *size*, numbered from *start*."""
    return some(count) | some(size - count, start)


def pairs(one: dict[str, Any], *others: dict[str, Any]) -> list[tuple[Told, Told]]:
    """A mention of one report beside each of several of another."""
    return [(told(**one), told(report="r2", **{**one, **other})) for other in others]


def all_joined(measures: Measures, one: dict[str, Any], *others: dict[str, Any]) -> list[bool]:
    return [joined(a, b, measures) for a, b in pairs(one, *others)]


# Days


def narrow(m: Measures) -> object:
    """States alone are joined by the same few days, not by a wider stretch."""
    return all_joined(m, STATES, {"date": f"{DAY}/2012-03-08"}, {"date": f"{DAY}/2012-03-09"})


NETS = {**STATES, "place": LIMA, "modes": "multilateral", "words": some(3), "date": "2012-01-10"}


def month(m: Measures) -> object:
    one_month = {"date": "2012-01-01/2012-02-01"}
    return all_joined(m, NETS, one_month, {"date": "2012-01-01/2012-02-02"})


def year(m: Measures) -> object:
    """As the days of a pair, of what is compared at all, and of what dates an undated report."""
    tells = [
        joined(told(hard=True, **NETS), told(report="r2", hard=True, **NETS | {"date": d}), m)
        for d in ("2012-01-01/2013-01-05", "2012-01-01/2013-01-06")
    ]
    trip = {"actors": "ruiz", "modes": "visit", "place": LIMA}
    unknown = told(report="r2", **trip | {"date": "/2014-01-01"})
    known = [
        events(told(**trip | {"date": d}), unknown, measures=m)
        for d in ("2012-01-01/2013-01-05", "2012-01-01/2013-01-06")
    ]
    dated = [
        bracket(sailed("r0", None), [sailed("r1", d)], measures=m, kinds=KINDS).earliest is not None
        for d in ("2012-01-01/2013-01-05", "2012-01-01/2013-01-06")
    ]
    return [*tells, *known, *dated]


def sailed(id: str, day: str | None) -> Annotation:
    text = "Ana Ruiz sailed with seven crates of frozen herring in a leaking boat."
    return annotate(
        id, text, published=DAY if day else None, actors={"a1": ACTORS["ruiz"]},
        events=[act("sailed", "CONSULT", actors="a1", date=day)],
    )  # fmt: skip


def apart_in_words(m: Measures) -> object:
    days = ({"date": NEXT}, {"date": THIRD})
    return all_joined(m, {**PERSONS, "hard": True}, *days)


def apart_unsaid(m: Measures) -> object:
    return [events(*pair, measures=m) for pair in pairs(PERSONS, {"date": THIRD}, {"date": FOURTH})]


# Places


def far(m: Measures) -> object:
    here = Place("Here", "PER", 0.0, 0.0)
    places = [Place("There", "PER", degrees(km / 6371), 0.0) for km in (59.995, 60.005)]
    return [
        where(told(place=here, **STATES), told(place=place, **STATES), m.place) for place in places
    ]


# Words


AGREED = {**STATES, "type_": "AGREE"}


def stock(m: Measures) -> object:
    return round(alike(frozenset([*STOCK[:1], "boat"]), frozenset([*STOCK[:1]]), m.likeness), 4)


def shorter(m: Measures) -> object:
    return round(about(some(4), sharing(2, 100), m.likeness), 4)


def like(m: Measures) -> object:
    """A quarter, and a little less."""
    return all_joined(
        m, {**AGREED, "words": some(100)},
        {"words": sharing(50, 1000)}, {"words": sharing(49, 1000)},
    )  # fmt: skip


def much_like(m: Measures) -> object:
    """Half, and a little less: as what makes up for a day, unsaid or in words, and for a place."""
    one = {**AGREED, "words": some(100)}
    nearly = [{"words": sharing(n, 1000)} for n in (100, 99)]
    unsaid = all_joined(m, one, *({**other, "date": NEXT} for other in nearly))
    in_words = all_joined(m, one | {"hard": True}, *({**other, "date": NEXT} for other in nearly))
    trip = {**PERSONS, "words": some(100)}
    no_day = all_joined(m, trip, *({**other, "date": "/2013-01-01"} for other in nearly))
    return [*unsaid, *in_words, *no_day]


def stock_alone(m: Measures) -> object:
    """Three words of five, and fifty-nine of ninety-nine, of which all are stock."""
    found = []
    for shared, size in ((3, 5), (59, 99)):
        common, rest = STOCK[:shared], STOCK[shared : 2 * size - shared]
        one, other = rest[: size - shared], rest[size - shared :]
        assert len(one) == len(other) == size - shared
        words = {"words": frozenset([*common, *one])}
        found += all_joined(m, {**AGREED, **words}, {"words": frozenset([*common, *other])})
    return found


def stock_words(m: Measures) -> object:
    two, one = frozenset(STOCK[:2]), frozenset(STOCK[:1])
    return [
        *all_joined(m, {**AGREED, "words": two}, {}),
        *all_joined(m, AGREED | {"words": one}, {}),
    ]


def telling(m: Measures) -> object:
    """One word that tells something, and four that are stock."""
    one = all_joined(m, {**AGREED, "words": some(2)}, {"words": sharing(1, 2)})
    none = all_joined(
        m, {**AGREED, "words": frozenset(STOCK[:4])},
        {"words": frozenset([*STOCK[:2], *STOCK[4:6]])},
    )  # fmt: skip
    return [*one, *none]


def restated(m: Measures) -> object:
    one = {**AGREED, "sentence": some(200)}
    return all_joined(m, one, {"sentence": sharing(150, 200)}, {"sentence": sharing(149, 200)})


def sentence(m: Measures) -> object:
    """As what is restated, and as what is compared at all in reports without a day."""
    restating = [all_joined(m, {**AGREED, "sentence": some(n)}, {})[0] for n in (4, 3)]
    undated = [
        events(*pair, measures=m, copied=True)
        for n in (4, 3)
        for pair in pairs({**PERSONS, "date": None, "sentence": some(n)}, {})
    ]
    return [*restating, *undated]


def subject(m: Measures) -> object:
    """Whether two meetings of one report can be one, by how many words say their subjects."""
    return [
        verdict(
            told(signal="talks", words=some(n), **STATES),
            told(signal="discuss", words=some(n, 10), at=9, **STATES),
            m,
        ).allowed
        for n in (1, 2)
    ]


def many(m: Measures) -> object:
    """So many officers, arrested on one day."""
    found = []
    for number in ("four", "three"):
        officers = Actor(f"{number} officers", "people", "NOR")
        made = [
            annotate(
                report, f"Chile {verb} {number} officers.", published=DAY,
                actors={"chl": ACTORS["chl"], "officers": officers},
                events=[act(verb, "COERCE", actors="chl", recipients="officers", date=DAY)],
            )
            for report, verb in (("r1", "arrested"), ("r2", "detained"))
        ]  # fmt: skip
        found.append(len(merge(made, m, KINDS)))
    return found


# Names


def named(m: Measures) -> object:
    """A visit on the day before, by somebody and by a state."""
    visits = [{"actors": who, "modes": "visit"} for who in ("ruiz", "chl")]
    return [all_joined(m, visit, {"date": NEXT})[0] for visit in visits]


def several(m: Measures) -> object:
    """A meeting on two days in words, of two persons, and of one and a state."""
    pairs = [{"actors": who, "hard": True} for who in ("ruiz lind", "ruiz nor")]
    return [all_joined(m, pair, {"date": NEXT})[0] for pair in pairs]


# Strength


def adds(one: dict[str, Any], other: dict[str, Any] | None = None) -> Case:
    """The strength of a mention and one of another report that differs in *other*."""

    def case(measures: Measures) -> object:
        ((a, b),) = pairs(one, other or {})
        return strength(a, b, measures)

    return case


ALONE = {"type_": "AGREE", "actors": "chl", "words": some(2)}


def by_story(m: Measures) -> object:
    """What two reports of one story tell alike, and nothing else is enough for."""
    return round(_of_story(m).strength, 6)


def _of_story(m: Measures, act: str = "") -> Verdict:
    one, other = pairs(
        {"type_": "ASSAULT", "actors": "ruiz", "recipients": "lind", "hard": True},
        {"date": f"{DAY}/2012-03-09"},
    )[0]
    if act:
        other = replace(other, act=act, whole=frozenset(), interval=Interval())
    stories = Alike(0.5, m, "a", "b")
    stories.story = lambda a, b: 0.5  # type: ignore[method-assign]
    return compare(one, other, lambda a, b: False, m, None, stories)


def other_place(m: Measures) -> object:
    one, other = pairs({**AGREED, "words": some(2), "place": LIMA}, {"place": CUSCO})[0]
    return strength(one, other, m)


def otherwise(m: Measures) -> object:
    """An attack told in two modes that the codebook says it is told in."""
    mode = {"modes_told_also_as": {"aerial": frozenset({"drone"})}}
    one, other = pairs(
        {"type_": "ASSAULT", "actors": "chl", "recipients": "nor", "words": some(2)},
        {"modes": "drone"},
    )[0]
    one = told("ASSAULT", actors="chl", recipients="nor", words=some(2), modes="aerial")
    kind = replace(one.kind, **mode)
    return strength(replace(one, kind=kind), replace(other, kind=kind), m)


def sure(m: Measures) -> object:
    """How much a pair of one story that is not enough by itself counts in a group."""
    return round(_of_story(m, act="sail").support, 6)


def margin(m: Measures) -> object:
    """A month that fits one visit better than another, by less and by more than decides."""
    visit = {"actors": "ruiz", "modes": "visit", "place": LIMA}
    march = told(report="r3", **visit, date="2012-03", words=some(100))
    first = told(**visit, date="2012-03-02", words=sharing(50, 100, 1000))
    return [
        events(first, other, march, measures=m)
        for other in (
            told(report="r2", **visit, date="2012-03-20", words=sharing(n, 100, 2000))
            for n in (38, 37)
        )
    ]


def digits(m: Measures) -> object:
    """Which of two that exclude each other a mention is joined with, the stronger or the first."""

    def first_joined(weaker: tuple[int, int], stronger: tuple[int, int]) -> bool:
        one = told(**AGREED, words=some(1000))
        others = [
            told(
                **AGREED, report=report, modes=mode,
                words=sharing(shared, size, start),
            )
            for report, mode, start, (size, shared) in (
                ("r2", "sign", 2000, weaker), ("r3", "ratify", 4000, stronger),
            )
        ]  # fmt: skip
        groups = cluster([one, *others], lambda a, b: False, m)
        return ["r1", "r2"] in [sorted(t.report for t in group) for group in groups]

    return [first_joined((1020, 500), (1024, 501)), first_joined((1011, 502), (1015, 503))]


# Reports


def headline_lead(m: Measures) -> object:
    text = "Chile gathers\nChile gathered.\nChile gawked.\nChile gaped."
    made = annotate(
        "r1", text, published=DAY, actors={"chl": ACTORS["chl"]},
        events=[act(w, "AGREE", actors="chl") for w in ("gathered", "gawked", "gaped")],
    )  # fmt: skip
    headed = replace(made, report=replace(made.report, headline_span=Span(0, text.index("\n"))))
    return [t.standing for t in tell(headed, m, KINDS)]


def run(m: Measures) -> object:
    """A text of three words and one of two, each beside one with a word more."""
    three = "a b c"
    return [
        copies(runs(text, m.copies), runs(f"{text} more", m.copies), m.copies)
        for text in (three, three[:-2])
    ]


def share(m: Measures) -> object:
    """One run in five, evenly apart, and one run less."""
    whole, fifth = tuple(range(1000)), [n if n % 5 == 0 else -1 - n for n in range(200)]
    return [copies(tuple(fifth), whole, m.copies), copies((-500, *fifth[1:]), whole, m.copies)]


def parts(m: Measures) -> object:
    """The first half of the shorter: four parts of eight are not most, four of seven are."""
    whole, half = tuple(range(1000)), [n if n < 252 else -n for n in range(504)]
    return copies(tuple(half), whole, m.copies)


class Alike(Stories):
    """Reports that are as much alike as one says."""

    def __init__(self, like: float, measures: Measures, *texts: str, day: str = DAY) -> None:
        named = {f"r{n:03d}": text for n, text in enumerate(texts)}
        days = {name: interval(day if name == "r000" else DAY) for name in named}
        super().__init__(named, days, measures.story)
        self.like = like
        self.names = list(named)

    def likeness(self, one: str, other: str) -> float:
        return self.like

    def short(self, report: str) -> bool:
        return False

    def all_neighbours(self) -> list[tuple[str, str]]:
        return self.neighbours(self.names)


def alike_copies(m: Measures) -> object:
    texts = {"r000": "some words", "r001": "some words"}
    return [
        Reprints(texts, Alike(like, m, *texts.values()), m.copies).copied(*texts)
        for like in (0.3, 0.295)
    ]


def least(m: Measures) -> object:
    return [Alike(like, m, "a", "b").story("r000", "r001") > 0 for like in (0.18, 0.175)]


def story_days(m: Measures) -> object:
    return [
        Alike(1.0, m, "a", "b", day=day).story("r000", "r001") > 0
        for day in ("2012-03-08", "2012-03-09")
    ]


def story_length(m: Measures) -> object:
    made = Stories({"a": "harpoon", "b": "harpoon"}, {}, m.story)
    return round(made.likeness("a", "b"), 6)


def story_terms(m: Measures) -> object:
    """The twelfth and the thirteenth of the words by which a report is found."""
    found = []
    for stronger in (11, 12):
        words = [f"word{chr(97 + n)}x" for n in range(stronger)]
        text, same = " ".join([*words * 50, *["harpoon"] * 5]), " ".join(words)
        stories = Alike(1.0, m, text, "harpoon", same)
        found.append(("r000", "r001") in stories.neighbours(["r000", "r001"]))
    return found


def story_beside(m: Measures) -> object:
    """Reports of one word and day, the first and the last of them with others between them."""
    found = []
    for between in (5, 6):
        stories = Alike(1.0, m, *["harpoon"] * (between + 2))
        first, *_, last = sorted(stories.names, key=report_id)
        found.append((min(first, last), max(first, last)) in stories.all_neighbours())
    return found


# How many are compared


def beside(m: Measures) -> object:
    """Two with other mentions between them that share their words and can be neither."""
    one = {**AGREED, "words": some(10), "modes": "sign"}
    found = []
    for between in (11, 12):
        made = [told(report=f"f{i}", **one) for i in range(between + 2)]
        # Those of one day stand in the order of their names in 64 bits.
        first, *others, last = sorted(made, key=lambda t: mention_id(*t.name))
        others = [told(report=t.report, **one | {"modes": "ratify"}) for t in others]
        mentions = sorted([first, *others, last], key=lambda t: t.order)
        found.append(events(*mentions, measures=m))
    return found


def rarest(m: Measures) -> object:
    """Sentences told again whose rarest words, four and five, are not common to both."""
    return [
        events(
            told(**AGREED, sentence=some(3 * own) | named_as("a", own)),
            told(report="r2", **AGREED, sentence=some(3 * own) | named_as("b", own)),
            measures=m,
        )
        for own in (4, 5)
    ]


def clause_words(m: Measures) -> object:
    """Clauses whose rarest words, seven and eight, are not common to both."""
    return [
        events(
            told(**AGREED, words=some(8) | named_as("a", own)),
            told(report="r2", **AGREED, words=some(8) | named_as("b", own)),
            measures=m,
        )
        for own in (7, 8)
    ]


def named_as(letter: str, count: int) -> Words:
    """So many words that come before those of :func:`some` in the order of letters."""
    return frozenset(f"{letter}{n}" for n in range(count))


def sample(m: Measures) -> object:
    """A mention with something of three of six, of which five stand for all."""
    group = [
        told(report=f"g{i}", **AGREED, words=some(10) | (some(10, 50) if i < 3 else some(0)))
        for i in range(6)
    ]
    return events(*group, told(report="s", **AGREED, words=some(10, 50)), measures=m)


# Undated reports


def undated(text: str, day: str) -> Annotation:
    """A report of what Lind did on a weekday; an office he held from a Saturday on dates it."""
    made = annotate(
        "r0", text, actors={"lind": ACTORS["lind"]},
        events=[act("left", "CONSULT", actors="lind")],
    )  # fmt: skip
    said = find(text, day)
    when = EventDate(Interval(), said)
    return replace(
        made,
        times=(TimeMention(said, Interval(), "DATE", "XXXX-WXX-5"),),
        events=(replace(made.events[0], date=when),),
    )


def lead(m: Measures) -> object:
    def held(actor: Actor) -> tuple[Interval, ...]:
        return (interval("2011-12-03/"),)

    return [
        str(bracket(undated("Gulls cry. " * n + "Bo Lind left on Friday.", "Friday"), [], held,
                    measures=m, kinds=KINDS).earliest)
        for n in (3, 4)
    ]  # fmt: skip


def counterpart(m: Measures) -> object:
    def held(actor: Actor, other: Actor) -> tuple[Interval, ...]:
        return (interval("2011-09-17/2012-03-07"),)

    found = []
    for apart in (80, 81):
        between = " and his counterpart "
        name = "Ana Ruiz".rjust(apart - len(between), "x")
        text = f"Bo Lind{between}{name} left."
        ruiz = replace(ACTORS["ruiz"], name=name, wikidata="Q1")
        made = annotate(
            "r0", text, actors={"ruiz": ruiz, "lind": ACTORS["lind"]},
            events=[act("left", "CONSULT", actors="ruiz lind")],
        )  # fmt: skip
        found.append(
            bracket(made, [], same_office=held, measures=m, kinds=KINDS).earliest is not None
        )
    return found


def quoted(m: Measures) -> object:
    """Whether a reason has the whole of a clause of ninety characters, and of one more."""
    found = []
    for size in (90, 91):
        start = "Bo Lind left on 5 March 2011 with "
        text = start + "x" * (size - len(start) - 1) + "."
        made = annotate(
            "r0", text, actors={"lind": ACTORS["lind"]},
            events=[act("left", "CONSULT", actors="lind")],
        )  # fmt: skip
        when = EventDate(interval("2011-03-05"), find(text, "5 March 2011"))
        dated = replace(made, events=(replace(made.events[0], date=when),))
        (reason,) = bracket(dated, [], measures=m, kinds=KINDS).reasons
        found.append(text in reason)
    return found


# Numbers and events


def numbers(*texts: str) -> Case:
    """The numbers on which two reports disagree, for each pair of words in which they do."""

    def fields(one: str, other: str, measures: Measures) -> list[str]:
        made = [
            annotate(
                id, f"Ana Ruiz met Bo Lind; {words}.", published=DAY,
                actors={k: ACTORS[k] for k in ("ruiz", "lind")},
                events=[act("met", "CONSULT", actors="ruiz lind", date=DAY)],
            )
            for id, words in (("r1", one), ("r2", other))
        ]  # fmt: skip
        (event,) = merge(made, measures, KINDS)
        return [differs.field for differs in event.disagreements]

    def case(measures: Measures) -> object:
        return [fields(*text.split(", "), measures) for text in texts]

    return case


def confidence(m: Measures) -> object:
    made = annotate(
        "r1", "Chile gathered.", published=DAY, actors={"chl": ACTORS["chl"]},
        events=[act("gathered", "CONSULT", actors="chl", confidence=0.87654)],
    )  # fmt: skip
    return merge([made], m, KINDS)[0].confidence


CASES: dict[str, tuple[Case, object]] = {
    "time.narrow": (narrow, [True, False]),
    "time.month": (month, [True, False]),
    "time.year": (year, [True, False, 1, 2, True, False]),
    "time.apart_in_words": (apart_in_words, [True, False]),
    "time.apart_unsaid": (apart_unsaid, [1, 2]),
    "place.kilometres": (far, ["same", "differ"]),
    "likeness.stock": (stock, 0.2857),
    "likeness.shorter": (shorter, 0.25),
    "likeness.like": (like, [True, False]),
    "likeness.much_like": (much_like, [True, False] * 3),
    "likeness.stock_alone": (stock_alone, [True, False]),
    "likeness.stock_words": (stock_words, [True, False]),
    "likeness.telling": (telling, [True, False]),
    "likeness.restated": (restated, [True, False]),
    "likeness.sentence": (sentence, [True, False, 1, 2]),
    "likeness.subject": (subject, [True, False]),
    "likeness.many": (many, [1, 2]),
    "names.some": (named, [True, False]),
    "names.several": (several, [True, False]),
    "strength.two_sides": (adds(STATES), 0.6),
    "strength.one_side": (adds(ALONE), 0.9),
    "strength.open_side": (adds(ALONE | {"recipients": "nor"}, {"recipients": ""}), 0.8),
    "strength.name": (adds(ALONE | {"actors": "ruiz"}), 1.05),
    "strength.same_days": (adds(PERSONS), 0.9),
    "strength.near_days": (adds(ALONE, {"date": NEXT}), 0.8),
    "strength.within_days": (adds(ALONE | {"place": LIMA}, {"date": "2012-03"}), 0.95),
    "strength.same_place": (adds(ALONE | {"place": LIMA}), 1.1),
    "strength.other_place": (other_place, 0.9),
    "strength.mode": (adds(ALONE | {"modes": "sign"}), 1.0),
    "strength.context": (adds(ALONE | {"contexts": "economic"}), 1.0),
    "strength.signal": (adds(ALONE | {"signal": "sign"}), 1.0),
    "strength.words": (adds(ALONE, {"words": sharing(1, 2)}), 0.7),
    "strength.story": (by_story, 0.365413),
    "strength.otherwise": (otherwise, 0.9),
    "strength.sure": (sure, 0.541667),
    "strength.margin": (margin, [3, 2]),
    "strength.digits": (digits, [False, True]),
    "report.headline_lead": (headline_lead, ["lead", "lead", "body"]),
    "copies.run": (run, [True, False]),
    "copies.share": (share, [True, False]),
    "copies.parts": (parts, False),
    "copies.like": (alike_copies, [True, False]),
    "story.least": (least, [True, False]),
    "story.days": (story_days, [True, False]),
    "story.length": (story_length, 0.074167),
    "story.terms": (story_terms, [True, False]),
    "story.beside": (story_beside, [True, False]),
    "blocks.beside": (beside, [2, 3]),
    "blocks.rarest": (rarest, [1, 2]),
    "blocks.words": (clause_words, [1, 2]),
    "blocks.sample": (sample, 1),
    "undated.lead": (lead, ["2011-12-09", "2011-12-03"]),
    "undated.counterpart": (counterpart, [True, False]),
    "undated.quoted": (quoted, [True, False]),
    "numbers.shortest_word": (
        numbers("in two hours, in nine hours"), [["number of hours"]],
    ),
    "numbers.longest_word": (
        numbers("exactly two hours, exactly nine hours", "eleven hours, twelve hours"),
        [["number of hours"]] * 2,
    ),
    "numbers.shortest_noun": (
        numbers("two cod, nine cod", "two km, nine km"), [["number of cods"], []],
    ),
    "event.digits": (confidence, 0.8765),
    **FOLLOWING_CASES,
}  # fmt: skip


def all_numbers(measures: Measures) -> Iterator[tuple[str, float]]:
    """Every number of the table by its name."""
    for part, fields in structs.asdict(measures).items():
        for field, value in structs.asdict(fields).items():
            if isinstance(value, (int, float)):
                yield f"{part}.{field}", value


def moved(measures: Measures, name: str, step: int) -> Measures:
    """The table with one number a step up or down: 1, or 0.01 where it has decimals."""
    part, _, field = name.partition(".")
    value = getattr(getattr(measures, part), field)
    other = value + step if isinstance(value, int) else round(value + step / 100, 6)
    return replace(measures, **{part: replace(getattr(measures, part), **{field: other})})


def test_every_number_has_a_case() -> None:
    assert set(CASES) == {name for name, _ in all_numbers(shipped())}


@pytest.mark.parametrize("name", CASES)
def test_what_a_number_decides(name: str) -> None:
    case, expected = CASES[name]
    assert case(shipped()) == expected


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("name", CASES)
def test_a_step_changes_what_the_number_decides(name: str, step: int) -> None:
    case, expected = CASES[name]
    assert case(moved(shipped(), name, step)) != expected


def test_who_says_least_is_left_out() -> None:
    """A state, then its government, then a description, then a name."""
    told_as = [
        ACTORS["chl"],
        Actor("government of Chile", "government", "CHL"),
        person("old minister", "CHL"),
        ACTORS["ruiz"],
    ]

    def names(*actors: Actor) -> set[str]:
        made = [
            annotate(
                f"r{n}", f"{actor.name} met Norway.", published=DAY,
                actors={"one": actor, "nor": ACTORS["nor"]},
                events=[act("met", "CONSULT", actors="one nor", date=DAY)],
            )
            for n, actor in enumerate(actors)
        ]  # fmt: skip
        (event,) = merge(made, kinds=KINDS)
        return {actor.name for actor in event.actors}

    for plain, telling_more in pairwise(told_as):
        assert names(plain, telling_more) == {telling_more.name, "Norway"}


def test_most_pairs_of_two_groups_must_speak_for_one_event() -> None:
    """One of two is not most, two of three are."""
    both, other = some(8), some(4, 4) | some(4, 20)
    first = told(**AGREED, words=both)
    second = told(**AGREED, report="r2", words=some(4) | some(1, 4) | some(3, 30))
    third = told(**AGREED, report="r3", words=some(3, 5) | some(5, 20))
    measures = shipped()
    assert joined(first, second, measures)
    assert joined(first, third, measures)
    assert not joined(second, third, measures)
    assert events(first, second, third, measures=measures) == 2
    fourth = told(**AGREED, report="r4", words=both | other)
    assert events(first, second, third, fourth, measures=measures) == 1


def test_a_distance_is_of_the_mean_globe() -> None:
    pole, equator = Place("Pole", lat=90.0, lon=0.0), Place("Equator", lat=0.0, lon=0.0)
    assert kilometres(pole, equator) == pytest.approx(10007.5434, abs=1e-4)
    assert kilometres(pole, Place("Nowhere")) is None


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("ties", "ti"), ("flies", "fly"), ("gas", "gas"), ("nets", "net"),
        ("using", "using"), ("boxing", "box"), ("adding", "add"), ("digging", "dig"),
    ],
)  # fmt: skip
def test_endings_are_taken_off_words_that_are_long_enough(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_a_single_letter_is_no_content() -> None:
    text = "q qu"
    assert content(text, Span(0, len(text))) == {"qu"}


def test_the_table_is_read_whole_or_refused() -> None:
    text = shipped_text()
    assert read_measures(text) == shipped()
    for bad, what in (
        (text.replace("like = 0.25", 'like = "much"'), "likeness.like"),
        (text.replace("like = 0.25", "like = 1.25"), "likeness.like"),
        (text.replace("narrow = 3", "narow = 3"), "narow"),
        (text.replace("run = 3", "run = 0"), "copies.run"),
        (text.replace("[names]", "[nams]"), "nams"),
    ):
        with pytest.raises(TableError, match=what):
            read_measures(bad, "own.toml")


def test_merging_takes_the_table_it_is_given() -> None:
    made = [
        annotate(
            id, "Ana Ruiz met Bo Lind.", published=day,
            actors={k: ACTORS[k] for k in ("ruiz", "lind")},
            events=[act("met", "CONSULT", actors="ruiz lind", date=day)],
        )
        for id, day in (("r1", DAY), ("r2", FOURTH))
    ]  # fmt: skip
    assert len(merge(made, kinds=KINDS)) == 2
    assert len(merge(made, moved(shipped(), "time.apart_unsaid", 1), KINDS)) == 1
