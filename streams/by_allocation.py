"""A sweep over what an account keeps by allocation, a chunk at a time: another policy holds.

The keys: `<prefix>//<account>//<allocation>//<record>`.
"""

from collections.abc import Callable
from itertools import islice

from schemas import wire
from schemas.messages import Cause, PolicySet
from schemas.policy import Policy
from streams import controls
from streams.step import CHUNK, Draft, Json

Restate = Callable[[Draft, str, str, Policy, Cause], None]


def cursor(draft: Draft, prefix: str, message: PolicySet) -> Json | None:
    """Over what was told in a municipality, if anything was."""
    of_town = f"{prefix}//{message.policy.municipality}/"
    if next(draft.scan(of_town), None) is None:
        return None
    return {"prefix": of_town, "after": "", "cause": wire.plain(message.cause)}


def sweep(draft: Draft, cursor: Json, restate: Restate) -> Json | None:
    """Conclude a chunk anew, each allocation once; the cursor to go on from."""
    cause, last = Cause.model_validate(cursor["cause"]), cursor["after"]
    keys = [key for key, _ in islice(draft.scan(cursor["prefix"], after=last), CHUNK + 1)]
    of = dict.fromkeys(tuple(key.split("//")[1:3]) for key in keys[:CHUNK])
    for account, number in of:
        policy = controls.policy_of(draft, account.partition("/")[0])
        restate(draft, account, number, policy, cause)
    return cursor | {"after": keys[CHUNK - 1]} if len(keys) > CHUNK else None
