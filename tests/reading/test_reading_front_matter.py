"""What stands before a text about it, entities in headlines, and other stories below."""

from __future__ import annotations

import pytest

from detente.errors import SourceError
from detente.model import Report
from detente.reading.assembly import Beside, Dated, Given, assemble
from detente.reading.dates import from_iso

BODY = "Chile met Norway in Oslo.\n\nThey had lunch there."


def read(text: str, beside: Beside | None = None) -> Report:
    (report,) = assemble(text, "a.txt", beside or Beside(), Given())
    assert isinstance(report, Report)
    assert report.text == text
    return report


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Talks at last\ndate: 2012-03-05\n---\n",
        '---\nlayout: post\ntitle: "Talks at last"\ndate: 2012-03-05T10:00Z\ntags:\n  - cod\n---\n',
        "---\ndate: March 5, 2012\ntitle: 'Talks at last'\nauthor: A. Harbour\n---\n\n",
        "Title: Talks at last\nDate: 5 March 2012\n\n",
        "title: Talks at last\npublished: 2012-03-05\nurl: https://example.org/a\n",
    ],
)  # fmt: skip
def test_front_matter_is_read_and_no_part_of_the_report(front: str) -> None:
    report = read(front + BODY)
    assert report.headline == "Talks at last"
    assert report.headline_span is None
    assert (str(report.published.earliest), report.published.basis) == ("2012-03-05", "stated")
    assert report.published.reasons == ("the front matter gives it",)
    assert [p.of(report.text) for p in report.paragraphs] == BODY.split("\n\n")
    assert [p.of(report.text) for p in report.furniture] == [front.strip()]


def test_front_matter_names_publisher_and_address() -> None:
    front = "---\ntitle: Talks\nsource: Harbour Post\ncanonical: https://example.org/a\n---\n"
    report = read(front + BODY)
    assert (report.publisher, report.url) == ("Harbour Post", "https://example.org/a")
    assert read("---\ntitle: Talks\nsource: example.org/a\n---\n" + BODY).publisher is None


def test_what_the_source_says_beside_it_wins() -> None:
    beside = Beside(headline="No talks", published=Dated(*from_iso("2012-03-07"), "the field"))
    report = read("---\ntitle: Talks\ndate: 2012-03-05\n---\n" + BODY, beside)
    assert (report.headline, str(report.published.earliest)) == ("No talks", "2012-03-07")


def test_a_date_in_front_that_does_not_exist_is_told() -> None:
    problem, report = assemble(
        "---\ntitle: Talks\ndate: 2012-02-31\n---\n" + BODY, "a.txt", Beside(), Given()
    )
    assert isinstance(problem, SourceError)
    assert "the front matter: “2012-02-31” is a date that does not exist" in problem.what
    assert isinstance(report, Report)
    assert report.published.basis == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nChile met Norway: the talks went well\n\n---\n\n" + BODY,
        "Title: a question of fish\n\n" + BODY,
        "Oslo: the talks\nLima: the fish\n\n" + BODY,
        "---\ntitle: Talks\n\n" + BODY,
    ],
)
def test_other_lines_are_no_front_matter(text: str) -> None:
    report = read(text)
    assert report.published.basis == "unknown"
    first = report.paragraphs[0].of(text)
    assert first == next(line for line in text.splitlines() if line.strip("- "))


@pytest.mark.parametrize(
    ("printed", "headline"),
    [
        ("Talks on fish &#151; at last", "Talks on fish — at last"),
        ("Ruiz &amp; Lind meet", "Ruiz & Lind meet"),
        ("Talks &quot;went well&quot;", 'Talks "went well"'),
        ("R&D talks; AT&T & co meet", "R&D talks; AT&T & co meet"),
    ],
)
def test_entities_left_in_headlines_are_read(printed: str, headline: str) -> None:
    text = f"{printed}\n\n{BODY}"
    own, beside = read(text), read(text, Beside(headline=printed))
    assert own.headline == beside.headline == headline
    for report in (own, beside):
        assert report.headline_span is not None
        assert report.headline_span.of(text) == printed


STORY = f"Talks on fish at last\n\n{BODY} " + "It was cold on the coast, as it is in March. " * 3
OTHERS = (
    "Ship sinks off Peru\n\nA ship sank on Monday.\n\nFiji votes at last\n\nFiji voted on Sunday."
)


@pytest.mark.parametrize("opener", ["Trending", "Also on Harbour Post", "Other stories"])
def test_other_stories_below_are_no_part_of_the_report(opener: str) -> None:
    report = read(f"{STORY}\n\n{opener}\n\n{OTHERS}")
    read_as = " ".join(p.of(report.text) for p in report.paragraphs)
    assert "cold" in read_as
    for other in (opener, "Peru", "Fiji", "sank"):
        assert other not in read_as


def test_a_report_that_goes_on_below_a_list_is_read_on() -> None:
    """A box of other stories in the middle, and a heading with the last paragraph under it."""
    going_on = "The ministers will meet again on Monday.\n\nLima is to be the place."
    report = read(f"{STORY}\n\nMore stories\n\nShip sinks off Peru\n\nFiji votes\n\n{going_on}")
    read_as = [p.of(report.text) for p in report.paragraphs]
    assert read_as[-2:] == going_on.split("\n\n")
    assert "Fiji votes" not in read_as
    report = read(
        f"{STORY}\n\nMore stories\n\nWhat comes next\n\nThe ministers will meet on Monday."
    )
    assert report.paragraphs[-1].of(report.text) == "The ministers will meet on Monday."
