"""A broker in memory, as far as the engine can tell: logs, transactions, a consumer group.

Deterministic: what it does by itself (markers that are written a little later, sessions and
transactions that time out) follows from the simulated time.  What it promises is what Apache Kafka
does: an open transaction holds back the last stable offset; a marker takes an offset; a producer is
fenced by its transactional id, and a group's offsets by the generation (KIP-447); a rebalance is
cooperative.  With `isolated=False` it is like the embedded broker: what was aborted stays visible,
and the metadata of a commit is lost.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from confluent_kafka import KafkaError, KafkaException

NONE = -1001  # no offset
SESSION, TRANSACTION_MAX = 6.0, 10.0  # seconds


def error(code, *, fatal=False, retriable=False, abort=False):
    return KafkaError(code, None, fatal, retriable, abort)


def failing(code, **how):
    return KafkaException(error(code, **how))


def fenced():
    return failing(KafkaError._FENCED, fatal=True)


@dataclass(slots=True, eq=False)
class Transaction:
    """`state`: open, committed or aborted.  `marks`: what is still to be told, and when."""

    started: float
    state: str = "open"
    logs: list = field(default_factory=list)
    offsets: dict = field(default_factory=dict)
    marks: list = field(default_factory=list)

    def is_late(self, now):
        return self.state == "open" and now - self.started > TRANSACTION_MAX


@dataclass(slots=True)
class Entry:
    offset: int
    key: bytes | None
    value: bytes | None
    headers: list | None = None
    transaction: Transaction | None = None
    is_marker: bool = False


class Log:
    """One partition of a topic."""

    def __init__(self):
        self.entries, self.low, self.high = [], 0, 0
        self.open = {}  # transactions, and where each begins

    def append(self, key, value, headers=None, transaction=None, *, is_marker=False):
        if transaction is not None and not is_marker and self not in transaction.logs:
            transaction.logs.append(self)
            self.open[transaction] = self.high
        entry = Entry(self.high, key, value, headers, transaction, is_marker)
        self.entries.append(entry)
        self.high += 1
        return entry

    @property
    def stable(self):
        return min(self.open.values(), default=self.high)

    def mark(self, transaction):
        self.append(None, None, transaction=transaction, is_marker=True)
        self.open.pop(transaction, None)

    def index(self, offset):
        return bisect_left(self.entries, offset, key=lambda entry: entry.offset)

    def committed(self):
        """What a read_committed reader sees."""
        return [e for e in self.entries if e.offset < self.stable and is_visible(e)]

    def compact(self):
        """Of what is stable, the last of each key; aborted records and most markers go."""
        stable = self.stable
        last = {e.key: e.offset for e in self.entries if e.offset < stable and is_visible(e)}
        self.entries = [
            e
            for e in self.entries
            if e.offset >= stable or (is_visible(e) and last[e.key] == e.offset)
        ]

    def trim(self, low):
        self.low = low
        self.entries = [e for e in self.entries if e.offset >= low]


def is_visible(entry):
    if entry.is_marker:
        return False
    return entry.transaction is None or entry.transaction.state == "committed"


class Member:
    """A consumer, as the group's coordinator knows it."""

    def __init__(self, name, consumer):
        self.name, self.consumer = name, consumer
        self.seen = 0.0


class Broker:
    def __init__(self, chance, *, isolated=True, marker_delay=0.05):
        self.now = 0.0
        self.isolated = isolated
        self.away_until = 0.0
        self.marker_delay = marker_delay  # at most
        self.logs = {}
        self.partitions = defaultdict(int)
        self._chance = chance
        self._producers = {}  # by transactional id: epoch, transaction
        self._ending = []
        self.offsets = {}
        self._names = count(1)
        self.members = {}
        self.generation = 0
        self._is_balanced = True

    def make(self, topic, partitions):
        self.partitions[topic] = partitions
        for number in range(partitions):
            self.logs[topic, number] = Log()

    @property
    def is_away(self):
        return self.now < self.away_until

    def go_away(self, seconds):
        self.away_until = self.now + seconds
        for member in self.members.values():
            member.seen = self.away_until  # a coordinator that comes back gives everyone time

    def tick(self, now):
        self.now = now
        if self.is_away:
            return
        for transaction in self._ending:
            self._write_markers(transaction, now)
        self._ending = [t for t in self._ending if t.marks]
        for known in self._producers.values():
            if known[1] is not None and known[1].is_late(now):
                known[0] += 1
                self._end(known[1], "aborted")
        self._look_after_group()

    # -- transactions

    def init(self, name):
        """A new epoch, which fences the old one.  What that left open is aborted."""
        epoch, transaction = self._producers.get(name, (0, None))
        self._settle(transaction)
        self._producers[name] = [epoch + 1, None]
        return epoch + 1

    def _settle(self, transaction):
        if transaction is not None:
            if transaction.state == "open":
                self._end(transaction, "aborted")
            self._write_markers(transaction)

    def transaction(self, name, epoch):
        """The open one; it begins here.

        Raises:
            KafkaException: another producer has this id, or the time was up.
        """
        known = self._producers[name]
        if known[0] != epoch:
            raise fenced()
        if known[1] is None or known[1].state != "open":
            self._settle(known[1])
            known[1] = Transaction(self.now)
        return known[1]

    def is_open(self, name, epoch):
        known = self._producers[name]
        if known[0] != epoch:
            raise fenced()
        return known[1] is not None and known[1].state == "open"

    def send_offsets(self, name, epoch, offsets, group):
        self._check_generation(group)
        pending = self.transaction(name, epoch).offsets
        for told in offsets:
            metadata = told.metadata if self.isolated else None
            pending[told.topic, told.partition] = (told.offset, metadata)

    def _check_generation(self, group):
        if group is None:  # an old client: nothing is checked
            return
        name, generation = group
        if name not in self.members:
            raise failing(KafkaError.UNKNOWN_MEMBER_ID, abort=True)
        if generation != self.generation:
            raise failing(KafkaError.ILLEGAL_GENERATION, abort=True)

    def end(self, name, epoch, *, commit):
        if self.is_open(name, epoch):
            self._end(self._producers[name][1], "committed" if commit else "aborted")

    def _end(self, transaction, state):
        """Decided.  Its markers follow, each partition's in its own time, the offsets' too."""
        transaction.state = state
        later = [self.now + self._chance.random() * self.marker_delay for _ in transaction.logs]
        transaction.marks = list(zip(later, transaction.logs, strict=True))
        transaction.marks.append((self.now + self._chance.random() * self.marker_delay, None))
        self._ending.append(transaction)

    def _write_markers(self, transaction, now=float("inf")):
        for mark in [mark for mark in transaction.marks if mark[0] <= now]:
            transaction.marks.remove(mark)
            if mark[1] is not None:
                mark[1].mark(transaction)
            elif transaction.state == "committed":
                self.offsets |= transaction.offsets
                transaction.offsets = {}

    def settle_all(self):
        for transaction in self._ending:
            self._write_markers(transaction)

    # -- offsets

    def is_unstable(self, places):
        """Whether a transaction that is not over yet has offsets for one of them."""
        live = [known[1] for known in self._producers.values() if known[1] is not None]
        live = [t for t in live if t.state == "open" or any(log is None for _, log in t.marks)]
        return any(place in t.offsets for t in live for place in places)

    # -- the group

    def join(self, consumer):
        member = Member(f"member-{next(self._names)}", consumer)
        member.seen = self.now
        self.members[member.name] = member
        self._is_balanced = False
        return member.name

    def leave(self, name):
        if self.members.pop(name, None) is not None:
            self._is_balanced = False

    def rejoin(self):
        self._is_balanced = False

    def _look_after_group(self):
        for member in list(self.members.values()):
            if member.consumer.is_awake:
                member.seen = max(member.seen, self.now)
            elif self.now - member.seen > SESSION:
                self.leave(member.name)
        if self._is_balanced:
            return
        if all(m.consumer.is_awake and m.consumer.is_idle for m in self.members.values()):
            self._balance()

    def _balance(self):
        """A new generation.  What is taken from one goes to another in the generation after."""
        self._is_balanced = True
        self.generation += 1
        consumers = [member.consumer for member in self.members.values()]
        target = self._targets(consumers)
        owned = set().union(*(c.owned for c in consumers)) if consumers else set()
        for consumer in consumers:
            revoked = consumer.owned - target[consumer]
            consumer.rebalance(self.generation, revoked, target[consumer] - owned)

    def _targets(self, consumers):
        """Sticky: as few partitions move as can be."""
        if not consumers:
            return {}
        places = {(t, n) for c in consumers for t in c.topics for n in range(self.partitions[t])}
        most, rest = divmod(len(places), len(consumers))
        target, left = {}, set(places)
        for number, consumer in enumerate(consumers):
            keep = sorted(consumer.owned & left)[: most + (number < rest)]
            target[consumer] = set(keep)
            left -= target[consumer]
        for number, consumer in enumerate(consumers):
            free = most + (number < rest) - len(target[consumer])
            more = sorted(left)[:free]
            target[consumer] |= set(more)
            left -= set(more)
        return target
