"""Two steps small enough to be sure of, and what must come of any input: a plain fold.

The first counts per key, tells, forgets at times, and sweeps; the second folds what it was told.
"""

import zlib
from collections import defaultdict

from streams.engine.step import Record, Refused, State, Step

PARTITIONS = 2
CHUNK = 2
OTHERS = "o"  # begins the keys that somebody else sends to the second step
TOPICS = {
    "in": PARTITIONS,
    "mid": PARTITIONS,
    "out": PARTITIONS,
    "news": PARTITIONS,
    "dead": 1,
    "app-fold-changelog": PARTITIONS,
    "app-tell-changelog": PARTITIONS,
}


def decoded(message):
    value = message.value()
    if value is None or value.startswith(b"bad"):
        raise Refused("not of this topic")
    return message.key().decode(), value.decode()


def fold(events, view, out):
    for taken, (key, name) in enumerate(events, 1):
        if name.startswith("all"):
            view.cursor = f"{name}/"
            return taken
        told = counted(view.get(key), name)
        if is_forgotten(name):
            view.delete(key)
        else:
            view.put(key, told)
        out.send("mid", key.encode(), told, partition_of(key))
        out.note(name)
        if is_last_taken(name):
            return taken
    return None


def sweep(view, out):
    name, _, after = view.cursor.partition("/")
    found = list(view.scan("k", after))[:CHUNK]
    for key, value in found:
        told = counted(value, name)
        view.put(key, told)
        out.send("mid", key.encode(), told, partition_of(key))
    view.cursor = f"{name}/{found[-1][0]}" if found else None


def partition_of(key):
    return zlib.crc32(key.encode()) % PARTITIONS


def counted(before, name):
    number, digest, _ = (before or b"0 0 -").split()
    digest = zlib.crc32(name.encode(), int(digest))
    return b"%d %d %s" % (int(number) + 1, digest, name.split()[-1].encode())


def is_forgotten(name):
    return name.endswith("7")


def is_last_taken(name):
    return name.endswith("3")


def tell(events, view, out):
    for key, name in events:
        told = counted(view.get(key), name)
        view.put(key, told)
        out.send("out", key.encode(), told, headers=[("of", b"tell")])
        if name.endswith("5"):
            out.broadcast("news", key.encode(), told)


CODED = State(encode=lambda v: v if isinstance(v, bytes) else v.encode(), decode=bytes)


def coded(raw):
    """A cursor is text, a value is bytes."""
    return raw.decode() if raw.startswith(b"all") else bytes(raw)


STEPS = (
    Step(
        "fold",
        ("in",),
        fold,
        to=("mid",),
        state=State(encode=CODED.encode, decode=coded),
        sweep=sweep,
        decode=decoded,
    ),
    Step("tell", ("mid",), tell, to=("out", "news"), state=CODED, decode=decoded),
)


def dead_letter(message, refused):
    where = f"{message.topic()}|{message.partition()}|{message.offset()}".encode()
    yield Record("dead", where, str(refused).encode(), partition=0)


def feed(chance, number):
    """Inputs: mostly events, some that are no such thing, some that ask for a sweep."""
    made = []
    for name in range(number):
        partition = chance.randrange(PARTITIONS)
        draw = chance.random()
        key = f"k{partition}{chance.randrange(5)}".encode()
        value = f"e{name}".encode()
        if draw < 0.05:
            value = b"bad"
        elif draw < 0.1:
            key, value = b"-", f"all{name}".encode()
        made.append(("in", partition, key, value, None))
        if chance.random() < 0.03:  # somebody else, between the steps
            made.append(("mid", partition, f"{OTHERS}{partition}".encode(), value[-1:], None))
    return made


def expected(inputs, aside):
    """What must come of *inputs*, by partition in order (offset, key, value): a plain fold.

    Returns the state of the first step, what it told by key, and what is refused.
    """
    state, told, refused = defaultdict(dict), defaultdict(list), []
    for number, entries in inputs.items():
        of = state[number]
        for offset, raw, value in entries:
            if value.startswith(b"bad") or ("in", number, offset) in aside:
                refused.append(f"in|{number}|{offset}".encode())
                continue
            key, name = raw.decode(), value.decode()
            for each in sorted(of) if name.startswith("all") else [key]:
                of[each] = counted(of.get(each), name)
                told[each].append(of[each])
            if is_forgotten(name) and not name.startswith("all"):
                del of[key]
    return state, told, refused


def expected_after(told):
    """What the second step must keep, and tell, of what the first told (by key)."""
    state, outs, news = {}, defaultdict(list), defaultdict(list)
    for key, values in told.items():
        for value in values:
            state[key] = counted(state.get(key), value.decode())
            outs[key].append(state[key])
            if value.endswith(b"5"):
                news[key].append(state[key])
    return state, outs, news
