"""What places cost, as a provider tells it: a cost of each, and of a volunteer's wage value a line.

A wage value is reimbursed for one volunteer, to whoever pays the benefit.  The article that tells
of it (practices, P8) does not say to whom; so the message says it.  What a volunteer is paid is
something else: an *onkostenvergoeding* or own earnings, which the municipality tells.
"""

from connectors.inbound.providers.things import Kosten
from connectors.inbound.records import Place, ended
from schemas.costs import CostKind, CostReported, WageValueReimbursed
from schemas.errors import Rejected, kind_of

YEARS_MAX = 10  # so many months are told of a place, and not without end


def costs(
    said: Kosten, provider: str, places: tuple[str, ...], at: Place
) -> tuple[CostReported | WageValueReimbursed, ...]:
    """
    Args:
        places: the full names of `said.werkplekken`, each once.
        at: where in the message a field stands.

    Raises:
        Rejected: the parts are not those of the places, the term is too long, or it is not clear
            whose wage value is reimbursed to whom.
    """
    _check_parts(said, places, at)
    end = ended(said.vanaf, said.tot_en_met, at("tot_en_met"))
    if end is None or end.year - said.vanaf.year > YEARS_MAX:
        expected = f"at most {YEARS_MAX} years"
        raise Rejected("period", place=at("tot_en_met"), expected=expected, found="more")
    cost = CostReported(
        cost=said.kostensoort,
        provider=provider,
        places=places,
        shares=said.verdeling,
        start=said.vanaf,
        end=end,
        amount=said.bedrag_euro,
    )
    if said.kostensoort is not CostKind.WAGE_VALUE:
        _check_nobody(said, at)
        return (cost,)
    if said.deelnemer is None or said.ontvanger is None:
        field = "deelnemer" if said.deelnemer is None else "ontvanger"
        raise Rejected(
            "missing", place=at(field), expected="a value, with a volunteer's loonwaarde"
        )
    reimbursed = WageValueReimbursed(
        provider=provider, to=said.ontvanger, start=cost.start, end=end, amount=cost.amount
    )
    return cost, reimbursed


def _check_parts(said: Kosten, places: tuple[str, ...], at: Place) -> None:
    if not said.verdeling:
        return
    if len(places) != len(said.werkplekken):
        expected = "each place once, where parts are given"
        raise Rejected("list", place=at("werkplekken"), expected=expected, found="a place twice")
    if len(said.verdeling) != len(places):
        found = f"{len(said.verdeling)}"
        expected = f"a part for each place: {len(places)}"
        raise Rejected("list", place=at("verdeling"), expected=expected, found=found)


def _check_nobody(said: Kosten, at: Place) -> None:
    """A cost names nobody, unless it is paid for one volunteer."""
    for field, value in (("deelnemer", said.deelnemer), ("ontvanger", said.ontvanger)):
        if value is not None:
            expected = f"nothing, unless kostensoort is {CostKind.WAGE_VALUE}"
            found = kind_of(value)
            raise Rejected("not-applicable", place=at(field), expected=expected, found=found)
