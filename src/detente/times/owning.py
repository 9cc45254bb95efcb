"""Which clause a time expression belongs to.

The smallest clause around it, unless it stands in a noun's phrase, or the clause's tense excludes
it: "agreed later this year to hold ..." agrees in the past and holds later this year.
"""

from __future__ import annotations

from detente.document import Document
from detente.language.structure import Clause, Phrase
from detente.lookups import Hanging
from detente.model import Interval, Span, TimeMention
from detente.stretches import Standing
from detente.times.readers import THE_NEXT
from detente.times.time_words import TimeWords


def preposition(text: str, mention: TimeMention, words: TimeWords) -> str:
    """The word, or two, right before an expression, in lower case."""
    start = mention.span.start
    match = words.beside.preposition.search(text[max(0, start - 24) : start])
    return " ".join(match[1].lower().split()) if match else ""


def _names_day(mention: TimeMention) -> bool:
    """Whether an expression is for a day of the calendar."""
    return mention.interval.precision == "day" and mention.timex_type in {"DATE", "TIME"}


class Owners:
    """The expressions of one report by the clause that each belongs to.

    ``owned`` has those of a clause's own words; ``given`` one that the clause above could not have;
    ``beyond`` one beside a past act that lies after the report, and that nothing else could have.
    """

    def __init__(self, document: Document, words: TimeWords) -> None:
        self.report, self.structure, self.times = (
            document.report,
            document.structure,
            document.times,
        )
        self.words, self.governing = words, words.governing
        self.published: Interval = self.report.published.interval
        self.owned: dict[int, list[TimeMention]] = {}
        self.given: dict[int, TimeMention] = {}
        self.beyond: dict[int, TimeMention] = {}
        self._hanging = Hanging(self.structure)
        self._sentences = Standing(enumerate(self.structure.sentences), lambda pair: pair[1].span)
        self._phrases = Standing(enumerate(self.structure.phrases), lambda pair: pair[1].core)
        self._assign()

    def _assign(self) -> None:
        by_size = sorted(self.structure.clauses, key=lambda c: (len(c.extent), c.index))
        smallest_first = Standing(by_size, lambda clause: clause.extent)
        possessors = {p.possessor for p in self.structure.phrases if p.possessor is not None}
        for mention in self.times:
            if mention.timex_type == "SET" or mention.timex_value.endswith("_REF"):
                continue
            if self._names_event(mention):
                continue
            holder = self._holder(mention)
            around = smallest_first.around(mention.span)
            owner = next(iter(around), None)
            if self._named(mention) and owner is not None and owner.kind == "noun":
                # A war is no act that the year or the preposition before it could be of.
                verbs = (c for c in around if c.kind != "noun")
                self._give(mention, next(verbs, owner))
                continue
            if owner is not None and self._before_its_mark(mention, owner):
                owner = self._parent(owner)
            if owner is None:
                owner = self._sentence_root(mention.span)
            if owner is None:
                continue
            if holder is not None and owner.kind != "noun":
                number, phrase = holder
                if not mention.span.covers(phrase.head) or number in possessors:
                    continue
            self._give(mention, owner)
        self._leave_to_known_events()

    def _leave_to_known_events(self) -> None:
        """Gives a known event the day after it, where the act about it has another one.

        "Met X on Saturday and protested against her visit on 1 November": the visit was then.
        """
        for clause in self.structure.clauses:
            mentions = self.owned.get(clause.index, [])
            if clause.kind == "noun" or not mentions:
                continue
            joined = clause.parent if clause.link == "conjunct" else None
            others = self.owned.get(joined, []) if joined is not None else []
            for mention in mentions:
                event = self._known_event(clause, mention)
                apart = [m for m in (*mentions, *others) if m is not mention and _names_day(m)]
                if event is not None and any(m.span.end < event.trigger.start for m in apart):
                    self.owned[clause.index] = [m for m in mentions if m is not mention]
                    self.owned.setdefault(event.index, []).append(mention)
                    break

    def _known_event(self, clause: Clause, mention: TimeMention) -> Clause | None:
        """The event that a clause looks back on and that an expression stands right after."""
        for other in self._hanging.below.get(clause.index, ()):
            if other.kind != "noun" or other.phrase is None or other.support is not None:
                continue
            phrase = self.structure.phrases[other.phrase]
            about = other.mark in self.governing.known_before or (
                other.link == "object" and clause.lemma in self.governing.looking_back
            )
            settled = phrase.definiteness in {"definite", "possessive"}
            if about and settled and phrase.core.end <= mention.span.start <= phrase.span.end + 4:
                return other
        return None

    def _before_its_mark(self, mention: TimeMention, clause: Clause) -> bool:
        """ "On Tuesday, a day after X came": the Tuesday stands before what opens the clause."""
        if clause.link != "adverbial" or not clause.mark:
            return False
        between = self.report.text[mention.span.end : clause.trigger.start].lower().split()
        return clause.mark in between

    def _names_event(self, mention: TimeMention) -> bool:
        """Whether a war or conference is what an act is about, and no time: "condemned the war"."""
        word = preposition(self.report.text, mention, self.words)
        return self._named(mention) and word not in self.governing.temporal

    def _named(self, mention: TimeMention) -> bool:
        said = mention.span.of(self.report.text).lower().split()
        if said and said[0] in self.words.table.article:
            said = said[1:]
        named = self.words.named.get(" ".join(said))
        return named is not None and not named.rule

    def _give(self, mention: TimeMention, owner: Clause) -> None:
        if owner.kind == "noun" and owner.phrase is not None and owner.support is None:
            phrase = self.structure.phrases[owner.phrase]
            if mention.span.covers(phrase.head):
                parent = self._parent(owner)
                if parent is not None:
                    self._give(mention, parent)
                return
        if self._ruled_out(mention, owner):
            receiver = self._infinitive_of(owner)
            if receiver is not None:
                self.given[receiver.index] = mention
            else:
                self.beyond[owner.index] = mention
            return
        above = self._parent(owner)
        if above is not None and self._too_early(mention, owner, above):
            self.owned.setdefault(above.index, []).append(mention)
            return
        if self._not_of_perfect(mention, owner):
            beside = self._hanging.clauses.get(owner.sentence, ())
            earlier = [c for c in beside if self._past_before(c, mention)]
            if earlier:
                nearest = max(earlier, key=lambda c: c.trigger.start)
                self.owned.setdefault(nearest.index, []).append(mention)
            return
        self.owned.setdefault(owner.index, []).append(mention)
        verb = self._verb_of_noun(mention, owner)
        if verb is not None:
            self.owned.setdefault(verb.index, []).append(mention)

    def _verb_of_noun(self, mention: TimeMention, owner: Clause) -> Clause | None:
        """The past verb of which an expression after a noun may be.

        "The two sides on Friday discussed", "shot by a guard on 3 May", "in campaigns from 1861 to
        1883 took the land"; not "spoke about the war in 2008".
        """
        if owner.kind != "noun" or owner.phrase is None or owner.support:
            return None
        core = self.structure.phrases[owner.phrase].core
        noun, verb = owner, self._parent(owner)
        while verb is not None and verb.kind == "noun" and noun.mark in self.governing.of:
            noun, verb = verb, self._parent(verb)
        if verb is None or verb.kind != "verb" or core.end > mention.span.start:
            return None
        taking_part = noun.link == "oblique" and noun.mark in self.governing.taking_part
        told = verb.tense == "past" or (verb.tense == "none" and verb.passive)
        return verb if told and (noun.link in {"subject", "object"} or taking_part) else None

    def _holder(self, mention: TimeMention) -> tuple[int, Phrase] | None:
        """The smallest noun phrase around an expression."""
        around = self._phrases.around(mention.span) or self._phrases.inside(mention.span)
        found = min(around, key=lambda pair: (len(pair[1].core), pair[0]), default=None)
        return None if found is None or self._glued(mention, found[1]) else found

    def _glued(self, mention: TimeMention, phrase: Phrase) -> bool:
        """ "In mid-June, rebel leader Ed Roe fled": the parser took the month into the name."""
        before, over = phrase.core.start >= mention.span.start, mention.span.end
        parted = self.words.beside.parted.match(self.report.text, over) is not None
        return before and over < phrase.head.start and parted

    def _sentence_root(self, span: Span) -> Clause | None:
        for number, _ in self._sentences.around(span)[:1]:
            beside = self._hanging.clauses.get(number, ())
            return next((c for c in beside if c.link == "root"), None)
        return None

    def _ruled_out(self, mention: TimeMention, clause: Clause) -> bool:
        """Whether the clause's tense excludes an expression that lies after the report's day."""
        if clause.tense != "past" or clause.modals:
            return False
        words = mention.span.of(self.report.text)
        # By the words, so that it does not depend on how much is known of the report's day.
        beside, ahead = self.words.beside, mention.reason.startswith(f"{THE_NEXT} ")
        if beside.ahead.match(words) or (ahead and beside.weekday_word.match(words)):
            return True
        first, today = mention.interval.earliest, self.published.latest
        return first is not None and today is not None and first > today

    def _too_early(self, mention: TimeMention, clause: Clause, above: Clause) -> bool:
        """ "Agreed to build it in 2014", said later: they agreed in 2014, and built no sooner."""
        last, today = mention.interval.latest, self.published.earliest
        return (
            clause.infinitive
            and clause.link == "complement"
            and above.kind == "verb"
            and above.tense == "past"
            and above.lemma not in self.governing.implicative
            and mention.span.start > clause.trigger.end
            and last is not None
            and today is not None
            and last < today
        )

    def _not_of_perfect(self, mention: TimeMention, clause: Clause) -> bool:
        """A present perfect takes no time that is over ("has weighed in 1945" is no English)."""
        last, today = mention.interval.latest, self.published.earliest
        over = last is not None and today is not None and last < today
        word = preposition(self.report.text, mention, self.words)
        spared = word in self.governing.since or word in self.governing.up_to_now
        return (
            over
            and clause.perfect
            and clause.tense == "present"
            and mention.timex_type == "DATE"
            and not spared
        )

    def _past_before(self, clause: Clause, mention: TimeMention) -> bool:
        """A past clause before the expression that needs one."""
        return (
            clause.kind == "verb"
            and clause.tense == "past"
            and clause.trigger.end <= mention.span.start
        )

    def _infinitive_of(self, clause: Clause) -> Clause | None:
        below = [self.structure.clauses[i] for i in clause.complements]
        hanging = self._hanging.below.get(clause.index, ())
        below += [c for c in hanging if c.link == "complement"]
        return next((c for c in below if c.infinitive), None)

    def _parent(self, clause: Clause) -> Clause | None:
        return None if clause.parent is None else self.structure.clauses[clause.parent]
