"""What a user does, as functions: the command line calls these, and so can Python.

Language models take a second to load and DuckDB half of one, so neither is imported before it is
needed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from detente.actor_questions import check_actors as check_actors
from detente.actor_questions import lookup_actors as lookup_actors
from detente.actor_questions import office_holders as office_holders
from detente.actor_questions import unread_actors as unread_actors
from detente.asking import LIKELY as LIKELY
from detente.asking import Timeline as Timeline
from detente.asking import check_confidence, opened_record
from detente.asking import open_record as open_record
from detente.asking import positions as positions
from detente.asking import stories as stories
from detente.asking import timeline as timeline
from detente.asking import why as why
from detente.codebook_questions import codebook_types as codebook_types
from detente.codebook_questions import reader_trouble as reader_trouble
from detente.codebook_questions import train_codebook as train_codebook
from detente.days import check_days, given_day
from detente.deciding import Outcome as Outcome
from detente.deciding import account as account
from detente.deciding import decisions as decisions
from detente.deciding import keep_apart as keep_apart
from detente.deciding import kinds_of
from detente.deciding import login_name as login_name
from detente.deciding import merge_events as merge_events
from detente.deciding import split_event as split_event
from detente.deciding import undo_decision as undo_decision
from detente.errors import DetenteError, EvaluationError, RecordError, SourceError
from detente.evaluation import (
    Evaluation,
    GoldScore,
    gold_reports,
    load_gold,
    load_key,
    score,
    score_gold,
)
from detente.export import FORMATS
from detente.files import UnfitError, read_file, text_of
from detente.model import CODED, Annotation, Published, Report, Span
from detente.reading_steps import Progress as Progress
from detente.reading_steps import Reading as Reading
from detente.reading_steps import Steps, attempted, readable, silent
from detente.watching import BUDGET, Watch

if TYPE_CHECKING:
    from detente.document import Document
    from detente.events.codebook_check import CodebookCheck
    from detente.events.explain import Explanation
    from detente.pipeline import Coder
    from detente.places.places_shown import PlacesFound
    from detente.record import Record
    from detente.times.times_shown import TimesFound

Source = str | PathLike[str]

MOST_BYTES_OF_DATES = 64_000_000
"""Bytes of a table of days: a million reports with names of some fifty characters."""


SHOWN = 3
"""How many of a key's missing reports a message names."""


def read(
    paths: Sequence[Source] | Source,
    record: Source | Record,
    *,
    published: date | None = None,
    dates: Mapping[str, date] | None = None,
    dates_from_names: bool = False,
    model: str | None = None,
    codebook: Source | None = None,
    actors: Sequence[Source] = (),
    reader: bool = True,
    budget: float | None = BUDGET,
    on_progress: Progress | None = None,
) -> Reading:
    """Codes the reports in *paths*, or one path, into *record*, which is made if there is none.

    *published* is the day of every report whose text gives none, *dates* the days of single files
    by name; with *dates_from_names* a day in the file's own name comes between the two.  *model*
    names an installed language model and *codebook* a folder, for others than detente's own;
    *actors* are tables of actors of one's own.  Without *reader* signals alone say what is an act,
    and so it is where the reader's model is missing or damaged; every annotation's version says so.
    What the record has already, read with the same of
    these, is not read again; a reading that was cut short is completed by the next one.

    *budget* is the seconds of computing that a report may take for each 10,000 characters that it
    has or begins; one that takes more is given up.  ``None`` or 0 sets no bound, and there is none
    outside a program's main thread and on Windows.

    Raises :class:`DetenteError` for a record, model or codebook that is unusable; a source that
    can't be read, and a report on which detente fails, is among the result's ``errors``.  Where
    nothing can be read, no record is made.
    """
    tell, watch = on_progress or silent, Watch(budget)
    sources = iter(_sources(paths, dates, published, dates_from_names, budget))
    if not _is_there(record):
        before = list(_up_to_a_report(sources))
        if not (before and isinstance(before[-1], Report)):
            return Reading(errors=tuple(one for one in before if isinstance(one, SourceError)))
        sources = chain(before, sources)
    with opened_record(record) as opened:
        coder = _coder(model, codebook, tell, actors, reader=reader)
        steps = Steps(coder, opened, tell, watch)
        steps.add(sources)
        if steps.changed or not opened.merged:
            steps.date_the_undated()
            steps.merge()
        return steps.result()


def remove(
    record: Source | Record,
    reports: Sequence[str],
    *,
    model: str | None = None,
    codebook: Source | None = None,
    actors: Sequence[Source] = (),
    reader: bool = True,
    on_progress: Progress | None = None,
) -> tuple[str, ...]:
    """Takes *reports*, by id or by source, out of *record*; returns the ids.

    What is left is the record that never had them: reports whose day they proved are dated anew and
    all mentions merged anew, so the model, codebook, actors and *reader* are those of the reading.
    Raises :class:`RecordError` for a report that there is not.
    """
    tell = on_progress or silent
    with opened_record(record, read_only=True):
        pass  # a record that there is not is not made
    with opened_record(record) as opened:
        removed = opened.remove(reports)
        coder = _coder(model, codebook, tell, actors, reader=reader)
        steps = Steps(coder, opened, tell, Watch(None))
        steps.date_the_undated()
        steps.merge()
        return tuple(removed)


def annotate(
    paths: Sequence[Source] | Source,
    *,
    published: date | None = None,
    dates: Mapping[str, date] | None = None,
    dates_from_names: bool = False,
    model: str | None = None,
    codebook: Source | None = None,
    actors: Sequence[Source] = (),
    reader: bool = True,
    budget: float | None = BUDGET,
    on_error: Callable[[SourceError], None] | None = None,
    on_progress: Progress | None = None,
) -> Iterator[Annotation]:
    """Codes the reports in *paths*, one annotation a report in their order, and keeps nothing.

    The arguments are those of :func:`read`.  *on_error* is told what can't be read or coded, and
    the rest goes on; without it, the first such source is raised.  Reports are taken one by one, so
    an undated one is not dated by the others, as :func:`read` does.
    """
    tell, watch, fail = on_progress or silent, Watch(budget), on_error or _raise
    coder = _coder(model, codebook, tell, actors, reader=reader)
    tell("coding reports", 0, None)
    reports = readable(_sources(paths, dates, published, dates_from_names, budget), fail)
    coded = readable(attempted(coder, reports, watch), fail)
    for done, annotation in enumerate(coded, start=1):
        tell("coding reports", done, None)
        yield annotation


def export_record(
    record: Source | Record, format: str, stream: BinaryIO, *, min_confidence: float = LIKELY
) -> int:
    """Writes *record* to *stream* in one of the formats of ``detente export --format``.

    Events that are less sure than *min_confidence* are left out, as :func:`timeline` leaves them
    out; returned is how many.  Raises :class:`RecordError` where a reading of the record was cut
    short.
    """
    check_confidence(min_confidence)
    if format not in FORMATS:
        raise DetenteError(f'no format "{format}"; there are {", ".join(FORMATS)}')
    with opened_record(record, read_only=True) as opened:
        if not opened.merged:
            from detente.record.queries import UNMERGED

            raise RecordError(f"{opened.path}: nothing was exported: {UNMERGED}")
        return FORMATS[format](opened, stream, min_confidence)


def evaluate(
    key: Source,
    *,
    record: Source | Record | None = None,
    reports: Source | None = None,
    model: str | None = None,
    codebook: Source | None = None,
    reader: bool = True,
    on_progress: Progress | None = None,
) -> Evaluation:
    """Scores detente against the answer key in the file *key*.

    What is scored is *record*, or else the key's reports in the folder *reports*, coded on the
    spot with the days that the key gives to undated ones.  Without either, the reports are looked
    for in the key's folder and in folders of the same name above it.
    """
    answers = load_key(Path(key))
    if record is not None:
        with opened_record(record, read_only=True) as opened:
            return score(answers, opened.annotations(), opened.events(), kinds_of(opened))
    names = list(dict.fromkeys(_file_of(report.report) for report in answers.reports))
    folder = Path(reports) if reports is not None else _folder_of(names, Path(key))
    if missing := [name for name in names if not (folder / name).is_file()]:
        raise EvaluationError(f"{folder}: does not hold {_some(missing)}, which the key scores")
    given = {r.report: r.published_if_given for r in answers.reports if r.published_if_given}
    from detente.record import Record

    with Record(":memory:") as fresh:
        paths = [folder / name for name in names]
        done = read(
            paths, fresh, dates=given, model=model, codebook=codebook, reader=reader,
            on_progress=on_progress,
        )  # fmt: skip
        for error in done.errors:
            raise error
        return score(answers, fresh.annotations(), fresh.events(), kinds_of(fresh))


def evaluate_gold(
    gold: Source,
    *,
    model: str | None = None,
    codebook: Source | None = None,
    reader: bool = True,
    on_progress: Progress | None = None,
) -> GoldScore:
    """Scores detente on the gold records in the file *gold*, one a line, coded on the spot.

    ``docs/formats.md`` describes the shapes of records.  Raises :class:`EvaluationError`, with the
    line, for a record that does not hold.
    """
    tell = on_progress or silent
    coder = _coder(model, codebook, tell, reader=reader)
    records = load_gold(Path(gold), coder.types)
    tell("coding records", 0, len(records.records))
    return score_gold(records, _told(coder.read(gold_reports(records)), len(records.records), tell))


def check_codebook(
    codebook: Source | None = None,
    *,
    model: str | None = None,
    on_progress: Progress | None = None,
) -> CodebookCheck:
    """Checks the codebook in the folder *codebook*, or detente's own, and codes its examples.

    They are coded and merged once more by a copy in which all types, modes and contexts have other
    names, which must come to the same.  Raises :class:`DetenteError` where there is no such folder,
    or no type in it; all else that is wrong with it is in the result.
    """
    from detente.events.codebook_check import check_codebook
    from detente.merging import merge

    tell = on_progress or silent
    return check_codebook(
        None if codebook is None else Path(codebook),
        lambda: _coder(model, codebook, tell, reader=False),
        lambda annotations, kinds: merge(annotations, kinds=kinds),
        lambda done, total: tell("coding examples", done, total),
    )


def explain(
    sentence: str,
    *,
    published: date | None = None,
    model: str | None = None,
    codebook: Source | None = None,
    reader: bool = True,
    on_progress: Progress | None = None,
) -> Explanation:
    """Why *sentence* is coded as it is, or not at all, step by step.

    *published* is the day of the report that it is taken to stand in.
    """
    text = " ".join(sentence.split())
    if not text:
        raise DetenteError("no sentence to explain; give one in quotation marks")
    given = Published()
    if published:
        check_days(published)
        given = Published(published, published, basis="given")
    report = Report(
        id="sentence", source="sentence", text=text, published=given,
        paragraphs=(Span(0, len(text)),),
    )  # fmt: skip
    tell = on_progress or silent
    coder = _coder(model, codebook, tell, reader=reader)
    tell("coding the sentence", 0, None)
    return coder.explain(report)


def times(
    text: str,
    *,
    published: date | Published | None = None,
    model: str | None = None,
    on_progress: Progress | None = None,
) -> TimesFound:
    """The time expressions of *text* and the dates of its acts, each with how it was worked out.

    *published* is the day, or what is known of it, of the report that the text stands in.
    """
    from detente.document import Document
    from detente.language import Parser
    from detente.times import TimeWords
    from detente.times.times_shown import work_out

    if not text.strip():
        raise DetenteError("no text to look for times in; give one in quotation marks")
    if isinstance(published, date):
        check_days(published)
        published = Published(published, published, basis="given")
    report = Report(
        id="text", source="text", text=text, published=published or Published(),
        paragraphs=tuple(Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)),
    )  # fmt: skip
    tell = on_progress or silent
    tell("loading the language model", 0, None)
    parser = Parser(model)
    tell("working out the times", 0, None)
    return work_out(Document(report, next(iter(parser.parse([report])))), TimeWords.load())


def places(
    text: str, *, model: str | None = None, on_progress: Progress | None = None
) -> PlacesFound:
    """The places that *text* names, with all that each could be, and those of its acts.

    A dateline that opens the text is read as one.
    """
    from detente.document import Document
    from detente.language import Parser
    from detente.places import Gazetteer, PlaceWords
    from detente.places.places_shown import work_out
    from detente.reading.datelines import dateline_at
    from detente.reading.reading_words import ReadingWords

    if not text.strip():
        raise DetenteError("no text to look for places in; give one in quotation marks")
    paragraphs = [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)]
    line = dateline_at(text, paragraphs[0], ReadingWords.load(CODED))
    if line is not None:
        paragraphs[0] = Span(line.end, paragraphs[0].end)
    report = Report(
        id="text", source="text", text=text, dateline=line.place if line else None,
        paragraphs=tuple(p for p in paragraphs if len(p)),
    )  # fmt: skip
    tell = on_progress or silent
    tell("loading the language model", 0, None)
    parser = Parser(model)
    tell("loading the table of places", 0, None)
    gazetteer = Gazetteer.load()
    tell("working out the places", 0, None)
    document = Document(report, next(iter(parser.parse([report]))))
    return work_out(document, gazetteer, PlaceWords.load())


def load_dates(path: Source) -> dict[str, date]:
    """The days of reports by file name, from a table of two columns parted by a tab or a comma.

    Empty lines and lines that begin with ``#`` are left aside.  Raises :class:`SourceError`, with
    the line, for anything else.
    """
    try:
        text = text_of(read_file(Path(path), MOST_BYTES_OF_DATES))
    except UnfitError as unfit:
        where = f"{path}:{unfit.line}" if unfit.line else str(path)
        raise SourceError(where, unfit.what, unfit.remedy) from unfit
    dates: dict[str, date] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, day = line.replace("\t", ",", 1).rpartition(",")
        try:
            dates[name.strip()] = given_day(day.strip())
        except ValueError as error:
            raise SourceError(
                f"{path}:{number}",
                str(error),
                "a line is a file name, a tab or comma, and a day such as 2010-11-13",
            ) from None
        if not name.strip():
            raise SourceError(f"{path}:{number}", "no file name before the day")
    return dates


def _sources(
    paths: Sequence[Source] | Source,
    dates: Mapping[str, date] | None,
    published: date | None,
    dates_from_names: bool,
    budget: float | None,
) -> Iterable[Report | SourceError]:
    from detente.reading import read_sources

    several = [paths] if isinstance(paths, str | PathLike) else paths
    return read_sources(
        [Path(path) for path in several],
        dates=dates or {},
        published=published,
        dates_from_names=dates_from_names,
        budget=budget,
    )


def _is_there(record: Source | Record) -> bool:
    """Whether there is a record already, or something in its place that opening it will name."""
    return not isinstance(record, str | PathLike) or os.path.lexists(record)


def _up_to_a_report(
    sources: Iterator[Report | SourceError],
) -> Iterator[Report | SourceError]:
    """The first report among *sources*, with what could not be read before it."""
    for source in sources:
        yield source
        if isinstance(source, Report):
            return


def _coder(
    model: str | None, codebook: Source | None, tell: Progress, actors: Sequence[Source] = (),
    *, reader: bool = True,
) -> Coder:  # fmt: skip
    tell("loading the language model", 0, None)
    from detente.pipeline import Coder

    own = None if codebook is None else Path(codebook)
    tables = [Path(path) for path in actors]
    return Coder.load(model=model, codebook=own, actors=tables, reader=reader)


def _told(items: Iterable[Document], total: int, tell: Progress) -> Iterator[Document]:
    for done, item in enumerate(items, start=1):
        yield item
        tell("coding records", done, total)


def _file_of(report: str) -> str:
    """The file of a key's report, which may be one of its lines: "wire.jsonl:2"."""
    return re.sub(r"(?<=\.jsonl):\d+$", "", report)


def _folder_of(names: Sequence[str], key: Path) -> Path:
    """The folder that holds the key's reports: the key's own, or one so named above it."""
    own = key.resolve().parent
    places = [own, *(above / own.name for above in own.parents)]
    for folder in places:
        if all((folder / name).is_file() for name in names):
            return folder
    raise EvaluationError(
        f"{key}: its reports ({_some(names)}) are not beside it; name their folder with --reports"
        f"{_likely_folder(names, own)}, or a record that has them with --record"
    )


def _likely_folder(names: Sequence[str], beside: Path) -> str:
    """A folder below the key's own that has the key's reports, as an example, if there is one."""
    folders = (path for path in sorted(beside.iterdir()) if path.is_dir())
    found = next((f for f in folders if all((f / name).is_file() for name in names)), None)
    if found is None:
        return ""
    return f", for example --reports {min(os.path.relpath(found), str(found), key=len)}"


def _some(names: Sequence[str]) -> str:
    """As many of *names* as tell which are meant."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _raise(error: SourceError) -> None:
    raise error
