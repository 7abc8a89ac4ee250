"""What leaves the hub is what the published schemas say, to the letter."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker

from schemas import wire
from schemas.events import EVENT_MAX, EVENTS
from schemas.generate import FOLDER
from tests.simulated import folder, replayed

BY_TYPE = {event.type: event for event in EVENTS.values()}


@pytest.fixture(scope="module")
def events():
    return replayed(folder(200, 7)).events


@pytest.fixture(scope="module")
def reference():
    where = os.environ.get("SAMENLOOP_REFERENCE")
    if not where:
        pytest.skip(
            "the schemas of CloudEvents 1.0.2 and NL GOV 1.1 are missing: set SAMENLOOP_REFERENCE"
            " to the folder whose data/ holds them"
        )
    return Path(where) / "data"


def faults(validator, events):
    return Counter(
        f"{event['type']}: {error.json_path}: {error.message[:80]}"
        for event in events
        for error in validator.iter_errors(event)
    )


def test_every_event_is_of_its_own_published_schema(events):
    """
    The committed JSON Schema of a type holds for every event of that type.
    """
    for kind, event in BY_TYPE.items():
        schema = json.loads((FOLDER / f"{event.name}.v1.schema.json").read_text())
        validator = Draft202012Validator(schema, format_checker=FormatChecker())

        assert {} == faults(validator, [e for e in events if e["type"] == kind])


def test_every_event_is_what_its_model_says_and_nothing_more(events):
    """
    The schemas are open for readers; what the hub itself sends is closed.
    """
    for event in events:
        BY_TYPE[event["type"]].data.model_validate(event["data"])


def test_every_event_is_a_cloudevent_in_the_dutch_profile(events, reference):
    """
    CloudEvents 1.0.2 by the CNCF, and the MUST rules of NL GOV 1.1.
    """
    for name in ("cloudevents-1.0.2.schema.json", "nlgov-ce-1.1-derived.schema.json"):
        schema = json.loads((reference / name).read_text())

        assert {} == faults(Draft7Validator(schema, format_checker=FormatChecker()), events)


def test_no_event_is_larger_than_intermediaries_must_forward(events):
    """
    64 KB on the wire.
    """
    assert EVENT_MAX >= max(len(wire.write(event)) for event in events)


def test_ids_are_unique_and_nearly_every_type_occurs(events):
    """
    A test on events that never occur would prove nothing.
    """
    ids = Counter(event["id"] for event in events)
    seen = {BY_TYPE[event["type"]].name for event in events}

    unseen = {"persons.unlinked", "persons.split", "transfers.withdrawn"}
    # the simulated municipality keeps no list for beschut werk
    unseen |= {"budgets.awaiting-assessment-changed", "budgets.eligible-waiting-changed"}

    assert [] == [name for name, times in ids.items() if times > 1]
    unseen |= {"settlements.changed", "cohorts.changed", "programmes.target-changed"}
    unseen |= {"programmes.budget-changed", "programmes.budget-withdrawn"}
    assert unseen >= EVENTS.keys() - seen
