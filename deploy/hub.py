"""The hub's parts in one process: the entrance, the steps, and what can be read of them.

    async with running(plan) as hub:
        await hub.until_stopped()

Each part is a role, so that several processes can share the work.  First the policies and the day
are on every step's input; only then anything is taken in.
"""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path

import structlog
from aiohttp import web

from connectors.inbound import access as accesses
from connectors.inbound import http
from connectors.inbound.access import Access
from connectors.inbound.doors import DOORS
from connectors.inbound.folder import Folder
from connectors.inbound.intake import Intake
from connectors.inbound.problems import manners, problems
from connectors.inbound.producer import RawProducer
from connectors.inbound.server import runner
from connectors.outbound import events, metrics, offers, operators
from connectors.outbound.metrics import Counted, Metrics
from connectors.outbound.offers import Offers
from connectors.outbound.postcodes import Postcodes
from deploy import clock, policies, topics
from deploy.brokers import BrokerUnavailable
from deploy.controls import announce, day_passed, policy_set
from deploy.settings import Municipalities
from schemas.errors import WrongConfiguration
from schemas.policy import Policy
from streams.app import build
from streams.engine.app import App
from streams.engine.faults import BrokerFailed, EngineStopped
from streams.engine.health import EXIT_BROKER, EXIT_BUG
from streams.settings import AppSettings
from streams.topology import topology

PATIENCE_SECONDS = 30.0
CHECK_SECONDS = 0.5

log = structlog.get_logger()


class Role(StrEnum):
    INGEST = "ingest"
    STREAMS = "streams"
    API = "api"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run.  `inbox`: the folder that messages may be dropped in.  `policy_files`: looked at
    while the hub runs, so that a changed policy is told.  `postcodes`: where they lie.
    """

    app: AppSettings
    serving: Municipalities
    access: Access
    roles: frozenset[Role] = frozenset(Role)
    host: str = "127.0.0.1"
    port: int = 8080
    inbox: Path | None = None
    policy_files: tuple[Path, ...] = ()
    replication: int = topics.BROKERS_CHOICE
    postcodes: Postcodes | None = None


class Hub:
    """What runs.  `steps` is Faust's app, in a process that has that role."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.metrics, self.address = plan, Metrics(), ""
        self.steps: App | None = None
        self.offers: Offers | None = None
        self.beside: list[asyncio.Task[None]] = []  # what runs as long as the hub does

    def why_not_ready(self) -> str | None:
        if Role.STREAMS in self.plan.roles:
            why = self.steps.engine.health.why_not_ready() if self.steps else "starting"
            if why is not None:
                return why
        return self.offers.why_not_ready() if self.offers else None

    @property
    def alive(self) -> bool:
        return self.steps is None or self.steps.engine.alive

    async def until_failed(self) -> int:
        """The exit code, when a part ended that should not have."""
        while not any(part.done() for part in self.beside):
            if self.steps is not None and self.steps.should_stop:
                log.critical("steps_stopped", advice="see the lines before this one; start again")
                return EXIT_BROKER
            # Faust has an event for its end, none for its failing
            await asyncio.sleep(CHECK_SECONDS)
        for part in self.beside:
            if part.done():
                log.critical("part_failed", part=part.get_name(), exc_info=part.exception())
        return EXIT_BUG

    async def stop_doing(self) -> None:
        for part in self.beside:
            part.cancel()
        if self.beside:
            await asyncio.wait(self.beside)


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[Hub]:
    """
    Raises:
        WrongConfiguration: the operator must put something right; nothing was started.
        BrokerUnavailable: there is no broker, or it did not answer in time.
    """
    must_be_safe(plan)
    wanted = topics.wanted(plan.app, plan.serving.policies.values())
    for made in await asyncio.to_thread(topics.make, plan.app, wanted, plan.replication):
        log.info("topic_made_so", difference=str(made))

    hub = Hub(plan)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(hub.stop_doing)
        if Role.STREAMS in plan.roles:
            day = await _announce(plan)
            hub.beside.append(asyncio.create_task(_clock(plan, day), name="clock"))
            hub.beside.append(asyncio.create_task(_watch_policies(plan), name="policies"))
        intake = await _intake(hub, stack) if Role.INGEST in plan.roles else None
        hub.address = await _listen(hub, intake, stack)
        if Role.STREAMS in plan.roles:
            hub.steps = await _steps(hub, stack)
        log.info("hub_ready", roles=[r.value for r in sorted(plan.roles)], listening=hub.address)
        try:
            yield hub
        finally:
            log.info("hub_stopping")


def must_be_safe(plan: Plan) -> None:
    if Role.INGEST in plan.roles:
        accesses.must_be_safe(plan.host, plan.access)
    operators.must_be_safe(plan.host, plan.access)


async def _announce(plan: Plan) -> date:
    now, today = datetime.now(UTC), clock.today()
    policies = [policy_set(policy, now) for policy in plan.serving.policies.values()]
    await asyncio.to_thread(announce, plan.app, [*policies, day_passed(today)])
    return today


async def _clock(plan: Plan, told: date) -> None:
    await clock.pass_days(lambda day: announce(plan.app, [day_passed(day)]), told)


async def _watch_policies(plan: Plan) -> None:
    async def tell(policy: Policy) -> None:
        await asyncio.to_thread(announce, plan.app, [policy_set(policy, datetime.now(UTC))])

    await policies.watch(plan.policy_files, plan.serving.policies, tell)


async def _intake(hub: Hub, stack: AsyncExitStack) -> Intake:
    plan = hub.plan
    producer = RawProducer(plan.app.bootstrap, prefix=plan.app.prefix)
    stack.push_async_callback(asyncio.to_thread, producer.close)
    if not await asyncio.to_thread(producer.wait_until_ready, PATIENCE_SECONDS):
        raise BrokerUnavailable(f"The broker at {plan.app.bootstrap} does not show its topics.")
    intake = Intake(Counted(producer, hub.metrics))
    if plan.inbox is not None:
        _watch(hub, plan.inbox, intake, stack)
    return intake


def _watch(hub: Hub, inbox: Path, intake: Intake, stack: AsyncExitStack) -> None:
    serving = hub.plan.serving
    keep = max(policy.retention.done_files for policy in serving.policies.values())
    folder = Folder(inbox, intake, serving.default, keep)
    stop = threading.Event()
    watching = asyncio.create_task(asyncio.to_thread(folder.watch, stop), name="inbox")
    hub.beside.append(watching)

    async def end() -> None:
        stop.set()
        await asyncio.wait([watching])

    stack.push_async_callback(end)


async def _listen(hub: Hub, intake: Intake | None, stack: AsyncExitStack) -> str:
    """Every process tells how it fares; what else it answers depends on its roles."""
    plan = hub.plan
    app = http.application(intake, plan.access) if intake else _plain_application()
    metrics.add(app, hub.metrics, plan.access)
    if Role.API in plan.roles:
        where = plan.app.bootstrap, plan.app.prefix, plan.app.partitions
        events.add(app, events.Stream(*where, plan.access))
        hub.offers = Offers(*where, plan.access, clock.today, plan.postcodes)
        offers.add(app, hub.offers)
        hub.beside.append(asyncio.create_task(hub.offers.follow(), name="offers"))
    _add_health(app, hub)
    opened = runner(app, shutdown_timeout=2.0)
    await opened.setup()
    stack.push_async_callback(opened.cleanup)
    await web.TCPSite(opened, plan.host, plan.port).start()
    host, port = opened.addresses[0][:2]
    return f"{host}:{port}"


def _plain_application() -> web.Application:
    app = web.Application(middlewares=[problems])
    app.on_response_prepare.append(manners)
    return app


def _add_health(app: web.Application, hub: Hub) -> None:
    async def live(_: web.Request) -> web.Response:
        status = HTTPStatus.OK if hub.alive else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"live": hub.alive}, status=status)

    async def ready(_: web.Request) -> web.Response:
        why = hub.why_not_ready()
        if why is None:
            return web.json_response({"ready": True})
        answer = {"ready": False, "why": why}
        return web.json_response(answer, status=HTTPStatus.SERVICE_UNAVAILABLE)

    app.router.add_get("/livez", live)
    app.router.add_get("/readyz", ready)


async def _steps(hub: Hub, stack: AsyncExitStack) -> App:
    serving = hub.plan.serving
    readers = {source: door.read for source, door in DOORS.items()}
    app = build(topology(readers, serving.policies, serving.keys), hub.plan.app, hub.metrics)
    stack.push_async_callback(app.stop)
    try:
        await app.start()
    except BrokerFailed as failed:
        raise BrokerUnavailable(
            f"The broker at {hub.plan.app.bootstrap} fails: {failed}"
        ) from failed
    except EngineStopped as wrong:
        raise WrongConfiguration("steps", [f"{wrong}; {wrong.advice}"]) from wrong
    return app
