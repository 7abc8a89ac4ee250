"""Where the facts of a record go, and what is told when that changes.

Person facts go under the person, offers, money and costs to each place they name, and to accounts.
What the current telling, or the current person, no longer puts somewhere is retracted there, so
each key downstream has one writer.  Nothing is told twice.  `leaving` says what goes with a fact.
"""

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from schemas import topics
from schemas.cohorts import CohortPlanned
from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.costs import CostReported
from schemas.facts import (
    AllocationMade,
    DeliveryStarted,
    DeliveryStopped,
    Fact,
    PlaceFact,
    PlaceOffered,
    RevenueReported,
    SubsidyGranted,
)
from schemas.messages import AccountRecord, Fate, Outcome, PersonRecord, PlaceRecord, RecordTold
from schemas.policy import Policy
from schemas.programmes import ProgrammePlanned
from schemas.topics import Topic
from schemas.values import trusted
from streams import cohorts, programmes
from streams.identify.leaving import cost_of_place, for_place, leaving
from streams.identify.members import Whose
from streams.identify.work import Work
from streams.step import Emit

NOBODY = "-"  # the subject of an outcome that is about no person and no place
Target = tuple[Topic, str]
Told = tuple[RecordTold, Whose]
Placed = Mapping[Target, tuple[Fact, ...]]


def tell(work: Work, before: Told | None, after: Told) -> None:
    """Take the facts from where they stood before to where they belong, and say what became."""
    old, new = _placed(work, before), _placed(work, after)
    was, now = before[0] if before else None, after[0]
    same_version = was is not None and was.version == now.version
    as_sure = was is not None and was.contested == now.contested
    _tell_difference(work, old, new, now, same_version=same_version, as_sure=as_sure)
    _tell_outcomes(work, (before, old) if before else None, (after, new))


def supersede(work: Work, told: RecordTold) -> None:
    """A telling that is not, or no longer, the current one."""
    _outcome(work, told, NOBODY, ("superseded", ""))


def restate(work: Work, was: Policy, told: Told) -> None:
    """Another policy knows organisations otherwise: tell what leaves otherwise than it did."""
    old, new = _placed(work._replace(policy=was), told), _placed(work, told)
    _tell_difference(work, old, new, told[0])
    _tell_outcomes(work, (told, old), (told, new))


def _tell_difference(
    work: Work,
    old: Placed,
    new: Placed,
    told: RecordTold,
    *,
    same_version: bool = True,
    as_sure: bool = True,
) -> None:
    """*as_sure*: it is contested as much as it was, which accounts alone are told."""
    for target in old:
        if target not in new:
            _emit(work, target, told, (), gone=True)
    for target, facts in new.items():
        stands = as_sure or target[0] is not topics.ACCOUNT_FACTS
        if not (stands and same_version and old.get(target) == facts):
            _emit(work, target, told, facts, gone=False)


def _placed(work: Work, told: Told | None) -> Placed:
    """The facts, as they may leave, by where they belong."""
    placed: dict[Target, tuple[Fact, ...]] = {}
    if told is None or not told[0].facts:
        return placed
    record, whose = told
    for fact in record.facts:
        for topic, subject, said in _targets(work, leaving(work, fact), whose):
            placed[topic, subject] = (*placed.get((topic, subject), ()), said)
    return placed


def _targets(work: Work, fact: Fact, whose: Whose) -> Iterator[tuple[Topic, str, Fact]]:
    """Accounts are of one municipality; places may be shared."""
    match fact:
        case PlaceOffered() | RevenueReported() | SubsidyGranted() | CostReported():
            yield from _targets_of_place(work, fact)
        case CohortPlanned():
            yield topics.ACCOUNT_FACTS, cohorts.account_of(work.municipality, fact.cohort), fact
        case ProgrammePlanned():
            account = programmes.account_of(work.municipality, fact.programme)
            yield topics.ACCOUNT_FACTS, account, fact
            yield topics.ACCOUNT_FACTS, programmes.together(work.municipality), fact
        case ContractAgreed() | ClaimSubmitted() | AllocationRemoved():
            yield topics.ACCOUNT_FACTS, f"{work.municipality}/{fact.provider}", fact
        case DeliveryStarted(allocation=None) | DeliveryStopped(allocation=None):
            if whose.person:
                yield topics.PERSON_FACTS, whose.person, fact
        case AllocationMade() | DeliveryStarted() | DeliveryStopped():
            # what is claimed and delivered is held against the allocation, whosever it is
            yield topics.ACCOUNT_FACTS, f"{work.municipality}/{fact.provider}", fact
            if whose.person:
                yield topics.PERSON_FACTS, whose.person, fact
        case _:
            if whose.person:
                yield topics.PERSON_FACTS, whose.person, fact


def _targets_of_place(work: Work, fact: PlaceFact) -> Iterator[tuple[Topic, str, Fact]]:
    match fact:
        case PlaceOffered():
            yield topics.PLACE_FACTS, fact.place, fact
            yield topics.ACCOUNT_FACTS, f"{work.municipality}/{fact.provider}", fact
        case RevenueReported():
            yield topics.PLACE_FACTS, fact.place, fact
        case CostReported():
            for place in fact.places:
                yield topics.PLACE_FACTS, place, cost_of_place(fact, place)
        case SubsidyGranted():
            for place in dict.fromkeys(fact.places):
                yield topics.PLACE_FACTS, place, for_place(fact, place)
            yield topics.ACCOUNT_FACTS, f"{work.municipality}/subsidie:{fact.number}", fact
            if fact.programme:
                yield topics.ACCOUNT_FACTS, programmes.together(work.municipality), fact
        case _:
            assert_never(fact)


def _emit(
    work: Work, target: Target, told: RecordTold, facts: tuple[Fact, ...], *, gone: bool
) -> None:
    topic, subject = target
    common: dict[str, Any] = {
        "municipality": told.municipality,
        "record": told.record,
        "version": str(told.version),
        "source": told.source,
        "facts": facts,
        "gone": gone,
        "cause": work.cause,
    }
    value: PersonRecord | PlaceRecord | AccountRecord
    if topic is topics.PERSON_FACTS:
        value = trusted(PersonRecord, person=subject, **common)
    elif topic is topics.PLACE_FACTS:
        value = trusted(PlaceRecord, place=subject, **common)
    else:
        client = _client(work, told, facts)
        common |= {"client": client, "contested": told.contested}
        value = trusted(AccountRecord, account=subject, **common)
    work.draft.emit(Emit(topic, f"{subject}|{told.record}", part=subject, value=value))


ABOUT_A_CLIENT = (AllocationMade, DeliveryStarted, DeliveryStopped, ClaimSubmitted)


def _client(work: Work, told: RecordTold, facts: tuple[Fact, ...]) -> str | None:
    """Who an allocation, or what is told on one, is about: a name that says no more than that."""
    bsn = told.who.bsn if told.who else None
    about = bsn and any(isinstance(fact, ABOUT_A_CLIENT) for fact in facts)
    return work.token("client", bsn) if bsn and about else None


Became = tuple[Fate, str]  # with the detail


def _tell_outcomes(
    work: Work, before: tuple[Told, Placed] | None, after: tuple[Told, Placed]
) -> None:
    """One current outcome per version and subject: what no longer holds is taken back."""
    told = after[0][0]
    was = before[0][0] if before else None
    old: Mapping[str, Became] = _became(*before) if before else {}
    if was is not None and was.version != told.version:
        for subject in sorted(old.keys() - {NOBODY}):
            _outcome(work, was, subject, None)
        supersede(work, was)
        # one that is told again was superseded, and no longer is
        again = told.version.rank() < was.version.rank()
        old = {NOBODY: ("superseded", "")} if again else {}
    new = _became(*after)
    for subject in old:
        if subject not in new:
            _outcome(work, told, subject, None)
    for subject, became in new.items():
        if old.get(subject) != became:
            _outcome(work, told, subject, became)


def _became(told: Told, facts: Placed) -> dict[str, Became]:
    record, whose = told
    placed = [subject for topic, subject in facts if topic is not topics.ACCOUNT_FACTS]
    placed = placed or [subject for _, subject in facts]
    if record.deleted:
        return {NOBODY: ("without-effect", "deleted")}
    if placed:
        return dict.fromkeys(placed, ("passed", ""))
    if whose.person and whose.linked:
        return {whose.person: ("concluded", "describes a person that others are linked to")}
    return {NOBODY: ("without-effect", "only describes a person" if whose.person else "no facts")}


def _outcome(work: Work, told: RecordTold, subject: str, became: Became | None) -> None:
    value, version = None, str(told.version)
    if became is not None:
        fate, detail = became
        value = trusted(
            Outcome,
            record=told.record,
            version=version,
            step="identify",
            subject=subject,
            source=told.source,
            municipality=told.municipality,
            outcome=fate,
            detail=detail,
            cause=told.cause,
        )
    key = f"{told.record}|{version}|identify|{subject}"
    work.draft.emit(Emit(topics.OUTCOMES, key, part=told.record, value=value))
