"""``detente stories``, ``timeline --story`` and the links of ``show``, as a person sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.following import follow
from detente.merging import merge
from detente.model import Discourse
from detente.record import Record
from factories import KINDS, act, annotate, person, state
from small import Run

ESCAPE = "\x1b[31mred\x1b]0;title\x07"
HERRING = "Tromso Bodoe Vardoe Hasvik Gamvik Lakselv Skibotn herring nets quotas cutters harbour"

MIXED = " ".join(sorted(HERRING.split(), key=lambda word: word[-1]))  # in one order: one text


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a planned visit that was made and condemned, and of a report by itself."""
    path = tmp_path_factory.mktemp("record") / "story.duckdb"
    actors = {
        "chl": state("Chile", "CHL"), "nor": state("Norway", "NOR"), "fji": state("Fiji", "FJI"),
        "ruiz": person("Ana Ruiz", "CHL"),
    }  # fmt: skip

    def report(id: str, day: str, text: str, *events: object, **fields: str) -> object:
        known = {key: actor for key, actor in actors.items() if actor.name in text}
        return annotate(
            id, text, published=day, actors=known, events=[*events], **fields  # type: ignore[list-item, arg-type]
        )  # fmt: skip

    reports = [
        report(
            "a", "2012-03-05", f"Ana Ruiz will visit Norway.\nShe spoke of {HERRING}.",
            act("visit", "AGREE", actors="ruiz", recipients="nor", date="/2012-03-05",
                signal="CONSULT/visit"),
            headline=f"Ruiz to visit {ESCAPE}",
        ),
        report(
            "b", "2012-03-20",
            "Ana Ruiz visited Norway.\nNorway condemned the visit of Ana Ruiz.\n"
            f"There were {MIXED}.",
            act("visited", "CONSULT", actors="ruiz", recipients="nor", date="2012-03-19",
                modes="visit"),
            act("condemned", "ACCUSE", actors="nor", recipients="ruiz", date="2012-03-20"),
            headline="Ruiz in Norway",
        ),
        report(
            "c", "2012-06-20", "Fiji met nobody over copra in Suva and Lautoka.",
            act("met", "CONSULT", actors="fji", date="2012-06-20"),
        ),
    ]  # fmt: skip
    with Record(path) as made:
        made.add(reports)  # type: ignore[arg-type]
        known = list(made.annotations())
        events = merge(known, kinds=KINDS)
        followed = follow(known, events, Discourse(), KINDS)
        made.rebuild_events(events, kinds=KINDS, followed=followed)
    return path


def ids(run: Run, told: Path) -> tuple[str, dict[str, str]]:
    """The story's id, and those of its events by type."""
    (story,) = json.loads(run("stories", "--json", "-r", told).stdout)
    events = json.loads(run("timeline", "--json", "-r", told, "--story", story["id"]).stdout)
    return story["id"], {event["type"]: event["id"] for event in events}


def test_stories_are_listed_with_what_tells_them_apart(run: Run, told: Path) -> None:
    result = run("stories", "-r", told)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    for words in ("2012-03-05 to", "2012-03-20", "Ruiz to visit", "Norway", "2 reports"):
        assert words in shown
    assert "Fiji" not in shown
    assert "1 story; detente timeline --story ID" in shown
    assert result.stderr == "1 report left out that no other takes up; --single shows all\n"
    assert "2 stories" in run("stories", "--single", "-r", told).stdout


def test_stories_of_actors_and_days(run: Run, told: Path) -> None:
    assert "1 story" in run("stories", "Norway", "-r", told).stdout
    assert "0 stories" in run("stories", "Fiji", "-r", told).stdout
    assert "1 story" in run("stories", "Fiji", "--single", "-r", told).stdout
    assert "0 stories" in run("stories", "--since", "2012-04", "-r", told).stdout
    wrong = run("stories", "Atlantis", "-r", told)
    assert wrong.exit_code == 2
    assert "Atlantis" in wrong.stderr


def test_json_of_stories_has_moments_and_reasons(run: Run, told: Path) -> None:
    (story,) = json.loads(run("stories", "--json", "-r", told).stdout)
    assert [moment["reports"] for moment in story["moments"]] == [["a"], ["b"]]
    (link,) = story["links"]
    assert (link["moment"], link["to"], link["days"]) == ("b", "a", 15)
    assert [one["how"] for one in link["event_links"]] == ["done"]
    assert len(story["events"]) == 3


@pytest.mark.parametrize("columns", ["60", "100", "200"])
def test_a_story_is_followed_with_its_links_drawn(run: Run, told: Path, columns: str) -> None:
    story, events = ids(run, told)
    result = run("timeline", "--story", story, "-r", told, COLUMNS=columns)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "takes up 2012-03-05: 15 days later; both have" in shown
    for arrow in ("→ done", "← as planned", "→ answered by", "← answers"):
        assert arrow in shown
    assert events["CONSULT"][:8] in shown
    assert max(map(len, result.stdout.splitlines())) <= int(columns)


def test_links_are_not_drawn_where_no_story_is_asked_for(run: Run, told: Path) -> None:
    assert "→ done" not in run("timeline", "-r", told).stdout


def test_show_has_what_an_event_hangs_together_with(run: Run, told: Path) -> None:
    _, events = ids(run, told)
    shown = " ".join(run("show", events["CONSULT"], "-r", told).stdout.split())
    assert "How it hangs together" in shown
    assert "as planned:" in shown
    assert "answered by:" in shown
    assert "because: the same parties: CHL, NOR; both have: Ana Ruiz; told by: visit" in shown
    links = json.loads(run("show", events["CONSULT"], "--json", "-r", told).stdout)["links"]
    assert sorted(link["how"] for link in links) == ["done", "response"]


def test_a_story_that_there_is_not(run: Run, told: Path) -> None:
    result = run("timeline", "--story", "nowhere", "-r", told)
    assert result.exit_code == 2
    assert "no story 'nowhere' in this record; detente stories lists them" in result.stderr


@pytest.mark.parametrize("arguments", [("stories",), ("timeline", "--story", "s")])
def test_a_headline_drives_no_terminal(run: Run, told: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, "-r", told, NO_COLOR="1")
    if result.exit_code:  # two stories begin with s
        story, _ = ids(run, told)
        result = run("timeline", "--story", story, "-r", told, NO_COLOR="1")
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "visit" in result.stdout


def test_json_drives_no_terminal(run: Run, told: Path) -> None:
    assert "\x1b" not in run("stories", "--json", "-r", told).stdout


def test_an_export_has_links_and_stories(run: Run, told: Path) -> None:
    lines = [json.loads(one) for one in run("export", "-r", told).stdout.splitlines()]
    kinds = [line["kind"] for line in lines]
    assert kinds.count("link") == 2
    assert kinds.count("story") == 2
    sure = [json.loads(one) for one in run(
        "export", "--min-confidence", "1", "-r", told
    ).stdout.splitlines()]  # fmt: skip
    assert [one for one in sure if one["kind"] == "link"] == []
    assert [one["events"] for one in sure if one["kind"] == "story"] == [[], []]
