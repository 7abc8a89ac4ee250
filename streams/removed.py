"""Deliveries on allocations that the municipality took back, as if they had never been sent.

That an allocation was taken back is told of nobody, so it meets its deliveries where it meets its
claims: at the account of the provider, without the person.

State, per account of a provider: what is told of deliveries, by allocation
(`delivered//<account>//<allocation>//<record>`), beside what is told of allocations, which `claims`
keeps.
"""

from schemas.contracts import ALLOCATIONS
from schemas.messages import AccountRecord, Cause
from schemas.policy import Policy
from streams import controls
from streams.documents import publish_wanted
from streams.rules import removed as rules
from streams.step import Draft, Json

PREFIX = "delivered"
DELIVERIES = frozenset({"delivery-started", "delivery-stopped"})


def take(draft: Draft, message: AccountRecord, before: Json | None, now: Json | None) -> None:
    """Keep what a record tells of deliveries, and tell what follows."""
    account, record = message.account, message.record
    old: list[Json] = before["facts"] if before else []
    new: list[Json] = now["facts"] if now else []
    if old == new:
        return
    changed: set[str] = set()
    for facts, put in ((old, False), (new, True)):
        for fact in facts:
            if fact["kind"] in DELIVERIES:
                number = fact["allocation"]
                told = {"start": fact["start"], "end": fact.get("end")}
                key = f"{PREFIX}//{account}//{number}//{record}"
                draft.put(key, told if put else None)
                changed.add(number)
            elif fact["kind"] in ALLOCATIONS:
                changed.add(fact["number"])
    policy = controls.policy_of(draft, message.municipality)
    for number in sorted(changed):
        restate(draft, account, number, policy, message.cause)


def restate(draft: Draft, account: str, number: str, policy: Policy, cause: Cause) -> None:
    """Of one allocation."""
    told = draft.under(f"allocated//{account}//{number}//")
    delivered = draft.under(f"{PREFIX}//{account}//{number}//")
    found = rules.of_allocation(account, number, told, delivered)
    publish_wanted(draft, policy, cause, f"{account}|delivered|{number}", found)
