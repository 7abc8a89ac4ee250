"""The hub as a Faust app: its steps, on the engine.

    app = build(topology(readers, policies, keys), AppSettings("localhost:9092"))

Its topics must be there (`samenloop topics apply`), with `settings.partitions` partitions.
"""

import uuid
from collections.abc import Sequence

from streams.engine.app import App, Options
from streams.engine.loop import Watch
from streams.engine.service import OnFailure
from streams.settings import AppSettings
from streams.shell import dead_letter, engine_step
from streams.step import Step

# A step of the hub takes up to a millisecond, of most messages: so few let a commit begin in time,
# and are enough for its code and data to be in the processor's caches
BATCH = 50


class Hub(App):
    """Nothing of it is Faust's to keep on disk."""

    def _create_directories(self) -> None: ...


def build(
    steps: Sequence[Step],
    settings: AppSettings,
    watch: Watch | None = None,
    on_failure: OnFailure | None = None,
) -> Hub:
    more = {"batch": BATCH, **settings.engine}
    if settings.folder is None:
        more["instance"] = uuid.uuid4().hex
    else:
        more = {"folder": settings.folder / settings.app_id, "store": "rocks"} | more
    app = Hub(
        settings.app_id,
        broker=[f"kafka://{host}" for host in settings.bootstrap.split(",")],
        key_serializer="raw",
        value_serializer="raw",
        autodiscover=False,
        origin="streams",
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.session_timeout / 3,
        topic_allow_declare=False,  # `samenloop topics` makes them
        topic_disable_leader=True,
        worker_redirect_stdouts=False,
        engine=Options(
            dead_letter=dead_letter(settings, steps),
            watch=watch,
            on_failure=on_failure,
            more=more,
        ),
    )
    for step in steps:
        app.add_step(engine_step(step, settings))
    return app
