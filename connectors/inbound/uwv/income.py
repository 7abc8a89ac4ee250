"""UWVDossierInkomstenGSD v0200: who paid this person what kind of income, and when.

The kind of income (CdSrtIkv, from the wage tax returns) tells a benefit and its law from an
employment; for an employment the kind of relation (CdAardIkv) tells beschut werk and Wsw apart.
Reported income belongs to the period that holds its first day.  Amounts are not taken: in what
unit Suwi writes them (WaardeBedr) is not stated by its schemas.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from connectors.inbound import suwi_dates
from connectors.inbound.node import Node
from connectors.inbound.uwv.codes import CONTRACTS, LAWS, UNKNOWN, WAGES
from schemas.errors import Rejected
from schemas.facts import BenefitReceived, EmploymentHeld, Fact, IncomeReported
from schemas.reading import Notice
from schemas.values import day_after

Stretch = BenefitReceived | EmploymentHeld


def facts(client: Node) -> tuple[tuple[Fact, ...], tuple[Notice, ...]]:
    found: list[Fact] = []
    notices: list[Notice] = []
    for relation in client.nodes("Inkomstenverhouding"):
        payer = _payer(relation)
        periods = relation.nodes("Inkomstenperiode")
        stretches = [s for p in periods if (s := _stretch(relation, p, payer, notices))]
        found += stretches
        found += _reports(relation, stretches, payer)
    return tuple(found), tuple(notices)


def _payer(relation: Node) -> str:
    unit = relation.maybe_node("AdministratieveEenheid")
    return f"lhn:{unit.text('Loonheffingennr')}" if unit else UNKNOWN


def _stretch(relation: Node, period: Node, payer: str, notices: list[Notice]) -> Stretch | None:
    """None if the kind of income is not told: then it is only noticed."""
    start, end = _term(relation, period)
    kind, nature = period.maybe("CdSrtIkv"), period.maybe("CdAardIkv")
    if kind is None and nature is None:
        notices.append(Notice("CdSrtIkv", "none"))
        return None
    if kind is None or kind in WAGES:
        if nature is not None and nature not in CONTRACTS:
            notices.append(Notice("CdAardIkv", nature))
        contract = CONTRACTS.get(nature, nature) if nature else UNKNOWN
        return EmploymentHeld(employer=payer, contract=contract, start=start, end=end)
    if kind not in LAWS:
        notices.append(Notice("CdSrtIkv", kind))
    law = LAWS.get(kind, kind)
    return BenefitReceived(law=law, code=kind, payer=payer, start=start, end=end)


def _term(relation: Node, period: Node) -> tuple[date, date | None]:
    """A period without an end of its own ends with its relation."""
    start, end = suwi_dates.term(period, "DatBIkp", "DatEIkp")
    last = suwi_dates.day_or_none(relation, "DatEIkv")
    if end is None and last is not None and last < start:
        raise Rejected(
            "period",
            place=relation.place("DatEIkv"),
            expected="a day not before its last DatBIkp",
            found="earlier",
        )
    return start, end or day_after(last)


def _reports(
    relation: Node, stretches: Sequence[Stretch], employer: str
) -> Iterator[IncomeReported]:
    in_order = sorted(stretches, key=_start)
    for report in relation.nodes("Inkomstenopgave"):
        start, end = suwi_dates.term(report, "DatBIko", "DatEIko")
        hours = "AantVerloondeUrenIko"
        if isinstance(_at(in_order, start), EmploymentHeld):
            yield IncomeReported(
                employer=employer,
                start=start,
                end=end,
                hours=report.number(hours) if hours in report else None,
            )


def _at(in_order: Sequence[Stretch], day: date) -> Stretch | None:
    """The stretch that began last on *day* or before it, or else the first."""
    begun = bisect_right(in_order, day, key=_start)
    return in_order[max(begun - 1, 0)] if in_order else None


def _start(stretch: Stretch) -> date:
    return stretch.start
