"""aiokafka in a plain loop: getmany, send, gather, commit."""

import asyncio

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from orjson import dumps, loads

from tests.bench.peers.job import HEADERS, fold, job, output, stopping


async def main():
    it, stop = job(), stopping()
    consumer = AIOKafkaConsumer(
        it.input,
        bootstrap_servers=it.bootstrap,
        group_id=it.name,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=100,
        check_crcs=False,
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=it.bootstrap, acks="all", linger_ms=5, max_batch_size=262_144
    )
    await consumer.start()
    await producer.start()
    headers, states = HEADERS if it.headers else None, {}
    try:
        while not stop.is_set():
            sent = []
            for messages in (await consumer.getmany(timeout_ms=100, max_records=2_000)).values():
                for message in messages:
                    event = loads(message.value)
                    person = event["person"]
                    state = states[person] = fold(states.get(person), event)
                    value = dumps(output(event, state))
                    sent.append(await producer.send(it.output, value, message.key, headers=headers))
                    kept = dumps(state)
                    sent.append(
                        await producer.send(it.changelog, kept, message.key, message.partition)
                    )
            if sent:
                await asyncio.gather(*sent)
                await consumer.commit()
    finally:
        await consumer.stop()
        await producer.stop()


if __name__ == "__main__":
    asyncio.run(main())
