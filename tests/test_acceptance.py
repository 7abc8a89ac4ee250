"""What practice asks, held against the code for it: without the code its stories fail."""

import tomllib
from pkgutil import resolve_name

import pytest

from tests.stories import runner, telling
from tests.stories.telling import FOLDER

STORIES = [telling.read(path) for path in sorted(FOLDER.glob("*.story"))]
SHOWN = sorted({bullet for story in STORIES for bullet in story.shows})
CARRIERS = tomllib.loads((FOLDER / "carriers.toml").read_text(encoding="utf-8"))


def test_each_bullet_that_is_shown_names_the_function_that_carries_it():
    """
    And no bullet that is not.
    """
    assert sorted(CARRIERS) == SHOWN


@pytest.mark.parametrize("bullet", SHOWN)
def test_the_stories_of_a_bullet_hold_the_hub_to_what_the_bullet_names(bullet):
    """
    A story that says nothing of a transfer shows no transfer, whatever it says that it shows.
    """
    lines = [line for story in STORIES if bullet in story.shows for line in held_to(story)]

    assert [] == [said for said in CARRIERS[bullet]["says"] if not any(is_in(said, lines))]


def held_to(story):
    for turn in story.turns:
        yield from (wanted.line.removeprefix("< ") for wanted in turn.published)
        yield from (wanted.line for wanted in turn.stands)
        yield from ("» " + wanted.line.split(" ", 2)[2] for wanted in turn.delivered)


def is_in(said, lines):
    wanted = set(said.split())
    return (wanted <= set(line.split()) for line in lines)


@pytest.mark.parametrize("bullet", SHOWN)
def test_without_the_function_that_carries_a_bullet_one_of_its_stories_fails(bullet, monkeypatch):
    """
    Else the story would show something else, or nothing.
    """
    of, _, name = CARRIERS[bullet]["function"].rpartition(".")
    returned = CARRIERS[bullet].get("returns")
    monkeypatch.setattr(resolve_name(of), name, lambda *_, **__: returned)

    told = [story for story in STORIES if bullet in story.shows]
    assert any(fails(story) for story in told)


def fails(story):
    """Whether the hub does not say what the story says; to break down is no answer."""
    try:
        runner.play(story)
    except AssertionError:
        return True
    return False
