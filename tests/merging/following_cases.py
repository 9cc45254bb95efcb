"""Cases at the boundary of each number by which stories and links are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from detente.following import follow
from detente.following.acts import acts_of
from detente.following.chapters import Chapter, chapters
from detente.following.links import candidates
from detente.following.moments import moments
from detente.following.rules import Ground
from detente.following.story_groups import story_groups
from detente.merging import Measures, merge
from detente.merging.mention_facts import tell
from detente.merging.stories import Stories
from detente.model import (
    Annotation,
    Answer,
    Discourse,
    Interval,
    Place,
    Report,
    Span,
    StatementContext,
    TimeMention,
)
from factories import KINDS, act, annotate, find, interval, person, state

Case = Callable[[Measures], object]

ACTORS = {
    "chl": state("Chile", "CHL"),
    "nor": state("Norway", "NOR"),
    "ruiz": person("Ana Ruiz", "CHL"),
}
LIMA = Place("Lima", "PER")
DAY = date(2012, 3, 5)


def day(number: int) -> str:
    """So many days after the first."""
    return (DAY + timedelta(days=number)).isoformat()


# Moments and stories


class Alike(Stories):
    """Reports that are as much alike as is said, the same for all pairs but those given."""

    def __init__(
        self,
        published: Mapping[str, Interval],
        measures: Measures,
        rest: float,
        pairs: Mapping[frozenset[str], float],
    ) -> None:
        super().__init__(dict.fromkeys(published, ""), published, measures.story)
        self._rest, self._pairs = rest, pairs

    def likeness(self, one: str, other: str) -> float:
        return self._pairs.get(frozenset((one, other)), self._rest)

    def neighbours(self, reports: Iterable[str]) -> list[tuple[str, str]]:
        names = sorted(reports)
        return [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]


def on(*numbers: int) -> dict[str, Interval]:
    """Reports on days so many after the first."""
    return {f"r{n:02d}": interval(day(number)) for n, number in enumerate(numbers)}


def together(m: Measures, days: tuple[int, ...], like: float) -> bool:
    published = on(*days)
    alike = Alike(published, m, like, {})
    return len(moments(published, alike.neighbours(published), alike, m)) == 1


def moments_whole(m: Measures) -> object:
    return [together(m, (0, 1), 0.12), together(m, (0, 1), 0.11)]


def moments_days(m: Measures) -> object:
    return [together(m, (0, 6), 1.0), together(m, (0, 7), 1.0)]


def chapter(name: str, number: int, **fields: Any) -> Chapter:
    known: dict[str, Any] = {
        "reports": (name,),
        "date": interval(day(number)),
        "parties": frozenset({"CHL", "NOR"}),
        "events": frozenset(),
        "words": dict.fromkeys(("cod", "nets"), 1.0),
        "spelled": {"cod": "cod", "nets": "nets"},
    }
    return Chapter(**known | fields)


def one_story(
    m: Measures,
    made: list[Chapter],
    rest: float,
    pairs: Mapping[frozenset[str], float] | None = None,
) -> bool:
    """Whether the first and the last are of one story."""
    published = {c.id: c.date for c in made}
    found = story_groups(made, (), Alike(published, m, rest, pairs or {}), m)
    return any({made[0].id, made[-1].id} <= {c.id for c in story} for story, _ in found)


def two(number: int = 30, **fields: Any) -> list[Chapter]:
    return [chapter("a", 0, **fields), chapter("b", number, **fields)]


def likeness(m: Measures) -> object:
    return [one_story(m, two(), like) for like in (0.25, 0.24)]


def held(m: Measures) -> object:
    made = two(events=frozenset({"e1"}))
    return [one_story(m, made, like) for like in (0.15, 0.14)]


def whole(m: Measures) -> object:
    """Two groups of two, of which one pair is much alike and the others as said."""

    def found(rest: float) -> bool:
        made = [chapter(name, n * 10) for n, name in enumerate("abcd")]
        tied = {frozenset("ab"): 0.9, frozenset("cd"): 0.9, frozenset("bc"): 0.3}
        return one_story(m, made, rest, tied)

    return [found(0.06), found(0.0467)]  # a quarter of .30 and three times .06 is .12


def days(m: Measures) -> object:
    return [one_story(m, two(90), 0.5), one_story(m, two(91), 0.5)]


def parties(m: Measures) -> object:
    return [one_story(m, two(parties=frozenset(known)), 0.5) for known in (["CHL", "NOR"], ["CHL"])]


def terms(m: Measures) -> object:
    text = " ".join(f"Word{letter}" for letter in "abcdefghijklmnopqrst")
    made = {"r1": Annotation(Report("r1", "r1", text))}
    stories = Stories({"r1": text}, {"r1": Interval()}, m.story)
    (found,) = chapters([("r1",)], made, (), stories, m)
    return len(found.words)


def story_beside(m: Measures) -> object:
    """The twelfth that follows is looked at, the thirteenth is not."""

    def found(between: int) -> bool:
        made = [chapter(f"c{n:02d}", n) for n in range(between + 2)]
        ends = frozenset((made[0].id, made[-1].id))
        return one_story(m, made, 0.0, {ends: 0.9})

    return [found(11), found(12)]


def shown(m: Measures) -> object:
    words = {f"word{n}": 1.0 for n in range(9)}
    made = two(words=words, spelled={word: word for word in words})
    published = {c.id: c.date for c in made}
    ((_, (link,)),) = story_groups(made, (), Alike(published, m, 0.5, {}), m)
    return len(link.words)


# Links


def told(id: str, number: int, text: str, *events: Any, ahead: str = "") -> Annotation:
    known = {key: actor for key, actor in ACTORS.items() if actor.name in text}
    made = annotate(id, text, published=day(number), actors=known, events=list(events))
    if ahead:
        time = TimeMention(find(text, ahead), interval(day(9)), "DATE", day(9))
        made = replace(made, times=(time,))
    return made


def strengths(m: Measures, *made: Annotation, said: Discourse | None = None) -> list[float]:
    events = merge(made, m, KINDS)
    return [link.strength for link in follow(made, events, said or Discourse(), KINDS, m).links]


def plan(words: str = "", ahead: str = "", **fields: Any) -> Annotation:
    return told(
        "r1", 0, f"Ana Ruiz will visit Norway {words}{ahead}.",
        act("visit", "AGREE", actors="ruiz", recipients="nor", date=f"/{day(0)}",
            signal="CONSULT/visit", **fields),
        ahead=ahead,
    )  # fmt: skip


def visit(number: int = 9, words: str = "", id: str = "r2", **fields: Any) -> Annotation:
    return told(
        id, number, f"Ana Ruiz visited Norway {words}.",
        act("visited", "CONSULT", actors="ruiz", recipients="nor", date=day(number),
            **{"modes": "visit", **fields}),
    )  # fmt: skip


def done(m: Measures) -> object:
    """The same parties, a name and the word for the act."""
    return strengths(m, plan(), visit())


def placed(m: Measures) -> object:
    return strengths(m, plan(place=LIMA), visit(place=LIMA))


def worded(m: Measures) -> object:
    return strengths(m, plan("about cod"), visit(words="about cod"))


def on_its_day(m: Measures) -> object:
    return strengths(m, plan(ahead="that Friday"), visit())


def most_words(m: Measures) -> object:
    four = "about cod herring iron copper"
    return strengths(m, plan(four), visit(words=four))


def within(m: Measures) -> object:
    return [len(strengths(m, plan(), visit(number))) for number in (60, 61)]


def needed(m: Measures) -> object:
    """What comes to .5, and to .49 where a word for the act weighs as much less."""
    talks = told(
        "r1", 0, "Chile and Norway agreed on talks over cod.",
        act("agreed", "AGREE", actors="chl nor", date=day(0)),
    )  # fmt: skip
    held = told(
        "r2", 9, "Chile and Norway held talks over cod.",
        act("talks", "CONSULT", actors="chl nor", date=day(9)),
    )  # fmt: skip
    less = replace(m, links=replace(m.links, act=m.links.act - 0.01))
    return [len(strengths(one, talks, held)) for one in (m, less)]


def margin(m: Measures) -> object:
    """Of two visits one fits by a word more, which weighs so much."""
    found = []
    for weight in (0.05, 0.04):
        table = replace(m, links=replace(m.links, word=weight))
        other = visit(20, id="r3")
        found.append(len(strengths(table, plan("about cod"), visit(words="about cod"), other)))
    return found


def reply(m: Measures) -> object:
    """A protest in one report that tells of the act in its clause."""
    made = told(
        "r1", 0, "Chile raided a ship. Norway condemned the seizing.",
        act("raided", "COERCE", actors="chl", date="/2011-01-01"),
        act("seizing", "ASSAULT", actors="chl", date="/2011-01-01"),
        act("condemned", "ACCUSE", actors="nor", recipients="chl", date=day(0)),
    )  # fmt: skip
    return strengths(m, made)


def sentence(m: Measures) -> object:
    made = told(
        "r1", 0, "Chile raided a ship and Norway condemned it.",
        act("raided", "COERCE", actors="chl", date=day(0), extent="Chile raided a ship"),
        act("condemned", "ACCUSE", actors="nor", date=day(0), extent="Norway condemned it"),
    )  # fmt: skip
    return strengths(m, made)


def answered(m: Measures) -> object:
    made = [
        told(id, number, f"{name} spoke.", act("spoke", type_, actors=who, date=day(number)))
        for id, number, name, who, type_ in (
            ("r1", 0, "Norway", "nor", "AGREE"), ("r2", 2, "Chile", "chl", "REJECT"),
        )
    ]  # fmt: skip
    contexts = tuple(
        StatementContext(one.report.id, 0, performs=(one.events[0].id,)) for one in made
    )
    said = Discourse(contexts, (Answer(("r2", 0), ("r1", 0), "refuses"),))
    return strengths(m, *made, said=said)


def vouched(m: Measures) -> object:
    made = [
        told(
            id, 1, f"Chile {words} the boats of Norway.",
            act(words, "ASSAULT", actors="chl", recipients="nor", **fields),
        )
        for id, words, fields in (
            ("r1", "attacked", {"date": day(0)}),
            ("r2", "attacked", {"date": f"/{day(1)}", "modality": "negated", "by": "chl"}),
        )
    ]  # fmt: skip
    return strengths(m, *made)


def settled(m: Measures) -> object:
    """An act of a week is background thirty days later, and news one day less."""

    def found(number: int) -> int:
        later = told(
            "r2", number, "Chile invaded Norway for iron.",
            act("invaded", "ASSAULT", actors="chl", recipients="nor",
                date=f"{day(-3)}/{day(3)}", signal="ASSAULT/invade"),
        )  # fmt: skip
        known = told(
            "r1", 1, "Chile attacked Norway with ships over nets and herring quotas today.",
            act("attacked", "ASSAULT", actors="chl", recipients="nor", date=day(0),
                signal="ASSAULT/invade"),
        )  # fmt: skip
        hard = [
            replace(
                one,
                events=tuple(
                    replace(e, date=replace(e.date, span=Span(e.extent.end - 1, e.extent.end)))
                    for e in one.events
                ),
            )
            for one in (known, later)
        ]
        merged = merge(hard, m, KINDS)
        return len(merged) + len(follow(hard, merged, Discourse(), KINDS, m).links)

    return [found(33), found(32)]


def link_beside(m: Measures) -> object:
    """How many pairs are looked at of thirty acts of one state that have nothing else in common."""
    made = [
        told(f"r{n:02d}", n, f"Chile gathered w{n}.",
             act("gathered", "ASSAULT", actors="chl", date=day(n)))
        for n in range(30)
    ]  # fmt: skip
    events = merge(made, m, KINDS)
    mentions = {one.name: one for a in made for one in tell(a, m, KINDS)}
    acts = acts_of(events, {a.report.id: a for a in made}, mentions, m)
    return len(candidates(acts, Ground(m, KINDS)))


FOLLOWING_CASES: dict[str, tuple[Case, object]] = {
    "moments.whole": (moments_whole, [True, False]),
    "moments.days": (moments_days, [True, False]),
    "following.likeness": (likeness, [True, False]),
    "following.held": (held, [True, False]),
    "following.whole": (whole, [True, False]),
    "following.days": (days, [True, False]),
    "following.parties": (parties, [True, False]),
    "following.terms": (terms, 12),
    "following.beside": (story_beside, [True, False]),
    "following.shown": (shown, 4),
    "links.needed": (needed, [1, 0]),
    "links.margin": (margin, [1, 0]),
    "links.sides": (done, [0.6]),
    "links.name": (done, [0.6]),
    "links.act": (done, [0.6]),
    "links.place": (placed, [0.8]),
    "links.word": (worded, [0.7]),
    "links.day": (on_its_day, [0.8]),
    "links.clause": (reply, [0.8]),
    "links.sentence": (sentence, [0.5]),
    "links.report": (reply, [0.8]),
    "links.statement": (answered, [0.5]),
    "links.vouched": (vouched, [0.7]),
    "links.words": (most_words, [0.9]),
    "links.days": (within, [1, 0]),
    "links.settled": (settled, [3, 2]),
    "links.beside": (link_beside, 282),
}
