"""Which statement answers which, in one report or between reports.

An answer is found where several things point the same way: what the two statements do (a refusal
answers a proposal), who spoke (the other side), words taken up again ("such a commission"), the
other's name, a cue that answers ("replied"), and how near they stand.  One alone is not enough.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from detente.merging.content_words import alike, content, stem, telling
from detente.model import Actor, Annotation, Answer, AnswerKind, Span, StatementKind
from detente.positions.answer_table import PositionWords, answer_table
from detente.positions.matters import Told

# How much of what must point the same way: see ``_Evidence.weight``.
_ENOUGH = 3.0
_MERE_CLAIM = 1.5
# Sentences between an answer and what it answers, where it follows it.
_NEAR = 3
_IN_SIGHT = 8
# Statements of its report, on either side, among which an answer looks for what it answers.
_IN_REACH = 60
# Shared words count from here on; two statements on one matter share more.
_ALIKE = 0.2
# Between reports nothing stands near, so more words must be shared, in so many days.
_ALIKE_APART = 0.3
_WINDOW = timedelta(days=90)
# An answer goes back to what it answers early on; later words are its own.
_LOOKED_AT = 300
# A word that so many statements share tells nothing about any two of them.
_COMMON = 400


class Said(Struct, frozen=True):
    """A statement with what it is compared by.

    ``sentence`` and ``stop`` are the first and last sentence it stands in; ``parties`` keys and
    countries that its words name; ``taken_up`` nouns it refers back with, as stems.
    """

    where: tuple[str, int]
    kinds: tuple[StatementKind, ...]
    cue: str
    speaker: Actor | None
    addressee: Actor | None
    cue_span: Span | None
    content: tuple[Span, ...]
    sentence: int
    stop: int
    stems: frozenset[str]
    parties: frozenset[str]
    taken_up: frozenset[str]
    pronoun: bool
    earliest: date | None
    latest: date | None


def find_answers(annotations: Sequence[Annotation], words: PositionWords) -> tuple[Answer, ...]:
    """The answers among the statements of *annotations*, in their order.

    A statement answers at most one other: one of its own report if there is one, else one of
    another report that came out before it, at most ninety days.
    """
    reports = [_said_in(annotation, words) for annotation in annotations]
    found: list[Answer] = []
    loose: list[Said] = []
    for report in reports:
        for reply in report:
            if reply.speaker is None:
                continue
            answer = _best(reply, _candidates(reply, report, words))
            if answer is not None:
                found.append(answer)
            elif _rules(reply, words):
                loose.append(reply)
    found.extend(_between(loose, reports, words))
    return tuple(sorted(found))


# -- statements as they are compared ----------------------------------------------------------


def _said_in(annotation: Annotation, vocabulary: PositionWords) -> list[Said]:
    text, actors = annotation.report.text, annotation.actors
    told = Told(annotation)
    published = annotation.report.published
    found = []
    for number, said in enumerate(annotation.statements):
        spans = told.region(said)
        inside = told.mentions.inside(*spans)
        named = {actors[m.actor].key for m in inside}
        named |= {c for m in inside if (c := actors[m.actor].country)}
        own = actors.get(said.speaker or "")
        words = " ".join(span.of(text) for span in spans)
        found.append(
            Said(
                where=(annotation.report.id, number),
                kinds=said.kinds,
                cue="" if said.cue is None else said.cue.of(text).casefold(),
                speaker=own,
                cue_span=said.cue,
                content=said.content,
                addressee=actors.get(said.addressee or ""),
                sentence=told.sentence(said.content[0].start if said.content else 0),
                stop=told.sentence(said.content[-1].start if said.content else 0),
                stems=frozenset().union(*(_stems(told, span) for span in spans)),
                parties=frozenset(named),
                taken_up=_taken_words(words[:_LOOKED_AT], vocabulary),
                pronoun=vocabulary.pronoun.search(words[:_LOOKED_AT]) is not None,
                earliest=published.earliest,
                latest=published.latest,
            )
        )
    return found


def _taken_words(said: str, words: PositionWords) -> frozenset[str]:
    """Stems of words after "the", "such a", "their" ..., by which something known is meant."""
    found = words.back.finditer(said)
    return frozenset(stem(word) for match in found for word in match["words"].split())


def _stems(told: Told, span: Span) -> frozenset[str]:
    """Stems of the words of *span* that name nobody: "a commission" is no name of one."""
    actors = told.annotation.actors
    names = [m.span for m in told.mentions.overlapping(span) if actors[m.actor].name[:1].isupper()]
    return content(told.annotation.report.text, span, names)


# -- what points from one to the other --------------------------------------------------------


class _Evidence(Struct, frozen=True):
    weight: float
    reasons: tuple[str, ...]
    distance: int
    kind: AnswerKind


def _rules(reply: Said, words: PositionWords) -> list[tuple[AnswerKind, frozenset[StatementKind]]]:
    """The ways in which *reply* may answer something, and what each answers."""
    fit: list[tuple[AnswerKind, frozenset[StatementKind]]] = [
        (rule.kind, frozenset(rule.targets))
        for rule in answer_table().rule
        if not set(rule.sources).isdisjoint(reply.kinds)
    ]
    if reply.cue in words.acceptances and "refusal" not in reply.kinds:
        fit.append(("accepts", frozenset({"proposal", "offer", "demand", "condition"})))
    if not fit and reply.cue in words.responses:
        fit.append(("responds", frozenset(words.nouns) | {"condition", "refusal", "denial"}))
    return fit


def _candidates(
    reply: Said, report: Sequence[Said], words: PositionWords
) -> Iterator[tuple[Said, _Evidence]]:
    rules = _rules(reply, words)
    number = reply.where[1]
    for other in report[max(0, number - _IN_REACH) : number + _IN_REACH + 1]:
        for kind, targets in rules:
            if _may_answer(reply, other, targets, kind):
                yield other, _evidence(reply, other, kind, targets, words)


def _may_answer(
    reply: Said, other: Said, targets: frozenset[StatementKind], kind: AnswerKind
) -> bool:
    if other.where == reply.where or other.speaker is None or reply.speaker is None:
        return False
    if targets.isdisjoint(other.kinds) or not _other_side(reply, other):
        return False
    if reply.where[0] == other.where[0] and (_holds(reply, other) or _holds(other, reply)):
        return False
    # A report's lead may sum up the answer before it tells what was proposed, but who responds does
    # so to what was said right before.
    return kind != "responds" or 0 <= reply.sentence - other.stop <= _NEAR


def _holds(outer: Said, inner: Said) -> bool:
    """Whether one statement is told inside another, as what A says that B denied."""
    cue = inner.cue_span
    return cue is not None and any(span.covers(cue) for span in outer.content)


def _other_side(reply: Said, other: Said) -> bool:
    one, two = reply.speaker, other.speaker
    if one is None or two is None or one.key == two.key:
        return False
    if one.country is None or two.country is None:
        return True
    return one.country != two.country or two.key in reply.parties


def _evidence(
    reply: Said,
    other: Said,
    kind: AnswerKind,
    targets: frozenset[StatementKind],
    words: PositionWords,
) -> _Evidence:
    distance = reply.sentence - other.stop
    weight, reasons = 0.0, []
    shared = alike(reply.stems, other.stems)
    if taken := _taken_up(reply, other, targets, words):
        weight += 2.0 if taken in other.stems else 1.5
        reasons.append("takes up what was said")
    elif reply.pronoun and 0 <= distance <= 1:
        weight += 0.5
    if shared >= _ALIKE and telling(reply.stems & other.stems):
        weight += 1.0 + min(shared, 0.5)
        reasons.append("shares its words")
    if _names(reply, other):
        weight += 1.0
        reasons.append("names the other side")
    if _names(other, reply):
        weight += 1.0
        reasons.append("is named there")
    if targets.intersection(other.kinds) == {"claim"} and kind == "denies":
        # Much is claimed, and little of it is what is denied.
        weight -= _MERE_CLAIM
    if reply.cue in words.responses:
        weight += 1.0
        reasons.append("is said in response")
    if 0 <= distance <= _NEAR:
        weight += 1.5 if distance <= 1 else 1.0
        reasons.append("follows it")
    elif not 0 <= distance <= _IN_SIGHT:
        weight -= 0.5
    return _Evidence(weight, tuple(reasons), abs(distance) + (distance < 0), kind)


def _taken_up(
    reply: Said, other: Said, targets: frozenset[StatementKind], words: PositionWords
) -> str | None:
    """The noun by which *reply* goes back to *other*, if any, as a stem."""
    own = sorted(reply.taken_up & other.stems)
    if own and telling(own):
        return own[0]
    nouns = {stem(n) for kind in other.kinds if kind in targets for n in words.nouns.get(kind, ())}
    # "turned down a Polish offer": whose offer says which, even where nothing points back.
    having = reply.taken_up | reply.stems if _names(reply, other) else reply.taken_up
    return next(iter(sorted(having & nouns)), None)


def _names(reply: Said, other: Said) -> bool:
    speaker = other.speaker
    if speaker is None:
        return False
    names = {speaker.key, speaker.country} - {None}
    to = reply.addressee
    return not names.isdisjoint(reply.parties) or (to is not None and to.key in names)


def _best(reply: Said, candidates: Iterable[tuple[Said, _Evidence]]) -> Answer | None:
    enough = [(other, e) for other, e in candidates if e.weight >= _ENOUGH and len(e.reasons) > 1]
    if not enough:
        return None
    other, evidence = min(enough, key=lambda pair: (-pair[1].weight, pair[1].distance))
    return Answer(reply.where, other.where, evidence.kind, ", ".join(evidence.reasons))


# -- between reports --------------------------------------------------------------------------


def _between(
    loose: Sequence[Said], reports: Sequence[Sequence[Said]], words: PositionWords
) -> Iterator[Answer]:
    """Answers to statements of other reports; only pairs that share telling words are compared."""
    asked = {kind for rule in answer_table().rule for kind in rule.targets} - {"claim"}
    targets = [
        said
        for report in reports
        for said in report
        if said.speaker is not None and not asked.isdisjoint(said.kinds)
    ]
    having: defaultdict[str, list[int]] = defaultdict(list)
    for index, said in enumerate(targets):
        for word in sorted(said.stems):
            having[word].append(index)
    for reply in loose:
        shared = Counter(
            index
            for word in reply.stems
            if telling([word]) and len(having.get(word, ())) <= _COMMON
            for index in having.get(word, ())
        )
        options = [targets[i] for i, count in shared.items() if count >= 2]
        answer = _best_apart(reply, options, words)
        if answer is not None:
            yield answer


def _best_apart(reply: Said, options: Iterable[Said], words: PositionWords) -> Answer | None:
    fit = [
        (alike(reply.stems, other.stems), other, kind)
        for kind, targets in _rules(reply, words)
        if kind != "responds"
        for other in options
        if other.where[0] != reply.where[0]
        and _may_answer(reply, other, targets, kind)
        and _names(reply, other)
        and _in_time(reply, other)
    ]
    fit = [(shared, other, kind) for shared, other, kind in fit if shared >= _ALIKE_APART]
    if not fit:
        return None
    _, other, kind = min(fit, key=lambda f: (-f[0], f[1].where, f[2]))
    return Answer(reply.where, other.where, kind, "shares its words, names the other side")


def _in_time(reply: Said, other: Said) -> bool:
    """Whether *other* came out no later than *reply*, and not long before."""
    if other.earliest is None or reply.latest is None or other.latest is None:
        return False
    return other.earliest <= reply.latest and reply.latest - other.latest <= _WINDOW
