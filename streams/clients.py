"""Deliveries and claims on an allocation to another client, at the account of the provider.

What is told of somebody else's allocation waits there under a person who has none (*pending*), so
it would never meet it under a person.  Here nobody is known but by a name for this alone.

State, per account of a provider: whose each allocation is (`made//<account>//<number>//<record>`),
and who is told of on it, and when (`client//<account>//<number>//<record>`).  What was credited,
and which claims there are, `claims` keeps.
"""

from collections.abc import Iterator

from schemas.messages import AccountRecord, Cause
from schemas.policy import Policy
from streams import controls
from streams.documents import publish_wanted
from streams.rules import clients as rules
from streams.step import Draft, Json

PREFIX = "client"
NUMBER_IN = {
    "delivery-started": "allocation",
    "delivery-stopped": "allocation",
    "claim-submitted": "allocation",
}


def take(draft: Draft, message: AccountRecord, before: Json | None, now: Json | None) -> None:
    """Keep who a record is about, and tell what follows; after `claims` took it."""
    account, record = message.account, message.record
    changed = {number for of in (before, now) for number in _credited(draft, account, of)}
    old, new = _whose(before), _whose(now)
    for number in old.keys() | new.keys():
        if old.get(number) != new.get(number):
            draft.put(f"made//{account}//{number}//{record}", new.get(number))
            changed.add(number)
    old, new = _about(before), _about(now)
    for number in old.keys() | new.keys():
        told = old.get(number), new.get(number)
        if told[0] != told[1]:
            draft.put(f"{PREFIX}//{account}//{number}//{record}", told[1])
            clients = set(draft.under(f"made//{account}//{number}//").values())
            if any(of and of["client"] not in clients for of in told):  # nearly never
                changed.add(number)
    if changed:
        policy = controls.policy_of(draft, message.municipality)
        for number in sorted(changed):
            restate(draft, account, number, policy, message.cause)


def _whose(record: Json | None) -> dict[str, Json]:
    """By allocation that is made: whose it is.  Of a contested one nobody can say."""
    if record is None or record.get("contested") or not record.get("client"):
        return {}
    made = (fact for fact in record["facts"] if fact["kind"] == "allocation-made")
    return {fact["number"]: record["client"] for fact in made}


def _about(record: Json | None) -> dict[str, Json]:
    """By allocation on which something is told: of whom, for which days; of a claim its number."""
    if record is None or not record.get("client"):
        return {}
    return {
        fact[NUMBER_IN[fact["kind"]]]: {
            "kind": fact["kind"],
            "client": record["client"],
            "start": fact["start"],
            "end": fact.get("end"),
            "claim": fact.get("number"),
        }
        for fact in record["facts"]
        if fact["kind"] in NUMBER_IN and not fact.get("credit")
    }


def _credited(draft: Draft, account: str, record: Json | None) -> Iterator[str]:
    """The allocations of claims that a record takes back."""
    for fact in record["facts"] if record else ():
        if fact.get("credit") and fact.get("previous"):
            claims = draft.under(f"claims//{account}//{fact['previous']}//")
            yield from (claim["allocation"] for claim in claims.values())


def restate(draft: Draft, account: str, number: str, policy: Policy, cause: Cause) -> None:
    """Of one allocation."""
    made = draft.under(f"made//{account}//{number}//")
    others = {
        record: told
        for record, told in draft.under(f"{PREFIX}//{account}//{number}//").items()
        if told["client"] not in made.values()
        and not draft.under(f"credits//{account}//{told['claim']}//")
    }
    found = rules.of_allocation(account, number, made, others)
    publish_wanted(draft, policy, cause, f"{account}|client|{number}", found)
