"""A step small enough to see through, and a bug in it when a test wants one.

    python -m tests.streams.toy BOOTSTRAP PREFIX MESSAGES [BUG]

runs it until all MESSAGES are in its state.  With BUG, deciding on the message of that name, or
sweeping over the key of that name, raises.
"""

import sys
from typing import Literal

import orjson

from deploy import logs
from schemas.topics import FACTS, PERSONS
from schemas.values import Frozen
from streams.settings import AppSettings
from streams.step import Decision, Emit, Step
from tests.streams.running import marks, read, work

CHUNK = 3


class Note(Frozen):
    """`name` is kept and told; the kind `all` asks to tell everything that is kept once more."""

    kind: Literal["note", "all"] = "note"
    name: str = ""


def toy(bug=""):
    """Keeps notes, numbers what it tells."""

    def decide(view, note):
        if note.kind == "all":
            return Decision(sweep="")
        _fail_at(note.name)
        number = (view.get("told") or 0) + 1
        writes = {f"note/{note.name}": {"name": note.name}, "told": number}
        return Decision(writes, (_told(note.name, number),))

    def sweep(view, cursor):
        found = [key for key, _ in view.scan("note/", cursor)][:CHUNK]
        if not found:
            return Decision()
        number = view.get("told")
        emits = [_told(key.removeprefix("note/"), number + n) for n, key in enumerate(found, 1)]
        for key in found:
            _fail_at(f"sweep of {key}")
        return Decision({"told": number + len(found)}, tuple(emits), sweep=found[-1])

    def _fail_at(name):
        if name == bug:
            raise KeyError(name)

    # named after a real step, for the topic of its changelog
    return (Step("identify", (FACTS,), Note, decide, writes=(PERSONS,), sweep=sweep),)


def _told(name, number):
    event = {"id": f"{name} {number}", "data": {}}  # as public events have
    return Emit(PERSONS, name, part=name, value={"name": name, "number": number, **event})


def told(settings):
    """What the step told, as it stands on its topic."""
    (topic,) = read(settings, settings.topic(PERSONS)).values()
    return [orjson.loads(record.value()) for record in topic]


def in_state(settings, messages):
    """Whether the step's state is behind that many messages (of one partition)."""
    (changelog,) = read(settings, settings.changelog("identify")).values()
    at = marks(changelog)
    return bool(at) and at[0] >= messages and not _is_sweeping(changelog)


def _is_sweeping(changelog):
    cursors = [r.value() for r in changelog if r.key() == b"~cursor"]
    return bool(cursors) and cursors[-1] is not None


def main(bootstrap, prefix, messages, bug=""):
    logs.configure("json")
    # one event a transaction, so that what comes before the bug is done
    one = {"events_max": 1, "batch": 1}
    settings = AppSettings(bootstrap, 1, prefix, session_timeout=2, engine=one)
    work(settings, toy(bug), lambda: in_state(settings, int(messages)))


if __name__ == "__main__":
    main(*sys.argv[1:])
