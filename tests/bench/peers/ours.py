"""Ours: a step of a Faust app.  `python -m faust -A tests.bench.peers.ours worker`."""

from orjson import dumps, loads

from streams.engine.app import JSON, App, Options
from tests.bench.peers.job import HEADERS, fold, job, output

it = job()
app = App(
    it.name,
    broker=f"kafka://{it.bootstrap}",
    datadir=it.folder,
    topic_allow_declare=False,  # the topics are there
    topic_disable_leader=True,
    broker_session_timeout=6,
    broker_heartbeat_interval=2,
    engine=Options(
        more={
            "instance": it.instance,
            **{name: loads(value) for name, value in (o.split("=") for o in it.options)},
        }
    ),
)


@app.step(it.input, to=[it.output], state=JSON, name="fold")
def count(events, view, out):
    get, put, send = view.get, view.put, out.send
    topic, headers = it.output, HEADERS if it.headers else ()
    for message in events:
        event = loads(message.value())
        person = event["person"]
        state = fold(get(person), event)
        put(person, state)
        send(topic, message.key(), dumps(output(event, state)), headers=headers)
