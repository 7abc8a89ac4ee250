"""A subscriber of a hub that runs: from the door, through every step, to what its token reads."""

import hashlib
import json
import urllib.error
import urllib.request
import uuid

import pytest

from tests.deploy.hubs import hub, post, wait_for
from tests.fold import fold
from tests.stories import runner, telling

pytestmark = pytest.mark.kafka
STORY = telling.FOLDER / "p3_een_naam_van_de_aanbieder_zelf.story"
BATCH = "application/cloudevents-batch+json"
SUBSCRIBERS = """
[[subscribers]]
name = "eet"
provider = "kvk:90000003"
[[subscribers]]
name = "zorg"
streams = ["wmo", "wlz"]
"""


@pytest.fixture
def folder(tmp_path):
    policy = runner.POLICY.read_text(encoding="utf-8")
    first, last = policy.index("[[subscribers]]"), policy.index("[signals]")
    (tmp_path / "policy.toml").write_text(policy[:first] + SUBSCRIBERS + policy[last:])
    (tmp_path / "hmac.key").write_text("5a" * 32)
    prints = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("eet", "zorg", "alles")}
    tokens = f'[[operator]]\ntoken_sha256 = "{prints.pop("alles")}"\nname = "dashboard"\n'
    for name, fingerprint in prints.items():
        tokens += f'[[subscriber]]\ntoken_sha256 = "{fingerprint}"\n'
        tokens += f'municipality = "{runner.TOWN}"\nname = "{name}"\n'
    (tmp_path / "tokens.toml").write_text(tokens)
    return tmp_path


def read(listen, token):
    """The events there are, to whoever has this token."""
    url = f"http://{listen}/v1/events?follow=false"
    asked = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        lines = [json.loads(line) for line in answer]
    return [line["event"] for line in lines if "event" in line]


def in_turn(events):
    """By subject: that is the order in which they come."""
    return sorted(events, key=lambda event: (event["type"], event["subject"], event["sequence"]))


def test_what_a_provider_tells_comes_back_under_a_name_of_its_own(kafka_broker, folder):
    """
    And when a policy that is changed leaves a subscriber out, it hears that all is gone.
    """
    messages, prefix = telling.read(STORY).messages, f"told-{uuid.uuid4().hex[:8]}-"
    options = ["--tokens", folder / "tokens.toml", "--partitions", "2", "--data", folder / "data"]
    with hub(kafka_broker, prefix, folder, folder / "policy.toml", *options) as listen:
        door = f"http://{listen}/v1/messages/providers"
        for file in ("werkplaatsen.json", "a17_begint.json"):
            post(door, (messages / file).read_bytes(), BATCH)

        def stands(token):
            return fold(in_turn(read(listen, token)))

        # Persons, placements and coverages come from steps of their own, in no order.
        awaited = {"eet": ("persons", "placements", "coverages"), "zorg": ("placements",)}
        for token, kinds in (awaited | {"alles": ("persons",)}).items():
            wait_for(lambda t=token, k=kinds: all(map(stands(t).get, k)), f"nothing to {token}")
        (person,) = stands("eet")["persons"].values()
        (placement,) = stands("eet")["placements"].values()
        (own,) = stands("alles")["persons"].values()
        with pytest.raises(urllib.error.HTTPError, match="401"):
            read(listen, "iets anders")

        assert [{"record": "A17", "source": "providers"}] == person["members"]
        assert person["person"] == placement["person"] != own["person"]
        assert 1 == len(stands("zorg")["placements"])

        policy = (folder / "policy.toml").read_text()
        without = policy.replace(
            SUBSCRIBERS[SUBSCRIBERS.index('[[subscribers]]\nname = "zorg"') :], ""
        )
        (folder / "policy.toml").write_text(without)

        wait_for(lambda: stands("zorg") == fold([]), "what it may not see any more stands")
        assert 1 == len(stands("eet")["placements"])
