"""What is weighed of gold mentions alone: its tables hold, and records know nothing of it."""

from __future__ import annotations

from detente.merging.act_words import same_act
from detente.merging.evidence import Compared, Weights
from detente.merging.measures import shipped
from detente.merging.mention_facts import tell
from factories import KINDS, act, annotate
from measure import gold_acts


def compared(first: str, second: str) -> tuple[Compared, gold_acts.Stories]:
    """Two mentions of the acts that *first* and *second* are, of two reports alike."""
    one, other = (
        annotate(name, f"The court {word} five smugglers.", events=[act(word, "ACCUSE")])
        for name, word in (("a", first), ("b", second))
    )
    told = [t for a in (one, other) for t in tell(a, shipped(), KINDS)]
    return Compared(told[0], told[1], "open", "open", "open"), gold_acts.stories_of(
        (one, other), shipped()
    )


def test_the_table_of_words_holds() -> None:
    table = gold_acts.acts()
    assert len(table) > 1000
    assert all(one < other and 0 < share <= 1 for (one, other), share in table.items())
    assert not any(same_act(*pair) for pair in table)


def test_words_that_tell_one_act_are_known_both_ways_round() -> None:
    assert gold_acts.likely("jail", "arrest") == gold_acts.likely("arrest", "jail") > 0
    assert gold_acts.likely("jail", "praise") == gold_acts.likely("jail", "jailed") == 0


def test_each_weight_is_of_a_piece_that_there_is() -> None:
    found = gold_acts.gold_amounts(*compared("jailed", "arrested"), near=0.5)
    assert gold_acts.evidence().keys() - {"needed"} <= found.keys()
    assert found["likely"] == 0.5
    assert gold_acts.gold_amounts(*compared("jailed", "jailed"), near=0.5)["likely"] == 0


def test_merging_weighs_nothing_of_it() -> None:
    alone = gold_acts.evidence().keys() - {*Weights.__struct_fields__}
    assert alone == {
        "likely", "likely_in_story", "one_report", "one_report_act", "one_report_likely",
        "one_report_words", "one_sentence",
    }  # fmt: skip
