"""The stories of the practices once more, on Apache Kafka: line by line what they say."""

import uuid

import pytest

from schemas.policy import Policy
from streams.settings import AppSettings
from tests.fold import fold
from tests.stories import on_broker, runner, telling

STORIES = [telling.read(path) for path in sorted(telling.FOLDER.glob("*.story"))]
OF_PRACTICES = [s for s in STORIES if any(b.startswith("P") for b in s.shows + s.in_part)]


@pytest.mark.kafka
@pytest.mark.parametrize("story", OF_PRACTICES, ids=lambda story: story.name)
def test_on_kafka_the_hub_says_what_the_story_says(story, kafka_broker):
    """
    Every event that a line promises, at that line, and how things stand after it; in the end what
    the hub concludes without a broker, which is what a subscriber of its topics knows.
    """
    settings = AppSettings(kafka_broker.bootstrap, 1, prefix=f"story-{uuid.uuid4().hex[:8]}-")
    policies = {runner.TOWN: Policy.model_validate(runner.SETTINGS)}

    with on_broker.hub(settings, runner.READERS, policies, runner.KEYS) as driver:
        played = runner.play(story, driver)

    assert runner.play(story).driver.state() == driver.state() == fold(played.events)
