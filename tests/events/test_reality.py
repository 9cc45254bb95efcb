"""Happened means happened: the modality of acts, read off the clauses around them."""

from __future__ import annotations

import pytest

import loaded
from detente.events.codebook_loading import shipped_effects
from detente.events.event_words import EventWords
from detente.events.reality import Reality
from tests.language.conftest import make_report


@pytest.fixture(scope="session")
def modality():
    """The modality of the first clause of a predicate in a text."""
    parser, effects, words = loaded.parser(), shipped_effects(), EventWords.load()

    def run(text: str, lemma: str) -> str:
        structure = next(iter(parser.parse([make_report(text)])))
        reality = Reality(effects, structure, words)
        for clause in structure.clauses:
            if clause.lemma == lemma:
                return reality.of(clause)
        raise AssertionError(f"no {lemma!r} in {[c.lemma for c in structure.clauses]}")

    return run


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        # plain
        ("Norway attacked Chile.", "attack", "actual"),
        ("Norway has attacked Chile.", "attack", "actual"),
        ("Norway and Chile held talks.", "talk", "actual"),
        ("After talks with Chile, Norway signed the deal.", "talk", "actual"),
        ("Talks between Norway and Chile ended in failure.", "talk", "actual"),
        ("Norway managed to persuade Chile.", "persuade", "actual"),
        ("Norway condemned the attack on Chile.", "attack", "actual"),
        ("Norway called the visit a provocation.", "visit", "actual"),
        # denied by what it is about, or before its subject
        ("No Norwegian minister attacked Chile.", "attack", "negated"),
        ("Neither Norway nor Peru attacked Chile.", "attack", "negated"),
        ("Norway signed no treaty with Chile.", "sign", "negated"),
        ("At no point did Norwegian forces attack Chile.", "attack", "negated"),
        ("Norway swore never again to attack Chile.", "attack", "negated"),
        ("Norway attacked no fewer than nine villages.", "attack", "actual"),
        ("Not until Monday did Norway expel the envoy.", "expel", "actual"),
        ("Norway imposed no sanctions but recalled its envoy.", "recall", "actual"),
        # taken back, played, or not quite
        ("It is not true that Norway attacked Chile.", "attack", "negated"),
        ("The report that Norway attacked Chile was a hoax.", "attack", "negated"),
        ("There is no doubt that Norway attacked Chile.", "attack", "actual"),
        ("In the simulation, Norway attacked Chile.", "attack", "hypothetical"),
        ("Norway almost attacked Chile.", "attack", "negated"),
        ("Norway has the right to attack Chile.", "attack", "hypothetical"),
        ("Norway is close to attacking Chile.", "attack", "hypothetical"),
        # said
        ("Officials said that Norway attacked Chile.", "attack", "actual"),
        ("Norway attacked Chile, officials said.", "attack", "actual"),
        ("Rain kept the Norwegian minister from visiting Chile.", "visit", "negated"),
        ("Norway kept visiting Chile from spite.", "visit", "actual"),
        # nobody did it
        ("No Norwegian minister had ever visited Chile.", "visit", "negated"),
        ("None of the ministers visited Chile.", "visit", "negated"),
        ("Nobody attacked Chile.", "attack", "negated"),
        ("Norway, with no ships left, attacked Chile.", "attack", "actual"),
        ("No fewer than five ships attacked Chile.", "attack", "actual"),
        # did not take place
        ("Norway did not attack Chile.", "attack", "negated"),
        ("Norway never attacked Chile.", "attack", "negated"),
        ("Norway failed to attack Chile.", "attack", "negated"),
        ("Norway refused to meet Chile's envoy.", "meet", "negated"),
        ("Norway denied that it attacked Chile.", "attack", "negated"),
        ("The dispute has prevented the signing of a treaty.", "signing", "negated"),
        ("Norway cancelled talks with Chile.", "talk", "negated"),
        ("The talks with Chile were postponed.", "talk", "negated"),
        ("No agreement was reached.", "agreement", "negated"),
        ("Norway failed to hold talks with Chile.", "talk", "negated"),
        ("Norway left without meeting Chile's envoy.", "meet", "negated"),
        ("Norway and Chile have yet to sign a deal.", "sign", "negated"),
        ("Norway's request was rejected by Chile.", "request", "actual"),
        # not yet
        ("Norway will attack Chile.", "attack", "planned"),
        ("Norway said it would attack Chile.", "attack", "planned"),
        ("Norway plans to meet Chile's envoy.", "meet", "planned"),
        ("Norway agreed to hold talks with Chile.", "talk", "planned"),
        ("The planned visit to Chile worries Norway.", "visit", "planned"),
        # only said, wanted or feared
        ("Norway called for talks with Chile.", "talk", "hypothetical"),
        ("Norway proposed a meeting with Chile.", "meeting", "hypothetical"),
        ("Norway threatened to attack Chile.", "attack", "hypothetical"),
        ("Norway could attack Chile.", "attack", "hypothetical"),
        ("If Norway attacks Chile, Peru will respond.", "attack", "hypothetical"),
        ("A mooted visit to Chile was not discussed.", "visit", "hypothetical"),
        ("Had Norway attacked Chile, Peru would have responded.", "attack", "hypothetical"),
        # only if
        ("Norway would cooperate only if Chile withdrew.", "cooperate", "conditional"),
        ("Norway will sign the deal if Chile signs it.", "sign", "conditional"),
        # commands, headlines, and what one is able to do
        ("“Cancel the talks,” he told Norway.", "cancel", "hypothetical"),
        ("Norway to attack Chile", "attack", "planned"),
        ("Norway is able to attack Chile.", "attack", "hypothetical"),
        ("Norway was able to attack Chile.", "attack", "actual"),
        # taken for granted
        ("You will see that Norway attacked Chile.", "attack", "actual"),
        ("Norway may regret that it attacked Chile.", "attack", "actual"),
        ("Norway has not changed since attacking Chile.", "attack", "actual"),
        ("There are no signs that Norway attacked Chile.", "attack", "negated"),
        # turned round to stress one part, and with one left out
        ("It was Norway that attacked Chile.", "attack", "actual"),
        ("It was not Norway that attacked Chile.", "attack", "negated"),
        ("It was not Norway but Peru that attacked Chile.", "attack", "actual"),
        ("It was neither Norway nor Peru that attacked Chile.", "attack", "negated"),
        ("What Norway did was to attack Chile.", "attack", "actual"),
        ("No state but Norway has attacked Chile.", "attack", "actual"),
        ("No state other than Norway attacked Chile.", "attack", "actual"),
        ("There was neither a visit nor a call.", "call", "negated"),
        ("No longer does Norway recognise Chile.", "recognise", "negated"),
        ("Norway all but attacked Chile.", "attack", "negated"),
        ("Hardly had Norway attacked Chile when it left.", "attack", "actual"),
        ("Norway was the first state to attack Chile.", "attack", "actual"),
        # near it, and not done
        ("Norway came within a day of attacking Chile.", "attack", "negated"),
        ("Norway came close to attacking Chile.", "attack", "hypothetical"),
        ("Norway decided against attacking Chile.", "attack", "negated"),
        ("Norway thought better of attacking Chile.", "attack", "negated"),
        ("Far from attacking Chile, Norway left.", "attack", "negated"),
        ("The lack of an apology from Norway hurt.", "apology", "negated"),
        ("The visit is a week away.", "visit", "planned"),
        # taken back, and told by nobody in earnest
        ("It was said that Norway had attacked Chile. It had not.", "attack", "negated"),
        ("He said that Norway had attacked Chile. Peru had not.", "attack", "actual"),
        ("The paper said that Norway attacked Chile. The report was false.", "attack", "negated"),
        ("The paper withdrew its report that Norway attacked Chile.", "attack", "negated"),
        ("The paper kept its report that Norway attacked Chile.", "attack", "actual"),
        ("A satirical paper said that Norway attacked Chile.", "attack", "hypothetical"),
        ("Norway, it was rumoured, had attacked Chile.", "attack", "hypothetical"),
        ("There were whispers that Norway attacked Chile.", "attack", "hypothetical"),
        ("They put on a play in which Norway attacks Chile.", "attack", "hypothetical"),
        # counted, and not told one by one
        ("The number of ships attacked by Norway grew.", "attack", "hypothetical"),
        ("It looks like Norway attacked Chile.", "attack", "hypothetical"),
        # denied and asked
        ("Neither has Norway attacked Chile.", "attack", "negated"),
        ("Norway has not left nor attacked Chile.", "attack", "negated"),
        ("Instead of attacking Chile, Norway left.", "attack", "negated"),
        ("Has Norway invaded Chile?", "invade", "hypothetical"),
        # what came after
        ("Norway left years before Chile attacked Peru.", "attack", "actual"),
        ("Norway arrested two men before attacking Chile.", "attack", "actual"),
        ("They must leave before it attacks Chile.", "attack", "planned"),
        # named, and said to come about or not
        ("The talks with Chile will take place on Monday.", "talk", "planned"),
        ("The talks with Chile did not take place.", "talk", "negated"),
        ("The talks with Chile took place on Monday.", "talk", "actual"),
        ("Talks with Chile failed to resume.", "talk", "negated"),
        ("Talks with Chile are due to begin on Monday.", "talk", "planned"),
        ("Talks with Chile could begin soon.", "talk", "hypothetical"),
        ("The talks, which began on Monday, will resume today.", "talk", "actual"),
        ("The visit came as the attack began.", "visit", "actual"),
        ("He did not say when the talks with Chile will begin.", "talk", "planned"),
        ("Norway said the attack did not happen.", "attack", "negated"),
        # at a time to come, and while something goes on
        ("When Norway visits Chile, it will sign a treaty.", "visit", "planned"),
        ("Once Norway withdraws its troops, Chile may pay.", "withdraw", "planned"),
        ("When Norway visits Chile, it is angry.", "visit", "actual"),
        ("When Norway attacked Chile, Peru would not help.", "attack", "actual"),
        ("As Norway attacks Chile, Peru will meet its allies.", "attack", "actual"),
        # asked for its reason
        ("Why is Norway attacking Chile?", "attack", "actual"),
        ("How did Norway invade Chile?", "invade", "actual"),
        ("Why would Norway invade Chile?", "invade", "hypothetical"),
        # twice over
        ("Norway did not refuse to meet Chile's envoy.", "meet", "actual"),
        ("Norway did not agree to meet Chile's envoy.", "meet", "negated"),
        ("Norway plans to begin talks with Chile.", "talk", "planned"),
    ],
)
def test_modality(modality, text, lemma, expected):
    assert modality(text, lemma) == expected
