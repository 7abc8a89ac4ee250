"""A policy that changes reaches the running hub: its file is looked at, and told when it differs.

A wrong file changes nothing: every fault in it is logged, and the policy in force stays.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from pathlib import Path

import structlog

from deploy.brokers import BrokerUnavailable
from schemas import policy as policies
from schemas.errors import WrongConfiguration
from schemas.policy import Policy
from schemas.values import Municipality

LOOK_SECONDS = 1.0

log = structlog.get_logger()
Tell = Callable[[Policy], Awaitable[None]]


async def watch(
    files: Sequence[Path], in_force: MutableMapping[Municipality, Policy], tell: Tell
) -> None:
    """Keep *in_force* equal to *files*, and *tell* of each change.  Never ends."""
    seen = {file: _looks(file) for file in files}
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        for file in files:
            looks = _looks(file)
            if looks != seen[file] and await take(file, in_force, tell):
                seen[file] = looks


async def take(file: Path, in_force: MutableMapping[Municipality, Policy], tell: Tell) -> bool:
    """Put the policy in *file* in force.  Whether the file is done with: else look again."""
    try:
        policy = policies.load(file)
    except WrongConfiguration as wrong:
        _refused(file, list(wrong.faults))
        return True
    if policy.municipality not in in_force:
        _refused(file, [f"municipality: {policy.municipality} is not one this hub started with"])
        return True
    if policy == in_force[policy.municipality]:
        return True
    try:
        await tell(policy)
    except BrokerUnavailable:
        log.warning("policy_not_told", file=file.name, advice="tried again at once")
        return False
    in_force[policy.municipality] = policy
    log.info("policy_in_force", municipality=policy.municipality, since=str(policy.in_force))
    return True


def _refused(file: Path, faults: list[str]) -> None:
    advice = "the policy in force stays; correct the file, it is looked at again"
    log.error("policy_refused", file=file.name, faults=faults, advice=advice)


def _looks(file: Path) -> tuple[int, int]:
    """What tells that a file was written; a file that is away for a moment looks like nothing."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
