"""Whole stories, one file each: what the practices ask, from real messages to combined events."""

import re
import tomllib
from functools import cache

import pytest

from connectors.inbound.doors import DOORS
from schemas import topics, wire
from schemas.events import EVENTS
from schemas.values import passes_elfproef
from streams.rules.catalogue import CATALOGUE
from tests.fold import fold
from tests.stories import acceptance, runner, telling
from tests.stories.telling import FOLDER, Message

STORIES = sorted(FOLDER.glob("*.story"))
BULLETS = tomllib.loads((FOLDER / "bullets.toml").read_text(encoding="utf-8"))
NOT_MET = tomllib.loads((FOLDER / "not_met.toml").read_text(encoding="utf-8"))
every_story = pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)


@cache
def played(path):
    return runner.play(telling.read(path))


@every_story
def test_the_hub_says_what_the_story_says(path):
    """
    From real messages, through the real doors and every step.
    """
    played(path)


@every_story
def test_told_backwards_it_ends_the_same(path):
    """
    The order of arrival does not matter, nor over how many partitions it is spread.
    """
    backwards = runner.backwards(telling.read(path))

    assert played(path).driver.state() == backwards.driver.state()


@every_story
def test_whoever_applies_the_events_of_a_story_agrees_with_the_hub(path):
    """
    And each event is what its schema says.
    """
    events = played(path).events

    assert played(path).driver.state() == fold(events)
    for event in events:
        EVENTS[runner.name_of(event)].data.model_validate(event["data"])


@every_story
def test_no_bsn_of_a_story_leaves_the_identity_zone(path):
    """
    Not in what is published, nor in what goes from step to step behind identify.
    """
    messages = telling.read(path).messages.iterdir()
    texts = [file.read_text(encoding="utf-8") for file in messages]
    numbers = {n for text in texts for n in re.findall(r"\b9999\d{5}\b", text)}
    bsns = {number for number in numbers if passes_elfproef(number)}
    inside = {topics.FACTS.name, *(topic.name for topic in topics.RAW.values())}

    told = [
        f"{emit.key} {emit.part} {wire.write(emit.value).decode() if emit.value else ''}"
        for emit in played(path).driver.emitted
        if emit.topic.name not in inside
    ]

    assert [text for text in told if any(bsn in text for bsn in bsns)] == []


@every_story
def test_every_message_of_a_story_is_sent_in_it(path):
    """
    A file that nobody sends shows nothing.
    """
    story = telling.read(path)
    happened = (turn.happens for turn in story.turns)
    sent = {happens.file for happens in happened if isinstance(happens, Message)}

    assert sent == {file.name for file in story.messages.iterdir()}


def test_every_bullet_is_in_a_story_or_on_the_list_of_what_is_not_met():
    """
    Nobody is told that something works which does not, or forgets that it does not yet.
    """
    stories = [telling.read(path) for path in STORIES]
    shown = {bullet for story in stories for bullet in story.shows}
    in_part = {bullet for story in stories for bullet in story.in_part}

    assert set() == shown & set(NOT_MET)
    assert set(BULLETS) == shown | set(NOT_MET)
    assert set() == in_part - set(NOT_MET)


def test_readme_says_which_stories_show_what_practice_asks():
    """
    `python -m tests.stories.acceptance` writes it.
    """
    assert acceptance.stands().splitlines() == list(acceptance.table())


def test_every_story_says_what_it_shows():
    """
    A story about nothing in particular is found by nobody.
    """
    stories = [telling.read(path) for path in STORIES]

    about = {s.name: s.shows + s.in_part + s.fires + s.silent for s in stories}

    assert [name for name, shown in about.items() if not shown] == []


def test_every_signal_is_raised_and_withdrawn_in_a_story():
    """
    A rule that never fired in a story, or never fell silent, may do neither.
    """
    signals = {(rule.id, rule.told) for rule in CATALOGUE if rule.verdict != "allowed"}
    told = {
        (event["data"]["rule"], event["data"]["explanation"], runner.name_of(event))
        for path in STORIES
        for event in played(path).events
        if event["type"].startswith("nl.samenloop.funding-signals")
    }

    assert told == {
        (rule, explanation, f"funding-signals.{change}")
        for rule, explanation in signals
        for change in ("raised", "withdrawn")
    }


def test_every_note_is_made_and_taken_back_in_a_story():
    """
    What a rule allows stands beside the lines, and never among the signals.
    """
    allowed = {(rule.id, rule.told) for rule in CATALOGUE if rule.verdict == "allowed"}
    made, taken_back = set(), set()
    for path in STORIES:
        standing = {}
        for event in played(path).events:
            notes = event["data"].get("notes", [])
            now = {(note["rule"], note["explanation"]) for note in notes}
            of = event["type"], event["subject"]
            made |= now
            taken_back |= standing.get(of, set()) - now
            standing[of] = now

    assert allowed == made == taken_back


def test_every_rule_has_a_story_in_which_it_fires_and_one_in_which_it_does_not():
    """
    The second is the near miss: a day later, another employer, an exception.
    """
    stories = [telling.read(path) for path in STORIES]
    rules = {rule.id for rule in CATALOGUE}

    assert rules == {rule for story in stories for rule in story.fires}
    assert rules == {rule for story in stories for rule in story.silent}


@every_story
def test_a_story_is_silent_about_the_rules_of_which_it_says_so(path):
    """
    No signal, and no note on a mix.
    """
    story = telling.read(path)
    told = [event["data"] for event in played(path).events]
    rules = {data.get("rule") for data in told}
    rules |= {note["rule"] for data in told for note in data.get("notes", [])}

    assert set(story.fires) <= rules
    assert set() == set(story.silent) & rules


def test_every_door_is_used_in_a_story():
    """
    All sources meet in the hub.
    """
    turns = (turn for path in STORIES for turn in telling.read(path).turns)

    used = {turn.happens.source for turn in turns if isinstance(turn.happens, Message)}

    assert set(DOORS) == used
