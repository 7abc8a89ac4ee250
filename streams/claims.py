"""What providers claim, held against what was allocated to them, and against their contracts.

State, per account of a provider: the claims by their own number
(`claims//<account>//<number>//<record>`) and by allocation
(`claimed//<account>//<allocation>//<number>//<record>`), the credits by the number of what they
take back (`credits//<account>//<number>//<record>`), what is told of allocations
(`allocated//<account>//<allocation>//<record>`), and the contracts
(`contracts//<account>//<record>`).  A provider claims very often and changes a contract seldom: a
claim or an allocation is looked at by itself, and a contract or a policy that changes sweeps the
claims.
"""

from itertools import islice

from pydantic import TypeAdapter

from schemas import wire
from schemas.contracts import ClaimSubmitted, ContractAgreed
from schemas.messages import AccountRecord, Cause, PolicySet
from schemas.policy import Policy
from streams import controls
from streams.documents import publish_wanted
from streams.rules import claims as rules
from streams.rules.claims import Agreed
from streams.step import CHUNK, Draft, Json

CLAIM, CONTRACT = TypeAdapter(ClaimSubmitted), TypeAdapter(ContractAgreed)


def take(
    draft: Draft, message: AccountRecord, before: Json | None, now: Json | None
) -> Json | None:
    """Keep what a record tells of claims and contracts, tell what follows; the sweep, if any.

    *before* and *now*: the record as it was kept and is, if it is there.
    """
    account, record = message.account, message.record
    old: list[Json] = before["facts"] if before else []
    new: list[Json] = now["facts"] if now else []
    if old == new:
        return None
    changed: set[str] = set()
    for facts, put in ((old, False), (new, True)):
        for fact in facts:
            match fact["kind"]:
                case "claim-submitted":
                    changed |= _hold(draft, account, record, fact, put=put)
                case "allocation-made" | "allocation-removed" as kind:
                    number = fact["number"]
                    draft.put(f"allocated//{account}//{number}//{record}", kind if put else None)
                    of_it = draft.under(f"claimed//{account}//{number}//")
                    changed |= {claimed.partition("//")[0] for claimed in of_it}
                case "contract-agreed":
                    draft.put(f"contracts//{account}//{record}", fact if put else None)
                case _:
                    pass
    policy = controls.policy_of(draft, message.municipality)
    for number in sorted(changed):
        _restate(draft, account, number, policy, message.cause)
    contracted = any(fact["kind"] == "contract-agreed" for fact in (*old, *new))
    return _cursor(f"claims//{account}//", message.cause) if contracted else None


def of_policy(draft: Draft, message: PolicySet) -> Json | None:
    prefix = f"claims//{message.policy.municipality}/"
    known = next(draft.scan(prefix), None)
    return _cursor(prefix, message.cause) if known else None


def sweep(draft: Draft, cursor: Json) -> Json | None:
    """Go through claims, a chunk at a time; the cursor to go on from."""
    cause, last = Cause.model_validate(cursor["cause"]), cursor["after"]
    keys = [key for key, _ in islice(draft.scan(cursor["prefix"], after=last), CHUNK + 1)]
    for key in keys[:CHUNK]:
        _, account, number, _ = key.split("//")
        policy = controls.policy_of(draft, account.partition("/")[0])
        _restate(draft, account, number, policy, cause)
    return cursor | {"after": keys[CHUNK - 1]} if len(keys) > CHUNK else None


def _cursor(prefix: str, cause: Cause) -> Json:
    return {"prefix": prefix, "after": "", "cause": wire.plain(cause)}


def _hold(draft: Draft, account: str, record: str, fact: Json, *, put: bool) -> set[str]:
    """Which claims, by number, may fit otherwise."""
    kind, number = "claims", fact["number"]
    if not fact["credit"]:
        draft.put(f"claimed//{account}//{fact['allocation']}//{number}//{record}", put or None)
    else:
        kind, number = "credits", fact.get("previous")
    if number is None:  # a credit of nothing
        return set()
    draft.put(f"{kind}//{account}//{number}//{record}", fact if put else None)
    return {number}


def _restate(draft: Draft, account: str, number: str, policy: Policy, cause: Cause) -> None:
    """Each record of that number: one, unless a source tells it twice."""
    claims = draft.under(f"claims//{account}//{number}//")
    credited = bool(draft.under(f"credits//{account}//{number}//"))
    claims = {} if credited else claims
    contracts = draft.under(f"contracts//{account}//") if claims else {}
    agreed = [Agreed(name, CONTRACT.validate_python(c)) for name, c in contracts.items()]
    told = [(record, CLAIM.validate_python(claim)) for record, claim in claims.items()]
    allocated = {c.allocation: _allocated(draft, account, c.allocation) for _, c in told}
    found = [
        *(f for r, c in told for f in rules.of_allocation(account, r, c, allocated[c.allocation])),
        *(f for r, c in told for f in rules.of_contracts(account, r, c, agreed)),
    ]
    publish_wanted(draft, policy, cause, f"{account}|{number}", found)


def _allocated(draft: Draft, account: str, allocation: str) -> set[str]:
    """What is told of an allocation: that it was made, or taken back."""
    return set(draft.under(f"allocated//{account}//{allocation}//").values())
