"""The clients of the simulated broker: what the engine uses of librdkafka, and how that fails.

Each call is a place where the process may be killed, put to sleep, or told an error, before the
broker did it or after.  `Weather` says how often.
"""

import zlib
from collections import deque
from dataclasses import dataclass, field

from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, TopicPartition

from tests.chaos.turns import Crash
from tests.chaos.world import NONE, error, failing, is_visible


@dataclass
class Weather:
    """How often, of each call: kills, naps, errors.  All zero: a calm."""

    crash: float = 0.0
    nap: float = 0.0  # of the whole process
    nap_seconds: float = 20.0  # at most
    away: float = 0.0  # of the broker
    away_seconds: float = 15.0
    later: float = 0.0  # retriable: done or not, the call is to be made again
    abort: float = 0.0
    fatal: float = 0.0
    lost: float = 0.0  # a record that does not arrive
    full: float = 0.0
    state: float = 0.0  # a seek that comes too early
    passing: float = 0.0  # errors while reading that pass by themselves
    queue: int = 10_000


CALM = Weather()


class Message:
    __slots__ = ("_entry", "_error", "_offset", "_partition", "_topic")

    def __init__(self, topic, partition, entry=None, offset=None, error=None):
        self._topic, self._partition, self._entry = topic, partition, entry
        self._offset = entry.offset if entry is not None else offset
        self._error = error

    def topic(self):
        return self._topic

    def partition(self):
        return self._partition

    def offset(self):
        return self._offset

    def key(self):
        return self._entry.key

    def value(self):
        return self._entry.value

    def headers(self):
        return self._entry.headers

    def timestamp(self):
        return (1, 0)

    def error(self):
        return self._error


class Client:
    def __init__(self, sim, process):
        self._sim, self._broker, self.process = sim, sim.broker, process

    @property
    def is_awake(self):
        return not self.process.dead and self.process.asleep_until <= self._broker.now

    def _happens(self, rate):
        return rate > 0 and self._sim.chance.random() < rate

    def _point(self, danger=1):
        """Anything may happen here; where it would do most harm, more often."""
        sim, process, weather = self._sim, self.process, self._sim.weather
        if process.dead:
            raise Crash
        if self._happens(weather.crash * danger):
            sim.count("crash")
            process.dead = True
            raise Crash
        if self._happens(weather.nap * danger):
            sim.count("nap")
            process.asleep_until = sim.turns.now + weather.nap_seconds * sim.chance.uniform(0.6, 1)
            sim.turns.wait(process.asleep_until)
        if self._happens(weather.away) and not self._broker.is_away:
            sim.count("away")
            self._broker.go_away(weather.away_seconds * sim.chance.random())
        sim.turns.give_way()

    def _reach(self, timeout):
        """The broker, within *timeout* seconds."""
        self._point()
        if self._broker.is_away:
            deadline = self._sim.turns.now + timeout
            self._sim.turns.wait(min(deadline, self._broker.away_until))
            if self._broker.is_away:
                raise failing(KafkaError._TIMED_OUT, retriable=True)


class Consumer(Client):
    """A reader; a member of the group once it subscribes."""

    def __init__(self, sim, process, *, committed=True):
        super().__init__(sim, process)
        self._committed = committed and self._broker.isolated
        self._positions = {}
        self._paused = set()
        self._ends_told = {}
        self._callbacks = {}
        self._name, self._generation = "", -1
        self._events = deque()
        self._is_serving = False
        self.owned, self.topics = set(), ()
        self._is_closed = False

    # -- as a member: what librdkafka does beside the app

    @property
    def is_idle(self):
        """Whether it waits for the group: the app has heard of all that was."""
        return not self._events and not self._is_serving

    @property
    def is_member(self):
        return self._name in self._broker.members

    def subscribe(self, topics, on_assign, on_revoke, on_lost):
        self._point()
        self.topics = tuple(topics)
        self._callbacks = {"assign": on_assign, "revoke": on_revoke, "lost": on_lost}
        self._name = self._broker.join(self)

    def rebalance(self, generation, revoked, added):
        self._generation = generation
        if revoked:
            self._events.append(("revoke", revoked))
        if added or not revoked:
            self._events.append(("assign", added))
        self.owned |= added

    def _notice(self):
        """That the group went on without it."""
        if self._name and self._name not in self._broker.members:
            self._sim.count("lost session")
            self._name = ""
            self._events = deque([("lost", set(self.owned))])

    def _serve(self):
        while self._events:
            kind, places = self._events.popleft()
            self._is_serving = True
            try:
                told = [TopicPartition(*place) for place in sorted(places)]
                if kind == "lost":
                    told = [tp for tp in told if (tp.topic, tp.partition) in self._positions]
                if kind != "lost" or told:
                    self._sim.count(kind)
                    self._callbacks[kind](self, told)
            finally:
                self._is_serving = False
            if kind != "assign":
                self.owned -= places
                assert not places & set(self._positions), f"not unassigned: {places}"
            if kind == "lost":
                self._name = self._broker.join(self)
            elif kind == "revoke":
                self._broker.rejoin()

    def consumer_group_metadata(self):
        if self._happens(0.5):
            self._notice()
        return self._name, self._generation

    # -- positions

    def assign(self, places):
        self._point()
        self._positions = {}
        self.incremental_assign(places)

    def incremental_assign(self, places):
        for tp in places:
            log = self._broker.logs[tp.topic, tp.partition]
            start = log.low if tp.offset == OFFSET_BEGINNING else tp.offset
            self._positions[tp.topic, tp.partition] = start

    def incremental_unassign(self, places):
        for tp in places:
            place = tp.topic, tp.partition
            del self._positions[place]
            self._paused.discard(place)
            self._ends_told.pop(place, None)

    def pause(self, places):
        self._paused |= {(tp.topic, tp.partition) for tp in places}

    def resume(self, places):
        self._paused -= {(tp.topic, tp.partition) for tp in places}

    def seek(self, tp):
        self._point()
        place = tp.topic, tp.partition
        if place not in self._positions or self._happens(self._sim.weather.state):
            raise failing(KafkaError._STATE)
        log = self._broker.logs[place]
        self._positions[place] = log.low if tp.offset == OFFSET_BEGINNING else tp.offset
        self._ends_told.pop(place, None)

    def position(self, places):
        return [
            TopicPartition(tp.topic, tp.partition, self._positions[tp.topic, tp.partition])
            for tp in places
        ]

    def committed(self, places, timeout):
        self._reach(timeout)
        turns, asked = self._sim.turns, [(tp.topic, tp.partition) for tp in places]
        if self._committed and self._broker.is_unstable(asked):
            deadline = turns.now + timeout
            turns.wait(deadline, lambda: not self._broker.is_unstable(asked))
            if self._broker.is_unstable(asked):
                raise failing(KafkaError._TIMED_OUT, retriable=True)
        if self._happens(self._sim.weather.later):
            raise failing(KafkaError._TIMED_OUT, retriable=True)
        known = [self._broker.offsets.get(place, (NONE, None)) for place in asked]
        self._point()
        return [
            TopicPartition(*place, offset, metadata=metadata or "")
            for place, (offset, metadata) in zip(asked, known, strict=True)
        ]

    def get_watermark_offsets(self, tp, timeout=None, *, cached=False):
        log = self._broker.logs[tp.topic, tp.partition]
        if cached:
            return log.low, log.high
        self._reach(timeout)
        ends = log.low, (log.stable if self._committed else log.high)
        self._point()
        return ends

    # -- reading

    def consume(self, number, timeout):
        self._point()
        turns = self._sim.turns
        deadline = turns.now + timeout
        self._notice()
        self._serve()
        while True:
            messages = self._fetch(number)
            if messages or turns.now >= deadline:
                self._point()
                return messages
            turns.wait(deadline, self._has_news)
            self._notice()
            self._serve()

    def _has_news(self):
        return bool(self._events) or any(self._is_behind(place) for place in self._positions)

    def _is_behind(self, place):
        if place in self._paused or self._broker.is_away:
            return False
        at = self._positions[place]
        return at < self._end(place) or self._ends_told.get(place) != at

    def _end(self, place):
        log = self._broker.logs[place]
        return log.stable if self._committed else log.high

    def _fetch(self, number):
        if self._happens(self._sim.weather.passing):
            return [Message(None, None, error=error(KafkaError._TRANSPORT))]
        if self._broker.is_away:
            return []
        places = [place for place in self._positions if self._is_behind(place)]
        self._sim.chance.shuffle(places)
        messages = []
        for place in places:
            if len(messages) >= number:
                break
            most = self._sim.chance.randint(1, number - len(messages))
            messages += self._fetch_one(place, most)
        return messages

    def _fetch_one(self, place, most):
        log, at, end = self._broker.logs[place], self._positions[place], self._end(place)
        if not log.low <= at <= log.high:
            self._positions[place] = log.high
            gone = error(KafkaError._AUTO_OFFSET_RESET)
            return [Message(*place, offset=at, error=gone)]
        messages, entries = [], log.entries
        index = log.index(at)
        while at < end and len(messages) < most:
            if index >= len(entries):
                at = end
                break
            entry = entries[index]
            if entry.offset >= end:
                at = end
                break
            at, index = entry.offset + 1, index + 1
            if self._is_visible(entry):
                messages.append(Message(*place, entry))
        if at >= end and len(messages) < most and self._ends_told.get(place) != at:
            self._ends_told[place] = at
            eof = error(KafkaError._PARTITION_EOF)
            messages.append(Message(*place, offset=at, error=eof))
        self._positions[place] = at
        return messages

    def _is_visible(self, entry):
        return is_visible(entry) if self._committed else not entry.is_marker

    def close(self):
        if self._is_closed or self.process.dead:
            return
        self._is_closed = True
        if self._name:
            self._notice()
            self._events.clear()
            if self.owned:
                kind = "revoke" if self._name else "lost"
                ours = [TopicPartition(*place) for place in sorted(self.owned)]
                self._callbacks[kind](self, ours)
            self._broker.leave(self._name)
            self._name, self.owned, self._positions = "", set(), {}
        self._point()


class Producer(Client):
    def __init__(self, sim, process, name):
        super().__init__(sim, process)
        self._name, self._epoch = name, None
        self._queue = deque()
        self._reports = deque()
        self._is_spoilt = False  # a record did not arrive: the transaction can only be aborted
        self._fatal = None
        self._ended = None  # what was decided, if the answer did not arrive

    def __len__(self):
        return len(self._queue)

    def init_transactions(self, timeout):
        self._reach(timeout)
        if self._happens(self._sim.weather.later):
            raise failing(KafkaError._TIMED_OUT, retriable=True)
        self._epoch = self._broker.init(self._name)
        self._point()

    def begin_transaction(self):
        self._must_live()

    def produce(self, topic, value, key, partition=-1, headers=None, on_delivery=None):
        self._point()
        if self._fatal is not None:
            raise failing(KafkaError._FATAL)
        if self._is_spoilt:
            raise failing(KafkaError._STATE)
        if len(self._queue) >= self._sim.weather.queue or self._happens(self._sim.weather.full):
            self._sim.count("queue full")
            raise BufferError
        if partition < 0:
            partition = zlib.crc32(key) % self._broker.partitions[topic]
        self._queue.append((topic, partition, key, value, headers, on_delivery))
        if self._happens(0.3):
            self._send(self._sim.chance.randint(0, len(self._queue)))

    def poll(self, timeout):
        self._point()
        self._send(len(self._queue))
        self._sim.turns.wait(self._sim.turns.now + timeout * self._sim.chance.random())
        return self._report()

    def flush(self, timeout):
        self._point()
        if self._broker.is_away and self._queue:
            deadline = self._sim.turns.now + timeout
            self._sim.turns.wait(min(deadline, self._broker.away_until))
        self._send(len(self._queue))
        self._report()
        self._must_live()
        return len(self._queue)

    def send_offsets_to_transaction(self, offsets, group, timeout):
        self._reach(timeout)
        self._must_stand()
        if not offsets:
            return
        self._fence(lambda: self._broker.send_offsets(self._name, self._epoch, offsets, group))
        self._may_be_asked_again()
        self._point()

    def commit_transaction(self, timeout):
        self._point(danger=10)
        self._reach(timeout)
        if self._ended is None:
            self.flush(timeout)
            if self._queue:
                raise failing(KafkaError._TIMED_OUT, retriable=True)
            self._must_stand()
            self._point(danger=10)
            self._fence(lambda: self._broker.end(self._name, self._epoch, commit=True))
            self._ended = "committed"
        self._may_be_asked_again()
        self._ended = None
        self._point(danger=10)

    def abort_transaction(self, timeout):
        self._reach(timeout)
        self._must_live()
        if self._ended is None:
            if self._queue and self._happens(0.5):
                self._die(KafkaError.INVALID_TXN_STATE)  # a partition was being added to it
            self._queue.clear()
            self._fence(lambda: self._broker.end(self._name, self._epoch, commit=False))
            self._ended = "aborted"
        self._may_be_asked_again()
        self._ended, self._is_spoilt = None, False
        self._point()

    # -- inside

    def _must_live(self):
        if self._fatal is not None:
            raise KafkaException(self._fatal)

    def _must_stand(self):
        weather = self._sim.weather
        self._must_live()
        if self._happens(weather.fatal):
            self._sim.count("fatal")
            self._die(KafkaError._FENCED)
        if self._is_spoilt or self._happens(weather.abort):
            self._sim.count("abort")
            self._is_spoilt = True
            raise failing(KafkaError._TIMED_OUT, abort=True)

    def _may_be_asked_again(self):
        if self._happens(self._sim.weather.later):
            self._sim.count("later")
            raise failing(KafkaError._TIMED_OUT, retriable=True)

    def _die(self, code):
        self._fatal = error(code, fatal=True)
        raise KafkaException(self._fatal)

    def _fence(self, call):
        try:
            call()
        except KafkaException as refused:
            if refused.args[0].fatal():
                self._sim.count("fenced")
                self._fatal = refused.args[0]
            else:
                self._is_spoilt = True
            raise

    def _send(self, number):
        """In order.  After one that is lost nothing else of the transaction goes."""
        if self._broker.is_away or self._fatal is not None:
            return
        for _ in range(number):
            topic, partition, key, value, headers, told = self._queue.popleft()
            if self._is_spoilt:
                continue
            if self._happens(self._sim.weather.lost):
                self._sim.count("record lost")
                self._is_spoilt = True
                continue
            try:
                transaction = self._broker.transaction(self._name, self._epoch)
            except KafkaException as refused:
                self._sim.count("fenced")
                self._fatal = refused.args[0]
                self._queue.clear()
                return
            log = self._broker.logs[topic, partition]
            entry = log.append(key, value, headers, transaction)
            if told is not None:
                self._reports.append((told, Message(topic, partition, entry)))

    def _report(self):
        told = len(self._reports)
        while self._reports:
            call, message = self._reports.popleft()
            call(None, message)
        return told


@dataclass
class Simulation:
    """What the clients share."""

    broker: object
    turns: object
    chance: object
    weather: Weather
    counts: dict = field(default_factory=dict)

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1


class Clients:
    """What one process talks to the broker with."""

    def __init__(self, sim, process):
        self._sim, self._process = sim, process

    def consumer(self):
        return Consumer(self._sim, self._process)

    def producer(self):
        return Producer(self._sim, self._process, self._process.name)

    def reader(self, *, committed=True):
        return Consumer(self._sim, self._process, committed=committed)
