"""Who does what to whom, whichever way English puts it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "lemma", "subject", "object_"),
    [
        ("Norway criticised Chile.", "criticise", ["Norway"], ["Chile"]),
        ("Chile was criticised by Norway.", "criticise", ["Norway"], ["Chile"]),
        ("Norway, which criticised Chile, left.", "criticise", ["Norway"], ["Chile"]),
        ("Norway and Sweden criticised Chile.", "criticise", ["Norway", "Sweden"], ["Chile"]),
        ("Norway praised Peru and criticised Chile.", "criticise", ["Norway"], ["Chile"]),
        ("Norway agreed to help Chile.", "help", ["Norway"], ["Chile"]),
        ("Norway urged Chile to release Peru's sailors.", "urge", ["Norway"], ["Chile"]),
        ("Norway urged Chile to release the sailors.", "release", ["Chile"], ["the sailors"]),
        ("Norway called on Chile to release the sailors.", "release", ["Chile"], ["the sailors"]),
        ("Norway responded by criticising Chile.", "criticise", ["Norway"], ["Chile"]),
        ("Norway barred Chile from entering the zone.", "enter", ["Chile"], ["the zone"]),
        ("Norway accused Chile of seizing the boat.", "seize", ["Chile"], ["the boat"]),
        ("Norway spoke of leaving the union.", "leave", ["Norway"], ["the union"]),
        ("Norway pushed Chile to ratify the treaty.", "ratify", ["Chile"], ["the treaty"]),
        ("The sailors seized by Norway are safe.", "seize", ["Norway"], ["The sailors"]),
        ("Norway arrested and deported the sailors.", "arrest", ["Norway"], ["the sailors"]),
        ("Norway arrested and later freed the sailors.", "arrest", ["Norway"], ["the sailors"]),
        ("The sailors were arrested and freed by Norway.", "arrest", ["Norway"], ["The sailors"]),
        ("The sailors were arrested and freed by Norway.", "free", ["Norway"], ["The sailors"]),
        ("The minister resigned and left Norway.", "resign", ["The minister"], []),
        ("Norway agreed and signed the treaty.", "agree", ["Norway"], []),
        ("Norway attacked the port and sank a boat.", "attack", ["Norway"], ["the port"]),
        (
            "Chile rejects the claims and the agency has praised Peru.",
            "praise",
            ["the agency"],
            ["Peru"],
        ),
        ("Chile said it opposes the plan and praised Peru.", "praise", ["Chile"], ["Peru"]),
        ("Chile said that Mali will attack Chad and praised Peru.", "praise", ["Chile"], ["Peru"]),
        ("Chile said Mali had attacked Chad and praised Peru.", "praise", ["Mali"], ["Peru"]),
        ("After talks in Oslo, Peru and Chile left.", "leave", ["Peru", "Chile"], []),
        ("In a bus paid for by Mali, Peru and Chile left.", "leave", ["Peru", "Chile"], []),
        ("He was accused of spying and jailed by Norway.", "jail", ["Norway"], ["He"]),
        ("It was Norway that attacked Chile.", "attack", ["Norway"], ["Chile"]),
        ("It was Norway and Peru that attacked Chile.", "attack", ["Norway", "Peru"], ["Chile"]),
        ("It was not Norway but Peru that attacked Chile.", "attack", ["Peru"], ["Chile"]),
        ("What Norway did was to attack Chile.", "attack", ["Norway"], ["Chile"]),
        ("All that Norway did was condemn Chile.", "condemn", ["Norway"], ["Chile"]),
        ("Norway, it was rumoured, had attacked Chile.", "attack", ["Norway"], ["Chile"]),
        ("No state but Norway attacked Chile.", "attack", ["Norway"], ["Chile"]),
        ("Nobody other than Norway attacked Chile.", "attack", ["Norway"], ["Chile"]),
        (
            "On Friday Oslo and Mexico City signed the pact.",
            "sign",
            ["Oslo", "Mexico City"],
            ["the pact"],
        ),
    ],
)
def test_logical_arguments(parse, text, lemma, subject, object_):
    parsed = parse(text)
    clause = parsed.clause(lemma, "verb")
    assert parsed.words(clause.subject) == subject
    assert parsed.words(clause.object) == object_


@pytest.mark.parametrize(
    ("text", "lemma", "subject"),
    [
        ("Norway and Chile held talks in Lima.", "talk", ["Norway", "Chile"]),
        ("Talks between Norway and Chile began in Lima.", "talk", ["Norway", "Chile"]),
        ("The visit to Lima by Norway's king was short.", "visit", ["Norway's king"]),
        ("A visit to Peru by Norway's king was short.", "visit", ["Norway's king"]),
        ("Norway's criticism of Chile was harsh.", "criticism", ["Norway"]),
        ("Norway issued a warning to Chile.", "warning", ["Norway"]),
        ("Norway launched an inquiry into attacks by Chile.", "inquiry", ["Norway"]),
        ("A warning was issued by Norway.", "warning", ["Norway"]),
        ("Norway read out a list of complaints about Chile.", "complaint", ["Norway"]),
    ],
)
def test_nouns_read_as_predicates(parse, text, lemma, subject):
    parsed = parse(text)
    assert parsed.words(parsed.clause(lemma, "noun").subject) == subject


def test_a_time_that_owns_a_noun_does_not_act(parse):
    parsed = parse("Friday's negotiations in Lima failed.")
    assert parsed.clause("negotiation").subject == ()


def test_stranded_prepositional_phrases_reach_the_noun(parse):
    parsed = parse("The protest followed this week's visit by King Harald to the border region.")
    visit = parsed.clause("visit")
    assert parsed.words(visit.subject) == ["King Harald"]
    assert parsed.words(visit.oblique("to")) == ["the border region"]


def test_light_verb_lends_tense_and_negation(parse):
    parsed = parse("Norway did not hold talks with Chile.")
    talks = parsed.clause("talk")
    assert talks.negation is not None
    assert talks.tense == "past"
    assert talks.support == parsed.clause("hold").index


def test_negation_is_not_read_off_not_only(parse):
    parsed = parse("Norway not only rejected the plan but also left the talks.")
    assert parsed.clause("reject").negation is None


@pytest.mark.parametrize(
    ("text", "lemma", "link", "mark"),
    [
        ("Norway said that Chile left.", "leave", "complement", "that"),
        ("Norway failed to meet Chile.", "meet", "complement", ""),
        ("Norway barred Chile from entering the zone.", "enter", "complement", "from"),
        ("Norway protested before leaving the zone.", "leave", "adverbial", "before"),
        ("Norway rejected a call to withdraw the boats.", "withdraw", "complement", ""),
        ("Norway left the zone to please Chile.", "please", "purpose", ""),
        ("Norway protested when Chile left.", "leave", "adverbial", "when"),
        ("Norway would help if Chile left.", "leave", "adverbial", "if"),
        ("Norway, which left, protested.", "leave", "relative", ""),
        ("Chile left, Norway said.", "leave", "complement", ""),
    ],
)
def test_links(parse, text, lemma, link, mark):
    clause = parse(text).clause(lemma, "verb")
    assert (clause.link, clause.mark) == (link, mark)


@pytest.mark.parametrize(
    ("text", "lemma", "tense", "modals"),
    [
        ("Norway will visit Chile.", "visit", "future", ("will",)),
        ("Norway visited Chile.", "visit", "past", ()),
        ("Norway has visited Chile.", "visit", "present", ()),
        ("Norway would visit Chile.", "visit", "present", ("would",)),
        ("Norway will visit and praise Chile.", "praise", "future", ("will",)),
    ],
)
def test_tense_and_modals(parse, text, lemma, tense, modals):
    clause = parse(text).clause(lemma, "verb")
    assert (clause.tense, clause.modals) == (tense, modals)


def test_repairs_a_subject_taken_for_an_object(parse):
    parsed = parse("At the session Norway's envoy wore a hat and Chile read out a statement.")
    assert parsed.words(parsed.clause("read").subject) == ["Chile"]


@pytest.mark.parametrize(
    ("text", "lemma", "subject"),
    [
        ("The then vice-president of Norway accused Chile.", "accuse", ["The then vice-president"]),
        ("The ex-minister of Norway accused Chile.", "accuse", ["The ex-minister"]),
        ("Norway's co-founder left the club.", "leave", ["Norway's co-founder"]),
        ("The anti-corruption minister left.", "leave", ["The anti-corruption minister"]),
    ],
)
def test_a_word_and_its_prefix_are_one(parse, text, lemma, subject):
    assert parse(text).words(parse(text).clause(lemma, "verb").subject) == subject


@pytest.mark.parametrize(
    ("text", "object_", "attribute"),
    [
        ("Norway called Chile's move a violation.", ["Chile's move"], ["a violation"]),
        ("Norway called Chile's refusal a mistake.", ["Chile's refusal"], ["a mistake"]),
        ("The minister branded the raid an outrage.", ["the raid"], ["an outrage"]),
        ("The foreign minister called Peru's decision a slap.", ["Peru's decision"], ["a slap"]),
        ("Norway called a meeting.", ["a meeting"], []),
        ("Norway named the envoy, a lawyer.", ["the envoy"], []),
    ],
)
def test_what_is_called_something(parse, text, object_, attribute):
    parsed = parse(text)
    (clause,) = [c for c in parsed.structure.clauses if c.lemma in ("call", "brand", "name")]
    assert parsed.words(clause.object) == object_
    assert parsed.words(clause.attribute) == attribute
    assert clause.subject


@pytest.mark.parametrize("text", ["-", "re-", "-re", "re-re-re", "He re-.", "vice-vice-president"])
def test_hyphens_anywhere_are_read(parse, text):
    parse(text)


def test_a_title_and_its_name_are_one_phrase(parse):
    parsed = parse("Norway's Foreign Minister Ine Soreide met his Chilean counterpart Ana Diaz.")
    meet = parsed.clause("meet")
    assert parsed.words(meet.subject) == ["Norway's Foreign Minister Ine Soreide"]
    assert parsed.words(meet.object) == ["his Chilean counterpart Ana Diaz"]


def test_a_headlines_comma_is_read_as_and(parse):
    parsed = parse("Norway, Chile trade talks end\nThe talks ended.", headline="x")
    talk = parsed.clause("talk")
    assert talk.phrase is not None
    named = [*parsed.words(talk.subject), *parsed.words((talk.phrase,))]
    assert any("Norway" in words for words in named)
    assert any("Chile" in words for words in named)


def test_object_predicates_are_clauses(parse):
    parsed = parse("Norway found Chile's conduct unacceptable.")
    adjective = parsed.clause("unacceptable", "adjective")
    assert parsed.words(adjective.subject) == ["Chile's conduct"]
    assert adjective.parent == parsed.clause("find").index


def test_that_after_a_noun_of_saying_stays_a_relative(parse):
    parsed = parse("The envoy said little after talks that included a meeting with Norway.")
    include = parsed.clause("include")
    assert include.link == "relative"
    assert parsed.words(include.subject) == ["talks"]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Norway fined the company.", "fine"),
        ("Norway staged a march.", "stage"),
        ("Norway was hoping for talks.", "hope"),
        ("Norway stopped the ship.", "stop"),
        ("Norway forgave the debt.", "forgive"),
        ("Norway played host.", "play"),
        ("Norway is planning talks.", "plan"),
        ("Norway visited Chile.", "visit"),
    ],
)
def test_base_forms_keep_their_e(parse, text, lemma):
    assert parse(text).clause(lemma, "verb").kind == "verb"


def test_a_noun_with_words_of_its_own_is_joined_not_a_modifier(parse):
    parsed = parse("The Colombian government and FARC rebels reached a deal.")
    assert parsed.words(parsed.clause("reach").subject) == [
        "The Colombian government",
        "FARC rebels",
    ]


def test_whose_goes_back_to_what_is_described(parse):
    parsed = parse("Ethiopia, whose troops entered Somalia, has left.")
    (troops,) = parsed.clause("enter").subject
    owner = parsed.structure.phrases[troops].possessor
    assert owner is not None
    assert parsed.words((owner,)) == ["Ethiopia"]


@pytest.mark.parametrize(
    ("text", "lemma", "team"),
    [
        ("Poland meet Mexico in Doha on Tuesday.", "meet", True),
        ("England have beaten France.", "beat", True),
        ("Poland meets Mexico in Doha on Tuesday.", "meet", False),
        ("The Philippines have left the pact.", "leave", False),
        ("Poland and Mexico meet in Doha on Tuesday.", "meet", False),
        ("The ministers of Poland and Mexico meet in Doha.", "meet", False),
        ("They meet Mexico in Doha.", "meet", False),
        ("Chile spread rumours about Peru.", "spread", False),
    ],
)
def test_one_name_with_a_verb_of_several_is_a_team(parse, text, lemma, team):
    assert parse(text).clause(lemma, "verb").team is team


def test_back_to_somebody_is_to_somebody(parse):
    parsed = parse("Norway handed the prisoners back to Chile.")
    assert parsed.words(parsed.clause("hand").oblique("to")) == ["Chile"]
