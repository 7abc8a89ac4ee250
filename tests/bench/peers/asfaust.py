"""Faust as it ships: an agent with a table in memory.

Runs as `python -m faust -A tests.bench.peers.asfaust worker`.
"""

import faust
from orjson import dumps, loads

from tests.bench.peers.job import HEADERS, fold, job, output

it = job()
app = faust.App(
    it.name,
    broker=f"kafka://{it.bootstrap}",
    store="memory://",
    datadir=it.folder,
    topic_partitions=6,
    topic_replication_factor=1,
    topic_allow_declare=False,  # the topics are there
    topic_disable_leader=True,
    web_enabled=False,
    cython_optimizations="cython" in it.options,
)
events = app.topic(it.input, key_type=bytes, value_type=bytes, value_serializer="raw")
outputs = app.topic(it.output, key_type=bytes, value_type=bytes, value_serializer="raw")
states = app.Table("fold", partitions=6)


@app.agent(events)
async def count(stream):
    headers = dict(HEADERS) if it.headers else None
    async for raw in stream:
        event = loads(raw)
        person = event["person"]
        state = states[person] = fold(states.get(person), event)
        value = dumps(output(event, state))
        await outputs.send(key=person.encode(), value=value, headers=headers)
