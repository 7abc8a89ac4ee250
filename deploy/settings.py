"""What the operator decides, handed to whoever needs it.  Secrets never come from policy."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from schemas import policy as policies_
from schemas.errors import WrongConfiguration
from schemas.keys import KEY_BYTES_MIN, Keys
from schemas.policy import Policy
from schemas.values import Municipality


class Changed(NamedTuple):
    """A policy that came later."""

    received: str
    policy: Policy


@dataclass(frozen=True, slots=True)
class Municipalities:
    """The municipalities this hub serves: their policies and their HMAC keys.

    `later`: the policies that come after those, where it is known beforehand (a replay).
    """

    policies: dict[Municipality, Policy]
    keys: Keys
    later: Sequence[Changed] = ()

    @property
    def default(self) -> Municipality | None:
        """Whose a message is that names no municipality, where the hub serves only one."""
        return next(iter(self.policies)) if len(self.policies) == 1 else None


def load(policy_files: Sequence[Path], key_files: Sequence[Path] = ()) -> Municipalities:
    """Policies, and for each municipality its key.

    A key is hexadecimal text in a file named `<municipality>.key`, or `hmac.key` where there is one
    municipality; or in the environment as `SAMENLOOP_KEY_<municipality>`.

    Raises:
        WrongConfiguration: with every fault of every file at once.
    """
    policies: dict[Municipality, Policy] = {}
    keys: dict[Municipality, bytes] = {}
    faults: list[str] = []
    for file in policy_files:
        try:
            policy = policies_.load(file)
        except WrongConfiguration as wrong:
            faults += [f"{file.name}: {fault}" for fault in wrong.faults]
            continue
        if policy.municipality in policies:
            faults.append(f"{file.name}: a second policy of municipality {policy.municipality}")
        policies[policy.municipality] = policy
    for municipality in policies:
        try:
            keys[municipality] = _key(municipality, key_files, alone=len(policies) == 1)
        except ValueError as error:
            faults.append(str(error))
    if len(set(keys.values())) < len(keys):
        faults.append("two municipalities have the same key: their persons would share names")
    if faults:
        raise WrongConfiguration("configuration", faults)
    return Municipalities(policies, keys)


def _key(municipality: Municipality, files: Sequence[Path], *, alone: bool) -> bytes:
    variable = f"SAMENLOOP_KEY_{municipality}"
    text = os.environ.get(variable)
    for file in files:
        if file.name == f"{municipality}.key" or (alone and file.name == "hmac.key"):
            text = file.read_text(encoding="ascii")
    if text is None:
        raise ValueError(
            f"no key of municipality {municipality}: give a file {municipality}.key"
            f" (openssl rand -hex 32), or set {variable}"
        )
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise ValueError(f"the key of municipality {municipality} is not hexadecimal") from None
    if len(key) < KEY_BYTES_MIN:
        raise ValueError(
            f"the key of municipality {municipality} has {len(key)} bytes; {KEY_BYTES_MIN} at least"
        )
    return key
