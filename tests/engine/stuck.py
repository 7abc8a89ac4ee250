"""An app whose step does not come back from a record that says `hang`."""

import os
import time

from streams.engine.app import App, Options

app = App(
    "stuck",
    broker=os.environ["BROKER"],
    topic_partitions=1,
    broker_session_timeout=6,
    engine=Options(more={"step_timeout": 2.0, "batch": 1}),
)


@app.step(app.topic("stuck-in"))
def wait(events, view, out):
    for event in events:
        if event.value() == b"hang":
            time.sleep(60)
