"""Why a sentence is coded as it is, for a person to follow."""

from __future__ import annotations

from collections.abc import Iterable

from rich.padding import Padding

from detente.events.explain import (
    ClauseSeen,
    Explanation,
    RoleSeen,
    Tried,
    modality_text,
    unmet_text,
)
from detente.model import EventMention
from detente.terminal import phrasing
from detente.terminal.console import Console, Text

# A light verb is in dozens of signals; past the nearest ones nobody reads on.
MOST_SIGNALS = 8

_FORBIDDING = ("object-not", "about-not", "unless")


def explanation(found: Explanation, console: Console) -> None:
    """Prints whom the sentence names, its clauses step by step, and what came of it."""
    console.print(Text(found.text, style="bold"))
    _heading("Whom it names", console)
    for seen in found.actors:
        sectors = f", {' '.join(seen.actor.sectors)}" if seen.actor.sectors else ""
        office = f", {seen.actor.office}" if seen.actor.office else ""
        said = _quoted(dict.fromkeys(seen.words))
        _print(f"{phrasing.actor(seen.actor)}: {seen.actor.kind}{office}{sectors}; {said}", console)
    if not found.actors:
        _print("nobody that is known", console)
    for clause in found.clauses:
        if clause.tried or clause.kind == "verb" or clause.like:
            _clause(clause, console)
    _without_signals(found.clauses, console)
    _heading("What came of it", console)
    for event in found.events:
        _event(event, found, console)
    if not found.events:
        _print("nothing is coded", console)
        for uncoded in found.uncoded:
            word = phrasing.shortened(uncoded.span.of(found.text), 60)
            _print(f"“{word}”: {uncoded.reason}", console)


def _heading(text: str, console: Console) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _print(text: str, console: Console, indent: int = 2, style: str = "") -> None:
    console.print(Padding(Text(text, style=style), (0, 0, 0, indent)))


def _labelled(label: str, value: str, console: Console, indent: int = 2) -> None:
    text = Text(f"{label}: ", style="dim")
    text.append(value, style="not dim")
    console.print(Padding(text, (0, 0, 0, indent)))


def _clause(clause: ClauseSeen, console: Console) -> None:
    """The clause as it was read, and what the codebook made of it."""
    _heading(f"The {clause.kind} “{clause.predicate}”", console)
    if clause.lemma != clause.predicate.lower():
        _labelled("base form", clause.lemma, console)
    for name, said in clause.arguments:
        _labelled(name, _quoted(said), console)
    if clause.form:
        _labelled("form", ", ".join(clause.form), console)
    if clause.hangs_on:
        _labelled("stands as", clause.hangs_on, console)
    match = clause.match
    if not clause.tried:
        _labelled("signals", f"none has the {clause.kind} “{clause.lemma}”", console)
    else:
        _signals(clause.tried, console)
    if match is not None:
        _labelled("actor", _roles(clause.actors), console)
        _labelled("recipient", _roles(clause.recipients), console)
        _labelled("modality", modality_text(clause).removeprefix("it is "), console)
    if clause.read is not None:
        shares = ", ".join(f"{name} {share:.2f}" for name, share in clause.read)
        _labelled("the reader takes it for", shares or "no act", console)
    for one in clause.like:
        name = "no act" if one.type == "-" else one.type
        near = f"{name}: {phrasing.shortened(one.text, 100)}"
        _labelled(f"like, {one.likeness:.2f}", near, console, indent=4)
    for reason in clause.reasons:
        _labelled("not coded", reason, console)


def _without_signals(clauses: Iterable[ClauseSeen], console: Console) -> None:
    """The nouns and adjectives that are in no signal."""
    rest = [c for c in clauses if not c.tried and c.kind != "verb" and not c.like]
    if rest:
        _heading("In no signal", console)
        _print(", ".join(f"the {c.kind} “{c.lemma}”" for c in rest), console)


def _signals(tried: Iterable[Tried], console: Console) -> None:
    """The signals up to the match, each with what it lacks; what its predicate is not is left out.

    "Sit down" is no near miss of "sat".
    """
    before: list[Tried] = []
    for one in tried:
        if one.matched:
            break
        if not any(step.restriction == "with" for step in one.unmet):
            before.append(one)
    matched = next((one for one in tried if one.matched), None)
    lacking = {
        f"{one.type}/{one.signal}": "; ".join(unmet_text(step) for step in one.unmet)
        for one in before
    }
    for name, what in list(lacking.items())[:MOST_SIGNALS]:
        _labelled(f"not {name}", what, console)
    if len(lacking) > MOST_SIGNALS:
        _print(f"nor {phrasing.counted(len(lacking) - MOST_SIGNALS, 'other signal')}", console)
    if matched is not None:
        met = "; ".join(
            f"its {step.restriction.removeprefix('prepositions ')} {_quoted(step.found)}"
            for step in matched.steps
            if step.found and step.restriction not in _FORBIDDING
        )
        text = Text("matches ", style="dim")
        text.append(f"{matched.type}/{matched.signal}", style="not dim bold")
        text.append(f" by {met}" if met else "", style="not dim")
        console.print(Padding(text, (0, 0, 0, 2)))
    elif not before:
        _labelled("signals", "none that the words around it fit", console)


def _quoted(found: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in found)


def _roles(roles: Iterable[RoleSeen]) -> str:
    """``with Chile`` of the role that names somebody, after those that name nobody."""
    empty = [seen.role for seen in roles if not seen.names]
    named = [f"{', '.join(seen.names)} by the role “{seen.role}”" for seen in roles if seen.names]
    said = ", then ".join(named) or "nobody"
    return said + (f" (nobody as {', '.join(empty)})" if empty else "")


def _event(event: EventMention, found: Explanation, console: Console) -> None:
    """One event as it is coded."""

    def names(ids: Iterable[str]) -> str:
        return phrasing.actors([found.actor(id_) for id_ in ids])

    who = names(p.actor for p in event.actors)
    whom = f" → {names(p.actor for p in event.recipients)}" if event.recipients else ""
    mark = phrasing.MARKS[event.modality]
    head = Text(f"{mark}: " if mark else "")
    head.append(" ".join((event.type, *event.modes)), style=phrasing.QUAD_STYLES[event.quad])
    head.append(f"  {who}{whom}")
    console.print(Padding(head, (0, 0, 0, 2)))
    _labelled("quad", f"{event.quad}, score {event.score:+g}", console, 4)
    when = phrasing.days(event.date.interval)
    reason = f", {event.date.reason}" if event.date.reason else ""
    _labelled("when", f"{when}{reason}", console, 4)
    if event.place:
        _labelled("where", phrasing.place(event.place.place), console, 4)
    if event.contexts:
        _labelled("context", ", ".join(event.contexts), console, 4)
    if event.attribution:
        source = event.attribution.actor
        who = phrasing.actor(found.actor(source)) if source else "an unnamed source"
        said = event.attribution.span.of(found.text)
        _labelled("according to", f"{who} “{said}”", console, 4)
    _labelled("confidence", phrasing.confidence(event), console, 4)
    if weak := found.weaknesses.get(event.id):
        _labelled("less sure by", ", ".join(weak), console, 4)
    _labelled("signal", event.signal, console, 4)
