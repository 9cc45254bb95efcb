"""Which language a text is in: foreign ones are recognised, and no English one is refused."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Report
from detente.reading import languages, read_sources
from detente.reading.assembly import Beside, Given, assemble
from detente.reading.languages import code_of, name_of
from detente.reading.reading_tables import rows
from detente.reading.reading_words import ReadingWords
from thorough import tries

ROOT = Path(__file__).resolve().parent.parent.parent
NEWS: dict[str, list[str]] = tomllib.loads((ROOT / "tests/data/languages.toml").read_text("utf-8"))
PARAGRAPHS = [(code, text) for code, texts in NEWS.items() for text in texts]
NEAR = [{"id", "ms"}, {"hr", "bs", "sr"}]
"""Languages that three sentences may not tell apart."""

NORWAY = (
    "Norway accused Chile of piracy on Monday. The two countries had met last week in Lima, and "
    "their ministers agreed to meet again when the court of the two islands has ruled. Chile said "
    "that the ships were its own, and that it was the owner of the fish which they had on board.\n"
)


ENGLISH = ReadingWords.load().lines


def language_of(text: str, said: str | None = None) -> str:
    return languages.language_of(text, said, ENGLISH)


def read(text: str, said: str | None = None) -> Report:
    found = assemble(text, "a.txt", Beside(language=said), Given())
    return next(outcome for outcome in found if isinstance(outcome, Report))


def examples() -> list[Report]:
    found = read_sources([ROOT / "examples" / "reports"])
    return [report for report in found if isinstance(report, Report)]


def same(one: str, other: str) -> bool:
    return one == other or any({one, other} <= near for near in NEAR)


def test_there_are_three_paragraphs_in_each_of_many_languages() -> None:
    assert len(NEWS) >= 40
    assert {len(texts) for texts in NEWS.values()} == {3}


@pytest.mark.parametrize("said", [None, "en", "pt"])
@pytest.mark.parametrize("code", NEWS)
def test_a_page_in_another_language_is_recognised_whatever_its_source_says(
    code: str, said: str | None
) -> None:
    report = read("\n\n".join(NEWS[code]), said)
    assert report.language == code
    assert report.foreign == ()
    assert report.paragraphs


@pytest.mark.parametrize(("code", "text"), PARAGRAPHS)
def test_so_are_three_sentences(code: str, text: str) -> None:
    assert same(read(text).language, code)
    assert same(read(text.upper()).language, code)


def test_so_is_one_sentence_that_is_not_too_short() -> None:
    sentences = [
        (code, sentence)
        for code, text in PARAGRAPHS
        for sentence in re.split(r"(?<=[.。।۔])\s*", text)
        if sum(map(str.isalpha, sentence)) >= languages.SHORT
    ]
    assert len(sentences) > 200
    missed = [text for code, text in sentences if not same(language_of(text), code)]
    assert len(missed) <= 1
    assert all(language_of(text, code) != "en" for code, text in sentences)


def test_what_is_too_short_is_in_the_language_that_its_source_says_or_english() -> None:
    for words in ("Menaces", "Le président part", "OSLO", "2012"):
        assert language_of(words) == "en"
        assert language_of(words, "fr") == "fr"
        assert language_of(words, "xx") == "en"


def test_clear_english_is_english_whatever_its_source_says() -> None:
    assert language_of(NORWAY, "fr") == "en"
    assert language_of("Ministers of Norway and Chile meet for talks with the court", "nb") == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Krzyzewski Wins No. 700",
        "Olympics: Emotional van den Berg defends time trial title",
        "Ouattara, Gbagbo, Compaoré, Sassou Nguesso, Déby Itno, Obiang Nguema, Biya, Bongo Ondimba",
        "Rincón del Mar National Park – Sector Santa Rosa",
        "Group A: Real Sociedad 2 Bayern München 1; AS Roma 0 Paris Saint-Germain 3; Ajax 1",
        "MINISTERS OF NORWAY AND CHILE AGREED TO MEET AGAIN, SAID A STATEMENT FROM OSLO ON MONDAY.",
        "Norway 2.1 2.4 2.2\nChile 3.0 3.3 3.9\nFiji 1.1 1.0 0.8\nPeru 2.2 2.8 2.9\nBelgium 1.9",
        "Nigeria oil output falls, fears grow for supply; troops deploy",
    ],
)
def test_names_tables_headlines_and_capitals_are_no_other_language(text: str) -> None:
    assert language_of(text) == "en"


def test_the_examples_are_english_headlines_and_all() -> None:
    reports = examples()
    assert len(reports) > 7
    for report in reports:
        assert report.language == "en"
        assert report.foreign == ()
        for span in report.paragraphs:
            assert language_of(span.of(report.text)) == "en"
            assert language_of(span.of(report.text).upper()) == "en"


@settings(max_examples=tries(300), deadline=None)
@given(st.data(), st.sampled_from(PARAGRAPHS), st.booleans())
def test_an_english_report_with_a_foreign_quotation_stays_english(
    data: st.DataObject, quoted: tuple[str, str], inside: bool
) -> None:
    report = data.draw(st.sampled_from(examples()))
    span = data.draw(st.sampled_from(report.paragraphs))
    quotation = f" “{quoted[1]}” " if inside else f"\n\n“{quoted[1]}”\n\n"
    text = report.text[: span.end] + quotation + report.text[span.end :]
    assert read(text).language == "en"


@pytest.mark.parametrize("code", NEWS)
def test_paragraphs_of_a_page_in_two_languages_keep_their_own(code: str) -> None:
    text = "\n\n".join([NORWAY, " ".join(NEWS[code][:2]), NORWAY, NEWS[code][2] * 2])
    report = read(text)
    assert report.language == "en"
    assert [span.of(text) for span in report.paragraphs] == [NORWAY.strip()] * 2
    assert [same(passage.language, code) for passage in report.foreign] == [True] * 2


def test_a_page_in_two_languages_that_are_both_foreign_is_in_the_one_with_more() -> None:
    report = read("\n\n".join([*NEWS["fi"], *NEWS["hu"], *NEWS["el"]]))
    assert report.language in {"fi", "hu", "el"}
    assert report.foreign == ()


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀 🎉🎉 😀😀😀😀😀 🎉🎉🎉🎉",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
        "Hello",
        ".",
        "x" * 900_000,
        "x " * 400_000,
        "http://example.org/une/page/qui/est/loin/" * 20,
        "𝐍𝐨𝐫𝐰𝐚𝐲 𝐚𝐧𝐝 𝐂𝐡𝐢𝐥𝐞 𝐦𝐞𝐭 𝐢𝐧 𝐭𝐡𝐞 𝐜𝐢𝐭𝐲 𝐨𝐟 𝐋𝐢𝐦𝐚",
        "\u200b\u200d\ufeff",
    ],
    ids=range(9),
)
def test_what_is_no_language_is_read_as_english(text: str) -> None:
    assert language_of(text) == "en"


def test_letters_that_no_language_of_the_model_has_are_not_english_and_have_no_name() -> None:
    assert language_of("ދިވެހިރާއްޖޭގެ ރައީސް") == languages.UNDETERMINED
    assert language_of("ж" * 900_000) == languages.UNDETERMINED
    assert name_of(languages.UNDETERMINED) == "a language that was not recognised"


@given(st.text())
@settings(deadline=None)
def test_any_text_has_a_language_of_the_table(text: str) -> None:
    assert language_of(text) in {row["code"] for row in rows("languages.tsv")} | {"und"}


def test_a_long_text_is_judged_by_a_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    real = languages._ranked

    def ranked(words: str) -> list[tuple[str, float]]:
        seen.append(len(words))
        return real(words)

    monkeypatch.setattr(languages, "_ranked", ranked)
    assert language_of(" ".join(NEWS["fr"]) * 1000) == "fr"
    assert len(seen) == 1
    assert seen[0] <= languages.SAMPLE + 10


def test_codes_and_names_of_languages() -> None:
    assert {code_of(said) for said in ("fr", "FR", "fr-CA", "fr_FR", "fra", "fre", "French")} == {
        "fr"
    }
    assert {code_of(said) for said in ("en", "en-GB", "eng", "English")} == {"en"}
    assert {code_of(said) for said in (None, "", "xx", "mul", "und", "a-b-c")} == {None}
    assert name_of("fr") == "French"


def test_every_language_has_a_name_and_no_code_means_two() -> None:
    table = rows("languages.tsv")
    given = [
        code
        for row in table
        for code in {row["code"], row["name"].casefold(), *row["also"].split(",")} - {""}
    ]
    assert all(row["name"] for row in table)
    assert sorted(given) == sorted(set(given))
    known = set(languages._identifier().labels)
    assert known == {row["code"] for row in table}


def test_the_model_is_loaded_only_where_it_is_asked() -> None:
    script = (
        "import pathlib, detente.pipeline, detente.api\n"
        "from detente.reading import read_sources\n"
        "assert len(list(read_sources([pathlib.Path('examples/reports')]))) > 7\n"
        "from detente.reading import languages\n"
        "assert languages._identifier.cache_info().misses == 0\n"
        "from detente.reading.reading_words import ReadingWords\n"
        "text, words = 'Le ministre a quitté la capitale sans un mot', ReadingWords.load().lines\n"
        "assert languages.language_of(text, None, words) == 'fr'\n"
        "assert languages._identifier.cache_info().misses == 1\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def shared_texts(shared: Path, name: str) -> Iterator[dict[str, str]]:
    path = shared / "texts" / name
    if not path.is_file():
        pytest.skip(f"NOT RUN: no {path}")
    with gzip.open(path) as lines:
        yield from map(json.loads, lines)


def test_no_real_english_report_is_refused(shared: Path) -> None:
    articles = [
        row["text"]
        for name in ("wwnews_raw_articles.jsonl.gz", "wikinews_ccby.jsonl.gz")
        for row in shared_texts(shared, name)
    ]
    brief = list(shared_texts(shared, "agnews_test_headlines.jsonl.gz"))
    leads = [f"{row['title']}\n\n{row['text']}" for row in brief]
    titles = [title for row in brief for title in (row["title"], row["title"].upper())]
    reports = [read(text) for text in articles]
    assert len(reports) > 1000
    assert [r.text for r in reports if r.language != "en" or r.foreign] == []
    # One of the 7,600 is in French.
    assert [found for text in leads if (found := language_of(text)) != "en"] == ["fr"]
    assert [found for text in titles if (found := language_of(text)) != "en"] == ["fr", "fr"]
