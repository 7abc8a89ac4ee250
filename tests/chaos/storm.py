"""A storm: what befalls a hub, and when.  All of it follows from a seed.

Nothing is done here: `weather.py` does it.  Which worker is meant is a number of chance, taken
modulo those that are there by then.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise


class Moment(IntEnum):
    """Where a worker is when it is struck."""

    ANY = 0
    JOINING = 1
    ASSIGNED = 2  # partitions come
    REVOKED = 3  # partitions go
    RESTORING = 4
    SENDING = 5  # some of the transaction is sent
    OFFSETS = 6  # all of it, but the offsets
    COMMITTING = 7  # offsets sent, nothing yet committed, and state is in it
    COMMITTED = 8  # committed, and the state not yet moved on
    ABORTING = 9


@dataclass(frozen=True, slots=True)
class Kill:
    """kill -9.

    `in_lull`: when one worker is left, and the short cut handed on its records for a while; nobody
    else is struck before that.
    """

    at: float
    who: int
    moment: Moment
    in_lull: bool = False


@dataclass(frozen=True, slots=True)
class Freeze:
    """Stopped, and woken after *seconds*: a zombie, when others have its partitions by then.

    `in_company`: once another worker works; and while it lasts none is killed.
    """

    at: float
    who: int
    moment: Moment
    seconds: float
    in_company: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    at: float
    to: int


@dataclass(frozen=True, slots=True)
class KillBroker:
    """kill -9, and started again on the same folder."""

    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class PauseBroker:
    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class FillDisk:
    """The broker's folder has no room; after *seconds* it has, and the broker starts again."""

    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Feed:
    """The messages up to the number *until* come in."""

    at: float
    until: int


@dataclass(frozen=True, slots=True)
class PassDay:
    """*number* days after today begin: every step goes through its keys."""

    at: float
    number: int


@dataclass(frozen=True, slots=True)
class Poison:
    """The record *number* that belongs to no topic comes in."""

    at: float
    number: int


Event = Kill | Freeze | Scale | KillBroker | PauseBroker | FillDisk | Feed | PassDay | Poison


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything; times are in seconds.

    `freezes` last longer than session and transaction; `naps` longer than the session and shorter
    than the transaction, in the middle of a commit: the worst moment there is.  `lulls`: how many
    of the times with one worker end with a kill of that one, once its short cut is in use.
    `aborts`: how many of a hundred transactions the broker is made to refuse.
    """

    persons: int
    seconds: float
    workers: int = 3
    kills: int = 0
    freezes: int = 0
    naps: int = 0
    scalings: int = 0
    lulls: int = 0
    broker_kills: int = 0
    broker_pauses: int = 0
    full_disks: int = 0
    days: int = 0
    poison: int = 0
    aborts: float = 2.0
    session: float = 2.0
    transaction: float = 8.0


LONG = Size(
    persons=300,
    seconds=78.0,
    kills=30,
    freezes=2,
    naps=3,
    scalings=6,
    lulls=3,
    broker_kills=1,
    broker_pauses=1,
    full_disks=1,
    days=3,
    poison=24,
)
SHORT = Size(
    persons=40,
    seconds=6.0,
    workers=2,
    kills=3,
    naps=1,
    scalings=1,
    days=1,
    poison=12,
    aborts=5.0,
    session=1.5,
    transaction=5.0,
)


TRIES = 10_000
SETTLED = 2.0  # seconds until all that were added work
ALONE = 0.2  # of the time between two times with one worker
HANDING_ON = (Moment.SENDING, Moment.OFFSETS, Moment.COMMITTING, Moment.COMMITTED)
Calm = Callable[..., float]


@dataclass(frozen=True, slots=True)
class Storm:
    """`events` are in order of time.  `linger_ms`, `patience`: settings of the workers' clients."""

    seed: int
    size: Size
    events: tuple[Event, ...]
    linger_ms: int
    patience: float


def storm(seed: int, size: Size, messages: int) -> Storm:
    """What befalls a hub that gets *messages* messages."""
    chance = random.Random(seed)
    troubles, calm = _troubles(chance, size)
    scalings = _scalings(chance, size, calm)
    freezes = _freezes(chance, size, calm, scalings)
    events: list[Event] = [
        *troubles,
        *_kills(chance, size, calm),
        *_kills_in_lulls(chance, size, scalings),
        *freezes,
        *scalings,
        *_feeds(chance, size, messages),
        *(PassDay(chance.uniform(0.1, 0.9) * size.seconds, n + 1) for n in range(size.days)),
        *(Poison(chance.uniform(0.05, 0.95) * size.seconds, n) for n in range(size.poison)),
    ]
    days = sorted(event.at for event in events if isinstance(event, PassDay))
    others = [event for event in events if not isinstance(event, PassDay)]
    told = [*others, *(PassDay(at, n) for n, at in enumerate(days, 1))]
    return Storm(
        seed,
        size,
        tuple(sorted(told, key=lambda event: event.at)),
        linger_ms=chance.choice([0, 5, 100]),
        patience=chance.choice([4.0, 60.0]),
    )


def _troubles(chance: random.Random, size: Size) -> tuple[list[Event], Calm]:
    """What befalls the broker, spread out; and a moment of chance, between two, from which on it is
    well for so many seconds.
    """
    longer = size.transaction + 2.0
    kinds: list[Callable[[float], Event]] = [
        *[lambda at: KillBroker(at, chance.uniform(0.0, 1.5))] * size.broker_kills,
        *[lambda at: PauseBroker(at, longer + chance.uniform(0.0, 1.0))] * size.broker_pauses,
        *[lambda at: FillDisk(at, chance.uniform(1.0, 2.0))] * size.full_disks,
    ]
    chance.shuffle(kinds)
    share = size.seconds / (len(kinds) + 1)
    events: list[Event] = [
        make((n + 1) * share + chance.uniform(-0.2, 0.2) * share) for n, make in enumerate(kinds)
    ]
    ill = [(event.at - 0.5, event.at + _lasts(event)) for event in events]

    def calm(first: float = 0.03, last: float = 0.97, lasts: float = 0.0) -> float:
        for _ in range(TRIES):
            at = chance.uniform(first, last) * size.seconds
            if not any(start <= at + lasts and at <= end for start, end in ill):
                return at
        return at  # a short storm has no such time

    return events, calm


def _lasts(event: Event) -> float:
    """With the time that Apache Kafka takes to start."""
    match event:
        case PauseBroker():
            return event.seconds + 1.0
        case KillBroker() | FillDisk():
            return event.seconds + 5.0
        case _:
            return 0.0


def _kills(chance: random.Random, size: Size, calm: Calm) -> list[Event]:
    """Each moment has its turn; one in three strikes anywhere."""
    moments = [m for m in Moment if m is not Moment.ANY]
    chance.shuffle(moments)
    wanted = [
        Moment.ANY if n % 3 == 2 else moments[(n - n // 3) % len(moments)]
        for n in range(size.kills)
    ]
    return [Kill(calm(), chance.randrange(1_000), moment) for moment in wanted]


def _freezes(chance: random.Random, size: Size, calm: Calm, scalings: list[Scale]) -> list[Event]:
    """Naps are for when others are there to take over."""

    def crowded(seconds: float) -> float:
        for _ in range(TRIES):
            at = calm()
            meanwhile = [e for e in scalings if at - SETTLED < e.at < at + seconds]
            before = [e.to for e in scalings if e.at <= at]
            if not meanwhile and (not before or before[-1] > 1):
                return at
        return calm()  # a short storm has no such time

    long = [
        chance.uniform(1.0, 2.0) + max(size.session, size.transaction) + 1.0
        for _ in range(size.freezes)
    ]
    short = [chance.uniform(size.session + 2.0, size.transaction - 1.0) for _ in range(size.naps)]
    anywhere = [Moment.ANY, Moment.SENDING, Moment.OFFSETS, Moment.COMMITTING]
    return [
        *(Freeze(calm(), chance.randrange(1_000), chance.choice(anywhere), s) for s in long),
        *(
            Freeze(crowded(s), chance.randrange(1_000), Moment.COMMITTING, s, in_company=True)
            for s in short
        ),
    ]


def _scalings(chance: random.Random, size: Size, calm: Calm) -> list[Scale]:
    """Between one worker and all of them; with one the storm is mild, so that is short.

    In a lull the broker is well, so that the short cut has the time to open.
    """
    times = (size.scalings + 1) // 2  # with one
    lasts = ALONE * size.seconds / max(1, times)
    starts = [chance.uniform(0.7, 0.85) * size.seconds] * times
    for _ in range(TRIES if size.lulls else 0):
        starts = sorted(calm(0.03, 0.9, lasts) for _ in range(times))
        if all(later - start > 2 * lasts for start, later in pairwise(starts)):
            break
    pairs = [(Scale(at, 1), Scale(at + lasts, size.workers)) for at in starts]
    return [scale for pair in pairs for scale in pair][: size.scalings]


def _kills_in_lulls(chance: random.Random, size: Size, scalings: list[Scale]) -> list[Event]:
    """Where handed-on records are in the transaction, each time at another moment."""
    moments = chance.sample(HANDING_ON, len(HANDING_ON))
    lulls = [event.at for event in scalings if event.to == 1][: size.lulls]
    return [
        Kill(math.nextafter(at, math.inf), 0, moments[n % len(moments)], in_lull=True)
        for n, at in enumerate(lulls)
    ]


def _feeds(chance: random.Random, size: Size, messages: int) -> list[Event]:
    """In bursts of chance, so that there is a backlog now and then, and never nothing for long."""
    bursts = max(2, int(size.seconds * 2))
    times = sorted(chance.uniform(0, 0.97) * size.seconds for _ in range(bursts))
    shares = [chance.expovariate(1) for _ in range(bursts)]
    whole, sent = sum(shares), 0.0
    events: list[Event] = []
    for at, share in zip(times, shares, strict=True):
        sent += share
        events.append(Feed(at, round(messages * sent / whole)))
    return events
