"""Time and policy, told to the steps as facts: to every partition of every step that keeps state.

The policies and the day are told before anything else, at every start: a step does nothing with
what it knows already, and goes through its keys if a policy has changed since.
"""

from collections.abc import Iterable
from datetime import date, datetime

from confluent_kafka import KafkaError, Message, Producer

from deploy.brokers import BrokerUnavailable
from schemas import wire
from schemas.messages import Cause, Control, DayPassed, PolicySet
from schemas.policy import Policy
from streams.settings import AppSettings
from streams.topology import STATEFUL_INPUTS

PATIENCE_SECONDS = 30.0


def day_passed(day: date) -> DayPassed:
    cause = Cause(message=f"day:{day}", received=f"{day}T00:00:00.000000+00:00")
    return DayPassed(day=day, cause=cause)


def policy_set(policy: Policy, now: datetime) -> PolicySet:
    name = f"policy:{policy.municipality}:{policy.fingerprint()}"
    received = now.isoformat(timespec="microseconds")
    return PolicySet(policy=policy, cause=Cause(message=name, received=received))


def announce(settings: AppSettings, controls: Iterable[Control]) -> None:
    """Returns once the broker holds them all, in this order in each partition.

    Raises:
        BrokerUnavailable: it does not hold them.
    """
    faults: list[KafkaError] = []

    def delivered(error: KafkaError | None, _: Message) -> None:
        if error is not None:
            faults.append(error)

    producer = Producer(
        {
            "bootstrap.servers": settings.bootstrap,
            "enable.idempotence": True,
            "acks": "all",
            "message.timeout.ms": int(PATIENCE_SECONDS * 1000),
            "log_level": 0,
        }
    )
    for control in controls:
        key, value = _key(control), wire.write(control)
        for topic in STATEFUL_INPUTS:
            for partition in range(settings.partitions):
                producer.produce(
                    settings.topic(topic), value, key, partition, on_delivery=delivered
                )
    waiting = producer.flush(PATIENCE_SECONDS)
    if waiting or faults:
        reason = faults[0].str() if faults else "no answer"
        raise BrokerUnavailable(
            f"The broker at {settings.bootstrap} does not take policies and days: {reason}"
        )


def _key(control: Control) -> str:
    """One of its own for each telling of a policy: what compaction keeps must still come first."""
    match control:
        case DayPassed():
            return f"day|{control.day}"
        case PolicySet():
            return f"policy|{control.policy.municipality}|{control.cause.received}"
