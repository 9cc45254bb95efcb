"""Plain text as it comes from the web: what its parts are."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import SourceError
from detente.model import Report, Span
from detente.reading.assembly import Beside, Given, assemble, given_dates
from detente.reading.layout import is_byline, looks_like_headline
from detente.reading.reading_words import ReadingWords

WORDS = ReadingWords.load()
FIRST = (
    "Chile and Norway held talks on Monday about the Far Rocks, which both of them claim and "
    "neither has ever settled."
)
SECOND = (
    "Ana Ruiz, who leads the Chilean delegation, said that she hoped for a treaty before the end "
    "of the year."
)


def read(text: str, beside: Beside | None = None, given: Given | None = None) -> Report:
    """The report of *text*, which has no problem."""
    (report,) = assemble(text, "a.txt", beside or Beside(), given or Given())
    assert isinstance(report, Report)
    return report


def lines(report: Report) -> list[str]:
    return [span.of(report.text) for span in report.paragraphs]


def furniture(report: Report) -> list[str]:
    return [span.of(report.text) for span in report.furniture]


def test_headline_byline_stamp_dateline_and_sign_off() -> None:
    report = read(
        f"Talks on the Far Rocks\n\nBy Ana Writer and Bo Penman in Lima\n5 March 2012\n\n"
        f"LIMA (AFP) - {FIRST}\n\n{SECOND}\n\nBureau Report\n\nRead more: Cod prices rise\n"
    )
    assert report.headline == "Talks on the Far Rocks"
    assert report.headline_span == Span(0, 22)
    assert report.byline is not None
    assert report.byline.of(report.text) == "By Ana Writer and Bo Penman in Lima"
    assert report.dateline is not None
    assert report.dateline.of(report.text) == "LIMA"
    assert report.publisher == "AFP"
    assert str(report.published.earliest) == "2012-03-05"
    assert lines(report) == ["Talks on the Far Rocks", FIRST, SECOND]
    assert furniture(report) == [
        "By Ana Writer and Bo Penman in Lima",
        "5 March 2012",
        "Bureau Report",
        "Read more: Cod prices rise",
    ]


def test_a_page_address_on_top_gives_url_and_date() -> None:
    report = read(f"https://example.org/2012/03/05/talks\n\n{FIRST}")
    assert report.url == "https://example.org/2012/03/05/talks"
    assert str(report.published.earliest) == "2012-03-05"
    assert report.published.span is not None
    assert report.published.span.of(report.text) == "2012/03/05"
    assert report.headline is None


def test_the_site_is_the_publisher_before_the_agency() -> None:
    report = read(f"OSLO (AFP) - {FIRST}\n\nHarbour Post App: Read latest news of the coast.")
    assert report.publisher == "Harbour Post"


def test_two_publishers_that_are_equally_sure_are_none() -> None:
    report = read(f"{FIRST}\n\n© 2012 Harbour Post. All rights reserved.\n\nAFP")
    assert report.publisher is None


def test_a_list_of_other_stories_is_furniture_until_the_report_goes_on() -> None:
    text = f"{FIRST}\n\nRelated stories\nCod prices rise\nFerry sinks off Suva\n\n{SECOND}"
    report = read(text)
    assert furniture(report) == ["Related stories", "Cod prices rise", "Ferry sinks off Suva"]
    assert lines(report) == [FIRST, SECOND]


def test_a_standfirst_that_repeats_the_first_sentence_stays() -> None:
    assert lines(read(f"Talks on rocks\n\n{FIRST}\n\n{FIRST}\n\n{SECOND}")).count(FIRST) == 2


def test_a_date_in_the_middle_is_the_report_s_own() -> None:
    report = read(f"{FIRST}\n\n{SECOND}\n\n5 March 2012\n\n{SECOND}")
    assert report.published.basis == "unknown"
    assert "5 March 2012" in lines(report)


def test_a_label_and_its_date_on_two_lines() -> None:
    report = read(f"{FIRST}\n\n{SECOND}\n\nPublished:\n5 March 2012, 10:00 JST")
    assert (str(report.published.earliest), report.published.time) == ("2012-03-05", "10:00+09:00")


def test_a_stamp_at_the_end_of_the_last_paragraph() -> None:
    report = read(f"{FIRST}\n\n{SECOND} Published: 5 March 2012")
    assert lines(report) == [FIRST, SECOND]
    assert furniture(report) == ["Published: 5 March 2012"]
    assert report.published.basis == "stated"


def test_a_byline_in_front_of_the_dateline() -> None:
    report = read(f"By ANA WRITER    OSLO, Norway (AP) -- {FIRST}")
    assert report.byline is not None
    assert report.byline.of(report.text) == "By ANA WRITER"
    assert report.dateline is not None
    assert report.dateline.of(report.text) == "OSLO, Norway"
    assert lines(report) == [FIRST]


def test_a_text_wrapped_to_a_column() -> None:
    wrapped = (
        "Chile and Norway held talks on Monday about\nthe Far Rocks, which both of them claim and\n"
        "neither has ever settled.\n\nAna Ruiz, who leads the Chilean delegation,\n"
        "said that she hoped for a treaty before the\nend of the year.\n"
    )
    assert [line.replace("\n", " ") for line in lines(read(wrapped))] == [FIRST, SECOND]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    assert lines(read(f"{FIRST}\n{SECOND}")) == [FIRST, SECOND]


# What says when a report was published


@pytest.mark.parametrize(
    ("stamps", "day"),
    [
        ("Updated: 6 March 2012\nFirst Published: 5 March 2012", "2012-03-05"),
        ("Updated: 6 March 2012\nPublished: 5 March 2012", "2012-03-05"),
        ("Published: 7 March 2012\nFirst published: 5 March 2012", "2012-03-05"),
        ("Updated: 6 March 2012", "2012-03-06"),
        ("Published: 31 February 2012\nUpdated: 6 March 2012", "2012-03-06"),
    ],
)
def test_the_surest_stamp_wins(stamps: str, day: str) -> None:
    *_, report = assemble(f"{FIRST}\n\n{stamps}", "a.txt", Beside(), Given())
    assert isinstance(report, Report)
    assert str(report.published.earliest) == day
    assert report.published.basis == "stated"
    assert report.published.span is not None


def test_stamps_that_contradict_each_other_give_no_date() -> None:
    report = read(f"{FIRST}\n\nPublished: 5 March 2012\nPublished: 7 March 2012")
    assert report.published.basis == "unknown"
    assert any("2012-03-05 and 2012-03-07" in reason for reason in report.published.reasons)


def test_a_date_without_a_year_is_a_reason_and_no_date() -> None:
    report = read(f"Harbour News, 26 June - {FIRST}")
    assert report.published.basis == "unknown"
    assert report.published.earliest is None
    assert report.published.reasons == ("“26 June” has no year",)
    assert furniture(report) == ["Harbour News, 26 June -"]


def test_a_date_that_does_not_exist_is_reported_and_the_report_read() -> None:
    problem, report = assemble(
        f"{FIRST}\n\nPublished: 31 February 2012", "a.txt", Beside(), Given()
    )
    assert isinstance(problem, SourceError)
    assert "a.txt" in str(problem)
    assert "31 February 2012" in str(problem)
    assert isinstance(report, Report)
    assert report.published.basis == "unknown"
    assert any("31 February 2012" in reason for reason in report.published.reasons)


def test_a_given_date_only_where_the_text_has_none() -> None:
    given = given_dates("2012-04-01T09:00+02:00", None)
    undated = read(FIRST, given=given)
    assert (undated.published.basis, undated.published.time) == ("given", "09:00+02:00")
    assert str(undated.published.latest) == "2012-04-01"
    stated = read(f"{FIRST}\n\nPublished: 5 March 2012", given=given)
    assert (stated.published.basis, str(stated.published.earliest)) == ("stated", "2012-03-05")


def test_the_publisher_s_country_decides_what_a_zone_means() -> None:
    stamp = "Published: 5 March 2012 10:00 CST"
    assert read(f"{FIRST}\n\n{stamp}").published.time == "10:00"
    assert read(f"{FIRST}\n\n{stamp}\n\nXinhua").published.time == "10:00+08:00"


# Headlines and bylines


@pytest.mark.parametrize(
    "line",
    [
        "Ministers meet in Lima",
        "Will Norway sign?",
        "Ruiz: 'No deal'",
        "2 ships sink",
        "Aid for U.S.",
    ],
)
def test_headlines(line: str) -> None:
    assert looks_like_headline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ministers met in Lima.",
        "Lima",
        "and then they left",
        "Ruiz said: “No.”",
        "They came. They talked. They left",
        "Facts:",
        "Long " * 40,
    ],
)
def test_what_is_no_headline(line: str) -> None:
    assert not looks_like_headline(line)


@pytest.mark.parametrize(
    "line", ["By Ana Writer", "BY ANA WRITER IN LIMA", "By Ana Writer, Diplomatic Correspondent"]
)
def test_bylines(line: str) -> None:
    assert is_byline(line, WORDS.lines)


@pytest.mark.parametrize(
    "line", ["By sea and land", "By Monday the talks had failed", "By 2012", "Ana Writer", "By"]
)
def test_what_is_no_byline(line: str) -> None:
    assert not is_byline(line, WORDS.lines)


def test_a_headline_beside_the_text_is_found_in_it_or_stands_alone() -> None:
    inside = read(f"Talks on rocks\n\n{FIRST}", Beside(headline="Talks  on rocks"))
    assert inside.headline_span == Span(0, 14)
    outside = read(f"{FIRST}\n\n{SECOND}", Beside(headline="Talks on rocks"))
    assert (outside.headline, outside.headline_span) == ("Talks on rocks", None)


# The two reports the project was asked to serve first


def test_the_undated_seed(shared: Path) -> None:
    text = (shared / "seeds" / "000_4ba085e828539473.txt").read_text("utf-8")
    report = read(text)
    assert report.headline == "Russia, Japan crisis talks end in failure"
    assert report.dateline is not None
    assert report.dateline.of(text) == "Moscow"
    assert report.publisher == "Zee News"
    assert report.published.basis == "unknown"
    assert report.byline is not None
    first, advert = furniture(report)
    assert first == report.byline.of(text) == "Bureau Report"
    assert advert.startswith("Zee News App:")
    assert text[report.paragraphs[2].start :].startswith("Crisis talks")
    assert text[: report.paragraphs[-1].end].endswith("Sato said.")
    given = read(text, given=given_dates("2011-02-11", None))
    assert (given.published.basis, str(given.published.earliest)) == ("given", "2011-02-11")
    assert given.id == report.id


def test_the_dated_seed(shared: Path) -> None:
    text = (shared / "seeds" / "004_a98eb675cb26ae24.txt").read_text("utf-8")
    report = read(text, given=given_dates("2011-02-11", None))
    assert report.headline == "Japan, Russia leaders seek dialogue after row"
    assert report.dateline is None
    assert report.publisher is None
    assert (report.published.basis, report.published.time) == ("stated", "15:58+05:30")
    assert str(report.published.earliest) == str(report.published.latest) == "2010-11-13"
    assert report.published.span is not None
    assert report.published.span.of(text).startswith("First Published: Nov 13, 2010")
    assert [line.split(":")[0] for line in furniture(report)] == [
        "world Updated",
        "First Published",
    ]
