"""A dateline is cut off where something speaks for it, and left where only its shape does."""

from __future__ import annotations

import pytest

from detente.model import Report, Span
from detente.reading.assembly import Beside, Given, assemble
from detente.reading.datelines import dateline_at
from detente.reading.reading_words import ReadingWords

WORDS = ReadingWords.load()


def read(text: str) -> tuple[str | None, str | None, str] | None:
    """Place, agency and how the report goes on."""
    found = dateline_at(text, Span(0, len(text)), WORDS)
    return found and (found.place and found.place.of(text), found.agency, text[found.end :])


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("OSLO, Mar 3 (Kyodo) — Cod", "OSLO", "Kyodo"),
        ("OSLO (AP) - Cod", "OSLO", "AP"),
        ("OSLO, March 3. /TASS/. Cod", "OSLO", "TASS"),
        ("OSLO. Mar 3 (Interfax) - Cod", "OSLO", "Interfax"),
        ("SUVA, Fiji -- Cod", "SUVA, Fiji", None),
        ("ANAHEIM, Calif. --Cod", "ANAHEIM, Calif.", None),
        ("Oslo: Cod", "Oslo", None),
        ("Oslo, Norway – Cod", "Oslo, Norway", None),
        ("Oslo- Cod", "Oslo", None),
        ("NEW DELHI/ISLAMABAD: Cod", "NEW DELHI/ISLAMABAD", None),
        ("UNITED NATIONS — Cod", "UNITED NATIONS", None),
        ("Far Rocks (Interfax) - Cod", "Far Rocks", "Interfax"),
        ("ERIE, Pa. (AP) - Cod", "ERIE, Pa.", "AP"),
        ("OSLO – 3 March 2012: Cod", "OSLO", None),
        ("OSLO (March 3, 2012): Cod", "OSLO", None),
        ("Oslo and Lima, Mar 3 2012 (IPS) - Cod", "Oslo and Lima", "IPS"),
        ("(Reuters) - Cod", None, "Reuters"),
        ("Reuters - Cod", None, "Reuters"),
        ("Harbour News, 3 March - Cod", None, "Harbour News"),
        ("Canadian Press - OSLO, N.O. (CP) - Cod", "OSLO, N.O.", "CP"),
        ("OSLO, Mar 3 (Harbour Post/AFP): Cod", "OSLO", "Harbour Post"),
    ],
)
def test_datelines(text: str, place: str | None, agency: str | None) -> None:
    assert read(text) == (place, agency, "Cod")


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz – who visited the rocks – left",
        "Ruiz: We will talk",
        "Norway – The land of cod",
        "Police: the man fled",
        "UPDATE 2 - Ministers meet",
        "BREAKING: Ministers meet",
        "RUIZ: NO TALKS",
        "The talks — held on Friday — failed",
        "“Oslo: it is cold,” she said",
        "She was born in Oslo: a city of ships",
        "Ana Ruiz (left) said no",
        "Ana Ruiz (AFP) says no",
        "Oslo:",
        "",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("line", ["OSLO, August 8 (Xinhua) --", "OSLO (AP) _", "OSLO —"])
def test_a_dateline_alone_on_its_line(line: str) -> None:
    assert read(line) is not None
    assert read(line + " Cod") is not None
    text = line + "\nChile and Norway held talks on the Far Rocks."
    (report,) = assemble(text, "a.txt", Beside(), Given())
    assert isinstance(report, Report)
    assert report.dateline is not None
    assert report.dateline.of(text) == "OSLO"
    assert report.headline is None
    assert [span.of(text) for span in report.paragraphs] == [text.split("\n")[1]]


def test_the_date_of_a_dateline() -> None:
    found = dateline_at("KIGALI, Jun 15 2022 (IPS) - Rain", Span(0, 32), WORDS)
    assert found is not None
    assert found.moment is not None
    assert str(found.moment.day) == "2022-06-15"
    without_year = dateline_at("KIGALI, Jun 15 (IPS) - Rain", Span(0, 27), WORDS)
    assert without_year is not None
    assert without_year.moment is not None
    assert without_year.moment.day is None
    assert "no year" in without_year.moment.partial


@pytest.mark.parametrize(
    ("text", "place", "body"),
    [
        ("Two sailors freed KABUL, Afghanistan -- Two sailors were freed on Monday, police said.",
         "KABUL, Afghanistan", "Two sailors were freed on Monday, police said."),
        ("Talks stall again LIMA (Reuters) - Talks stalled on Monday, a spokesman said.",
         "LIMA", "Talks stalled on Monday, a spokesman said."),
        ("Minister promises to reopen the port soon. OSLO - The port may open on Monday, he said.",
         "OSLO", "The port may open on Monday, he said."),
    ],
)  # fmt: skip
def test_a_dateline_after_a_title_on_one_line(text: str, place: str, body: str) -> None:
    (report,) = assemble(text, "a.txt", Beside(), Given())
    assert isinstance(report, Report)
    assert report.dateline is not None
    assert report.dateline.of(text) == place
    assert report.paragraphs[-1].of(text) == body
    title = text[: report.dateline.start].rstrip()
    assert any(p.of(text) == title for p in report.paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "The troops came home to LIMA - A long march, the minister said on Monday in a speech.",
        "He left. IBM - A large company - sold its works on Monday, a spokesman said in London.",
        "The ministers met. PARIS talks had failed before, and nobody expected much on Monday.",
        "The station was closed by the mayor. LIMA -",
    ],
)
def test_capitals_in_a_sentence_are_no_dateline(text: str) -> None:
    (report,) = assemble(text, "a.txt", Beside(), Given())
    assert isinstance(report, Report)
    assert report.dateline is None


def test_a_row_of_agencies_ends() -> None:
    text = "Reuters - " * 5000 + "The envoys left Lima on Monday."
    found = dateline_at(text, Span(0, len(text)), WORDS)
    assert found is not None
    assert found.agency == "Reuters"
    assert found.place is None
