"""Three steps in a row that keep a digest of what they were given, in order and with its place.

    in -> one -> mid -> two -> after -> three -> out

What must be is read off the logs: each step's digest is that of its topic, and each record there
has what follows from it in the next.
"""

import zlib
from collections import Counter

from streams.engine.step import State, Step

PARTITIONS = 2
DIGEST = "~digest"
CHUNKS = 3
TEXT = State(encode=str.encode, decode=bytes.decode)
ROW = (("one", "in", "mid"), ("two", "mid", "after"), ("three", "after", "out"))
TOPICS = dict.fromkeys(
    ("in", "mid", "after", "out", *(f"app-{name}-changelog" for name, *_ in ROW)), PARTITIONS
)
handed_on = Counter()  # events that took the short cut, by step


def digest(before, offset, value):
    number, known = (before or "0 0").split()
    return f"{int(number) + 1} {zlib.crc32(b'%d:' % offset + value, int(known))}"


def partition_of(value):
    return zlib.crc32(value) % PARTITIONS


def follows(value):
    """What a step sends for a record: two for a number, for a sweep one per chunk."""
    if value.startswith(b"!"):
        return [b"%s-%d" % (value[1:], left) for left in range(CHUNKS, 0, -1)]
    return [value + b"a", value + b"b"] if len(value) < 4 else [value + b"c"]


def step(name, read, to):
    def run(events, view, out):
        for number, event in enumerate(events, 1):
            handed_on[name] += hasattr(event, "handed")
            value = event.value()
            view.put(DIGEST, digest(view.get(DIGEST), event.offset(), value))
            if value.startswith(b"!"):
                view.cursor = f"{value.decode()}/{CHUNKS}"
                return number
            for one in follows(value):
                out.send(to, b"k", one, partition_of(one))
        return None

    def sweep(view, out):
        value, _, left = view.cursor.partition("/")
        told = follows(value.encode())[CHUNKS - int(left)]
        out.send(to, b"k", told, partition_of(told))
        view.cursor = f"{value}/{int(left) - 1}" if int(left) > 1 else None

    return Step(name, (read,), run, to=(to,), state=TEXT, sweep=sweep)


STEPS = tuple(step(*of) for of in ROW)


def feed(chance, number):
    """Mostly from outside; now and then somebody else writes between the steps."""
    others = chance.choice([0, 0, 0.03])
    made = []
    for name in range(number):
        value = (b"!%d" if chance.random() < 0.05 else b"%d") % name
        topic = chance.choice(["mid", "after"]) if chance.random() < others else "in"
        made.append((topic, chance.randrange(PARTITIONS), b"k", value, None))
    return made


def check(storm, fed):
    """Each step was given what stands on its topic, in order; what follows stands there once."""
    for name, read, to in ROW:
        of = next(step for step in storm.steps if step.name == name)
        for number in range(PARTITIONS):
            told = None
            for entry in storm.entries(read, number):
                told = digest(told, entry.offset, entry.value)

            assert told == storm.restored(of, number).get(DIGEST)
            assert told == storm.live[name, number].get(DIGEST)

        follow = Counter(one for entry in storm.every(read) for one in follows(entry.value))
        others = Counter(value for topic, _, _, value, _ in fed if topic == to)

        assert follow + others == Counter(entry.value for entry in storm.every(to))
