"""Care and work apart (P8.3), over whole lives: what a side hears hangs on no message of the other.

But for two things.  A description of either side is evidence for which records are one person's: so
here everybody has a BSN.  And what a programme reached is one number, of placements of both sides.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.facts import (
    AllocationMade,
    BenefitReceived,
    DecisionMade,
    DeliveryStarted,
    DeliveryStopped,
    EmploymentHeld,
    IncomeReported,
    LongTermCareStatus,
    PlacementReported,
    ProvisionGranted,
    Source,
    WageSubsidyGranted,
)
from schemas.messages import PolicySet, RecordTold
from schemas.sides import CARE, TOLD_BY_ACTIVITY, WORK
from schemas.waiting import AssessmentRequested, EligibilityDecided
from tests import lives as world
from tests import told

OF_CARE = (
    *(AllocationMade, AllocationRemoved, DeliveryStarted, DeliveryStopped, LongTermCareStatus),
    *(ClaimSubmitted, ContractAgreed),
)
OF_WORK = (
    *(BenefitReceived, WageSubsidyGranted, DecisionMade, IncomeReported, EmploymentHeld),
    *(EligibilityDecided, AssessmentRequested),
)
SIDES = {
    "work": (told.WORK, CARE, OF_CARE, Source.WMO),
    "care": (told.CARE, WORK, OF_WORK, Source.PARTICIPATIEWET),
}
REACHED = {"targets": "a sum of both"}
ANY = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@ANY
@given(world.lives())
@pytest.mark.parametrize("side", SIDES)
def test_what_a_side_hears_hangs_on_no_message_of_the_other(side, lives):
    """
    Each event, in order, and all that stands told at the end.
    """
    subscriber, streams, kinds, source = SIDES[side]
    alone, together = [], []
    for message in lives.told:
        ours, theirs = _apart(_with_one(subscriber, message), streams, kinds, source)
        alone.append(ours)
        together += [ours, theirs] if theirs else [ours]

    one, other = world.hub(*alone), world.hub(*together)

    name = subscriber["name"]
    assert _heard(one, name) == _heard(other, name)
    assert told.stands(one, name) | REACHED == told.stands(other, name) | REACHED


def _with_one(subscriber, message):
    """Told to one subscriber; who is who does not depend on what else is told."""
    if isinstance(message, PolicySet):
        policy = told.subscribed(message.policy, [subscriber])
        return message.model_copy(update={"policy": policy})
    if not isinstance(message, RecordTold) or message.who is None:
        return message
    bsn = world.BSNS[int(message.record.partition("-")[2]) % 3]
    return message.model_copy(update={"who": message.who.model_copy(update={"bsn": bsn})})


def _apart(message, streams, kinds, source):
    """The message without what is of the other side, and that as another of its own record."""
    if not isinstance(message, RecordTold):
        return message, None
    theirs = tuple(fact for fact in message.facts if _is_of(fact, streams, kinds))
    ours = tuple(fact for fact in message.facts if fact not in theirs)
    beside = {
        "record": f"{message.record}-beside",
        "node": message.node and f"{message.node}-beside",
        "source": source,
        "system": str(source),
        "facts": theirs,
    }
    return message.model_copy(update={"facts": ours}), message.model_copy(update=beside)


def _is_of(fact, streams, kinds):
    """Of the streams of one side only: an activity may be of both."""
    if isinstance(fact, ProvisionGranted):
        return fact.stream in streams
    if isinstance(fact, PlacementReported):
        return TOLD_BY_ACTIVITY[fact.activity] <= streams
    return isinstance(fact, kinds)


def _heard(driver, name):
    """Type and data of what was sent, in order of each subject's own count."""
    sent = [e for e in told.deliveries(driver, name) if "target-changed" not in e["type"]]
    return sorted((e["subject"], e["sequence"], e["type"], repr(e["data"])) for e in sent)
