"""Time and policy, told to the steps as facts: to every partition of every step that keeps state.

The policies and the day are told before anything else, at every start: a step does nothing with
what it knows already, and goes through its keys if a policy has changed since.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from deploy.brokers import BrokerUnavailable
from deploy.engine import beside
from schemas import wire
from schemas.messages import Cause, Control, DayPassed, ModelSet, PolicySet
from schemas.policy import Policy
from schemas.topics import FACTS
from schemas.values import digest
from streams.engine.broadcast import send_together
from streams.engine.faults import BrokerFailed
from streams.engine.step import Record
from streams.settings import AppSettings
from streams.topology import STATEFUL_INPUTS


def day_passed(day: date) -> DayPassed:
    cause = Cause(message=f"day:{day}", received=f"{day}T00:00:00.000000+00:00")
    return DayPassed(day=day, cause=cause)


def policy_set(policy: Policy, now: datetime) -> PolicySet:
    name = f"policy:{policy.municipality}:{policy.fingerprint()}"
    received = now.isoformat(timespec="microseconds")
    return PolicySet(policy=policy, cause=Cause(message=name, received=received))


def announce_model(settings: AppSettings, model: dict[str, Any], now: datetime) -> None:
    """A model, as `streams.linking.model.plain` gives it, to who links people.

    Raises:
        BrokerUnavailable: it does not hold it.
    """
    received = now.isoformat(timespec="microseconds")
    name = digest(json.dumps(model, sort_keys=True))
    cause = Cause(message=f"model:{name}", received=received)
    told = ModelSet(version=model["version"], digest=name, model=model, cause=cause)
    key = f"model|{received}".encode()
    _send(
        settings,
        [
            Record(settings.topic(FACTS), key, wire.write(told), partition)
            for partition in range(settings.partitions)
        ],
    )


def announce(settings: AppSettings, controls: Iterable[Control]) -> None:
    """All of them, in this order in each partition, or none.

    Raises:
        BrokerUnavailable: it does not hold them.
    """
    records = [
        Record(settings.topic(topic), key, value, partition)
        for control in controls
        for key, value in [(_key(control).encode(), wire.write(control))]
        for topic in STATEFUL_INPUTS
        for partition in range(settings.partitions)
    ]
    _send(settings, records)


def _send(settings: AppSettings, records: list[Record]) -> None:
    try:
        send_together(beside(settings), records, "controls")
    except BrokerFailed as failed:
        raise BrokerUnavailable(
            f"The broker at {settings.bootstrap} does not take policies, days and models: {failed}"
        ) from failed


def _key(control: Control) -> str:
    """One of its own for each telling of a policy: what compaction keeps must still come first."""
    match control:
        case DayPassed():
            return f"day|{control.day}"
        case PolicySet():
            return f"policy|{control.policy.municipality}|{control.cause.received}"
