"""What a hub answers to whoever asks whether it lives, and whether it is ready."""

import asyncio
from types import SimpleNamespace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from deploy.hub import _add_health


@pytest.mark.parametrize(
    ("alive", "why", "livez", "readyz"),
    [
        (True, None, (200, {"live": True}), (200, {"ready": True})),
        (
            True,
            "restoring 3 partitions",
            (200, {"live": True}),
            (503, {"ready": False, "why": "restoring 3 partitions"}),
        ),
        (False, "stopping", (503, {"live": False}), (503, {"ready": False, "why": "stopping"})),
    ],
    ids=["ready", "restoring", "ended"],
)
def test_an_orchestrator_hears_whether_to_wait_or_to_start_anew(alive, why, livez, readyz):
    """
    Not ready: send it no work yet.  Not alive: end it.
    """
    hub = SimpleNamespace(alive=alive, why_not_ready=lambda: why)

    async def ask():
        app = web.Application()
        _add_health(app, hub)
        async with TestClient(TestServer(app)) as client:
            answers = [await client.get(path) for path in ("/livez", "/readyz")]
            return [(answer.status, await answer.json()) for answer in answers]

    assert [livez, readyz] == asyncio.run(ask())
