"""Allocations of which a municipality tells two things at one moment, at the provider's account.

Not under the person: one of the two may take the allocation back, of nobody.

State, per account of a provider: since which day (`contested//<account>//<number>//<record>`).
"""

from schemas.contracts import ALLOCATIONS, AllocationRemoved
from schemas.facts import AllocationMade
from schemas.messages import AccountRecord, Cause
from schemas.policy import Policy
from streams import controls
from streams.documents import publish_wanted
from streams.rules import allocated as rules
from streams.step import Draft, Json

PREFIX = "contested"


def take(draft: Draft, message: AccountRecord, before: Json | None) -> None:
    """Keep whether what a record tells of allocations is contested, and tell what follows."""
    account = message.account
    were = {f["number"] for f in before["facts"] if f["kind"] in ALLOCATIONS} if before else set()
    are = {f.number for f in message.facts if isinstance(f, AllocationMade | AllocationRemoved)}
    for number in sorted(were | are):
        key = f"{PREFIX}//{account}//{number}//{message.record}"
        day = message.version[:10] if message.contested and number in are else None
        if draft.get(key) != day:
            draft.put(key, day)
            policy = controls.policy_of(draft, message.municipality)
            restate(draft, account, number, policy, message.cause)


def restate(draft: Draft, account: str, number: str, policy: Policy, cause: Cause) -> None:
    """Of one allocation."""
    contested = draft.under(f"{PREFIX}//{account}//{number}//")
    found = rules.contradicting(account, number, contested)
    publish_wanted(draft, policy, cause, f"{account}|contested|{number}", found)
