"""What a worker is to do, and the step that all run.  Imports nothing that a peer may lack."""

import json
import os
import signal
from dataclasses import asdict, dataclass
from threading import Event

HEADERS = [("content-type", b"application/cloudevents+json")]  # as on the hub's public events


@dataclass(frozen=True)
class Job:
    """`name` is the group's, and begins the names of the topics that the worker itself makes."""

    name: str
    bootstrap: str
    input: str
    output: str
    changelog: str
    events: int
    folder: str
    instance: str = "worker-0"
    headers: bool = False
    options: tuple[str, ...] = ()

    def environment(self):
        return {"BENCH_JOB": json.dumps(asdict(self))}


def job():
    return Job(**json.loads(os.environ["BENCH_JOB"]))


def stopping():
    """Set by SIGTERM."""
    event = Event()
    signal.signal(signal.SIGTERM, lambda *_: event.set())
    return event


def fold(state, event):
    """What is kept of a person, with *event* in it."""
    n, volume = (state["n"], state["volume"]) if state else (0, 0)
    return {"n": n + 1, "volume": volume + event["volume"], "last": event["id"]}


def output(event, state):
    """What is sent for each event: some 420 bytes."""
    return {
        "id": "o" + event["id"],
        "person": event["person"],
        "n": state["n"],
        "volume": state["volume"],
        "last": state["last"],
        "text": event["text"],
    }
