"""Claims without an allocation, or above what the contract lets: told to whoever can mend it.

iWmo has a code for each of the first two (WJ001), with which the municipality answers the claim
itself; the hub answers nobody.  A claim that was credited asks nothing any more.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from schemas.contracts import ClaimSubmitted, ContractAgreed
from schemas.volumes import Unit
from streams.periods import common
from streams.rules.rule import Fired, Rule, at_provider

WITHOUT = Rule(
    "claim-without-allocation",
    law="iWmo 3.2, retourcode 9338",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder declareert op een toewijzing aan hem die niet bekend is. De aanbieder kan "
        "het nummer nagaan; misschien is de toewijzing er nog niet."
    ),
)
REMOVED = Rule(
    "claim-on-removed-allocation",
    law="iWmo 3.2, retourcode 9384",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="municipality",
    explanation=(
        "De aanbieder declareert op een toewijzing die de gemeente heeft verwijderd. Dat mag niet "
        "zolang er prestaties op zijn toegekend (TR385): de gemeente gaat na wat klopt."
    ),
)
ABOVE = Rule(
    "claim-above-maximum",
    law="het raamcontract tussen gemeente en aanbieder; geen wettelijk verbod",
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder declareert meer dan het maximumtarief van zijn raamcontract voor dit product "
        "toelaat. `number` is wat is gedeclareerd, `maximum` wat het ten hoogste kan zijn, in "
        "centen."
    ),
)
RULES = (WITHOUT, REMOVED, ABOVE)
MINUTES_AN_HOUR = 60


def of_allocation(
    account: str, record: str, claim: ClaimSubmitted, known: Collection[str]
) -> Iterator[Fired]:
    """A claim on an allocation that is not there; *known*: what is told of that number."""
    if "allocation-made" in known:
        return
    rule = REMOVED if known else WITHOUT
    yield at_provider(rule, account, claim.number, (claim.start, claim.end), (record,))


class Agreed(NamedTuple):
    record: str
    contract: ContractAgreed


def of_contracts(
    account: str, record: str, claim: ClaimSubmitted, agreed: Sequence[Agreed]
) -> Iterator[Fired]:
    """A claim above the most that any contract of its days lets it be."""
    fit = [a for a in agreed if _is_of(a.contract, claim)]
    specific = [a for a in fit if a.contract.product is not None]
    most = {a.record: maximum_of(claim, a.contract) for a in specific or fit}
    known = {name: cents for name, cents in most.items() if cents is not None}
    if known and claim.amount > max(known.values()):
        yield at_provider(
            ABOVE,
            account,
            claim.number,
            (claim.start, claim.end),
            sorted({record, *known}),
            number=claim.amount,
            maximum=max(known.values()),
        )


def _is_of(contract: ContractAgreed, claim: ClaimSubmitted) -> bool:
    product = contract.category == claim.category and contract.product in {None, claim.product}
    return product and common(contract, claim) is not None


def maximum_of(claim: ClaimSubmitted, contract: ContractAgreed) -> int | None:
    """In cents, for the whole claim; none if the two count in units that do not compare.

    Minutes at a price by the hour (iWmo IV081) may be rounded up to a cent.
    """
    price = contract.maximum * claim.volume
    match claim.unit, contract.unit:
        case Unit.MINUTE, Unit.HOUR:
            return -(-price // MINUTES_AN_HOUR)
        case Unit.HOUR, Unit.MINUTE:
            return price * MINUTES_AN_HOUR
        case one, other if one is other and one is not Unit.CENTS:
            return price
        case _:
            return None
