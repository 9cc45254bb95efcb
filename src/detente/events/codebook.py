"""The codebook: an ontology as data.

A codebook is a folder with one YAML file a type, ``words.yaml`` (named lists of words that signals
share), ``contexts.yaml`` and ``modality.yaml``.  The format is described in ``docs/codebook.md``.
It is read by :mod:`detente.events.codebook_loading`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.model import Modality, Quad
from detente.model.kinds_of_acts import Kind, Kinds, KnownBy, Unreal

# What a restriction may ask of a phrase beside words and types: see docs/codebook.md.
CLASSES = ("actor", "government", "place")

VOICES = ("any", "active", "passive", "intransitive")
NEGATIONS = ("any", "required", "forbidden")
NEEDS = ("any", "actor", "official", "recipient", "two", "abroad")


OwnSide = Literal["counts", "no-recipient", "no-act"]


class _Table(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Base of what a codebook file may hold: hyphenated keys, no unknown ones."""


class Mode(_Table, frozen=True):
    """A mode of a type: its score, and the words or clauses that show it.

    ``to_host`` is for a mode of a reciprocal type in which one side goes to the other: who goes and
    who is gone to are then told apart where mentions are compared.  ``told_also_as`` are modes of
    the type in which the same act may be told.
    """

    score: float
    definition: str
    to_host: bool = False
    told_also_as: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


OwnLand = Literal["counts", "no-recipient"]
OwnPeople = Literal["counts", "no-act"]
Deeds = Literal["", "any", "own"]


class Template(_Table, frozen=True):
    """What a signal may ask of a clause and whom it names, as far as signals share it.

    ``object``, ``subject``, ``about`` and ``prepositions`` restrict arguments: a plain word is a
    lemma, ``@name`` a list of ``words.yaml``, ``@TYPE`` a clause that some signal of that type
    matches, ``@actor`` an actor.  ``complement`` restricts the predicate of what is said or what
    something is called, ``complement_modals`` its modal verb and ``complement_negation`` its
    negation, ``modals`` and ``negation`` the clause's own.  ``doer`` restricts the subject where
    there is one.  ``actor`` and ``recipient`` are roles, tried in order.
    """

    subject: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    object_not: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    about_not: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    complement_modals: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    prepositions: dict[str, tuple[str, ...]] = {}
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    voice: str = "any"
    negation: str = "any"
    complement_negation: str = "any"
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    implied_recipient: tuple[str, ...] | None = None
    reciprocal: bool | None = None
    own_side: OwnSide | None = None
    own_land: OwnLand | None = None
    own_people: OwnPeople | None = None
    requires: tuple[str, ...] = ()
    requires_unsaid: tuple[str, ...] = ()


class Signal(Template, frozen=True, kw_only=True):
    """Words that show an act of the type, and where they name who.

    ``verbs``, ``nouns`` and ``adjectives`` are predicate lemmas; "slap down" is a verb with its
    particle or preposition, "peace talk" a noun with its modifier.  ``templates`` name what this
    signal has in common with others; what it says itself goes before.  ``also`` are further types,
    or types with a mode ("COERCE/arrest"), that the same words are an act of, by and to the same.
    """

    name: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    confidence: float = 0.7


class ExpectedEvent(_Table, frozen=True):
    """What an example must code as.  Actors are country codes or names."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    type: str = ""
    modes: tuple[str, ...] | None = None
    modality: Modality = "actual"


class Example(_Table, frozen=True):
    """A sentence in own words; ``published`` gives it a date where it needs one."""

    text: str
    events: tuple[ExpectedEvent, ...] = ()
    because: str = ""
    published: str = ""


class EventType(_Table, frozen=True):
    """One type: what it means, what shows it, and examples that must code as stated.

    ``future`` is the type that an act of this type is coded as on which word is only given.
    ``not_beside`` are types that swallow this one in a sentence that tells of both. ``own_side``
    says what a recipient of the actor's own government is: one like others (``counts``), none
    (``no-recipient``), or the sign that there was no such act (``no-act``). ``own_land`` says
    whether a state receives what it, or its army, does in its own land to nobody who is named.
    ``private`` says whether what private people do among themselves counts, ``press`` whether what
    somebody does with journalists does, ``business`` whether what companies deal in within one
    country does. ``own_people`` says whether it is such an act when a government speaks to private
    people of its own. ``of_deeds`` says that an act of this type is about what somebody does: to
    whom that is done does not receive this (``any``); with ``own`` it is about what the actor did,
    and about the deeds of others there is no such act. ``requires`` says who must be known:
    ``actor``, ``official`` (an actor in office or acting for a state, party or body of states),
    ``recipient``, ``two`` (two parties), ``abroad`` (people of two states, or of one and a body of
    states) or ``any``; ``requires_unsaid`` says it of acts that are told to be done to somebody,
    and by nobody ("was charged"), where that is another. ``implied_recipient`` are roles tried
    where the type's or the signal's own name nobody, and count for no requirement. ``templates``
    name what of this is the same in other types; what is said here goes before. ``known_by`` says
    whether two mentions tell of one act of the type by ``who`` does it and when, or need to agree
    on ``what`` it is about.
    ``spoken_form_of`` are modalities of acts that an act of this type is the saying of: who does
    not invite refuses.  ``told_also_as`` are types that the same act may be told as in other words
    or by another report.
    """

    type: str
    quad: Quad
    score: float
    definition: str
    counts: tuple[str, ...] = ()
    does_not_count: tuple[str, ...] = ()
    future: str = ""
    not_beside: tuple[str, ...] = ()
    known_by: KnownBy = "what"
    spoken_form_of: tuple[Unreal, ...] = ()
    told_also_as: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    reciprocal: bool = False
    own_side: OwnSide = "counts"
    own_land: OwnLand = "counts"
    own_people: OwnPeople = "counts"
    private: bool = True
    press: bool = True
    business: bool = True
    of_deeds: Deeds = ""
    requires: tuple[str, ...] = ("any",)
    requires_unsaid: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ()
    implied_recipient: tuple[str, ...] = ()
    modes: dict[str, Mode] = {}
    signals: tuple[Signal, ...] = ()
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()


class Context(_Table, frozen=True):
    """A context, and what shows it: words of an act's clause, or who takes part in it.

    ``unless`` are phrases whose words are no cues ("refugee camp" is a place).  ``sectors`` are
    PLOVER's, the primary one of somebody who acts or receives.  ``between_states`` are types whose
    acts between the governments of two states are of the context by themselves.  ``not_beside``
    are contexts that say more closely what this one says.  ``tells_apart`` is false for a context
    that most acts are of, so that two acts are no more one for sharing it.
    """

    definition: str
    cues: tuple[str, ...]
    unless: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    between_states: tuple[str, ...] = ()
    not_beside: tuple[str, ...] = ()
    tells_apart: bool = True


class Performed(_Table, frozen=True):
    """What is done by being said, though only a wish or a purpose names it.

    ``wishes`` are verbs of courtesy ("would like to thank") and ``by_wish`` what is done by them;
    ``voicing`` verbs, with the noun by which they voice something where one is named ("use
    speech"), and ``by_voicing`` what is said so.
    """

    wishes: tuple[str, ...] = ()
    by_wish: tuple[str, ...] = ()
    voicing: tuple[str, ...] = ()
    by_voicing: tuple[str, ...] = ()


class Effects(_Table, frozen=True):
    """What a governing word does to the reality of the act it governs.

    ``complement`` is for acts in its complement clause ("failed to meet"), ``argument`` for acts
    named by a noun in its object, prepositional object or passive subject ("cancelled the visit").
    ``presupposed`` nouns name acts of speech, which took place whatever became of them ("the
    request was rejected").  ``occurring`` verbs say of an act that is their subject whether it came
    about ("the visit will take place").

    ``adverbs`` stand beside the act's own verb ("almost", "perhaps").  ``verdicts`` are predicates
    about an act, or about what tells of it ("the report was a hoax"), ``truths`` those that do so
    when denied ("is not true"), ``undoubted`` nouns and verbs whose denial takes it for granted
    ("no doubt that").  ``settings`` are nouns in which nothing is done in earnest ("in the film"),
    ``described`` participles after an act's noun ("talks scheduled for Friday").  ``intended`` are
    words of the planned ones that tell of a purpose and give no word on it ("plans to").

    ``tellings`` are nouns for what tells of acts ("a report that"), ``retracting`` verbs by which
    who told it takes it back, ``errors`` what it then was.  ``unserious`` is what nobody means
    ("a satirical website"), ``imagined`` where only imagined acts are ("a world in which"),
    ``ordinals`` the words by which somebody is one of those who did it ("the first to leave"),
    ``generic`` nouns under which acts are only counted ("the number of people killed").
    ``performed`` is what is done by being said.
    """

    complement: dict[Modality, tuple[str, ...]]
    argument: dict[Modality, tuple[str, ...]]
    modifiers: dict[Modality, tuple[str, ...]]
    modals: dict[Modality, tuple[str, ...]]
    marks: dict[Modality, tuple[str, ...]]
    transparent: tuple[str, ...]
    presupposed: tuple[str, ...] = ()
    occurring: tuple[str, ...] = ()
    adverbs: dict[Modality, tuple[str, ...]] = {}
    verdicts: dict[Modality, tuple[str, ...]] = {}
    truths: tuple[str, ...] = ()
    undoubted: tuple[str, ...] = ()
    settings: dict[Modality, tuple[str, ...]] = {}
    described: dict[Modality, tuple[str, ...]] = {}
    intended: tuple[str, ...] = ()
    tellings: tuple[str, ...] = ()
    retracting: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    unserious: tuple[str, ...] = ()
    imagined: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    performed: Performed = Performed()


class GroundPath(_Table, frozen=True):
    """How a role finds the land that it means.

    ``paths`` are arguments of the act, in the order in which they are asked.  A phrase there that
    names no land is followed ``through`` its prepositions to one: "a curfew | in | the north | of |
    X".
    """

    paths: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


class RoleTable(_Table, frozen=True):
    """What the roles go by; all but the last four must be there, if only to be empty.

    ``land``, ``host``, ``about_land`` and ``mission`` are the paths of the roles of those names,
    ``done_in`` the prepositions for the land whose authorities act where nobody is said to.
    ``lying`` are those by which a phrase says in whose land what it names is.

    ``people`` are nouns for people without a name.  ``utterances`` are what somebody says or does
    to speak by it: as a subject they stand for whose they are ("the bloc's statement condemned").
    ``deeds`` are nouns for what is done to somebody, ``upon`` the prepositions for whom it is;
    ``undergone`` are those of them whose "of" is for whom, too ("the treatment of migrants"), and
    ``answering`` those whose "to" is ("the response to the launch").
    ``missions`` are what states send to a land together, for the role ``mission``.  ``uprooting``
    are verbs of what befalls people where they live: those whom they are about are of that land.
    ``including`` are verbs that make their object a part of their subject ("talks that included a
    meeting"), so that who takes part in the whole takes part in it.
    """

    land: GroundPath
    host: GroundPath
    about_land: GroundPath
    mission: GroundPath
    done_in: GroundPath
    lying: tuple[str, ...]
    people: tuple[str, ...]
    utterances: tuple[str, ...]
    missions: tuple[str, ...]
    uprooting: tuple[str, ...]
    including: tuple[str, ...]
    deeds: tuple[str, ...] = ()
    undergone: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    upon: tuple[str, ...] = ()


ROLE_LISTS = (
    "people",
    "utterances",
    "missions",
    "uprooting",
    "including",
    "deeds",
    "undergone",
    "answering",
)
"""The fields of a :class:`RoleTable` that are lists of words."""

ROLE_PATHS = ("land", "host", "about_land", "mission", "done_in")
"""The fields of a :class:`RoleTable` that are paths."""


class Topic(_Table, frozen=True):
    """What a report may be about instead of acts.

    Nothing in one that is full of ``words`` is coded.  ``sure`` are those of them that are of
    nothing else.
    """

    words: tuple[str, ...]
    sure: tuple[str, ...] = ()


class RoleWords(Struct, frozen=True):
    """A :class:`RoleTable` with the lists of words spelled out that it names."""

    land: GroundPath = GroundPath()
    host: GroundPath = GroundPath()
    about_land: GroundPath = GroundPath()
    mission: GroundPath = GroundPath()
    done_in: GroundPath = GroundPath()
    lying: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    utterances: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()
    uprooting: frozenset[str] = frozenset()
    including: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    undergone: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()
    upon: tuple[str, ...] = ()


class Codebook(Struct, frozen=True):
    """A loaded codebook.  ``hash`` identifies its content in exports."""

    name: str
    types: dict[str, EventType]
    words: dict[str, frozenset[str]]
    contexts: dict[str, Context]
    effects: Effects
    roles: RoleWords
    topics: dict[str, Topic]
    hash: str
    files: dict[str, str] = {}

    def score(self, type_: str, modes: tuple[str, ...]) -> float:
        """PLOVER's score: the first mode's where there is one, else the type's."""
        event_type = self.types[type_]
        return event_type.modes[modes[0]].score if modes else event_type.score

    def kinds(self) -> Kinds:
        """By what its acts are known: what merging and scoring need of it."""
        spoken: dict[Unreal, set[str]] = {}
        for name, event_type in self.types.items():
            for modality in event_type.spoken_form_of:
                spoken.setdefault(modality, set()).add(name)
        return Kinds(
            types={
                name: Kind(
                    event_type.known_by,
                    event_type.reciprocal,
                    frozenset(n for n, mode in event_type.modes.items() if mode.to_host),
                    event_type.future,
                    frozenset(event_type.told_also_as),
                    {
                        n: frozenset(mode.told_also_as)
                        for n, mode in event_type.modes.items()
                        if mode.told_also_as
                    },
                )
                for name, event_type in self.types.items()
            },
            untelling=frozenset(n for n, c in self.contexts.items() if not c.tells_apart),
            spoken={modality: frozenset(names) for modality, names in spoken.items()},
        )

    def expand(self, words: tuple[str, ...]) -> frozenset[str]:
        """Plain words of a restriction, its named lists spelled out; ``@TYPE`` kept as it is."""
        found: set[str] = set()
        for word in words:
            if word.startswith("@") and word[1:] in self.words:
                found |= self.words[word[1:]]
            else:
                found.add(word)
        return frozenset(found)
