"""Which of two days or months is meant: the last one or the next, by the words around.

All examples are of a report of Saturday, 10 March 2012.
"""

from __future__ import annotations

import pytest

from detente.language import Parser

from .conftest import KNOWN, days, make_report, times

SIDES = [
    # participles: what is done is over, whatever words stand beside
    ("The plan drafted by the envoy on Monday was rejected.", "2012-03-05"),
    ("Prices are near the level reached on Thursday.", "2012-03-08"),
    ("Troops withdrawn from the border to camps on Thursday were counted.", "2012-03-08"),
    # arranged beforehand, whatever the tense
    ("Workers planned a rally in the capital on Tuesday.", "2012-03-13"),
    ("On Tuesday, the minister and his aides are to travel to Lima.", "2012-03-13"),
    ("The vote scheduled for Tuesday was called off.", "2012-03-13"),
    # it came about with the verb that it hangs on
    ("The truce had been due to expire on Thursday.", "2012-03-08"),
    ("The rebels managed to leave the town on Thursday.", "2012-03-08"),
    ("The two sides agreed to meet on Thursday.", "2012-03-15"),
    # an end that was reached, and one that was moved ahead
    ("Until Thursday, they had not named an envoy.", "2012-03-08"),
    ("The court extended the ban until Thursday.", "2012-03-15"),
    ("The king must leave by Thursday.", "2012-03-15"),
    ("The bridge was used by 40 lorries by Thursday.", "2012-03-08"),
]


@pytest.mark.parametrize(("text", "day"), SIDES)
def test_a_weekday_is_the_last_or_the_next(parser: Parser, text: str, day: str) -> None:
    (structure,) = parser.parse([make_report(text, KNOWN)])
    assert [days(m) for m in times(text, structure=structure)] == [(day, day)]


MONTHS = [
    # under a preposition of its own the tense decides, however near the other side is
    ("In April, the fleet visited Oslo.", "2011-04"),
    ("The envoy will be named for a mission in December.", "2012-12"),
    # a noun that is known already leans to what has happened
    ("Investigators look into the October attack.", "2011-10"),
    ("Voters wait for the November elections.", "2011-11"),
    ("Voters wait for the April elections.", "2012-04"),
]


@pytest.mark.parametrize(("text", "month"), MONTHS)
def test_a_month_is_the_last_or_the_next(parser: Parser, text: str, month: str) -> None:
    (structure,) = parser.parse([make_report(text, KNOWN)])
    assert [m.timex_value for m in times(text, structure=structure)] == [month]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # the year of a story holds for the months told after it, but not that of a beginning
        ("In 1835 war broke out. In June the fort fell.", ["1835", "1835-06"]),
        ("Sales have doubled since 1980. In June a rival failed.", ["1980", "2011-06"]),
        ("He drove a 1990 lorry. In June it was found.", ["1990", "2011-06"]),
        ("In 1835 the fort fell. Its keys were shown on Thursday. In June it opened.",
         ["1835", "2012-03-08", "2011-06"]),
    ],
)  # fmt: skip
def test_a_story_of_another_year_keeps_its_year(
    parser: Parser, text: str, values: list[str]
) -> None:
    (structure,) = parser.parse([make_report(text, KNOWN)])
    assert [m.timex_value for m in times(text, structure=structure)] == values


def test_what_holds_in_every_year_has_no_year(parser: Parser) -> None:
    text = "It usually rains in June, and the passes are closed from December to March."
    (structure,) = parser.parse([make_report(text, KNOWN)])
    found = times(text, structure=structure)
    assert [m.timex_value for m in found] == ["XXXX-06", "XXXX-12", "XXXX-03"]
    assert {days(m) for m in found} == {(None, None)}
