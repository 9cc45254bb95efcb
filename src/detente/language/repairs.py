"""Mistakes of a small parser that its own output shows to be mistakes, put right before use.

Each repair rests on grammar alone (agreement, word order, what a verb can take), never on
particular words of a report.  Reads and writes ClearNLP labels.  Heads are changed by
:func:`~detente.language.heads.hang` alone, so that a tree stays a tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.clefts import according_to_which, turn_back
from detente.language.heads import climb, hang, plant, same_sentences
from detente.language.lemmas import lemma_of
from detente.language.passages import LONGEST_SENTENCE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.language.lexicon import Lexicon

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "conj"})
_MODIFYING = frozenset({"compound", "nmod", "amod", "npadvmod"})
_TIMES = frozenset({"DATE", "TIME"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def repair(doc: Doc, words: Lexicon) -> None:
    """Puts the parse of *doc* right in place; each of its sentences is a tree afterwards.

    Sentences that nobody reads, as they are too long, stay as they are: each new head costs time by
    the length of its sentence.
    """
    plant(doc)
    with same_sentences(doc):
        read = [t for s in doc.sents if len(s) <= LONGEST_SENTENCE for t in s]
        for token in read:
            if token.text == "-":
                _prefix(token)
        for token in read:
            _repair(token, words)


def _repair(token: Token, words: Lexicon) -> None:
    """The repairs that one word may need."""
    if token.dep_ == "aux" and token.text.istitle():
        _named_auxiliary(token)
    if token.tag_ == "NNS":
        _headline_verb(token)
    if token.pos_ == "VERB":
        _compounded_predicate(token)
        token.lemma_ = lemma_of(token, words)
        _nominal_participle(token, words)
        _joined_participle(token)
        if token.tag_ == "VBD" and token.dep_ == "acl":
            _lost_predicate(token)
        if token.lemma_ in words.naming:
            _named_object(token, words)
        if token.lemma_ in words.reporting and not _has_subject(token):
            _lost_speaker(token)
        _lost_subject(token)
    elif token.tag_ == "NNS" and token.lower_ in words.irregular:
        token.lemma_ = words.irregular[token.lower_]  # "bases" are seldom those of a "basis"
    if token.dep_ in ("conj", "ccomp") and token.pos_ == "VERB" and _is_finite(token):
        _stolen_subject(token)
        _inner_conjunct(token, words)
    elif token.dep_ in ("nsubj", "nsubjpass"):
        _lent_member(token, words)
    elif token.dep_ in ("relcl", "acl"):
        _that_clause(token, words)
    elif token.dep_ == "amod" and token.i > token.head.i:
        _object_predicate(token, words)
    elif token.dep_ == "nmod":
        _joined_modifier(token)
    if token.pos_ in ("VERB", "AUX"):
        _fronted_time(token, words)
        turn_back(token, words)
        according_to_which(token)


def _named_auxiliary(token: Token) -> None:
    """ "Theresa May condemned": a name read as a modal verb is the subject of what follows.

    No modal stands before a past tense, a form in -s or another modal, and one inside a sentence
    has no capital.  A verb that has a subject keeps it.
    """
    verb = token.head
    inside = token.i > token.sent.start and token.tag_ in ("NNP", "NNPS")
    second = any(c.dep_ == "aux" and c.tag_ == "MD" and c.i > token.i for c in verb.children)
    finite = verb.tag_ in ("VBD", "VBZ") or second
    if not (inside or (finite and token.tag_ in ("MD", "NNP"))):
        return
    if token.i > verb.i or _has_subject(verb):
        return
    token.dep_, token.tag_, token.pos_ = "nsubj", "NNP", "PROPN"
    token.lemma_ = token.text


def _is_finite(verb: Token) -> bool:
    """Whether a verb has a tense, by itself or by what stands before it."""
    auxiliaries = (c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i)
    return verb.tag_ in _FINITE or any(a.tag_ in (*_FINITE, "MD") for a in auxiliaries)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _compounded_predicate(verb: Token) -> None:
    """ "Norwegian envoy tours islands": a finite verb with a subject modifies no noun after it."""
    noun = verb.head
    finite = verb.tag_ in ("VBZ", "VBD", "VBP") and verb.dep_ in ("compound", "amod", "nmod")
    if finite and noun.i > verb.i and noun.pos_ in ("NOUN", "PROPN") and _has_subject(verb):
        hang(noun, verb, "dobj", lifts=True)


def _headline_verb(noun: Token) -> None:
    """ "Haddad denounces Weiss's raid", with "denounces" as a noun of that name.

    A plural after a bare name and before words with an owner or an article of their own is no noun.
    """
    name = noun.nbor(-1) if noun.i > noun.sent.start else noun
    what = next((c for c in noun.rights if c.dep_ == "appos"), None)
    if noun.tag_ != "NNS" or name.dep_ != "compound" or name.tag_ != "NNP" or what is None:
        return
    if what.left_edge.i != noun.i + 1 or not any(c.dep_ in ("poss", "det") for c in what.lefts):
        return
    noun.tag_, noun.pos_ = "VBZ", "VERB"
    name.dep_, what.dep_ = "nsubj", "dobj"
    if noun.dep_ == "appos" and noun.nbor(-2 if noun.i > 1 else -1).lower_ == ":":
        hang(noun.head, noun, "dep", lifts=True)


def _prefix(hyphen: Token) -> None:
    """ "The vice-president met", "it re-imposed a tariff": one word, and not three in one place.

    The parser gives prefix, hyphen and word the same tag and often the same head; the word has the
    place, the others are part of it.
    """
    doc, place = hyphen.doc, hyphen.i
    if not 0 < place < len(doc) - 1 or hyphen.is_sent_start or hyphen.tag_[:1] not in "NVJ":
        return
    prefix, word = doc[place - 1], doc[place + 1]
    if prefix.whitespace_ or hyphen.whitespace_ or not (prefix.is_alpha and word.is_alpha):
        return
    if word.is_sent_start:
        return
    verbal = prefix.tag_[:1] == "V"  # "re-imposed tariffs", with the prefix as verb
    if verbal:
        word.tag_, word.pos_ = prefix.tag_, "VERB"
    # Which of the three has the place: one that hangs on none of the others.
    parts = (prefix, hyphen, word) if verbal else (word, prefix, hyphen)
    holder = next(p for p in parts if not any(part.is_ancestor(p) for part in parts))
    if holder.i != word.i and not holder.is_ancestor(word):
        hang(word, holder.head, holder.dep_)
    for part in sorted((prefix, hyphen), key=lambda part: part.i != holder.i):
        hang(part, word, lifts=part.i == holder.i)
        for child in [c for c in part.children if c.i != word.i]:
            hang(child, word)
        part.dep_ = "compound" if part.i == prefix.i else "punct"
    hyphen.tag_, hyphen.pos_ = "HYPH", "PUNCT"


def _lost_predicate(verb: Token) -> None:
    """ "The foreign minister called it an error": a past form with an object describes no noun."""
    noun = verb.head
    if noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "PROPN") or noun.i > verb.i:
        return
    if not any(c.dep_ in ("dobj", "oprd") for c in verb.children) or _has_subject(verb):
        return
    after = [c for c in noun.children if c.i > verb.i]
    hang(noun, verb, "nsubj", lifts=True)
    for child in after:
        hang(child, verb)


def _named_object(verb: Token, words: Lexicon) -> None:
    """ "Called X's move a mistake": first what is called something, then what it is called."""
    after = [c for c in verb.children if c.i > verb.i]
    _split_possessor(verb, after)
    nouns = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "oprd")]
    nouns = [c for c in nouns if c.pos_ in ("NOUN", "PROPN", "PRON")]
    if not nouns:
        return
    first = nouns[0]
    beside = [c for c in first.children if c.dep_ in ("appos", "npadvmod") and c.i > first.i]
    for name in (*nouns[1:], *beside):
        between = verb.doc[first.i : name.left_edge.i]
        articles = [c.lower_ for c in name.children if c.dep_ == "det"]
        indefinite = not words.indefinite_articles.isdisjoint(articles)
        if indefinite and not any(t.is_punct and not t.is_quote for t in between):
            first.dep_ = "dobj"
            hang(name, verb, "oprd")
            return


def _split_possessor(verb: Token, after: list[Token]) -> None:
    """ "Called X's move a mistake" with "X" as object and "move" as a verb: X owns the move."""
    for owner in after:
        owns = any(c.dep_ == "case" and c.tag_ == "POS" for c in owner.children)
        owned = next((c for c in after if c.dep_ == "ccomp" and c.tag_ in ("NN", "NNS")), None)
        if owner.dep_ != "dobj" or not owns or owned is None or owned.i < owner.i:
            continue
        for name in [c for c in owned.children if c.dep_ == "dobj"]:
            hang(name, verb, "oprd")
        hang(owner, owned, "poss")
        owned.dep_, owned.pos_ = "dobj", "NOUN"


def _joined_participle(verb: Token) -> None:
    """ "Was convicted of spying and jailed": joined to the participle, not to the gerund in it."""
    if verb.dep_ != "conj" or verb.tag_ != "VBN" or verb.head.tag_ not in ("VBG", "NN", "NNS"):
        return
    if any(c.dep_ in ("aux", "auxpass", *_SUBJECTS) for c in verb.children):
        return
    for above in verb.head.ancestors:
        if above.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in above.children):
            hang(verb, above)
            return


def _nominal_participle(verb: Token, words: Lexicon) -> None:
    """ "Warned the accused", "condemned the Wednesday shelling of it": nouns, by their articles."""
    if verb.dep_ not in _NOMINAL:
        return
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if verb.tag_ == "VBN" and any(c.dep_ == "det" for c in verb.children):
        verb.pos_, verb.tag_, verb.lemma_ = "NOUN", "NN", verb.lower_
    elif (
        verb.tag_ == "VBG"
        and before.dep_ == verb.dep_ == "dobj"
        and before.head.i == verb.head.i
        and any(c.lower_ in words.measured for c in verb.children)
    ):
        verb.pos_, verb.tag_, verb.lemma_ = "NOUN", "NN", verb.lower_
        for article in [c for c in before.children if c.dep_ == "det"]:
            hang(article, verb)
        hang(before, verb, "compound")


def _stolen_subject(verb: Token) -> None:
    """ "X wore a hat and Y read": Y is the subject of "read", not a second thing worn."""
    if _has_subject(verb):
        return
    before = verb.i - 1
    while before > 0 and verb.doc[before].dep_ in ("advmod", "neg", "aux"):
        before -= 1
    name = verb.doc[before]
    if name.dep_ == "appos" and name.head.dep_ == "conj" and name.head.i < before:
        name = name.head  # "the agency Xinhua"
    if (
        name.dep_ == "conj"
        and name.pos_ in ("PROPN", "PRON", "NOUN")
        and name.head.i != verb.head.i
    ):
        *_, joined = climb(name, "conj")
        if joined.dep_ in ("dobj", "pobj", "attr") and joined.i > verb.head.i:
            hang(name, verb, "nsubj")
            verb.dep_ = "conj"


def _inner_conjunct(verb: Token, words: Lexicon) -> None:
    """ "Said it opposes the plan and urged Y to act": past like "said", so who said it urged.

    Verbs that "and" joins are mostly of one tense; one that has no subject of its own, is past and
    stands behind a present or future in what was said goes on with who said it.
    """
    said = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or _has_subject(verb) or said.dep_ != "ccomp":
        return
    teller = said.head
    auxiliaries = [c for c in said.children if c.dep_ in ("aux", "auxpass") and c.i < said.i]
    modal = any(a.tag_ == "MD" for a in auxiliaries)
    present = any(t.tag_ in ("VBZ", "VBP") for t in (said, *auxiliaries))
    telling = teller.lemma_ in words.reporting or teller.lemma_ in words.telling
    if telling and teller.tag_ == "VBD" and teller.i < said.i and (modal or present):
        hang(verb, teller, "conj")


def _lent_member(subject: Token, words: Lexicon) -> None:
    """ "... called it an outrage and a letter was sent": one singular verb, one singular subject.

    The noun before "and" belongs to the verb before it.
    """
    verb = subject.head
    if verb.dep_ != "conj" or subject.tag_ not in ("NN", "NNP"):
        return
    joiners = (c for c in subject.children if c.dep_ == "cc" and c.lower_ in words.joining)
    joiner = next(joiners, None)
    singular = any(w.lower_ in words.singular_auxiliaries for w in verb.children)
    if joiner is None or not singular:
        return
    second = next(
        (c for c in subject.children if c.dep_ == "conj" and c.i > joiner.i), None
    ) or next((c for c in verb.children if c.dep_ == subject.dep_ and c.i > joiner.i), None)
    before = [t for t in verb.doc[verb.sent.start : subject.left_edge.i] if t.pos_ == "VERB"]
    if second is None or second.tag_ not in ("NN", "NNP") or not before:
        return
    last = before[-1]
    naming = last.lemma_ in words.naming and any(c.dep_ == "dobj" for c in last.children)
    hang(second, verb, subject.dep_)
    hang(joiner, last)
    hang(subject, last, "oprd" if naming else "dobj")


def _joined_modifier(noun: Token) -> None:
    """ "The Dutch cabinet and NGO workers met": a noun with words of its own modifies nothing."""
    head = noun.head
    joined = next((c for c in noun.children if c.dep_ == "conj" and noun.i < c.i < head.i), None)
    joiner = next((c for c in noun.children if c.dep_ == "cc"), None)
    own = any(c.dep_ in ("det", "amod", "poss") for c in noun.lefts)
    if noun.pos_ != "NOUN" or head.pos_ != "NOUN" or not own or joined is None or joiner is None:
        return
    if joined.i != head.i - 1 or joined.head.i != noun.i:
        return
    hang(head, noun, "conj", lifts=True)
    hang(joined, head, "compound")


def _object_predicate(adjective: Token, words: Lexicon) -> None:
    """ "found the plan unacceptable": an adjective after its noun is said of it by the verb."""
    noun = adjective.head
    verb = noun.head
    judging = verb.lemma_ in words.naming or verb.lemma_ in words.raising_to_object
    if noun.dep_ == "dobj" and judging and adjective.pos_ == "ADJ":
        hang(adjective, verb, "oprd")


def _filled_gap(verb: Token, words: Lexicon) -> bool:
    """ "The rumour that X had shelled Y": subject and object are there, so "that" is neither."""
    marker = verb.left_edge
    if (
        verb.dep_ != "relcl"
        or marker.lower_ not in words.complementizers
        or marker.head.i != verb.i
    ):
        return False
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    return marker.dep_ in ("dobj", "dative") and bool(objects) and _has_subject(verb)


def _that_clause(verb: Token, words: Lexicon) -> None:
    """ "told him in a stern voice that he found it odd": what follows "that" is what was told."""
    noun = verb.head
    if _filled_gap(verb, words):
        verb.left_edge.dep_, verb.dep_ = "mark", "acl"
        return
    hearer = noun.dep_ in ("dobj", "dative") and noun.head.lemma_ in words.telling
    if not hearer and (noun.dep_ != "pobj" or noun.head.dep_ != "prep"):
        return
    teller = noun.head if hearer else noun.head.head
    marker = verb.left_edge
    if marker.lower_ not in words.complementizers or marker.dep_ not in ("dobj", "mark"):
        return
    gap = marker.head
    filled = gap.pos_ == "ADJ" or any(c.dep_ == "dobj" and c.i != marker.i for c in gap.children)
    if filled and teller.lemma_ in words.reporting and teller.i < marker.i:
        hang(verb, teller, "ccomp")
        hang(marker, verb, "mark")


def _fronted_time(verb: Token, words: Lexicon) -> None:
    """ "On Friday Oslo and Riga signed it": a day is no part of the name after it."""
    first = verb.sent[0]
    if first.lower_ in words.bare_days and first.dep_ in _MODIFYING and first.i < verb.i:
        hang(first, verb, "npadvmod")  # "Tomorrow Oslo recalls its envoy"
    fronted = [c for c in verb.lefts if c.dep_ == "prep"]
    for preposition in fronted:  # "on Friday Chilean troops were ...", with nothing under "on"
        day = preposition.nbor(1) if preposition.i + 1 < len(verb.doc) else preposition
        empty = not any(c.dep_ in ("pobj", "pcomp", "prep") for c in preposition.children)
        if empty and day.ent_type_ in _TIMES and day.dep_ in _MODIFYING and day.i < verb.i:
            hang(day, preposition, "pobj")
    if verb.tag_ not in _FINITE | {"VBN"} or _has_subject(verb):
        return
    for preposition in fronted:
        name = next((c for c in preposition.rights if c.dep_ == "pobj"), None)
        if name is None or name.left_edge.i != preposition.i + 1:
            continue
        days = [c for c in name.lefts if c.dep_ in _MODIFYING and c.ent_type_ in _TIMES]
        between = verb.doc[name.right_edge.i + 1 : verb.i]
        if not days or name.ent_type_ in _TIMES or days[0].left_edge.i != preposition.i + 1:
            continue
        if all(t.dep_ in ("aux", "auxpass", "advmod", "neg") for t in between):
            passive = any(c.dep_ == "auxpass" for c in verb.lefts)
            hang(name, verb, "nsubjpass" if passive else "nsubj")
            for day in days:
                hang(day, preposition, "pobj")
            return


def _lost_speaker(cue: Token) -> None:
    """ "X bombed a town in Y, the envoy of Z said": who says is no other name for the town.

    What stands between a comma and a verb of saying at the end of what is said is who says it.
    """
    said = next((c for c in cue.children if c.dep_ == "ccomp" and c.i < cue.i), None)
    if said is None or cue.dep_ != "ROOT" or cue.tag_ not in _FINITE:
        return
    for token in said.subtree:
        edge = token.left_edge.i
        if (
            token.dep_ in ("appos", "conj", "dobj", "npadvmod")
            and token.i > said.i
            and token.pos_ in ("NOUN", "PROPN", "PRON")
            and token.right_edge.i == cue.i - 1
            and cue.doc[edge - 1].text == ","
        ):
            hang(token, cue, "nsubj")
            return


def _lost_subject(verb: Token) -> None:
    """ "After talks in Oslo, X and Y agreed": who stands before a verb that has no subject.

    The parser makes a list of the place and the two; what follows the comma is the subject.  Where
    it makes the talks the subject, their preposition has nothing below it.
    """
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    finite = _is_finite(verb)
    lent = next((c for c in verb.children if c.dep_ in _SUBJECTS and _bare(c) is not None), None)
    if not finite or verb.dep_ not in ("ROOT", "ccomp") or (_has_subject(verb) and lent is None):
        return
    before = min([verb, *auxiliaries], key=lambda t: t.i).i - 1
    while before > verb.sent.start and verb.doc[before].dep_ == "advmod":
        before -= 1
    last = verb.doc[before]
    if before < verb.sent.start or last.dep_ != "conj":
        return
    chain = [*climb(last, "conj")]
    joined = [t for t in chain if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN")]
    for name in reversed(joined if chain[-1].dep_ == "pobj" else []):
        edge = name.left_edge.i
        if verb.sent.start < edge < before and verb.doc[edge - 1].text == ",":
            bare = None if lent is None else _bare(lent)
            hang(name, verb, "nsubj")
            if lent is not None and bare is not None:
                hang(lent, bare, "pobj")
            return


def _bare(noun: Token) -> Token | None:
    """The preposition right before a noun that the parser left with nothing below it."""
    edge = noun.left_edge.i
    before = noun.doc[edge - 1] if edge > noun.sent.start else noun
    empty = before.dep_ == "prep" and not any(True for _ in before.children)
    return before if empty and before.head.i == noun.head.i else None
