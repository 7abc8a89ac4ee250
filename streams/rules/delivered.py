"""Deliveries (iWmo 305, 307) that contradict their allocation (301), or one another.

Neither message alone shows it, and which came first is chance: what can be concluded is, and the
contradiction is told to the provider, who alone can take back a start or a stop and tell another
(StatusAanlevering 3 and 1).  iWmo has a return code for some, with which the municipality answers
the message itself; the hub answers nobody.

A delivery on an allocation that is not known contradicts nothing: it waits for it (*pending*), for
work may begin before the decision does.  A stop does not wait for its start: it ends the line, so a
stop without one is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from schemas.facts import AllocationMade, DeliveryStarted, DeliveryStopped
from schemas.policy import Policy
from streams.periods import common, holds
from streams.records import Told
from streams.rules.rule import Fired, Rule

BY_ANOTHER = Rule(
    "delivery-by-another-provider",
    law="geen wettelijke regel; een toewijzing (iWmo 301) is gericht aan een aanbieder",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "Een aanbieder meldt levering op een toewijzing aan een ander. Wat hij meldt telt wel mee "
        "voor die toewijzing. De aanbieder kan het nummer nagaan en de melding terugnemen; zijn "
        "de twee een organisatie, dan kan de gemeente dat in haar beleid zeggen."
    ),
)
OTHER_PRODUCT = Rule(
    "delivery-of-another-product",
    law="iWmo 3.2, invulinstructie IV075",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder meldt levering van een ander product dan is toegewezen, of noemt het anders: "
        "wat de toewijzing noemt (categorie en code, alleen een categorie, of niets) noemt ook de "
        "levering. De melding telt wel mee voor die toewijzing. De aanbieder kan haar terugnemen "
        "en opnieuw sturen."
    ),
)
OUTSIDE = Rule(
    "start-outside-allocation",
    law="geen wettelijke regel; levering hoort bij de dagen van de toewijzing (iWmo 301 en 305)",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De levering begint op een dag waarop de toewijzing niet loopt: ervoor, of als zij al "
        "voorbij is. De toewijzing betaalt alleen op haar eigen dagen. De aanbieder kan de "
        "begindatum nagaan."
    ),
)
BEFORE = Rule(
    "stop-before-allocation",
    law="geen wettelijke regel; levering hoort bij de dagen van de toewijzing (iWmo 301 en 307)",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De levering is gestopt voor de toewijzing begint. Zolang er geen nieuwe start is, betaalt "
        "deze toewijzing daarom niets. De aanbieder kan de einddatum nagaan."
    ),
)
WITHOUT_START = Rule(
    "stop-without-start",
    law="iWmo 3.2, retourcode 9069 (TR382)",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder meldt het einde van een levering waarvan op die begindatum geen start is "
        "gemeld. Het einde telt wel. De aanbieder kan de begindatum nagaan; misschien is de start "
        "er nog niet."
    ),
)
CONTRADICT = Rule(
    "stops-contradict",
    law="iWmo 3.2, retourcodes 9413, 9414 en 9415",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder meldt van een levering meer dan een einde. Alleen een tijdelijk einde en "
        "daarna een definitief einde gaan samen. Het eerste telt, tot de aanbieder terugneemt wat "
        "niet klopt."
    ),
)
OVERLAP = Rule(
    "deliveries-overlap",
    law="iWmo 3.2, retourcode 9326 (TR326), waar de eerdere levering niet is gestopt",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder meldt op een toewijzing een nieuwe start terwijl een eerdere levering nog "
        "loopt: die is niet gestopt, of eindigt pas na de nieuwe begindatum. Vanaf de nieuwe start "
        "betaalt de toewijzing tot die levering stopt. De aanbieder kan de eerdere stoppen, of de "
        "start of stop terugnemen die niet klopt."
    ),
)
RULES = (BY_ANOTHER, OTHER_PRODUCT, OUTSIDE, BEFORE, WITHOUT_START, CONTRADICT, OVERLAP)

DAY = timedelta(days=1)
Delivery = DeliveryStarted | DeliveryStopped


class Said(NamedTuple):
    """What one provider tells of one allocation; by begin date, which record says what."""

    number: str
    provider: str
    deliveries: Mapping[date, Sequence[tuple[str, Delivery]]]


class Made(NamedTuple):
    record: str
    allocation: AllocationMade


def fired(person: str, records: Iterable[Told], policy: Policy) -> Iterator[Fired]:
    told = [(record.record, fact) for record in records for fact in record.facts]
    made: defaultdict[str, list[Made]] = defaultdict(list)
    for record, fact in told:
        if type(fact) is AllocationMade:
            made[fact.number].append(Made(record, fact))
    for said in _said(told, policy):
        of_it = made.get(said.number, ())
        for rule, start, end, why in _found(said, of_it, policy) if of_it else ():
            yield Fired(
                rule,
                subject_kind="person",
                subject=person,
                person=person,
                municipality=policy.municipality,
                provider=said.provider,
                about=said.number,
                start=start,
                end=end,
                records=tuple(sorted(set(why))),
            )


def _said(told: Iterable[tuple[str, object]], policy: Policy) -> Iterator[Said]:
    of: defaultdict[tuple[str, str], defaultdict[date, list[tuple[str, Delivery]]]]
    of = defaultdict(lambda: defaultdict(list))
    for record, fact in told:
        if type(fact) is not DeliveryStarted and type(fact) is not DeliveryStopped:
            continue
        if fact.allocation is not None:
            by = fact.allocation, policy.organisation(fact.provider)
            of[by][fact.start].append((record, fact))
    for (number, provider), deliveries in sorted(of.items()):
        yield Said(number, provider, dict(sorted(deliveries.items())))


Found = tuple[Rule, date, date | None, list[str]]  # on which days, because of which records


def _found(said: Said, made: Sequence[Made], policy: Policy) -> Iterator[Found]:
    ours = [m for m in made if policy.organisation(m.allocation.provider) == said.provider]
    if not ours:
        why = [record for told in said.deliveries.values() for record, _ in told]
        yield BY_ANOTHER, min(said.deliveries), _last(said), [*why, *(m.record for m in made)]
        return
    beside = [m.record for m in ours]
    if other := list(_of_another_product(said, ours)):
        why = [record for record, _ in other]
        yield OTHER_PRODUCT, min(fact.start for _, fact in other), None, [*why, *beside]
    for begin, told in said.deliveries.items():
        starts = [record for record, fact in told if isinstance(fact, DeliveryStarted)]
        stops = [(record, fact) for record, fact in told if isinstance(fact, DeliveryStopped)]
        if starts and not any(holds(m.allocation, begin) for m in ours):
            later = (m.allocation.start for m in ours if m.allocation.start > begin)
            yield OUTSIDE, begin, min(later, default=None), [*starts, *beside]
        if stops:
            yield from _stopped(begin, stops, ours, started=bool(starts))
    yield from _overlapping(said)


def _of_another_product(said: Said, ours: Sequence[Made]) -> Iterator[tuple[str, Delivery]]:
    granted = {(m.allocation.category, m.allocation.product) for m in ours}
    for told in said.deliveries.values():
        for record, fact in told:
            if (fact.category, fact.product) not in granted:
                yield record, fact


def _last(said: Said) -> date | None:
    """The end of the last delivery, if each was stopped."""
    ends = [
        [fact.end for _, fact in told if isinstance(fact, DeliveryStopped)]
        for told in said.deliveries.values()
    ]
    return max(end for of_one in ends for end in of_one) if all(ends) else None


def _stopped(
    begin: date,
    stops: Sequence[tuple[str, DeliveryStopped]],
    ours: Sequence[Made],
    *,
    started: bool,
) -> Iterator[Found]:
    why = [record for record, _ in stops]
    last = max(stop.end for _, stop in stops)
    if min(stop.end for _, stop in stops) <= min(m.allocation.start for m in ours):
        yield BEFORE, begin, last, [*why, *(m.record for m in ours)]
    if not started:
        yield WITHOUT_START, begin, last, why
    for_now = {stop.end for _, stop in stops if stop.temporary}
    for_good = {(stop.end, stop.reason) for _, stop in stops if not stop.temporary}
    too_early = for_now and for_good and min(for_good)[0] < min(for_now)
    if len(for_now) > 1 or len(for_good) > 1 or too_early:
        yield CONTRADICT, begin, last, why


class Run(NamedTuple):
    """A delivery that was started, up to the last end that is told of it."""

    start: date
    end: date | None
    records: tuple[str, ...]


def _overlapping(said: Said) -> Iterator[Found]:
    """A start while an earlier delivery runs, on the days of both: of several the one that runs
    longest.  On its last day the next may begin.  A stop without a start is told as that.
    """
    longest: Run | None = None
    for run in _runs(said):
        if longest and (both := common(longest, run)) and both[1] != both[0] + DAY:
            yield OVERLAP, *both, [*longest.records, *run.records]
        if longest is None or (longest.end and (run.end is None or run.end > longest.end)):
            longest = run


def _runs(said: Said) -> Iterator[Run]:
    for begin, told in said.deliveries.items():
        ends = [fact.end for _, fact in told if isinstance(fact, DeliveryStopped)]
        if len(ends) < len(told):
            yield Run(begin, max(ends, default=None), tuple(record for record, _ in told))
