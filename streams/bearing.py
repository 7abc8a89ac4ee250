"""What the facts about a person bear on, so that only that is concluded anew.

Most that is told of a person is a month of attendance or a conversation.  Such a fact changes no
line, so what the lines came to stands as it was told.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from streams.step import Json

Part = Literal[
    "lines",
    "starts",
    "benefit",
    "placements",
    "progress",
    "contact",
    "waiting",
    "candidacy",
    "proven",
    "development",
    "nothing",
]
Parts = frozenset[Part]

OF_KIND: Mapping[str, Part] = {
    "allocation-made": "lines",
    "delivery-started": "starts",  # of lines only if delivery stopped: see `touched`
    "delivery-stopped": "lines",
    "benefit-received": "lines",
    "provision-granted": "lines",
    "wage-subsidy-granted": "lines",
    "long-term-care-status": "lines",
    "amount-received": "lines",
    "wage-value-reimbursed": "lines",
    "registration-held": "lines",  # of no line, but of rules about lines; so are the next two
    "age-known": "lines",
    "employment-held": "lines",
    "placement-reported": "placements",
    "attendance-reported": "progress",
    "ladder-step-set": "progress",
    "certificate-earned": "progress",
    "contact-held": "contact",
    "waiting-reported": "waiting",
    "assessment-requested": "candidacy",
    "eligibility-decided": "candidacy",
    "decision-made": "nothing",
    "income-reported": "nothing",
}
STOPPED = "delivery-stopped"
_BOTH: Parts = frozenset({"proven", "development"})
ALSO: Mapping[str, Parts] = {
    "benefit-received": frozenset({"benefit"}),  # a line that begins a term
    # What stands in a transfer from law to law, and is not a line there anyhow.
    "employment-held": frozenset({"proven"}),
    "registration-held": frozenset({"proven"}),
    "placement-reported": _BOTH | {"candidacy"},  # who has a place waits no longer
    "provision-granted": frozenset({"candidacy"}),
    "ladder-step-set": _BOTH,
    "certificate-earned": _BOTH,
    "contact-held": frozenset({"proven"}),
    "decision-made": frozenset({"proven"}),
    "wage-subsidy-granted": frozenset({"development"}),  # by its wage value
}
EVERYTHING: Parts = frozenset[Part](OF_KIND.values()).union(*ALSO.values())


class Change(NamedTuple):
    """What the facts of one record bore on *before*, so that it may be gone, and bear on *after*.
    Of no record: whatever is known may come to something else.  `left`: its version that is gone.
    """

    record: str
    left: str
    before: Parts
    after: Parts


ALL = Change("", "", EVERYTHING, EVERYTHING)

# If this changes, these are needed to conclude anew …
NEEDED: Mapping[Part, Parts] = {
    # what a line pays for depends on the others
    "lines": frozenset({"lines", "starts", "placements"}),
    "starts": frozenset({"lines", "starts"}),
    "benefit": frozenset({"benefit", "contact"}),
    "placements": frozenset({"lines", "starts", "placements", "progress"}),
    "progress": frozenset({"placements", "progress"}),
    "contact": frozenset({"benefit", "contact"}),
    "waiting": frozenset({"waiting"}),
    "candidacy": frozenset({"candidacy"}),
    "proven": frozenset(),
    "development": frozenset({"development"}),
    "nothing": frozenset(),
}
# … and of records with these it may become something else.
CONCERNED: Mapping[Part, Parts] = {
    # a delivery finds its allocation, an indication ends another
    "lines": frozenset({"lines", "starts"}),
    "starts": frozenset(),
    "benefit": frozenset(),
    "placements": frozenset({"placements", "progress"}),  # attendance finds its placement
    "progress": frozenset(),
    "contact": frozenset(),
    "waiting": frozenset(),
    "candidacy": frozenset(),
    "proven": frozenset(),
    "development": frozenset(),
    "nothing": frozenset(),
}

# Rules that are concluded anew together, and what they ask for.
Family = Literal["concurrence", "contact", "stay", "deliveries", "eligibility"]
FAMILIES: Mapping[Part, frozenset[Family]] = {
    "lines": frozenset({"concurrence", "deliveries"}),
    "starts": frozenset({"deliveries"}),
    "benefit": frozenset({"contact"}),
    "placements": frozenset(),
    "progress": frozenset(),
    "contact": frozenset({"contact"}),
    "waiting": frozenset(),
    "candidacy": frozenset({"eligibility"}),
    "proven": frozenset(),
    "development": frozenset({"stay"}),
    "nothing": frozenset(),
}

_ALONE: Mapping[str, Parts] = {
    kind: ALSO.get(kind, frozenset[Part]()) | {part} for kind, part in OF_KIND.items()
}


def parts(record: Json | None) -> Parts:
    """What the facts of a record, as it is kept, bear on."""
    facts: list[Json] = record["facts"] if record else []
    if len(facts) == 1:  # nearly every record
        return _ALONE[facts[0]["kind"]]
    return frozenset[Part]().union(*(_ALONE[fact["kind"]] for fact in facts))


def touched(change: Change, kept: Iterable[Json]) -> Parts:
    """What comes out otherwise, of what is *kept* now.  A delivery that starts changes a line only
    if one stopped: until then the line runs for the term of its allocation.
    """
    found = change.before | change.after
    if "starts" in found and any(f["kind"] == STOPPED for value in kept for f in value["facts"]):
        return found | {"lines"}
    return found


@cache
def needed(changed: Parts) -> frozenset[str]:
    """Of which kinds are the facts that are needed."""
    return _kinds(_of_all(changed, NEEDED))


@cache
def concerned(changed: Parts) -> frozenset[str]:
    return _kinds(_of_all(changed, CONCERNED))


@cache
def families(changed: Parts) -> tuple[Family, ...]:
    """Whose rules may find something else, in order."""
    return tuple(sorted(frozenset[Family]().union(*(FAMILIES[part] for part in changed))))


def _of_all(changed: Parts, by: Mapping[Part, Parts]) -> Parts:
    return frozenset[Part]().union(*(by[part] for part in changed))


def _kinds(bearing: Parts) -> frozenset[str]:
    return frozenset(kind for kind, of in _ALONE.items() if not of.isdisjoint(bearing))
