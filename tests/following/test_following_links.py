"""Plans and what was done, acts and denials, protests, background: linked, and never merged."""

from __future__ import annotations

import pytest
from made_links import ACTORS, CUSCO, LIMA, answer, dated_in_words, kinds, links, report

from detente.merging import merge
from detente.model import Annotation
from factories import KINDS, act, annotate

VISIT = {"actors": "ruiz", "recipients": "nor"}


def plan(
    day: str = "2012-03-05", ahead: str = "on 14 March=2012-03-14", **fields: str
) -> Annotation:
    """A visit to come, which is coded as what it is: word given on one."""
    words = ahead.partition("=")[0]
    return report(
        "r1", day, f"Ana Ruiz will visit Norway {words}.".replace(" .", "."),
        act("visit", "AGREE", date=f"/{day}", signal="CONSULT/visit", **VISIT | fields),
        ahead=ahead,
    )  # fmt: skip


def visit(day: str, published: str | None = None, **fields: object) -> Annotation:
    return report(
        "r2", published or day, "Ana Ruiz visited Norway.",
        act("visited", "CONSULT", date=day, modes="visit", **VISIT | fields),
    )  # fmt: skip


# A plan, and what was done


def test_a_visit_on_the_day_it_was_planned_for_is_the_plan_done() -> None:
    made = [plan(), visit("2012-03-14")]
    (link,) = links(made)
    assert link.kind == "done"
    types = {event.id: event.type for event in merge(made, kinds=KINDS)}
    assert (types[link.event], types[link.to]) == ("AGREE", "CONSULT")
    assert {reason.name for reason in link.reasons} == {"sides", "name", "act", "day"}


def test_a_plan_without_a_day_is_done_within_weeks() -> None:
    assert kinds(plan(ahead=""), visit("2012-03-20")) == ["done"]
    assert kinds(plan(ahead=""), visit("2012-07-20")) == []


@pytest.mark.parametrize(
    "then",
    [
        visit("2012-05-14"),  # another day than planned
        visit("2012-03-01", "2012-03-06"),  # before it was planned
        visit("2012-03-14", modality="negated"),
    ],
    ids=["another day", "before", "not done"],
)
def test_what_the_plan_cannot_have_meant_is_not_the_plan_done(then: Annotation) -> None:
    assert "done" not in kinds(plan(), then)


def test_what_others_do_is_not_the_plan_done() -> None:
    other = report(
        "r2", "2012-03-14", "Eva Soto visited Norway.",
        act("visited", "CONSULT", actors="soto", recipients="nor", date="2012-03-14"),
    )  # fmt: skip
    elsewhere = report(
        "r3", "2012-03-14", "Ana Ruiz visited Peru.",
        act("visited", "CONSULT", actors="ruiz", recipients="per", date="2012-03-14"),
    )  # fmt: skip
    assert kinds(plan(), other) == []
    assert kinds(plan(), elsewhere) == []


def test_of_two_that_fit_alike_none_is_the_plan_done() -> None:
    again = report(
        "r3", "2012-03-25", "Ana Ruiz visited Norway.",
        act("visited", "CONSULT", date="2012-03-25", modes="visit", **VISIT),
    )  # fmt: skip
    assert kinds(plan(ahead=""), visit("2012-03-14"), again) == []
    assert kinds(plan(), visit("2012-03-14"), again) == ["done"]


def test_an_act_that_is_planned_and_then_done_under_one_type() -> None:
    planned = report(
        "r1", "2012-03-05", "Norway plans to hold Peru boats.",
        act("hold", "COERCE", actors="nor", recipients="per", modality="planned", date="2012-04"),
    )  # fmt: skip
    planned = dated_in_words(planned)
    done = report(
        "r2", "2012-04-10", "Norway held Peru boats.",
        act("held", "COERCE", actors="nor", recipients="per", date="2012-04-09"),
    )  # fmt: skip
    sooner = report(
        "r3", "2012-03-20", "Norway held Peru boats.",
        act("held", "COERCE", actors="nor", recipients="per", date="2012-03-20"),
    )  # fmt: skip
    assert kinds(planned, done) == ["done"]
    assert kinds(planned, sooner) == []


def test_places_that_differ_are_not_the_plan_done() -> None:
    talks = {"actors": "chl nor"}
    agreed = report(
        "r1", "2012-03-05", "Chile and Norway agreed on talks.",
        act("agreed", "AGREE", date="2012-03-05", place=LIMA, **talks),
    )  # fmt: skip

    def held(place: object) -> Annotation:
        return report(
            "r2", "2012-03-10", "Chile and Norway held talks about fish.",
            act("talks", "CONSULT", date="2012-03-10", place=place, **talks),
        )  # fmt: skip

    assert kinds(agreed, held(LIMA)) == ["done"]
    assert kinds(agreed, held(CUSCO)) == []


# A plan or an offer that came to nothing


def cancelled(text: str, *, actors: str, recipients: str, day: str = "2012-03-12") -> Annotation:
    return report(
        "r2", day, text, act("cancelled", "REJECT", actors=actors, recipients=recipients, date=day)
    )


def test_a_plan_that_either_side_cancels() -> None:
    by_host = cancelled("Norway cancelled the visit of Ana Ruiz.", actors="nor", recipients="ruiz")
    by_guest = cancelled("Ana Ruiz cancelled her visit to Norway.", actors="ruiz", recipients="nor")
    assert kinds(plan(), by_host) == ["cancelled"]
    assert kinds(plan(), by_guest) == ["cancelled"]


@pytest.mark.parametrize(
    "then",
    [
        cancelled("Norway cancelled a concert of Ana Ruiz.", actors="nor", recipients="ruiz"),
        cancelled("Norway cancelled the visit of Peru.", actors="nor", recipients="per"),
        cancelled(
            "Norway cancelled the visit of Ana Ruiz.",
            actors="nor", recipients="ruiz", day="2012-03-01",
        ),
    ],
    ids=["another thing", "of others", "before"],
)  # fmt: skip
def test_what_was_cancelled_is_another_thing(then: Annotation) -> None:
    assert kinds(plan(), then) == []


def test_an_offer_is_refused_by_the_others_and_taken_back_by_who_made_it() -> None:
    offer = report(
        "r1", "2012-03-05", "Norway offered engineers to Chile.",
        act("offered", "AGREE", actors="nor", recipients="chl", date="2012-03-05"),
    )  # fmt: skip

    def no(text: str, actors: str, recipients: str) -> Annotation:
        return report(
            "r2", "2012-03-07", text,
            act("rejected", "REJECT", actors=actors, recipients=recipients, date="2012-03-07"),
        )  # fmt: skip

    refused = no("Chile rejected engineers whom Norway offered.", "chl", "nor")
    withdrawn = no("Norway rejected the engineers it offered Chile.", "nor", "chl")
    other = no("Chile rejected taxes of Norway.", "chl", "nor")
    assert kinds(offer, refused) == ["refused"]
    assert kinds(offer, withdrawn) == ["cancelled"]
    assert kinds(offer, other) == []


# An act and its denial


def attack(day: str = "2012-03-05") -> Annotation:
    return report(
        "r1", "2012-03-06", "Chile attacked a boat of Norway.",
        act("attacked", "ASSAULT", actors="chl", recipients="nor", date=day),
    )  # fmt: skip


def denial(by: str | None = "chl", date: str = "2012-03-05", text: str = "") -> Annotation:
    return report(
        "r2", "2012-03-07", text or "Chile never attacked a boat of Norway.",
        act("attacked", "ASSAULT", actors="chl", recipients="nor", date=date, modality="negated",
            by=by),
    )  # fmt: skip


def test_a_denial_is_linked_and_not_merged() -> None:
    made = [attack(), denial()]
    assert kinds(*made) == ["denied"]
    assert len(merge(made, kinds=KINDS)) == 2


def test_a_denial_without_a_day_that_somebody_says() -> None:
    assert kinds(attack(), denial(date="/2012-03-07")) == ["denied"]


def test_that_something_was_never_done_before_is_no_denial() -> None:
    assert kinds(attack(), denial(by=None, date="/2012-03-07")) == []


def test_a_denial_of_another_day_is_not_of_this_act() -> None:
    other_day = dated_in_words(denial(by=None, date="2012-03-02"))
    assert kinds(attack(), other_day) == []


def test_a_denial_of_others_is_not_of_this_act() -> None:
    others = report(
        "r2", "2012-03-07", "Peru never attacked a boat of Norway.",
        act("attacked", "ASSAULT", actors="per", recipients="nor", date="2012-03-05",
            modality="negated", by="per"),
    )  # fmt: skip
    assert kinds(attack(), others) == []


# An act and what was said about it


def protest(text: str, day: str = "2012-03-07", id: str = "r2", **fields: object) -> Annotation:
    fields = {"actors": "nor", "recipients": "chl", "date": day} | fields
    return report(id, day, text, act("condemned", "ACCUSE", **fields))


RAID = act("raided", "COERCE", actors="chl", recipients="nor", date="2012-03-05")


def raid() -> Annotation:
    return report("r1", "2012-03-06", "Chile raided a ship of Norway.", RAID)


def test_a_protest_that_names_the_act_answers_it() -> None:
    (link,) = links([raid(), protest("Norway condemned the raid by Chile.")])
    assert link.kind == "response"


@pytest.mark.parametrize(
    "reply",
    [
        protest("Norway condemned the tax of Chile."),
        protest("Norway condemned the raid by Peru.", recipients="per"),
        protest("Norway condemned the raid by Chile.", day="2012-03-01"),
        protest("Norway condemned the raid by Chile.", day="2012-09-01"),
        protest("Chile condemned the raid by Norway.", actors="chl", recipients="nor"),
    ],
    ids=["another thing", "of others", "before", "long after", "by who did it"],
)
def test_a_protest_about_another_thing_does_not_answer_it(reply: Annotation) -> None:
    assert kinds(raid(), reply) == []


def test_a_protest_in_the_sentence_of_the_act_answers_it() -> None:
    text = "Chile raided a ship and Norway condemned it within hours."

    def together(**fields: str) -> Annotation:
        told = {"actors": "nor", "date": "2012-03-05", "extent": "Norway condemned it"} | fields
        made = act(
            "raided", "COERCE", actors="chl", date="2012-03-05", extent="Chile raided a ship"
        )
        return report("r1", "2012-03-06", text, made, act("condemned", "ACCUSE", **told))

    assert kinds(together()) == ["response"]
    assert kinds(together(date="/2012-03-05")) == []  # it may have been before
    assert kinds(together(actors="chl")) == []


def test_a_protest_whose_clause_tells_of_the_act_answers_it_however_late() -> None:
    late = report(
        "r2", "2013-03-05", "Norway condemned the ships that Chile raided.",
        act("condemned", "ACCUSE", actors="nor", recipients="chl", date="2013-03-05"),
        act("raided", "COERCE", actors="chl", date="/2013-03-05"),
    )  # fmt: skip
    assert kinds(late) == ["response"]


def test_a_protest_against_one_person_is_not_about_what_another_did() -> None:
    visited = report(
        "r1", "2012-03-05", "Ana Ruiz raided Norway.",
        act("raided", "COERCE", actors="ruiz", recipients="nor", date="2012-03-05"),
    )  # fmt: skip
    mine, other = (
        report(
            "r2", "2012-03-06", f"Norway condemned the raid by {ACTORS[name].name}.",
            act("condemned", "ACCUSE", actors="nor", recipients=name, date="2012-03-06"),
        )
        for name in ("ruiz", "soto")
    )  # fmt: skip
    assert kinds(visited, mine) == ["response"]
    assert kinds(visited, other) == []


def test_what_both_do_together_answers_nobody() -> None:
    deal = report(
        "r2", "2012-03-07", "Norway and Peru signed a deal after Chile raided them.",
        act("signed", "AGREE", actors="nor per", date="2012-03-07"),
        act("raided", "COERCE", actors="chl", date="2012-03-05"),
    )  # fmt: skip
    assert kinds(deal) == []


# Statements that answer each other


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("refuses", "refused"), ("accepts", "accepted"), ("sets a condition", "conditioned"),
        ("denies", "denied"), ("responds", "response"),
    ],
)  # fmt: skip
def test_acts_of_statements_that_answer_each_other(kind: str, link: str) -> None:
    asked = report(
        "r1", "2012-03-05", "Norway proposed a fund.",
        act("proposed", "AGREE", actors="nor", date="2012-03-05"),
    )  # fmt: skip
    reply = report(
        "r2", "2012-03-07", "Chile spoke.", act("spoke", "REJECT", actors="chl", date="2012-03-07")
    )
    said = answer(kind, reply, asked)  # type: ignore[arg-type]
    (found,) = links([asked, reply], discourse=said)
    types = {event.id: event.type for event in merge([asked, reply], kinds=KINDS)}
    assert (found.kind, types[found.event], types[found.to]) == (link, "AGREE", "REJECT")


def test_a_statement_that_is_no_act_links_nothing() -> None:
    asked = report("r1", "2012-03-05", "Norway spoke.", act("spoke", "AGREE", actors="nor"))
    reply = report("r2", "2012-03-07", "Chile spoke.", act("spoke", "REJECT", actors="chl"))
    said = answer("refuses", reply, asked)
    contexts = tuple(type(one)(one.report, one.number) for one in said.contexts)
    assert links([asked, reply], discourse=type(said)(contexts, said.answers)) == ()


# Background


def told_later(date: str, **fields: object) -> Annotation:
    return report(
        "r2", "2013-06-01", "Chile invaded Norway for iron.",
        act("invaded", "ASSAULT",
            **{"actors": "chl", "recipients": "nor", "date": date, **fields}),
    )  # fmt: skip


def invasion() -> Annotation:
    made = report(
        "r1", "2012-03-06", "Chile attacked Norway with ships over nets and herring quotas today.",
        act("attacked", "ASSAULT", actors="chl", recipients="nor", date="2012-03-05",
            signal="ASSAULT/invade"),
    )  # fmt: skip
    return dated_in_words(made)


def test_an_act_told_as_background_goes_back_to_the_dated_event() -> None:
    made = [
        invasion(),
        dated_in_words(told_later("2012-01-01/2012-12-31", signal="ASSAULT/invade")),
    ]
    (link,) = links(made)
    assert link.kind == "background"
    days = {event.id: event.date.latest for event in merge(made, kinds=KINDS)}
    assert str(days[link.to]) == "2012-03-05"


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("2009-01-01/2009-12-31", {}),
        ("2012-01-01/2012-12-31", {"recipients": "per"}),
        ("2013-06-01", {}),
        ("2012-01-01/2012-12-31", {"place": CUSCO}),
    ],
    ids=["another year", "against others", "news of its own", "elsewhere"],
)
def test_what_cannot_be_the_event_does_not_go_back_to_it(
    date: str, fields: dict[str, object]
) -> None:
    text = "Chile invaded Norway and Peru for iron."
    told = {"actors": "chl", "recipients": "nor", "signal": "ASSAULT/invade"} | fields
    later = report("r2", "2013-06-01", text, act("invaded", "ASSAULT", date=date, **told))
    known = report(
        "r1", "2012-03-06", "Chile attacked Norway with ships over nets and quotas today.",
        act("attacked", "ASSAULT", actors="chl", recipients="nor", date="2012-03-05", place=LIMA,
            signal="ASSAULT/invade"),
    )  # fmt: skip
    assert kinds(known, dated_in_words(later)) == []


def test_background_that_may_be_either_of_two_is_neither() -> None:
    second = annotate(
        "r3", "Chile attacked Norway with planes over iron today.", published="2012-09-06",
        actors={key: ACTORS[key] for key in ("chl", "nor")},
        events=[act("attacked", "ASSAULT", actors="chl", recipients="nor", date="2012-09-05",
                    signal="ASSAULT/invade")],
    )  # fmt: skip
    later = dated_in_words(
        report(
            "r2", "2013-06-01", "Chile invaded Norway.",
            act("invaded", "ASSAULT", actors="chl", recipients="nor",
                date="2012-01-01/2012-12-31", signal="ASSAULT/invade"),
        )
    )  # fmt: skip
    assert kinds(invasion(), second, later) == []
    assert kinds(invasion(), later) == ["background"]
