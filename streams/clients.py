"""Deliveries and claims on an allocation to another client, at the account of the provider.

What is told of somebody else's allocation waits there under a person who has none (*pending*), so
it would never meet it under a person.  Here nobody is known but by a name for this alone.

State, per account of a provider: who each record of an allocation is about, and its days
(`client//<account>//<allocation>//<record>`).
"""

from schemas import wire
from schemas.messages import AccountRecord, Cause, PolicySet
from schemas.policy import Policy
from streams import by_allocation, controls
from streams.documents import publish_wanted
from streams.rules import clients as rules
from streams.step import Draft, Json

PREFIX = "client"
NUMBER_IN = {
    "allocation-made": "number",
    "delivery-started": "allocation",
    "delivery-stopped": "allocation",
    "claim-submitted": "allocation",
}


def take(draft: Draft, message: AccountRecord, before: Json | None) -> None:
    """Keep who a record is about, and tell what follows."""
    account, record = message.account, message.record
    old = _about(before) if before else {}
    new = {} if message.gone else _about(wire.plain(message))
    policy = controls.policy_of(draft, message.municipality)
    for number in sorted(old.keys() | new.keys()):
        if old.get(number) != new.get(number):
            draft.put(f"{PREFIX}//{account}//{number}//{record}", new.get(number))
            _restate(draft, account, number, policy, message.cause)


def _about(record: Json) -> dict[str, Json]:
    """By allocation: who it is about, and when; of a claim its number, or the one it takes back."""
    return {
        fact[NUMBER_IN[fact["kind"]]]: {
            "kind": fact["kind"],
            "client": record["client"],
            "start": fact["start"],
            "end": fact.get("end"),
            "claim": None if fact.get("credit") else fact.get("number"),
            "credits": fact.get("previous"),
        }
        for fact in record["facts"]
        if record.get("client") and fact["kind"] in NUMBER_IN
    }


def of_policy(draft: Draft, message: PolicySet) -> Json | None:
    return by_allocation.cursor(draft, PREFIX, message)


def sweep(draft: Draft, cursor: Json) -> Json | None:
    return by_allocation.sweep(draft, cursor, _restate)


def _restate(draft: Draft, account: str, number: str, policy: Policy, cause: Cause) -> None:
    told = draft.under(f"{PREFIX}//{account}//{number}//")
    found = rules.of_allocation(account, number, told)
    publish_wanted(draft, policy, cause, f"{account}|client|{number}", found)
