"""Noun phrases from a spaCy parse.

Reads ClearNLP dependency labels, which spaCy's English pipelines share.  Nothing outside this
package sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.language.negation import denial, is_contrasted
from detente.language.structure import Definiteness, Oblique, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.lexicon import Lexicon
    from detente.language.parsed_passage import Passage

_ARGUMENTS = frozenset(
    [
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "dative",
        "attr",
        "appos",
        "conj",
        "poss",
        "oprd",
        "ROOT",
        "npadvmod",
        "agent",
        "dep",
    ]
)
_PREMODIFIERS = frozenset(
    [
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "predet",
        "advmod",
        "npadvmod",
    ]
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# More actors than any sentence names in one breath.
MOST_MEMBERS = 60

_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})


def is_phrase(token: Token) -> bool:
    """Whether *token* heads a noun phrase (or is a pronoun that stands for one)."""
    if token.dep_ in ("compound", "nmod", "case", "expl") or token.tag_ in _RELATIVE_TAGS:
        return False
    if token.pos_ in _NOMINAL:
        return token.dep_ not in ("mark", "det", "amod")
    return token.dep_ in _ARGUMENTS and token.pos_ in ("NUM", "DET", "ADJ") and token.dep_ != "ROOT"


def named_after_title(token: Token) -> Token | None:
    """The name that follows a title without a comma: "minister" in "his counterpart Seiji Maehara".

    The parser makes such a name an apposition of the title, or the title a modifier of the name;
    this evens the two out.
    """
    for child in token.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.left_edge.i == token.i + 1:
            return child
    return None


def title_of(token: Token) -> Token | None:
    """The title that *token* is the name of, the reverse of :func:`named_after_title`."""
    if token.dep_ == "appos" and token.pos_ == "PROPN" and token.left_edge.i == token.head.i + 1:
        return token.head
    return None


def coordinated(token: Token, words: Lexicon) -> list[Token]:
    """*token* and those joined to it by "and", "or" or commas, in the order of the text.

    Less those that are only contrasted: Y of "X, not Y".

    At most :data:`MOST_MEMBERS`: longer chains are lists or noise, and cost time by the square.
    """
    members = [token]
    for member in members:
        if len(members) > MOST_MEMBERS:
            break
        name = named_after_title(member)
        for host in (member, name):
            if host is None:
                continue
            for child in host.rights:
                if child is name:
                    continue
                joined = child.dep_ == "conj" or (child.dep_ == "appos" and _after_and(child))
                if joined and is_phrase(child):
                    members.append(child)
    taking_part = [member for member in members if not is_contrasted(member, words)]
    return sorted(taking_part or members[:1], key=lambda member: member.i)


def _after_and(token: Token) -> bool:
    before = token.left_edge.i - 1
    return before >= 0 and token.doc[before].dep_ == "cc"


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, token it governs) for the prepositional phrases that hang on *token*.

    Compound prepositions are joined ("according to"); "agent" phrases count as ``by``.  What is
    governed is a noun's head or a gerund.
    """
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in (
            "ADP",
            "SCONJ",
            "VERB",
            "ADV",
        ):
            yield from _governed(child, child.lower_)


def _governed(preposition: Token, name: str) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield name, child
        elif child.dep_ == "prep":
            yield from _governed(child, f"{name} {child.lower_}")
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from _governed(child, child.lower_)


def phrase_edges(token: Token) -> tuple[int, int, int]:
    """First token, one past the core's last, one past the whole phrase's last."""
    name = named_after_title(token)
    first = token.i
    for child in token.lefts:
        if (child.dep_ in _PREMODIFIERS and child.pos_ not in ("VERB", "PUNCT")) or child.dep_ in (
            "amod",
            "compound",
        ):
            first = min(first, child.left_edge.i)
    core_end = (name or token).i + 1
    end = core_end
    for host in (token, name):
        if host is None:
            continue
        for child in host.rights:
            if child.dep_ in ("conj", "cc") or (child.dep_ == "appos" and _after_and(child)):
                break
            if child is name or child.dep_ in ("punct", "case"):
                continue
            end = max(end, child.right_edge.i + 1)
    case = [c for c in (name or token).rights if c.dep_ == "case"]
    if case and end <= case[0].i:
        end = core_end
    return first, core_end, max(end, core_end)


class PhraseBuilder:
    """Makes the phrases of one parsed passage; indexes start at *base*."""

    def __init__(
        self, passage: Passage, base: int, entity_of: dict[int, int], words: Lexicon
    ) -> None:
        self.words = words
        self.passage = passage
        self.base = base
        self.entity_of = entity_of
        self.heads = [t for t in passage.read if is_phrase(t) and title_of(t) is None]
        self.index = {t.i: base + n for n, t in enumerate(self.heads)}
        for token in self.heads:
            if name := named_after_title(token):
                self.index[name.i] = self.index[token.i]

    def of(self, token: Token) -> int | None:
        """The index of the phrase that *token* heads."""
        return self.index.get(token.i)

    def build(self, clauses: dict[int, int]) -> list[Phrase]:
        """The phrases in order; *clauses* maps a head token to its noun clause's index."""
        return [self._phrase(token, clauses.get(token.i)) for token in self.heads]

    def _phrase(self, token: Token, clause: int | None) -> Phrase:
        first, core_end, end = phrase_edges(token)
        name = named_after_title(token)
        head = name or token
        span = self.passage.span
        possessor = next((c for c in token.lefts if c.dep_ == "poss"), None)
        members = [
            self.index[t.i]
            for t in coordinated(token, self.words)
            if t is not token and t.i in self.index
        ]
        appositions = [
            self.index[child.i]
            for host in (token, name)
            if host is not None
            for child in host.rights
            if child.dep_ == "appos" and child is not name and not _after_and(child)
            if child.i in self.index and not is_contrasted(child, self.words)
        ]
        return Phrase(
            span=span(first, end),
            core=span(first, core_end),
            head=span(head.i, head.i + 1),
            lemma=head.lemma_.lower(),
            pos=head.pos_,
            sentence=self.passage.sentence_of(token),
            plural=_is_plural(token, self.words),
            definiteness=_definiteness(token, self.words),
            number=_number(token, self.words),
            negated=denial(token, self.words) is not None,
            possessor=None if possessor is None else self._owner(possessor),
            modifiers=tuple(_modifiers(token, name)),
            members=tuple(members),
            appositions=tuple(appositions),
            obliques=tuple(
                Oblique(p, tuple(self.of_all(governed)))
                for host in (token, name)
                if host is not None
                for p, governed in prepositions(host)
                if self.of(governed) is not None
            ),
            entity=self.entity_of.get(head.i),
            clause=clause,
        )

    def _owner(self, possessor: Token) -> int | None:
        """Whose a phrase is; "whose" goes back to what its clause describes."""
        if possessor.tag_ != "WP$":
            return self.of(possessor)
        described = next((a.head for a in possessor.ancestors if a.dep_ == "relcl"), None)
        return None if described is None else self.of(described)

    def of_all(self, token: Token) -> list[int]:
        """The phrases of *token* and of those coordinated with it."""
        return [self.index[t.i] for t in coordinated(token, self.words) if t.i in self.index]


def _is_plural(token: Token, words: Lexicon) -> bool:
    """Whether the words name several: a plural noun or pronoun."""
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in words.plural_pronouns


def _definiteness(token: Token, words: Lexicon) -> Definiteness:
    for child in token.lefts:
        if child.dep_ == "poss":
            return "possessive"
        if child.lower_ in words.such:
            return "indefinite"
        if child.dep_ in ("det", "predet"):
            if child.lower_ in words.demonstrative:
                return "demonstrative"
            if child.lower_ in words.indefinite:
                return "indefinite"
            return "definite"
    return "bare"


def _number(token: Token, words: Lexicon) -> int | None:
    for child in token.lefts:
        if child.dep_ in ("nummod", "det", "predet", "preconj"):
            number = words.numbers.get(child.lower_)
            if number is not None:
                return number
    return None


def _modifiers(token: Token, name: Token | None) -> Iterator[str]:
    for host in (token, name):
        if host is None:
            continue
        for child in host.lefts:
            if child.dep_ in ("amod", "compound", "nmod"):
                yield from _modifiers(child, None)
                yield child.lower_ if child.tag_ in ("VBN", "VBG") else child.lemma_.lower()
