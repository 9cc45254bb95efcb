"""The seed reports' key: its own mentions, merged, are the events it says they are."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from detente import api, merging
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
    TimeMention,
)
from factories import KINDS, QUADS

merge = partial(merging.merge, kinds=KINDS)


def key_of(shared: Path) -> dict[str, Any]:
    key: dict[str, Any] = json.loads((shared / "gold/seeds/answer_key.json").read_text("utf-8"))
    claims = {place["place"]: place["claimed_by"] for place in key["places"]}
    for entry in key["events"]:
        entry["claimed_by"] = claims.get(entry.get("place"), [])
    return key


def annotation(shared: Path, key: dict[str, Any], report: dict[str, Any]) -> Annotation:
    """The key's answers for one report, as the coder would hand them on."""
    name = report["report"]
    text = (shared / "seeds" / name).read_text("utf-8")
    day = date.fromisoformat((report["published"] or report["published_if_given"])[:10])
    sentences = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^.\n]+[.\n]", text))
    entries = [(i, e) for i, e in enumerate(key["events"]) if e["report"] == name]
    names = {n for _, e in entries for n in (*e["actors"], *e["recipients"])}
    actors = {n: _actor(n) for n in sorted(names)}
    # Words that name anybody are no content; which of them they name does not matter here.
    naming = "|".join(w for n in sorted(names) for w in n.replace(":", "").split())
    named = re.finditer(rf"\b(?:{naming}|Russia\w*|Japan\w*|Moscow|Tokyo)\b", text)
    times = re.finditer(r"\b(?:on )?(?:\w+day|today|November|this month)\b", text)
    return Annotation(
        report=Report(name, name, text, Published(day, day, basis="given")),
        sentences=sentences,
        actors=actors,
        mentions=tuple(Mention(Span(m.start(), m.end()), min(names)) for m in named),
        times=tuple(TimeMention(Span(m.start(), m.end()), Interval(), "DATE", "") for m in times),
        events=tuple(_mention(text, sentences, i, e, day) for i, e in entries),
    )


def _actor(written: str) -> Actor:
    country, _, name = written.partition(": ")
    return Actor(name or country, "person" if name else "state", country)


def _mention(
    text: str, sentences: tuple[Span, ...], number: int, entry: dict[str, Any], day: date
) -> EventMention:
    start = text.index(entry["evidence"])
    extent = Span(start, start + len(entry["evidence"]))
    first, last = (date.fromisoformat(d) for d in entry["date"])
    interval = Interval(None if entry.get("open_start") else first, last, "span")
    place = entry.get("place")
    quad, score = QUADS.get(entry["types"][0], QUADS["COERCE"])
    return EventMention(
        id=f"{entry['key']}:{number}",
        type=entry["types"][0],
        modes=tuple(entry.get("modes", ())),
        contexts=tuple(entry.get("contexts", ())),
        actors=tuple(Participant(a, extent) for a in entry["actors"]),
        recipients=tuple(Participant(a, extent) for a in entry["recipients"]),
        trigger=Span(start, start + 1),
        extent=extent,
        sentence=next(i for i, s in enumerate(sentences) if s.overlaps(extent)),
        date=EventDate(interval, None if first == last == day else extent),
        place=EventPlace(Place(place, None, claimed_by=tuple(entry["claimed_by"])))
        if place
        else None,
        modality=entry["modality"],
        attribution=None,
        score=score,
        quad=quad,  # type: ignore[arg-type]
        confidence=0.8,
    )


def test_the_mentions_of_the_key_become_its_events(shared: Path) -> None:
    key = key_of(shared)
    read = [annotation(shared, key, report) for report in key["reports"]]
    merged = {frozenset(m for _, m in event.mentions) for event in merge(reversed(read))}
    groups: dict[str, set[str]] = {}
    for i, entry in enumerate(key["events"]):
        # The key lets the meeting in private count as part of the talks.
        name = "moscow-talks" if entry["key"] == "one-on-one" else entry["key"]
        groups.setdefault(name, set()).add(f"{entry['key']}:{i}")
    assert merged == {frozenset(group) for group in groups.values()}


def test_the_visit_is_told_by_both_reports(shared: Path) -> None:
    key = key_of(shared)
    events = merge(annotation(shared, key, report) for report in key["reports"])
    (visit,) = (e for e in events if any(m.startswith("medvedev-visit") for _, m in e.mentions))
    assert {report for report, _ in visit.mentions} == {r["report"] for r in key["reports"]}
    assert (str(visit.date.earliest), str(visit.date.latest)) == ("2010-11-01", "2010-11-13")
    assert visit.reports == 2


def test_the_undated_report_is_of_a_friday_after_the_visit_and_in_the_ministers_term(
    shared: Path, tmp_path: Path
) -> None:
    record = tmp_path / "seeds.duckdb"
    api.read(sorted((shared / "seeds").glob("*.txt")), record)
    with api.open_record(record) as opened:
        (undated,) = [
            a.report.published for a in opened.annotations() if not a.report.published.span
        ]
        talks = [e.date for e in opened.events() if e.type == "CONSULT" and e.place]
    assert undated.basis == "inferred"
    assert (undated.earliest, undated.latest) == (date(2010, 11, 5), date(2011, 3, 7))
    reasons = "\n".join(undated.reasons)
    assert "so it is not older than 2010-11-01" in reasons
    assert "an office held from 2010-09-17 to 2011-03-07" in reasons
    assert "was on a Friday" in reasons
    fridays = Interval(date(2010, 11, 5), date(2011, 3, 4))
    assert any((d.earliest, d.latest) == (fridays.earliest, fridays.latest) for d in talks)
    assert any((d.earliest, d.latest) == (date(2010, 11, 1), date(2010, 11, 13)) for d in talks)
