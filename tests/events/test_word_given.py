"""Who gives word of what lies ahead, when it was given, and to whom."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts, annotated

WEDNESDAY = "2014-05-14"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        # who says that he will do what takes two gives his word to the other
        ("Peru's president said he would negotiate with Chile.", "AGREE PER > CHL"),
        ("Ghana's minister told parliament that she would meet Togo's king.", "AGREE GHA > TGO"),
        ('"We will talk with Uganda," Kenya\'s president said.', "AGREE KEN > UGA"),
        ("Malta's premier said he would discuss the boats with Italy.", "AGREE MLT > ITA"),
        ("The Danish queen said she would meet the Swedish king.", "AGREE DNK > SWE"),
        ("Norway's king said that he would talk to Iceland.", "AGREE NOR > ISL"),
        ("The Thai premier said she would confer with Laos.", "AGREE THA > LAO"),
        ("Fiji's president said he will meet Samoa's premier.", "AGREE FJI > WSM"),
        ('"I shall negotiate with Oman," Yemen\'s president said.', "AGREE YEM > OMN"),
        ("Zambia's minister replied that he would talk to Malawi.", "AGREE ZMB > MWI"),
        # what a report tells of both, both have given word of
        ("The Peruvian president will meet Chile's president on Friday.", "AGREE CHL+PER > -"),
        ("Kenya and Uganda will hold talks on Friday.", "AGREE KEN+UGA > -"),
        ("Peru said that Chile and Bolivia would meet.", "AGREE BOL+CHL > -"),
        # what is proposed to both is an offer of the one who proposes it
        ("Chile's president proposed that both countries share the water.", "AGREE CHL > -"),
        ("Malta proposed to Libya that the two countries patrol together.", "AGREE MLT > LBY"),
        ("Peru proposed that both sides withdraw.", "AGREE PER > -"),
        ("Kenya's envoy proposed that both sides keep the peace.", "AGREE KEN > -"),
        ("Togo proposed to Benin that the two governments build a bridge.", "AGREE TGO > BEN"),
        ("Iceland proposed to Norway that both states count the fish.", "AGREE ISL > NOR"),
        ("Nepal's king proposed that both sides study the rivers.", "AGREE NPL > -"),
        ("Oman recommended to Yemen that both governments open a school.", "AGREE OMN > YEM"),
        ("Fiji proposed that both countries use the harbour.", "AGREE FJI > -"),
        ("Laos proposed to Thailand that they clear the mines together.", "AGREE LAO > THA"),
        # talks in another's capital are held there by the visitor
        ("Kenya's foreign minister held talks in Kampala on Monday.", "CONSULT KEN > UGA"),
        ("The Danish envoy will hold talks in Lima.", "AGREE DNK > PER"),
        ("The Thai foreign minister began talks in Hanoi.", "CONSULT THA > VNM"),
        ("Peru's president is to hold talks in Santiago.", "AGREE PER > CHL"),
        ("Norway's minister is to hold a meeting in Reykjavik.", "AGREE NOR > ISL"),
        ("The Ghanaian delegation had talks in Lome on Tuesday.", "CONSULT GHA > TGO"),
        ("Chile's minister concluded talks in Bogota.", "CONSULT CHL > COL"),
        ("Malta's prime minister will hold talks in Tripoli.", "AGREE MLT > LBY"),
        ("The Swedish envoy held consultations in Nairobi.", "CONSULT SWE > KEN"),
        ("Zambia's president is due to hold talks in Harare.", "AGREE ZMB > ZWE"),
        # ... but where two hold them, the place is only where
        ("Peruvian and Chilean negotiators held talks in Bogota.", "CONSULT CHL+PER > -"),
        ("Peru's president held talks with Chile's in Bogota.", "CONSULT CHL+PER > -"),
        # "it" that is served, helped or thanked, and "ones"
        ("Peru sent tents to Chile and offered to supply it with fuel.", "AGREE PER > CHL"),
        ("Peru met Chile on Monday and thanked it for the ships.", "SUPPORT PER > CHL"),
        ("Kenya talked to Uganda and accused it of lying.", "ACCUSE KEN > UGA"),
        ("Malta condemned Libya and urged it to leave.", "REQUEST MLT > LBY"),
        ("Peru bought ships from Chile and Norwegian ones.", "COOPERATE PER > CHL+NOR"),
        (
            "Oman said it would welcome firms from India as well as Kenyan ones.",
            "AGREE OMN > IND+KEN",
        ),
    ],
)
def test_word_is_given(coder: Coder, text: str, act: str) -> None:
    assert f"actual {act}" in acts(coder, text, WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Peru suggested that both sides were to blame.", "AGREE"),
        ("Kenya's minister proposed that both houses of parliament meet.", "AGREE"),
        ("Norway's minister held talks in Oslo.", "CONSULT"),
        ("The German chancellor held a cabinet meeting in Paris.", "CONSULT"),
        ("Kenya visited the dam and paid for it.", "AID"),
    ],
)
def test_no_word_is_given(coder: Coder, text: str, false: str) -> None:
    assert [act for act in acts(coder, text, WEDNESDAY) if act.split()[1] == false] == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # after what happened: on its day or later
        (
            "Trade grew after the storm of 3 April, when Norway gave tents to Peru.",
            ("2014-04-03", "2014-05-14"),
        ),
        (
            "Ties thawed after the floods of 3 April, when Chile lent Peru two ships.",
            ("2014-04-03", "2014-05-14"),
        ),
        (
            "They quarrelled after talks on Monday, when Chile condemned Norway.",
            ("2014-05-12", "2014-05-12"),
        ),
        ("They met on 3 April, when Chile condemned Norway.", ("2014-04-03", "2014-04-03")),
        # word of what lies ahead is news of the report's day
        ("Peru's minister will visit Chile on Friday.", ("2014-05-14", "2014-05-14")),
        # "said X had condemned" is "X condemned"; "already" puts it farther back
        (
            "The two met on Monday. An aide said Peru had condemned Chile.",
            ("2014-05-12", "2014-05-12"),
        ),
        ("The two met on Monday. An aide said Peru had already condemned Chile.", ("None",)),
    ],
)
def test_when_word_was_given(coder: Coder, text: str, days: tuple[str, ...]) -> None:
    event = annotated(coder, text, WEDNESDAY).events[-1]
    interval = event.date.interval
    assert (str(interval.earliest), str(interval.latest))[: len(days)] == days
