"""One reader of names: alone and in a report a name means the same, or a reason is stated."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import Struct

from detente.actor_tables.name_index import split
from detente.actors import ActorTables, resolve
from detente.actors.lookup.lookup import Lookup
from detente.actors.resolving.descriptions import Description, Wording
from detente.actors.resolving.name_reader import ALONE, Evidence, read_words
from detente.document import Document
from detente.language import Parser
from detente.model import Actor, Interval, Published, Report, Span

DAY = date(2010, 11, 13)
ON = Interval(DAY, DAY, "day")
CARRIER = "It was late when {} denied the claim."

ALIKE = """
Sergei Lavrov
Foreign Minister Sergei Lavrov
Russian Foreign Minister Sergei Lavrov
former President Bill Clinton
President Vladimir Putin
Mr Medvedev
Dr Angela Merkel
Prime Minister Naoto Kan
Lord Robertson
Ayatollah Ali Khamenei
coach Brian Ashcroft
the Kenyan lawyer Peter Omondi
Robin Cook
John Farmer
Michael Jordan
Chile's foreign minister
the Japanese foreign minister
the foreign minister of Japan
the former defence minister
the mayor of Nairobi
the governor of Western Australia
Norwegian ambassadors
Kenya's police chief
the Norwegian government
the government of Peru
the Peruvian parliament
Iran's Revolutionary Guards
the Kremlin
the Security Council
NATO
the World Health Organization (WHO)
the Economic Community of West African States (ECOWAS)
Hezbollah
the Taliban
the Bank of Japan
Air China
Telecom Egypt
Bank of Baroda
Turkish Airlines
Denzel Washington
Georgia Pacific
Kuwait Petroleum
Russians
the Russians
a Tunisian
three Finns
the French
ethnic Albanians
the Kurds
young Somalis
Rohingya
Egyptian protesters
Filipino fishermen
Chinese marines
Israeli troops
Turkish-backed rebels
anti-American demonstrators
anti-Argentnian demonstrators
Franco-Syrian-backed rebels
Iranian-Syrian-backed rebels
Nigerian-led forces
Malian rebels in Niger
rebels in Chad
students in Jakarta
doctors in northern Mali
farmers of Bolivia
a group of Moroccans
hundreds of Peruvians
four men carrying pistols
soldiers training in Ghana
Montenegro's police
Nepal's army
Kenya's main opposition party
members of the Taliban
a spokesman for the Taliban
supporters of Hamas
the Haitian authorities
the Indian police
the Victoria Police
the Chinese embassy in Nairobi
Norwegian diplomats in Moscow
EU officials
UN peacekeepers
Japan
Tokyo
Former Yugoslavia
Philipines
Azerbajan
Venezuelean troops
Amnesty International
""".strip().splitlines()
"""Names of all kinds for which a name alone and a report give the same actor."""

PARTS = "a report reads a part of a land as a place; a name alone has no other use for it"
PARSER = "the parser takes it for a person's name, which its words alone do not tell"
UNPARSED = "a report wants a name to be a body's or a person's for the parser; a name alone is one"
SEVERAL = "a report may mean several actors by one phrase; a name alone is of one or of none"
TAGGED = "a report sees by its sentence that a name is a body's; alone nothing says so"
CUT = "a report takes what hangs on a participle for something else's; alone it is all there is"

APART = {
    "southern Lebanon": PARTS, "Western Cambodia": PARTS, "South Australia": PARTS,
    "Upper Egypt": PARTS, "Mali Poppy Cooper": PARSER,
    "British Museum": UNPARSED, "Royal Jordanian": TAGGED, "the two Koreas": SEVERAL,
    "fishermen held by North Korea": CUT,
}  # fmt: skip
"""Names for which the two differ, each with the reason."""


class Answers(Struct, frozen=True):
    """Whom a report means by a phrase, and whom the phrase means alone."""

    report: tuple[Actor, ...]
    alone: Actor | None

    @property
    def alike(self) -> bool:
        """Whether both name one actor of the same kind, country, sectors and identity, or none."""
        return [told(a) for a in self.report] == [told(a) for a in (self.alone,) if a]


def told(actor: Actor) -> tuple[object, ...]:
    """What the two must agree on; the words for somebody without a name may differ."""
    return actor.kind, actor.country, actor.sectors, actor.wikidata


@pytest.fixture(scope="module")
def answers(parser: Parser, tables: ActorTables) -> dict[str, Answers]:
    """Both answers for every phrase, its report of a sentence dated on the day of the lookup."""
    lookup = Lookup(tables, kept=0)
    phrases = [*ALIKE, *APART]
    texts = [CARRIER.format(phrase) for phrase in phrases]
    published = Published(DAY, DAY, basis="given")
    reports = [
        Report(f"r{n}", "r.txt", text, published, paragraphs=(Span(0, len(text)),))
        for n, text in enumerate(texts)
    ]
    found = {}
    for phrase, report, structure in zip(phrases, reports, parser.parse(reports), strict=True):
        reading = resolve(Document(report, structure), tables)
        subjects = [i for c in structure.clauses if c.lemma == "deny" for i in c.subject]
        assert subjects, phrase
        actors = tuple(reading.actors[a] for i in subjects for a in reading.of(i))
        found[phrase] = Answers(actors, lookup(phrase, ON).actor)
    return found


@pytest.mark.parametrize("phrase", ALIKE)
def test_a_name_means_the_same_alone_and_in_a_report(
    answers: dict[str, Answers], phrase: str
) -> None:
    assert answers[phrase].alike, answers[phrase]


@pytest.mark.parametrize("phrase", APART)
def test_where_the_two_differ_a_reason_is_stated(answers: dict[str, Answers], phrase: str) -> None:
    assert not answers[phrase].alike, "they agree now: move it to ALIKE"


def test_companies_called_after_a_state_are_somebody(answers: dict[str, Answers]) -> None:
    found = answers["Air China"].alone
    assert found is not None
    assert (found.name, found.kind, found.country) == ("Air China", "organisation", "CHN")


# -- the words, and what a parser adds -----------------------------------------------------------


def described(tables: ActorTables, text: str, evidence: Evidence = ALONE) -> Description:
    """What the words of *text* say."""
    words = split(text)
    hits = tables.lexicon.find(words, text, lambda sense: not sense.unsure)
    return read_words(Wording(tables, text, words, hits, 0), evidence).description


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Japan", "named"), ("Tokyo", "city"), ("Japanese", "named"), ("Russians", "people"),
        ("Air China", "company"), ("Denzel Washington", "person"), ("Robin Cook", "person"),
        ("Japanese troops", "agent"), ("Foreign Minister", "office"),
        ("Mr Jordan", "person"), ("Congo", "none"), ("Ki-moon", "person"), ("old Rahman", "none"),
        ("", "none"),
    ],
)  # fmt: skip
def test_words_alone(tables: ActorTables, text: str, kind: str) -> None:
    assert described(tables, text).kind == kind


@pytest.mark.parametrize(
    ("text", "evidence", "kind"),
    [
        ("Talks", Evidence(parsed=True, proper=False), "none"),
        ("Japanese", Evidence(noun=True), "people"),
        ("Japanese", Evidence(noun=False), "none"),
        ("Victoria Farmer", Evidence(person=False), "agent"),
        ("Coalmine Cook", Evidence(person=True), "person"),
        ("old Rahman", Evidence(parsed=True), "person"),
        ("Mountainous Afghanistan", Evidence(opening=0), "named"),
    ],
)
def test_a_parser_adds_to_words(
    tables: ActorTables, text: str, evidence: Evidence, kind: str
) -> None:
    assert described(tables, text, evidence).kind == kind
    assert described(tables, text) != described(tables, text, evidence)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("New South Wales", ("New", "South", "Wales")),
        ("Northern Territories", ("Northern", "Territories")),
        ("Acting Marlene Odhiambo", ("Marlene", "Odhiambo")),
        ("Zayed bin Sultan Rahman", ("Zayed", "bin", "Sultan", "Rahman")),
        ("New York", ("New", "York")),
    ],
)
def test_the_words_of_a_name(tables: ActorTables, text: str, names: tuple[str, ...]) -> None:
    assert described(tables, text).names == names


def test_the_tables_tell_how_many_before_a_parser_does(tables: ActorTables) -> None:
    assert described(tables, "ministers", Evidence(plural=False)).plural
    assert not described(tables, "minister", Evidence(plural=True)).plural
    assert described(tables, "police", Evidence(plural=True)).plural


def test_a_part_of_a_land_is_told_from_the_land(tables: ActorTables) -> None:
    for text in ("southern Lebanon", "Southern Lebanon"):
        assert described(tables, text).value == "part"
    assert described(tables, "Lebanon").value == ""


@pytest.mark.parametrize("text", ["US $40 million", "US$40 million"])
def test_a_sum_of_money_is_nobody(tables: ActorTables, text: str) -> None:
    assert Lookup(tables)(text, ON).actor is None
