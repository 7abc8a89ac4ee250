"""An agent of Faust's own, with a table, beside a step: both read the same topic."""

import os

from streams.engine.app import App, Options

app = App(
    "beside",
    broker=os.environ["BROKER"],
    topic_partitions=1,
    topic_disable_leader=True,
    table_standby_replicas=0,
    broker_session_timeout=6,
    broker_heartbeat_interval=2,
    store="memory://",
    engine=Options(more={"group": "beside-steps"}),
)
words = app.topic("beside-in", key_type=bytes, value_type=bytes, value_serializer="raw")
seen = app.topic("beside-agent", value_serializer="raw")
counts = app.Table("counts", default=int)


@app.step(words, to=["beside-step"])
def upper(events, view, out):
    for event in events:
        out.send("beside-step", key=event.key(), value=event.value().upper())


@app.agent(words)
async def count(stream):
    async for word in stream:
        counts[word.decode()] += 1
        await seen.send(key=word, value=b"%d" % counts[word.decode()])
