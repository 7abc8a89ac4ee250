"""Care and work: which streams are of which side, and what else would tell of a stream.

A subscriber that may know of a stream knows it by more than its name: a kind of activity that only
care pays, or a rule about two laws, tells as much.  What is not in these tables tells of all.
"""

from collections.abc import Mapping
from typing import Literal

from schemas.facts import Kind
from schemas.rule_names import OF_ALLOCATIONS, OF_CLAIMS, OF_DELIVERIES

Stream = Literal[
    "wmo",
    "wlz",
    "jeugdwet",
    "zvw",
    "participatiewet",
    "uwv",
    "other",
    "subsidy",
    "programme",
    "revenue",
]
CARE = frozenset({"wmo", "wlz", "jeugdwet", "zvw"})
WORK = frozenset({"participatiewet", "uwv", "other"})  # other: a benefit under another law (Anw)
OF_PLACES = frozenset({"subsidy", "programme", "revenue"})  # of neither side
EVERY = CARE | WORK | OF_PLACES

# What an activity tells of who may pay for it: whoever may know of one of these may know of it.
TOLD_BY_ACTIVITY: Mapping[str, frozenset[str]] = {
    Kind.DAGBESTEDING: CARE,
    Kind.BESCHUT_WERK: WORK,
    Kind.REGULIER_WERK: WORK,
    Kind.PARTICIPATIEPLAATS: WORK,
    Kind.PROEFPLAATS: WORK,
    Kind.LEERWERKTRAJECT: WORK,
    Kind.STAGE: WORK,
    Kind.COOPERATIE: WORK,
    Kind.VRIJWILLIGERSWERK: CARE | WORK,
}

_PW, _UWV = frozenset({"participatiewet"}), frozenset({"uwv"})
_COLLEGE_OR_UWV = _PW | _UWV
# What a rule tells of by being raised: who may not know of all of these hears nothing of it.  A gap
# or an overlap tells of every stream, for what is not missing, or too much, another pays.
TOLD_BY_RULE: Mapping[str, frozenset[str]] = {
    "overlap": EVERY,
    "gap": EVERY,
    "provisional": EVERY,
    "overbooked": EVERY,
    "stay": EVERY,
    "contact-due": EVERY,  # a conversation under any law moves the day
    "contact-overdue": EVERY,
    "over-budget": _PW,
    "claim-without-allocation": frozenset({"wmo"}),
    "claim-on-removed-allocation": frozenset({"wmo"}),
    "claim-above-maximum": frozenset({"wmo"}),
    "delivery-on-removed-allocation": frozenset({"wmo"}),
    "delivery-by-another-provider": frozenset({"wmo"}),
    "delivery-of-another-product": frozenset({"wmo"}),
    "allocations-overlap": frozenset({"wmo"}),
    "allocation-contradicts": frozenset({"wmo"}),
    "allocation-of-another-client": frozenset({"wmo"}),
    "start-outside-allocation": frozenset({"wmo"}),
    "stop-before-allocation": frozenset({"wmo"}),
    "stop-without-start": frozenset({"wmo"}),
    "stops-contradict": frozenset({"wmo"}),
    "deliveries-overlap": frozenset({"wmo"}),
    "offers-contradict": frozenset(),  # what a place offers is told to everybody
    "revenue-overlaps": frozenset({"revenue"}),
    "eligibility-contradicts": _PW,
    "R01": frozenset({"wlz", "wmo"}),
    "R02": frozenset({"wlz", "wmo", "subsidy"}),
    "R03": frozenset({"wlz", "jeugdwet"}),
    "R04": frozenset({"wmo", "subsidy"}),
    "R05": frozenset({"wmo", "participatiewet"}),
    "R06": _PW,
    "R07": _PW,
    "R08": _PW,
    "R09": _COLLEGE_OR_UWV,
    "R10": _COLLEGE_OR_UWV,
    "R11": _COLLEGE_OR_UWV,
    "R12": _COLLEGE_OR_UWV,
    "R13": _UWV,
    "R14": _COLLEGE_OR_UWV,
    "R15": _COLLEGE_OR_UWV,
    "R16": _COLLEGE_OR_UWV,
    "R17": _UWV,
    "R18": _COLLEGE_OR_UWV,
    "R19": _COLLEGE_OR_UWV,
    "R20": _PW,
    "R21": _COLLEGE_OR_UWV,
    "R22": _COLLEGE_OR_UWV,
    "R23": _COLLEGE_OR_UWV | {"other"},
    "R24": _COLLEGE_OR_UWV | {"revenue"},
    "R25": _PW,
    "R26": frozenset({"subsidy", "programme"}),
    "R27": frozenset({"subsidy", "programme"}),
    "R28": frozenset({"wmo", "jeugdwet"}),
}
# What a provider hears of its places, and of what it told itself.
AT_A_PLACE = frozenset(
    {"gap", "provisional", "overbooked", "offers-contradict", "revenue-overlaps"}
)
AT_A_PROVIDER = frozenset({"stay", *OF_CLAIMS, *OF_DELIVERIES, *OF_ALLOCATIONS})
