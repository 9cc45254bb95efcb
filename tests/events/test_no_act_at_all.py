"""What reads like an act between political actors and is none: kinds of it, and what must stay.

Of each kind there are sentences that tell no such act, and some that are near and tell one.
"""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts

NONE = {
    "thanks at home": {
        "SUPPORT": [
            "Ghana's president thanked his wife for her patience.",
            "The Chilean minister congratulated the teachers of Arica on their results.",
            "Kenya's health minister thanked the nurses of Nakuru.",
            "The mayor of Oslo thanked the Norwegian government for the new tram.",
            "Peru's president was grateful to the farmers of Puno for the potatoes.",
            "A headmaster in Accra thanked the government for the roof.",
            "The Danish prime minister saluted the volunteers who had cleaned the beaches.",
            "Malta's president congratulated a baker on his hundredth birthday.",
            "The Thai minister appreciated the engineers of the dam.",
            "The Finns will be impressed with the Finnish museum.",
        ],
    },
    "a company's business": {
        "SUPPORT": [
            "Nordtrack signed a contract with the Norwegian railways to renew the signals.",
            "The Ghana ports authority signed an agreement with a cement company.",
            "Zambia's electricity board concluded a deal with a turbine firm.",
            "Chile's government sealed a deal with a bus company in Santiago.",
        ],
        "COOPERATE": [
            "Kenya Airways and South African Airways cooperate on flights.",
            "Twenty Kenyan municipalities invested with the bank.",
            "The Maltese transport ministry works with a ferry company.",
        ],
        "AGREE": [
            "A cable company assured the Thai government of better prices.",
            "A mining company offered the Zambian government a new road.",
        ],
        "CONSULT": ["Peru's trade minister met the directors of a copper company in Lima."],
    },
    "a government's word to its own people": {
        "REQUEST": [
            "Ghana's president urged companies to pay their taxes on time.",
            "The Kenyan minister called on farmers to plant early.",
            "Portugal's government asked residents to save water.",
            "Nepal's health ministry urged people to wash their hands.",
            "The Danish minister urged parents to have their children vaccinated.",
            "Chile's energy minister asked households to switch off heaters.",
            "The Thai prime minister encouraged citizens to read.",
            "Zambia's finance minister said banks should lend more.",
            "Malta's transport minister advised motorists to take the bus.",
            "The Fijian government appealed to the public to stay calm.",
        ],
    },
    "word on one's own affairs": {
        "AGREE": [
            "The Ghanaian government is committed to improving the roads.",
            "Kenya's minister is ready to build schools in Turkana.",
            "Chile's government agreed to form a board for the parks.",
            "The Thai cabinet agreed to set up a higher council for harbours.",
            "Peru's president is committed to financing roads.",
            "The minister expressed Malta's commitment to supporting the elderly.",
            "Portugal's government is prepared to improve the hospitals.",
            "Zambia's minister proposed to create a fund for wells.",
            "Nepal is determined to develop its villages.",
            "The Fijian government is keen to promote tourism.",
        ],
    },
    "words in another sense": {
        "MOBILIZE": [
            "Kenyan politicians flexed their muscles before the party congress.",
            "The post in Geneva positions the Togolese envoy to lead the campaign.",
        ],
        "CONCEDE": [
            "When the central bank gives money to the government in Ghana, prices rise.",
            "India has given two million dollars in support of the camps.",
        ],
        "ASSAULT": [
            "Norway spares no effort to keep the talks alive.",
            "The opposition attacked the Kenyan government for raising taxes.",
            "The Peruvian opposition attacked the president over the budget.",
        ],
        "ACCUSE": ["Kenya's minister blamed the pandemic for the deficit."],
        "COOPERATE": ["In Cuba justice is exercised by the People's Court and other courts."],
        "THREATEN": ["Ghana's president vowed to fight corruption with Denmark's help."],
    },
    "a feeling or a view": {
        "AGREE": [
            "Kenya's president is happy that Norway has lent the money.",
            "The Maltese minister is glad that Italy helps the islands.",
            "Chile's president said he agrees with Peru's view of the treaty.",
            "Norway's minister agrees with the assessment of Sweden.",
            "Visitors will be impressed with the Norwegian ships.",
            "The Danes will be grateful to Sweden for the bridge.",
            "Kenya's candidate is ready to debate his Ugandan critics on television.",
        ],
        "CONSULT": [
            "It is a pity that Kenya has no president who meets the Ugandan envoys.",
            "Peru does not have a minister who talks to Chile.",
            "There is no Maltese minister who has visited Libya.",
        ],
    },
}  # fmt: skip

STAY = [
    # of another country, or of a body of states
    ("Ghana's president thanked Norway for the ships.", "SUPPORT GHA > NOR"),
    ("Chile's president congratulated the new president of Peru.", "SUPPORT CHL > PER"),
    ("Kenya praised the United Nations.", "SUPPORT KEN > UNO"),
    ("The Kenyan opposition praised the Kenyan army.", "SUPPORT KEN > KEN"),
    ("Zambia signed an agreement with a Danish company.", "SUPPORT ZMB > DNK"),
    ("Colombia's government signed a peace deal with the rebels.", "SUPPORT COL > ?"),
    ("Malta and Libya cooperate on rescues at sea.", "COOPERATE LBY+MLT > -"),
    # who answers for themselves, or stands against those who govern
    ("Kenya's president urged the Ugandan government to leave.", "REQUEST KEN > UGA"),
    ("Peru's government called on the rebels to lay down their arms.", "REQUEST PER > ?"),
    ("The Thai prime minister urged protesters to go home.", "REQUEST THA > ?"),
    ("Farmers in Ghana asked the government to lower the duty.", "REQUEST GHA > GHA"),
    # on peace, talks and treaties word is given without another's being named
    ("Ghana's president said his country was ready to negotiate.", "AGREE GHA > -"),
    ("Chile is ready to sign a treaty.", "AGREE CHL > -"),
    ("Norway promised to help Mozambique.", "AGREE NOR > MOZ"),
    # the same words in their own sense
    ("Iran flexed its military muscle with a missile test.", "MOBILIZE IRN > -"),
    ("Peru gave in to the demands of the strikers.", "CONCEDE PER > PER"),
    ("Rebels attacked the Kenyan army for three hours.", "ASSAULT ? > KEN"),
    ("Kenya's minister blamed Uganda for the deficit.", "ACCUSE KEN > UGA"),
    ("Norway agreed with Sweden on a new border.", "AGREE NOR > SWE"),
    ("Peru has a minister who has met Chile's envoy.", "CONSULT ?+CHL > -"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "text"),
    [(type_, text) for kind in NONE.values() for type_, texts in kind.items() for text in texts],
)
def test_no_such_act_is_told(coder: Coder, type_: str, text: str) -> None:
    assert [act for act in acts(coder, text) if act.startswith(f"actual {type_} ")] == []


@pytest.mark.parametrize(("text", "act"), STAY)
def test_what_is_near_it_is_told_still(coder: Coder, text: str, act: str) -> None:
    assert f"actual {act}" in acts(coder, text)


def test_every_kind_has_ten_sentences() -> None:
    assert {kind: sum(map(len, texts.values())) for kind, texts in NONE.items()} == dict.fromkeys(
        NONE, 10
    )
