"""What subscribers were told in a run of the topology driver, and what stands told to them."""

from schemas import topics, wire
from schemas.subscribers import Subscriber
from streams.state import NAMES

WORK = {
    "name": "werk",
    "streams": ["participatiewet", "uwv", "other", "subsidy", "programme", "revenue"],
}
CARE = {"name": "zorg", "streams": ["wmo", "wlz", "jeugdwet", "zvw"]}
PROVIDERS = [
    {"name": f"aanbieder-{number}", "provider": f"kvk:9000000{number}"} for number in (1, 2, 3)
]
EVERYBODY = [WORK, CARE, *PROVIDERS]


def subscribed(policy, subscribers):
    """*policy*, with these subscribers and no others."""
    told = tuple(Subscriber.model_validate(subscriber) for subscriber in subscribers)
    return policy.model_copy(update={"subscribers": told})


def deliveries(driver, name, since=0):
    """The events that the subscriber *name* was sent, in order."""
    return [
        wire.loads(wire.write(emit.value))
        for emit in driver.emitted[since:]
        if emit.topic is topics.DELIVERIES and emit.key.split("|")[0].split("/")[1] == name
    ]


def stands(driver, name):
    """Documents by kind and subject, as `tests.fold` puts them together."""
    found = {kind: {} for kind in NAMES.values()}
    for state in driver.states.values():
        for key, document in state.scan("shown//"):
            _, to, kind, *_ = key.split("//")
            if to.split("/")[1] == name:
                found[NAMES[kind]][_subject(kind, key, document)] = document
    return {kind: dict(sorted(documents.items())) for kind, documents in found.items()}


CALLED = {
    "person": "person",
    "mix": "person",
    "settlement": "person",
    "coverage": "placement",
    "placement": "placement",
    "transfer": "transfer",
    "signal": "signal",
}


def _subject(kind, key, document):
    return document[CALLED[kind]] if kind in CALLED else key.rsplit("//", 1)[1]
