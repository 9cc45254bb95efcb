"""Quotations that no cue reports: who said them follows from what stands before.

A quotation after a statement of the same paragraph goes on with it; so does one that opens the next
paragraph right after it.  Else it is the words of the person whom the sentence right before it is
about.  Where none of these holds the report does not say whose words they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from detente.model import Span
from detente.statements.direct import extended
from detente.statements.finding import Finding
from detente.statements.marks import Quotation
from detente.statements.speech_sources import SourceFinder
from detente.statements.text_layout import Layout

_TELLING = re.compile(r"[^ \t\r\n\u00a0.,]")
"""What parts a quotation from what stands before it."""


def carry(
    layout: Layout,
    sources: SourceFinder,
    direct: list[Finding],
    reported: list[Finding],
    uncued: list[Quotation],
) -> list[Finding]:
    """The *direct* findings with each of the *uncued* quotations added to one, or as its own."""
    findings = list(direct)
    spoken = sorted((_end(finding), index) for index, finding in enumerate(direct))
    told = sorted((_end(finding), i) for i, finding in enumerate(reported) if _speaks(finding))
    carried: Finding | None = None
    for quotation in uncued:
        last = _before(spoken, quotation.start)
        between = _before(told, quotation.start)
        if between is not None and last is not None and _same_sentence(layout, between, last):
            between = None
        finding: Finding | None = None
        if between is not None and (last is None or between[0] > last[0]):
            told_by = reported[between[1]]
            near = _same_paragraph(layout, between[0], quotation)
            if near or (told_by.source is not None and _follows(layout, between[0], quotation)):
                finding = _as(told_by, quotation)
        elif last is not None:
            if _same_paragraph(layout, last[0], quotation):
                findings[last[1]] = extended(findings[last[1]], quotation)
                continue
            if _follows(layout, last[0], quotation):
                finding = _as(direct[last[1]], quotation)
        if finding is None and carried is not None and _after(layout, carried, quotation):
            finding = _as(carried, quotation)
        if finding is None:
            phrases, source = sources.person_before(quotation.start)
            finding = Finding(quotation.parts, "direct", source=source, sources=phrases)
        findings.append(finding)
        carried = finding
    return findings


def _before(ends: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """The last of *ends* (in order) that is not past *offset*."""
    position = bisect_right(ends, (offset, len(ends)))
    return ends[position - 1] if position else None


def _same_sentence(layout: Layout, first: tuple[int, int], second: tuple[int, int]) -> bool:
    return layout.sentence_span(first[0] - 1) == layout.sentence_span(second[0] - 1)


def _same_paragraph(layout: Layout, end: int, quotation: Quotation) -> bool:
    return layout.paragraph(max(end - 1, 0)) == layout.paragraph(quotation.start)


def _end(finding: Finding) -> int:
    """Past the last character of a finding: content, cue or source."""
    spans = [*finding.content, finding.cue or Span(0, 0), finding.source or Span(0, 0)]
    return max(span.end for span in spans)


def _speaks(finding: Finding) -> bool:
    return finding.sense is not None and finding.sense.cue_class != "think"


def _follows(layout: Layout, end: int, quotation: Quotation) -> bool:
    """Whether *quotation* comes right after *end*, or after the sentence that *end* is in."""
    sentence = layout.sentence_span(max(end - 1, 0))
    ends = (end, max(end, sentence.end) if sentence is not None else end)
    return any(_TELLING.search(layout.text, e, quotation.start) is None for e in ends)


def _after(layout: Layout, carried: Finding, quotation: Quotation) -> bool:
    return _follows(layout, carried.content[-1].end + 1, quotation)


def _as(previous: Finding, quotation: Quotation) -> Finding:
    """A quotation that the cue of *previous* carries over to."""
    return Finding(
        quotation.parts,
        "direct",
        cue=previous.cue,
        source=previous.source,
        sources=previous.sources,
        hearer=previous.hearer,
    )
