"""Allocations of which a municipality tells two things at one moment, at the provider's account.

Not under the person: one of the two may take the allocation back, of nobody.

State, per account of a provider: since which day (`contested//<account>//<number>//<record>`).
"""

from schemas import wire
from schemas.messages import AccountRecord, Cause, PolicySet
from schemas.policy import Policy
from streams import controls
from streams.documents import publish_signals
from streams.publish import Stamp
from streams.rules import allocated as rules
from streams.step import Draft, Json

ALLOCATIONS = frozenset({"allocation-made", "allocation-removed"})


def take(draft: Draft, message: AccountRecord, before: Json | None) -> None:
    """Keep whether what a record tells of allocations is contested, and tell what follows."""
    account = message.account
    were = _numbers(before["facts"]) if before else set()
    are = set() if message.gone else _numbers(wire.plain(message)["facts"])
    for number in sorted(were | are):
        key = f"contested//{account}//{number}//{message.record}"
        day = message.version[:10] if message.contested and number in are else None
        if draft.get(key) != day:
            draft.put(key, day)
            policy = controls.policy_of(draft, message.municipality)
            _restate(draft, account, number, policy, message.cause)


def _numbers(facts: list[Json]) -> set[str]:
    return {fact["number"] for fact in facts if fact["kind"] in ALLOCATIONS}


def restate_all(draft: Draft, message: PolicySet) -> None:
    """Under another policy; there are few."""
    for key in list(draft.under(f"contested//{message.policy.municipality}/")):
        provider, number, _ = key.split("//")
        account = f"{message.policy.municipality}/{provider}"
        _restate(draft, account, number, message.policy, message.cause)


def _restate(draft: Draft, account: str, number: str, policy: Policy, cause: Cause) -> None:
    contested = draft.under(f"contested//{account}//{number}//")
    found = rules.contradicting(account, policy.municipality, number, contested)
    fired = [fired for fired in found if policy.signals_on(fired.rule.id)]
    stamps = {policy.municipality: Stamp.of(policy, cause)}
    publish_signals(draft, stamps, f"{account}|contested|{number}", fired)
