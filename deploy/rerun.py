"""A folder of messages through the hub's steps, without a broker and without a clock.

The policy first, then the messages in the manifest's order, or in another one that a seed chooses:
times of receipt stand in the manifest and stay.  Later policies, and what somebody decided, come
where their time puts them; in another order too one policy comes after the other.  A day passes
when a message of a later day comes, and if asked every day in between, as on a hub that ran all
that time; at the end the last day passes, which is the same whatever the order.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from deploy import decided
from deploy.decided import Decided
from deploy.folder import Listed, raw_of
from deploy.settings import Changed, Municipalities
from schemas import topics
from schemas.facts import Source
from schemas.messages import DeadLetter, Outcome
from schemas.policy import Policy
from schemas.reading import Reader
from schemas.reviews import Review
from schemas.values import Municipality
from streams.driver import Driver, outcomes
from streams.step import Json, View
from streams.topology import topology

Readers = Mapping[Source, Reader]


Line = Listed | Decided | Changed


@dataclass(frozen=True, slots=True)
class Order:
    """In which order the messages come.  `shuffle`: the seed of another order than the manifest's;
    `duplicate`: each message comes twice; `every_day`: the days without a message pass too, so
    that what is told of a day itself (a seat that is free, a term that ends) is told on that day.
    """

    shuffle: int | None = None
    duplicate: bool = False
    every_day: bool = False

    def of(self, listed: Sequence[Line]) -> list[Line]:
        if self.shuffle is None and not self.duplicate:
            return list(listed)
        chance = random.Random(self.shuffle or 0)  # noqa: S311  an order, no secret
        lines = [line for line in listed if not isinstance(line, Changed)]
        policies = [line for line in listed if isinstance(line, Changed)]
        if self.shuffle is not None:
            chance.shuffle(lines)
        end = len(lines)
        places: list[tuple[float, Line]] = [(float(n), line) for n, line in enumerate(lines)]
        if self.duplicate:
            places += [(chance.uniform(n, end), line) for n, line in enumerate(lines)]
        places += zip(sorted(chance.uniform(0, end) for _ in policies), policies, strict=True)
        return [line for _, line in sorted(places, key=lambda place: place[0])]


@dataclass(frozen=True, slots=True)
class Rerun:
    """What the hub made of a folder.  `known`: as `deploy.told.Told` has it; `views`: by name of
    step what each of its partitions keeps.
    """

    events: list[Json]
    outcomes: list[Outcome]
    letters: list[DeadLetter]
    state: Json
    known: dict[tuple[str, str], int]
    reviews: list[Review]
    views: dict[str, list[View]]

    @property
    def identities(self) -> list[View]:
        return self.views["identify"]


def rerun(
    folder: Path,
    listed: Sequence[Listed],
    serving: Municipalities,
    readers: Readers,
    *,
    order: Order = Order(),
    until: date | None = None,
    model: Json = None,
) -> Rerun:
    """
    Args:
        until: the last day that passes; without it the day of the last receipt.
        model: by which descriptions are compared (`streams.linking.model.plain`); without it the
            first that is shipped.
    """
    in_force = dict(serving.policies)
    driver = Driver(topology(readers, in_force, serving.keys))
    for policy in serving.policies.values():
        driver.set_policy(policy, f"{policy.in_force}T00:00:00.000000+00:00")
    if model is not None:
        driver.set_model(model, "2000-01-01T00:00:00.000000+00:00")
    last = until or max((line.day for line in listed), default=None)
    pass_day = _passing(driver, last, every_day=order.every_day)
    beside: list[Decided | Changed] = [*decided.of_folder(folder), *serving.later]
    for line in order.of(_in_order(listed, beside)):
        pass_day(date.fromisoformat(line.received[:10]))
        match line:
            case Listed():
                in_force |= _policies_at(line.received, serving)
                driver.take(raw_of(folder, line))
            case Decided():
                driver.decide(line.decided)
            case Changed(received, policy):
                driver.set_policy(policy, received)
    if last is not None:
        pass_day(last)
    reviews: dict[str, Any] = {e.key: e.value for e in driver.sent[topics.REVIEWS.name]}
    letters: dict[str, Any] = {e.key: e.value for e in driver.sent[topics.DEAD_LETTERS.name]}
    return Rerun(
        events=[emit.value for emit in driver.emitted if emit.topic.public],
        outcomes=list(outcomes(driver.sent[topics.OUTCOMES.name]).values()),
        letters=list(letters.values()),
        state=driver.state(),
        known=_known(driver),
        reviews=[review for review in reviews.values() if review],
        views=_views(driver),
    )


def _policies_at(received: str, serving: Municipalities) -> dict[Municipality, Policy]:
    """By which a message that was received then is read, in whatever order it comes now."""
    came = sorted((c for c in serving.later if c.received <= received), key=lambda c: c.received)
    return serving.policies | {changed.policy.municipality: changed.policy for changed in came}


def _views(driver: Driver) -> dict[str, list[View]]:
    views: dict[str, list[View]] = {}
    for (step, _), state in sorted(driver.states.items()):
        views.setdefault(step, []).append(state)
    return views


def _in_order(listed: Sequence[Listed], beside: Sequence[Decided | Changed]) -> list[Line]:
    """Messages in the manifest's order, with what else there is where its time puts it."""
    return sorted([*listed, *beside], key=lambda line: line.received) if beside else [*listed]


def _known(driver: Driver) -> dict[tuple[str, str], int]:
    """Of each version of a record, how many events had been told when it was read."""
    known: dict[tuple[str, str], int] = {}
    told = 0
    for emit in driver.emitted:
        told += emit.topic.public
        match emit.value:
            case Outcome(step="normalise") as outcome:
                known.setdefault((outcome.record, outcome.version), told)
            case _:
                pass
    return known


def _passing(driver: Driver, last: date | None, *, every_day: bool) -> Callable[[date], None]:
    """Lets a day pass if it is later than those before; none after the *last*."""
    passed: list[date] = []

    def pass_day(day: date) -> None:
        day = day if last is None else min(day, last)
        if passed and day <= passed[-1]:
            return
        since = (day - passed[-1]).days if passed and every_day else 1
        for ago in reversed(range(since)):
            driver.pass_day(day - timedelta(days=ago))
        passed.append(day)

    return pass_day
