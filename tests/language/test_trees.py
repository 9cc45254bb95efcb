"""Whatever the parser gave, each sentence is one tree after the repairs, and every loop ends."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from detente.language import Parser
from detente.language.clean import clean
from detente.language.heads import climb, hang, plant
from detente.language.lexicon import Lexicon
from detente.language.parser import structure_of
from detente.language.passages import Piece
from detente.language.repairs import repair
from detente.language.structure import Structure
from hostile_shapes import prefixed
from thorough import tries

from .conftest import Parsed

LEXICON = Lexicon.load()
VOCAB = spacy.blank("en").vocab
# A parse for each repair to put right, as parsers give them: word, tag, label and head.
MISTAKEN = {
    "_prefix": "re/VBD/ROOT/0 -/VBD/dobj/0 imposed/VBN/acl/1 it/PRP/dobj/2",
    "_lost_predicate": (
        "the/DT/det/1 minister/NN/ROOT/1 called/VBD/acl/1 it/PRP/dobj/2 ,/,/punct/1 too/RB/advmod/1"
    ),
    "_named_object": "we/PRP/nsubj/1 called/VBD/ROOT/1 it/PRP/dobj/1 a/DT/det/4 lie/NN/appos/2",
    "_split_possessor": (
        "we/PRP/nsubj/1 called/VBD/ROOT/1 Chile/NNP/dobj/1 's/POS/case/2 move/NN/ccomp/1 "
        "a/DT/det/6 lie/NN/dobj/4"
    ),
    "_joined_participle": (
        "was/VBD/auxpass/1 convicted/VBN/ROOT/1 of/IN/prep/1 spying/VBG/pcomp/2 and/CC/cc/3 "
        "jailed/VBN/conj/3"
    ),
    "_nominal_participle": (
        "we/PRP/nsubj/1 condemned/VBD/ROOT/1 the/DT/det/3 Wednesday/NNP/dobj/1 shelling/VBG/dobj/1 "
        "of/IN/prep/4 it/PRP/pobj/5"
    ),
    "_stolen_subject": (
        "he/PRP/nsubj/1 wore/VBD/ROOT/1 a/DT/det/3 hat/NN/dobj/1 and/CC/cc/3 Peru/NNP/conj/3 "
        "read/VBD/conj/1"
    ),
    "_lent_member": (
        "he/PRP/nsubj/1 called/VBD/ROOT/1 it/PRP/dobj/1 an/DT/det/4 outrage/NN/nsubjpass/9 "
        "and/CC/cc/4 a/DT/det/7 letter/NN/conj/4 was/VBD/auxpass/9 sent/VBN/conj/1"
    ),
    "_joined_modifier": (
        "the/DT/det/1 cabinet/NN/nmod/4 and/CC/cc/1 NGO/NN/conj/1 workers/NNS/nsubj/5 "
        "met/VBD/ROOT/5"
    ),
    "_object_predicate": (
        "he/PRP/nsubj/1 called/VBD/ROOT/1 the/DT/det/3 plan/NN/dobj/1 bad/JJ/amod/3"
    ),
    "_that_clause": (
        "he/PRP/nsubj/1 told/VBD/ROOT/1 us/PRP/dobj/1 in/IN/prep/1 a/DT/det/5 voice/NN/pobj/3 "
        "that/WDT/dobj/9 he/PRP/nsubj/8 found/VBD/relcl/5 odd/JJ/dobj/8"
    ),
}  # fmt: skip
LEMMAS = {"called": "call", "found": "find", "told": "tell", "jailed": "jail", "was": "be"}
PARTS = {
    "N": "NOUN", "V": "VERB", "J": "ADJ", "D": "DET", "I": "ADP", "C": "CCONJ", "P": "PRON",
    "R": "ADV", "W": "PRON", ",": "PUNCT",
}  # fmt: skip
LABELS = (
    "ROOT", "conj", "nsubj", "nsubjpass", "dobj", "pobj", "prep", "agent", "pcomp", "appos", "acl",
    "relcl", "amod", "nmod", "compound", "oprd", "ccomp", "xcomp", "advcl", "acomp", "attr", "det",
    "poss", "case", "cc", "mark", "auxpass", "parataxis", "dep", "punct",
)  # fmt: skip
Row = tuple[str, str, str, int]


def rows_of(lines: str, start: int = 0) -> list[Row]:
    """Word, tag, label and head of each word, the heads counted from *start* on."""
    parts = [line.rsplit("/", 3) for line in lines.split()]
    return [(word, tag, label, int(head) + start) for word, tag, label, head in parts]


def doc_of(rows: Sequence[Row], *, apart: bool = True) -> Doc:
    """The passage that a parser would give; hyphens stand close, or all words without *apart*."""
    words, tags, labels, heads = zip(*rows, strict=True)
    near = ["-" in (word, following) for word, following in pairwise((*words, ""))]
    auxiliary = {"was": "AUX", "that": "SCONJ"}
    return Doc(
        VOCAB, words=words, lemmas=[LEMMAS.get(word, word) for word in words],
        spaces=[apart and not close for close in near], heads=heads, deps=labels, tags=tags,
        pos=[auxiliary.get(w, "PROPN" if t == "NNP" else PARTS[t[0]]) for w, t, _, _ in rows],
    )  # fmt: skip


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """Parses with mistakes, and what is left of them when words are hung anywhere.

    Some are trees with few words hung elsewhere, some hang on themselves in circles or across the
    ends of sentences, some have hyphens where words were.
    """
    choose = draw(st.randoms(use_true_random=True))  # drawn one by one, most values come out alike
    rows: list[Row] = []
    for name in choose.choices(sorted(MISTAKEN), k=draw(st.integers(1, 3))):
        rows += rows_of(MISTAKEN[name], len(rows))
    length = len(rows)
    strays = draw(st.sampled_from([0, 1, 1, 2, 4, length]))
    for place in choose.sample(range(length), min(strays, length)):
        word, tag, label, _ = rows[place]
        if choose.random() < 0.3:
            word, label = "-", choose.choice(LABELS)
        rows[place] = (word, tag, label, choose.randrange(length))
    return doc_of(rows, apart=draw(st.booleans()))


def starts_of(doc: Doc) -> list[int]:
    return [sentence.start for sentence in doc.sents]


def assert_trees(doc: Doc, starts: list[int]) -> None:
    """Each sentence, from one of *starts* to the next, is a tree with one root."""
    for start, end in pairwise([*starts, len(doc)]):
        sentence = doc[start:end]
        roots = [word.i for word in sentence if word.head.i == word.i]
        assert len(roots) == 1
        for word in sentence:
            assert (word.dep_ == "ROOT") == (word.i == roots[0])
            assert sentence.start <= word.head.i < sentence.end
            above = [word.i, *(ancestor.i for ancestor in word.ancestors)]
            assert above[-1] == roots[0]
            assert len(above) == len(set(above))


def assert_ends(structure: Structure) -> None:
    """No clause is above itself, and no phrase part of itself."""
    for clause in structure.clauses:
        above = {clause.index}
        while clause.parent is not None:
            clause = structure.clauses[clause.parent]
            assert clause.index not in above
            above.add(clause.index)
    for number, phrase in enumerate(structure.phrases):
        assert number not in phrase.members


@settings(max_examples=tries(400), deadline=None)
@given(docs())
def test_each_sentence_is_one_tree_after_the_repairs(doc: Doc) -> None:
    starts = starts_of(doc)
    plant(doc)
    assert starts_of(doc) == starts
    assert_trees(doc, starts)
    repair(doc, LEXICON)
    assert starts_of(doc) == starts
    assert_trees(doc, starts)


@settings(max_examples=tries(300), deadline=None)
@given(docs(), st.data())
def test_any_word_may_be_hung_on_any_other(doc: Doc, data: st.DataObject) -> None:
    starts = starts_of(doc)
    plant(doc)
    places = st.integers(0, len(doc) - 1)
    for _ in range(6):
        word, head = doc[data.draw(places)], doc[data.draw(places)]
        below = word.is_ancestor(head)
        together = word.i != head.i and bisect(starts, word.i) == bisect(starts, head.i)
        lifts = data.draw(st.booleans())
        assert hang(word, head, "dep", lifts=lifts) == (together and (lifts or not below))
        assert_trees(doc, starts)


@settings(max_examples=tries(200), deadline=None)
@given(docs())
def test_a_structure_is_made_of_any_passage(doc: Doc) -> None:
    structure = structure_of([(Piece(clean(doc.text, 0, len(doc.text), LEXICON), 0), doc)], LEXICON)
    assert len(structure.tokens) == len(doc)
    assert_ends(structure)


@pytest.mark.parametrize("name", MISTAKEN)
def test_each_repair_moves_a_word(name: str) -> None:
    """So that the passages above, which are made of these, reach every repair."""
    doc = doc_of(rows_of(MISTAKEN[name]))
    before = [(word.head.i, word.dep_) for word in doc]
    repair(doc, LEXICON)
    assert [(word.head.i, word.dep_) for word in doc] != before
    assert_trees(doc, [0])


def test_a_chain_ends_at_the_root_whatever_its_label() -> None:
    doc = Doc(VOCAB, words=["a", "b", "c"], heads=[1, 2, 2], deps=["conj", "conj", "conj"])
    assert [word.text for word in climb(doc[0], "conj")] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "lemma", "subject", "object_"),
    [
        (
            "Kofi Mensah, the general who re-took the city, warned the rebels.",
            "take", ["Kofi Mensah"], ["the city"],
        ),
        (
            "Police said a co-president linked to Iran seized a tanker.",
            "seize", ["a co-president"], ["a tanker"],
        ),
    ],
)  # fmt: skip
def test_a_prefix_is_not_hung_under_its_own_word(
    parse: Callable[[str], Parsed], text: str, lemma: str, subject: list[str], object_: list[str]
) -> None:
    parsed = parse(text)
    clause = parsed.clause(lemma, "verb")
    assert parsed.words(clause.subject) == subject
    assert parsed.words(clause.object) == object_


def test_prefixed_nouns_make_no_circle(parser: Parser) -> None:
    """One in twenty of the four thousand; hundreds of them once had a circle."""
    texts = list(islice(prefixed(), 0, None, 19))
    for doc in parser.read(texts):
        starts = starts_of(doc)
        repair(doc, LEXICON)
        assert starts_of(doc) == starts
        assert_trees(doc, starts)
