"""Names found in a report: the tagger's, put right by the tables and by the rest of the report."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from detente.actor_tables.actor_tables import ActorTables
from detente.document import Document
from detente.language import Parser
from detente.model import Report, Span
from detente.naming import NameWords, with_names
from detente.naming.report_names import names
from detente.naming.report_words import ReportWords
from detente.naming.tagger import FORBIDDEN, TAGS, allowed, decode, weights

Found = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def found(parser: Parser, tables: ActorTables) -> Found:
    """A function that gives the names in a text and their kinds."""

    def finder(text: str) -> dict[str, str]:
        report = Report("r", "test", text, paragraphs=(Span(0, len(text)),))
        (structure,) = parser.parse([report])
        context = ReportWords(Document(report, structure), tables)
        return {n.span.of(text): n.kind for n in names(context, NameWords.load())}

    return finder


def test_titles_are_no_part_of_a_name(found: Found) -> None:
    seen = found("On Monday Foreign Minister Bakyt Osmonov met Mr Lundqvist and Dr. Adaeze Nwosu.")
    assert seen["Bakyt Osmonov"] == "person"
    assert seen["Lundqvist"] == "person"
    assert seen["Adaeze Nwosu"] == "person"


def test_a_title_alone_is_no_name(found: Found) -> None:
    assert "Prime Minister" not in found("The Prime Minister said on Tuesday that he would stay.")


def test_a_surname_is_a_person_where_the_full_name_is(found: Found) -> None:
    text = (
        "Thandeka Mokoena, a lawyer, won the seat. Many had expected her to lose. "
        "Mokoena told reporters that she was tired."
    )
    assert found(text)["Mokoena"] == "person"


def test_states_and_peoples_are_known_from_the_tables(found: Found) -> None:
    seen = found("The Republic of Chad and Nigerian traders met Kurdish and Muslim leaders.")
    assert seen["Republic of Chad"] == "place"
    assert seen["Nigerian"] == seen["Kurdish"] == seen["Muslim"] == "nationality"


def test_a_body_keeps_its_whole_name(found: Found) -> None:
    seen = found("The Ministry of Health and Social Welfare closed the clinics on Friday.")
    assert seen["Ministry of Health and Social Welfare"] == "organisation"
    assert found("The Chilean Navy sent a ship.")["Chilean Navy"] == "organisation"


def test_a_nationality_before_a_name_is_no_part_of_it(found: Found) -> None:
    seen = found("The prize went to Peruvian Lucero Quispe Huaman on Sunday.")
    assert seen.get("Peruvian") == "nationality"
    assert not any(words.startswith("Peruvian ") for words in seen)


def test_money_names_no_state(found: Found) -> None:
    assert "US" not in found("The loan of US $40 million was paid back.")


def test_possessive_endings_and_articles_are_left_out(found: Found) -> None:
    for words in found("The Ghana Football Association's president and the Taliban's envoy met."):
        assert not words.endswith("'s")
        assert not words.startswith("the ")


def test_the_structure_takes_the_names(parser: Parser, tables: ActorTables) -> None:
    text = "Ngozi Adeyemi met 40 traders on Friday."
    report = Report("r", "test", text, paragraphs=(Span(0, len(text)),))
    (structure,) = parser.parse([report])
    after = with_names(Document(report, structure), tables).structure
    kinds = {e.span.of(text): e.kind for e in after.entities}
    assert kinds["Ngozi Adeyemi"] == "person"
    assert kinds["Friday"] == "time"
    held = [p for p in after.phrases if p.entity is not None]
    assert all(after.entities[p.entity or 0].span.overlaps(p.head) for p in held)
    assert len(after.phrases) == len(structure.phrases)


@pytest.mark.parametrize("text", ["", "-", "The the The", "A-", "' 's", "X" * 400, "U.S.$"])
def test_odd_texts_are_borne(found: Found, text: str) -> None:
    assert all(len(words) > 1 for words in found(text or " "))


def test_no_name_begins_inside() -> None:
    moves = allowed()
    inside = [n for n, tag in enumerate(TAGS) if tag[0] == "I"]
    assert all(moves[-1, n] == FORBIDDEN and moves[0, n] == FORBIDDEN for n in inside)
    scores = np.zeros((3, len(TAGS)))
    scores[:, inside] = 5
    tags = [TAGS[t] for t in decode(scores, moves)]
    assert tags[0][0] != "I"


def test_the_weights_fit_the_tags() -> None:
    model = weights()
    assert model.signs.shape == (len(model.rows), len(TAGS))
    assert model.moves.shape == (len(TAGS) + 1, len(TAGS))


def test_what_may_be_a_title_can_end_a_name(found: Found) -> None:
    seen = found("Cambodian Prime Minister Hun Sen forced the rebels to leave.")
    assert seen["Hun Sen"] == "person"


def test_a_leaders_family_name_that_acts_is_a_person(found: Found) -> None:
    assert found("Mandela, so far, has refused to send soldiers to Angola.")["Mandela"] == "person"
