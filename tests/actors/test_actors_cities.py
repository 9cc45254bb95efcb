"""City or government: a capital's name acts, is spoken to and owns, or is only where things are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actors.conftest import Read

Reader = Callable[..., Read]

GOVERNMENT = [
    ("Tokyo said that it would not accept the plan.", "Tokyo", "JPN"),
    ("Moscow rejected the offer on Monday.", "Moscow", "RUS"),
    ("Beijing and Hanoi signed the treaty.", "Hanoi", "VNM"),
    ("The envoy handed a protest to Ankara.", "Ankara", "TUR"),
    ("Relations between Cairo and Khartoum have improved.", "Khartoum", "SDN"),
    ("Tehran's nuclear programme worries its neighbours.", "Tehran", "IRN"),
    ("The minister accused Damascus of hiding the weapons.", "Damascus", "SYR"),
    ("The talks with Islamabad will go on in May.", "Islamabad", "PAK"),
    ("According to Baghdad, the soldiers crossed the border.", "Baghdad", "IRQ"),
    ("Washington has warned Seoul against the deal.", "Seoul", "KOR"),
    ("The sanctions against Minsk were lifted.", "Minsk", "BLR"),
    ("An agreement was signed by Lima last year.", "Lima", "PER"),
]
CITY = [
    ("The ministers met in Tokyo on Friday.", "Tokyo"),
    ("Protesters marched through Cairo.", "Cairo"),
    ("The delegation flew to Ankara on Monday.", "Ankara"),
    ("The president left Moscow for a summit.", "Moscow"),
    ("Thousands of people fled from Tripoli.", "Tripoli"),
    ("A bomb exploded near Baghdad.", "Baghdad"),
    ("Moscow's airport was closed by snow.", "Moscow"),
    ("She was born in Lima and lives in Oslo.", "Oslo"),
    ("Rebels captured Mogadishu after heavy fighting.", "Mogadishu"),
    ("The envoy visited Hanoi last week.", "Hanoi"),
    ("A summit at Islamabad ended without a result.", "Islamabad"),
    ("The road from Kabul to the coast is closed.", "Kabul"),
]


@pytest.mark.parametrize(("text", "word", "country"), GOVERNMENT)
def test_a_capital_that_acts_is_its_government(
    read: Reader, text: str, word: str, country: str
) -> None:
    assert read(text).countries(word) == [country]


@pytest.mark.parametrize(("text", "word"), CITY)
def test_a_capital_where_things_happen_is_nobody(read: Reader, text: str, word: str) -> None:
    assert read(text).actors(word) == []
