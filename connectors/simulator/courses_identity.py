"""Life courses that ask who is who: late BSNs, twins, registrations that lack something.

Somebody who cannot be linked walks in at a place that is paid for as a place, so that the missed
link costs nobody cover: none of these courses raises a signal.
"""

from datetime import timedelta

from connectors.simulator import income, work
from connectors.simulator.courses_care import help_at_home
from connectors.simulator.life import Life
from connectors.simulator.work import Placement
from connectors.simulator.world import Provider, Stay
from schemas.facts import Kind

TWINS = "twin-of-the-same-initial"


def late_bsn(life: Life) -> None:
    """Known by a name alone at first; the BSN comes later and links."""
    placement = walks_in(life, "bare")
    income.bijstand(
        life, placement.start - timedelta(days=400), life.stage.after(placement.start, 1, 30)
    )
    day = life.stage.after(placement.start, 20, 60)
    work.describe(life, placement.place.provider, placement.participant, day, "bsn")


def linked_by_name(life: Life) -> None:
    """No BSN at the provider; name, birth date and postcode are those of the Wmo."""
    help_at_home(life, walks_in(life, "full").start)


def flawed(life: Life, way: str) -> None:
    """Known to the Wmo; the provider knows less, or knows it wrongly."""
    help_at_home(life, walks_in(life, way).start)


def initials_at_wmo(life: Life) -> None:
    """Here it is the Wmo that has no given names."""
    help_at_home(life, walks_in(life, "full").start)


def twins_by_name(one: Life, other: Life) -> None:
    """Both at one provider without BSN; the given names tell them apart."""
    first = walks_in(one, "full")
    second = walks_in(other, "full", at=first.place.provider)
    help_at_home(one, first.start)
    told = other.stage.after(second.start, 1, 20)
    income.decide(other, "jobcoach", second.start, told)  # of no matter who talks with whom


def twins_one_bsn(one: Life, other: Life) -> None:
    """One registers with a BSN, the other without."""
    first = walks_in(one, "bsn")
    second = walks_in(other, "full", at=first.place.provider)
    help_at_home(one, first.start)
    help_at_home(other, second.start)


def twins_alike(one: Life, other: Life) -> None:
    """The same initial, and no more than that is known: neither can be linked."""
    first = walks_in(one, "initial-only")
    second = walks_in(other, "initial-only", at=first.place.provider)
    for life, placement in ((one, first), (other, second)):
        life.missed[placement.place.provider.id, placement.participant] = TWINS
        help_at_home(life, placement.start)


def walks_in(life: Life, way: str, *, at: Provider | None = None) -> Placement:
    """Dagbesteding at a place that is paid for as a place."""
    begin = life.stage.first_day(weeks=12)
    seat = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None), funded=True, at=at)
    who = work.register(life, seat.provider, begin, way)
    hours = 4 * life.stage.chance.between(1, 6)
    placement = work.place(life, seat, who, Kind.DAGBESTEDING, begin, hours=hours)
    work.routine(life, placement)
    return placement
