"""librdkafka (confluent-kafka) in a plain loop: consume, produce, flush, commit; no transactions.

What is written twice after a crash, and what its state then is, it leaves to chance.  The clients'
settings are those of `streams/engine/clients.py`, but for a shorter linger.  Option "async": go on
without waiting for the commit.
"""

from confluent_kafka import Consumer, Producer
from orjson import dumps, loads

from tests.bench.peers.job import HEADERS, fold, job, output, stopping

CONSUMER = {
    "enable.auto.commit": False,
    "auto.offset.reset": "earliest",
    "partition.assignment.strategy": "cooperative-sticky",
    "queued.min.messages": 50_000,
    "queued.max.messages.kbytes": 65_536,
    "fetch.queue.backoff.ms": 10,
    "fetch.wait.max.ms": 100,
    "check.crcs": False,
}
PRODUCER = {
    "acks": "all",
    "linger.ms": 5,
    "batch.size": 1_000_000,
    "queue.buffering.max.messages": 1_000_000,
    "queue.buffering.max.kbytes": 1_048_576,
    "partitioner": "murmur2_random",
}
AT_ONCE = 2_000


def main():
    it, stop = job(), stopping()
    common = {"bootstrap.servers": it.bootstrap, "log_level": 0}
    consumer = Consumer({**common, **CONSUMER, "group.id": it.name})
    producer = Producer({**common, **PRODUCER})
    consumer.subscribe([it.input])
    later = "async" in it.options
    states = {}
    while not stop.is_set():
        messages = consumer.consume(AT_ONCE, 0.1)
        if not messages:
            continue
        do(it, producer, states, messages)
        assert producer.flush(30) == 0
        consumer.commit(asynchronous=later)
    consumer.close()


def do(it, producer, states, messages):
    produce, headers = producer.produce, HEADERS if it.headers else None
    for message in messages:
        event = loads(message.value())
        key, person = message.key(), event["person"]
        state = states[person] = fold(states.get(person), event)
        if headers:
            produce(it.output, dumps(output(event, state)), key, headers=headers)
        else:
            produce(it.output, dumps(output(event, state)), key)
        produce(it.changelog, dumps(state), key, message.partition())


if __name__ == "__main__":
    main()
