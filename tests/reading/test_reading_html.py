"""Web pages: the article and what the page's head says of it."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from detente.errors import SourceError
from detente.model import Report
from detente.reading.assembly import Beside, Given
from detente.reading.html import DEEPEST, MOST_ELEMENTS, read_html, read_page

PARAGRAPHS = (
    "Chile and Norway held talks on Monday about the Far Rocks, which both of them claim and "
    "neither has ever settled.",
    "Ana Ruiz, who leads the Chilean delegation, said that she hoped for a treaty before the end "
    "of the year.",
    "Her counterpart Bo Lind replied that Norway would need a good deal more time than that to "
    "consider its position.",
)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"


def page(head: str = "", *, title: str = "Talks on the Far Rocks", lang: str = "en-GB") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("World", "Cod", "Weather"))
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>{title}</title>{head}</head><body>"
        f"<nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article>"
        "<footer><p>Privacy policy</p><p>© 2012 Harbour Post</p></footer></body></html>"
    )


def read(html: str, beside: Beside | None = None) -> Report:
    (report,) = read_page(html, "a.html", beside or Beside(), Given())
    assert isinstance(report, Report)
    return report


def meta(name: str, value: str) -> str:
    return f"<meta property='{name}' content='{value}'>"


def test_the_article_without_menu_and_footer() -> None:
    report = read(page(meta("og:site_name", "Harbour Post")))
    assert report.text == "\n\n".join(("Talks on the Far Rocks", *PARAGRAPHS))
    assert report.headline == "Talks on the Far Rocks"
    assert report.headline_span is not None
    assert [span.of(report.text) for span in report.paragraphs][1:] == list(PARAGRAPHS)
    assert (report.publisher, report.language) == ("Harbour Post", "en")


@pytest.mark.parametrize(
    ("head", "day", "time"),
    [
        (meta("article:published_time", "2012-03-05T10:00:00+09:00"), "2012-03-05", "10:00+09:00"),
        ("<meta itemprop='datePublished' content='2012-03-05'>", "2012-03-05", None),
        ("<meta name='pubdate' content='Mon, 05 Mar 2012 10:00:00 GMT'>", "2012-03-05", "10:00"),
        (
            '<script type="application/ld+json">[{"@graph": [{"@type": "NewsArticle", '
            '"datePublished": "2012-03-05T10:00Z"}]}]</script>',
            "2012-03-05",
            "10:00+00:00",
        ),
        (
            meta("article:modified_time", "2012-03-07")
            + meta("article:published_time", "2012-03-05"),
            "2012-03-05",
            None,
        ),
        (
            meta("article:published_time", "0001-01-01") + meta("date", "2012-03-05"),
            "2012-03-05",
            None,
        ),
    ],
)
def test_the_page_s_own_date(head: str, day: str, time: str | None) -> None:
    published = read(page(head)).published
    assert (published.basis, str(published.earliest), published.span) == ("stated", day, None)
    assert published.time == time
    assert "page" in published.reasons[0]


def test_a_page_without_a_date_has_none() -> None:
    assert read(page()).published.basis == "unknown"


def test_a_page_s_date_that_does_not_exist_is_reported() -> None:
    html = page(meta("article:published_time", "2012-02-31"))
    problem, report = read_page(html, "a.html", Beside(), Given())
    assert isinstance(problem, SourceError)
    assert "2012-02-31" in str(problem)
    assert isinstance(report, Report)
    assert report.published.basis == "unknown"


def test_what_the_source_says_beside_the_page_wins() -> None:
    beside = Beside(id="x1", headline="Another headline", publisher="Coast News")
    report = read(page(meta("og:site_name", "Harbour Post")), beside)
    assert (report.id, report.headline, report.publisher) == (
        "x1",
        "Another headline",
        "Coast News",
    )
    assert report.text.startswith("Another headline\n\n")


def test_forced_line_ends_and_cells_keep_words_apart() -> None:
    rows = "<table><tr><td>Norway</td><td>Cod</td></tr><tr><td>Chile</td><td>Hake</td></tr></table>"
    html = page().replace("On Monday", "").replace("</article>", f"{rows}</article>")
    html = html.replace("</p>", "<br>Nobody signed<br>anything.</p>", 1)
    text = read(html).text
    assert "Nobody signed\n\nanything." in text
    assert "settled.Nobody" not in text
    assert "NorwayCod" not in text


def test_the_site_s_name_is_no_part_of_the_headline() -> None:
    head = meta("og:site_name", "Harbour Post")
    assert read(page(head, title="Talks on the Far Rocks | Harbour Post")).headline == (
        "Talks on the Far Rocks"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_a_page_s_encoding(encoding: str) -> None:
    html = page(f"<meta charset='{encoding}'>").replace("Bo Lind", "Bø Lind")
    (report,) = read_html(io.BytesIO(html.encode(encoding)), "a.html", Given())
    assert isinstance(report, Report)
    assert "Bø Lind" in report.text


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "base64", "no-such"])
def test_an_encoding_that_is_none_is_as_if_unnamed(name: str) -> None:
    html = page(f"<meta charset='{name}'>").replace("Bo Lind", "Bo “Lind”")
    (report,) = read_html(io.BytesIO(html.encode("cp1252")), "a.html", Given())
    assert isinstance(report, Report)
    assert "“Lind”" in report.text


@pytest.mark.parametrize(
    "html",
    ["<html></html>", "<!doctype html><p>", "<html>" + "<div>" * 5000, "<html><body>\x00", "<"],
    ids=["empty", "bare", "deep", "nul", "broken"],
)
def test_pages_without_an_article(html: str) -> None:
    (problem,) = read_page(html, "a.html", Beside(), Given())
    assert isinstance(problem, SourceError)
    assert "a.html" in str(problem)
    assert problem.remedy


def test_the_example_page() -> None:
    (report,) = read_html((EXAMPLES / "ambassador.html").open("rb"), "ambassador.html", Given())
    assert isinstance(report, Report)
    assert report.headline == "Japan calls its ambassador home from Moscow"
    assert report.publisher == "Detente Example Gazette"
    assert (str(report.published.earliest), report.published.time) == ("2010-11-02", "21:15+09:00")
    assert report.dateline is not None
    assert report.dateline.of(report.text) == "TOKYO"
    assert len(report.paragraphs) == 7
    for elsewhere in ("Weather", "salmon", "Privacy", "rights reserved"):
        assert elsewhere not in report.text


FLOOR = 0.94
"""Mean F1 of body words on the first 40 development pages; 0.948 on all 130 when it was pinned."""


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: Counter[str], gold: Counter[str]) -> float:
    common = sum((found & gold).values())
    return 2 * common / (sum(found.values()) + sum(gold.values())) if common else 0.0


def test_real_pages_are_read_as_well_as_pinned(shared: Path) -> None:
    scores = []
    with gzip.open(shared / "gold" / "reading" / "html_extract_dev.jsonl.gz", "rt") as stream:
        for line, _ in zip(stream, range(40), strict=False):
            row = json.loads(line)
            report = read(row["html"], Beside(url=row["url"]))
            own = [s.of(report.text) for s in report.paragraphs if s != report.headline_span]
            body = row["body"] if isinstance(row["body"], str) else " ".join(row["body"])
            scores.append(f1(words(" ".join(own)), words(body)))
    assert sum(scores) / len(scores) >= FLOOR


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<p><a>" * DEEPEST, f"more than {DEEPEST} deep"),
        ("<p><a>" * 300_000, f"more than {DEEPEST} deep"),
        ("<div>" * 1000 + "Talks end" + "</div>" * 1000, f"more than {DEEPEST} deep"),
        ("<br>" * (MOST_ELEMENTS + 1), f"more than {MOST_ELEMENTS:,} elements"),
        ("<p><a>x</a></p>" * 300_000, f"more than {MOST_ELEMENTS:,} elements"),
    ],
)
def test_a_page_of_too_much_is_refused_and_not_cut_short(markup: str, what: str) -> None:
    html = page().replace("</article>", f"{markup}</article>")
    (problem,) = read_page(html, "page", Beside(), Given())
    assert isinstance(problem, SourceError)
    assert what in problem.what


def test_a_page_as_deep_as_may_be_is_read_whole() -> None:
    inside = DEEPEST - 5
    markup = f"<div>{'<div>' * inside}<p>Both of them left.</p>{'</div>' * inside}</div>"
    report = read(page().replace("</article>", f"{markup}</article>"))
    assert PARAGRAPHS[-1] in report.text


def test_the_text_of_elements_in_each_other_is_in_their_order() -> None:
    told = (
        "They <b>met <i>in <u>the</u> port</i> of</b> Lima<br>and left, as had been agreed before."
    )
    report = read(page().replace(PARAGRAPHS[1], told))
    assert "They met in the port of Lima\n\nand left, as had been agreed before." in report.text
