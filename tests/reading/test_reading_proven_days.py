"""What proves a report's day wrong: a late change of the page, or what the text tells as past."""

from __future__ import annotations

from datetime import date

import pytest

from detente.errors import SourceError
from detente.model import Published, Report, Span
from detente.reading.assembly import Beside, Dated, Given, assemble
from detente.reading.html import read_page
from detente.reading.proven_days import told_later
from detente.reading.reading_words import ReadingWords

WORDS = ReadingWords.load("en")
DAY = date(2012, 3, 5)
BODY = (
    "Chile and Norway held talks on Monday about the Far Rocks, which both of them claim and "
    "neither has ever settled.",
    "Ana Ruiz, who leads the Chilean delegation, said that she hoped for a treaty before long.",
    "Her counterpart Bo Lind replied that Norway would need a good deal more time than that.",
)


def page(head: str, *more: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (*BODY, *more))
    return f"<html><head><title>Talks on the Rocks</title>{head}</head><body>{body}</body></html>"


def linked(published: str, modified: str) -> str:
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"datePublished": "{published}", "dateModified": "{modified}"}}</script>'
    )


def read(html: str) -> tuple[Report, list[str]]:
    found = list(read_page(html, "a.html", Beside(), Given()))
    (report,) = (one for one in found if isinstance(one, Report))
    return report, [one.what for one in found if isinstance(one, SourceError)]


@pytest.mark.parametrize(
    ("modified", "latest"),
    [
        ("2012-03-05T18:00:00Z", "2012-03-05"),
        ("2012-04-05", "2012-03-05"),  # 31 days later it is still revised
        ("2012-04-06", "2012-04-06"),
        ("2026-01-02", "2026-01-02"),
        ("2011-01-02", "2012-03-05"),
    ],
)
def test_a_page_that_was_changed_late_was_published_in_between(modified: str, latest: str) -> None:
    report, problems = read(page(linked("2012-03-05", modified)))
    published = report.published
    assert (str(published.earliest), str(published.latest)) == ("2012-03-05", latest)
    assert published.basis == "stated"
    assert problems == []
    told = f"it was changed on {latest}, long after: it was published in between"
    assert (told in published.reasons) is (latest != "2012-03-05")


def test_a_dateline_with_its_year_confirms_the_day() -> None:
    report, _ = read(
        page(linked("2012-03-05", "2026-01-02")).replace(
            "<p>Chile", "<p>OSLO, March 5, 2012 - Chile"
        )
    )
    assert report.published.latest == DAY


def test_what_is_told_of_in_between_bounds_the_days() -> None:
    report, problems = read(
        page(linked("2012-03-05", "2026-01-02"), "The treaty was signed on 7 May 2014 in Oslo.")
    )
    assert (str(report.published.earliest), str(report.published.latest)) == (
        "2014-05-07",
        "2026-01-02",
    )
    assert problems == []
    assert "it tells of 2014-05-07 as past in “signed on 7 May 2014”" in report.published.reasons


def test_what_is_told_of_later_proves_the_day_wrong() -> None:
    report, problems = read(
        page(linked("2012-03-05", "2012-03-06"), "The treaty was signed in Oslo on 7 May 2026.")
    )
    assert (str(report.published.earliest), report.published.latest) == ("2026-05-07", None)
    (problem,) = problems
    assert problem == (
        "its day is wrong, 2012-03-05 (the page's field “datePublished” gives it): it tells of "
        "2026-05-07 as past in “signed in Oslo on 7 May 2026”"
    )
    assert problem in report.published.reasons


def test_a_date_of_the_text_s_own_long_after_that_of_its_source_is_told() -> None:
    text = "Talks on the Rocks\n\nPublished: May 7, 2026\n\n" + "\n\n".join(BODY)
    beside = Beside(published=Dated(DAY, None, "the field “published” gives it"))
    problem, report = assemble(text, "a.txt", beside, Given())
    assert isinstance(problem, SourceError)
    assert "Published: May 7, 2026" in problem.what
    assert isinstance(report, Report)
    assert str(report.published.earliest) == "2026-05-07"


def test_a_given_day_is_no_surer() -> None:
    text = "\n\n".join((*BODY, "The treaty was signed on 7 May 2014."))
    problem, report = assemble(text, "a.txt", Beside(), Given((DAY, None)))
    assert isinstance(problem, SourceError)
    assert "2012-03-05 (given by the user)" in problem.what
    assert isinstance(report, Report)
    assert (report.published.basis, str(report.published.earliest)) == ("given", "2014-05-07")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministers met in Oslo on 7 May 2014.", "2014-05-07"),
        ("He was killed in an attack on May 7, 2014, near Lima.", "2014-05-07"),
        ("The treaty, signed in 2020, is old by now.", "2020-01-01"),
        ("They signed a treaty in May 2019.", "2019-05-01"),
        ("On 7 May 2014, the two ministers met in Oslo.", "2014-05-07"),
        ("In 2015 the envoy resigned.", "2015-01-01"),
        ("It broke out in 2016. They met in 2014.", "2014-01-01"),
    ],
)
def test_acts_that_are_done_prove_it(text: str, day: str) -> None:
    told = told_later(text, [Span(0, len(text))], Published(DAY, DAY), WORDS)
    assert told is not None
    assert str(told.day) == day


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Oslo on 6 March 2012.",  # the report's own day, further east
        "The ministers met in Oslo on 7 May 2010.",
        "The treaty will be signed on 7 May 2014.",
        "The treaty is to be signed in 2020.",
        "They agreed to hold elections on 7 May 2014.",
        "They met to plan the vote on 7 May 2014.",
        "The ministers met ahead of elections on 7 May 2014.",
        "He won talks scheduled in 2020.",
        "On 7 May 2014 the ministers will have met for a year.",
        "The elections are on 7 May 2014.",
        "The deadline was set for 7 May 2014.",
        "It met its target of 20 per cent in 2020.",
        "They met. In 2020 elections are due.",
        "The plant met 2014-7 of the norm.",
    ],
)
def test_what_lies_ahead_proves_nothing(text: str) -> None:
    assert told_later(text, [Span(0, len(text))], Published(DAY, DAY), WORDS) is None


def test_an_undated_report_has_no_day_to_be_wrong() -> None:
    text = "They met on 7 May 2014."
    assert told_later(text, [Span(0, len(text))], Published(), WORDS) is None
