"""Quix Streams, exactly once: a stateful `apply`, RocksDB beneath it, its own changelog."""

from quixstreams import Application

from tests.bench.peers.job import fold, job, output

# beyond its defaults: the settings of librdkafka that ours has, which it lets through
EXTRA = {
    "consumer_extra_config": {
        "fetch.queue.backoff.ms": 10,
        "fetch.wait.max.ms": 100,
        "queued.min.messages": 50_000,
        "queued.max.messages.kbytes": 65_536,
        "check.crcs": False,
    },
    "producer_extra_config": {
        "linger.ms": 5,
        "batch.size": 1_000_000,
        "queue.buffering.max.messages": 1_000_000,
        "queue.buffering.max.kbytes": 1_048_576,
    },
}


def main():
    it = job()
    app = Application(
        broker_address=it.bootstrap,
        consumer_group=it.name,
        auto_offset_reset="earliest",
        processing_guarantee="exactly-once",
        state_dir=it.folder,
        loglevel="WARNING",
        **EXTRA,
    )
    events = app.topic(it.input, key_deserializer="bytes", value_deserializer="json")
    outputs = app.topic(it.output, key_serializer="bytes", value_serializer="json")

    def step(event, state):
        state.set("fold", folded := fold(state.get("fold"), event))
        return output(event, folded)

    app.dataframe(events).apply(step, stateful=True).to_topic(outputs)
    app.run(
        count=it.events
    )  # stops by itself, so that the last commit does not wait for its interval


if __name__ == "__main__":
    main()
