"""Life courses that must raise a signal: each plants one, and says why.

`start` and `end` of a planted signal are as the hub says them: `end` is the first day without.
"""

from dataclasses import replace
from datetime import date, timedelta

from connectors.simulator import care, income, work
from connectors.simulator.care import AS_PLANNED, CODES
from connectors.simulator.courses_care import DAY, attends
from connectors.simulator.courses_work import participatieplaats, sheltered, wage_subsidy
from connectors.simulator.life import Life
from connectors.simulator.telling import Planted, Product
from connectors.simulator.work import Placement
from connectors.simulator.world import LEARN, Stay
from schemas.facts import Kind

NOTICE = timedelta(days=60)  # as the policy of the municipality has it


def two_products(life: Life) -> None:
    """Two Wmo products of sixteen hours each, for a placement of sixteen hours."""
    begin = life.stage.first_day(weeks=30)
    turn = life.stage.after(begin, 30, 60)
    last = life.stage.after(turn, 56, 84)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=16)
    for code, first, final in ((CODES[0], begin, life.stage.beyond()), (CODES[1], turn, last)):
        product = Product("07", code, 4)
        care.start(life, care.allocate(life, at.provider, product, first, final), first)
    second = max(life.allocations.values(), key=lambda allocation: allocation.number)
    care.stop(life, second, turn, last, AS_PLANNED)
    why = "two Wmo allocations of 16 hours beside each other for 16 hours a week"
    _plant(life, placement, Planted("overlap", turn, why, end=last + DAY))
    work.routine(life, placement)


def two_laws(life: Life) -> None:
    """The Participatiewet pays for hours that the Wmo still pays for too."""
    begin = life.stage.first_day(weeks=30)
    turn = life.stage.after(begin, 30, 60)
    last = life.stage.after(turn, 56, 84)
    at = life.stage.world.seat((Kind.DAGBESTEDING, Kind.PARTICIPATIEPLAATS), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=20)
    product = Product("07", CODES[0], 5)
    allocation = care.allocate(life, at.provider, product, begin, life.stage.beyond())
    care.start(life, allocation, begin)
    participatieplaats(life, at, turn, 20, last)
    why = "a participatieplaats of 20 hours beside a Wmo allocation for the same 20 hours"
    _plant(life, placement, Planted("overlap", turn, why, end=last + DAY))
    work.routine(life, placement)


def allocation_ended(life: Life) -> None:
    """The allocation has ended; the provider goes on."""
    begin = life.stage.first_day(weeks=22)
    last = life.stage.after(begin, 70, 120)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=16)
    allocation = care.allocate(life, at.provider, Product("07", CODES[0], 4), begin, last)
    care.start(life, allocation, begin)
    why = "the Wmo allocation has ended, the placement goes on"
    _plant(life, placement, Planted("gap", last + DAY, why))
    work.routine(life, placement)


def allocations_apart(life: Life) -> None:
    """Two weeks lie between one allocation and the next."""
    begin = life.stage.first_day(weeks=26)
    last = life.stage.after(begin, 70, 100)
    anew = last + timedelta(days=15)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=16)
    product = Product("07", CODES[1], 16, unit="04")
    before = care.allocate(life, at.provider, product, begin, last)
    care.start(life, before, begin)
    care.stop(life, before, begin, last, AS_PLANNED)
    after = care.allocate(life, at.provider, product, anew, life.stage.beyond())
    care.start(life, after, anew)
    why = "two weeks without allocation between two allocations"
    _plant(life, placement, Planted("gap", last + DAY, why, end=anew))
    work.routine(life, placement)


def too_few_hours(life: Life) -> None:
    """Twelve hours are paid for, sixteen are attended."""
    begin = life.stage.first_day(weeks=26)
    last = life.stage.after(begin, 90, 150)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, last))
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, last, hours=16)
    allocation = care.allocate(life, at.provider, Product("07", CODES[0], 3), begin, last)
    care.start(life, allocation, begin)
    care.stop(life, allocation, begin, last, AS_PLANNED)
    why = "12 hours a week are allocated for a placement of 16"
    _plant(life, placement, Planted("gap", begin, why, end=last + DAY))
    work.routine(life, placement)


def provision_ended(life: Life) -> None:
    """The participatieplaats has ended in law, not at the place."""
    begin = life.stage.first_day(weeks=22)
    last = life.stage.after(begin, 70, 120)
    at = life.stage.world.seat((Kind.PARTICIPATIEPLAATS,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    income.bijstand(life, begin - timedelta(days=300), life.stage.after(begin, 1, 30))
    participatieplaats(life, at, begin, 20, last)
    placement = work.place(life, at, who, Kind.PARTICIPATIEPLAATS, begin, hours=20)
    why = "the participatieplaats has ended, the placement goes on"
    _plant(life, placement, Planted("gap", last + DAY, why))
    work.routine(life, placement)


def undecided(life: Life) -> None:
    """Walked in at a place without money of its own; no decision has come yet."""
    begin = life.stage.first_day(weeks=8)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    if life.stage.chance.one_in(2):
        income.bijstand(life, begin - timedelta(days=300), life.stage.after(begin, 1, 30))
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=12)
    why = "walked in, and no decision has come yet"
    _plant(life, placement, Planted("provisional", begin, why))
    work.routine(life, placement)


def wlz_beside_wmo(life: Life) -> None:
    """The Wlz has begun, and the Wmo allocation runs on."""
    begin = life.stage.first_day(weeks=26)
    turn = life.stage.after(begin, 60, 120)
    allocation, placement = attends(life, begin)
    income.signal_long_term_care(life, life.stage.after(turn, 1, 20), "Ja", turn)
    why = "Wlz from this day on, and the Wmo allocation was not shortened"
    end = allocation.last + DAY
    life.planted.append(Planted("R01", turn, why, end=end, person=life.human.number))
    work.routine(life, placement)


def two_wage_subsidies(life: Life) -> None:
    """A second loonkostensubsidie for the same contract, the first not ended."""
    placement, _ = sheltered(life)
    turn = life.stage.after(placement.start, 60, 120)
    wage_subsidy(life, placement.employer or "", turn)
    why = "two loonkostensubsidies for one employer"
    life.planted.append(Planted("R07", turn, why, person=life.human.number))
    work.routine(life, placement)


def not_spoken_to(life: Life) -> None:
    """On bijstand for years, and nobody speaks of it that they were ever spoken to."""
    stage = life.stage
    begin = stage.until - timedelta(days=stage.chance.between(800, 2_000))
    why = "on bijstand, and never spoken to in two years"
    due = _two_years_later(begin)
    life.planted.append(Planted("contact-overdue", due, why, person=life.human.number))
    said = {"rule": "contact-overdue", "start": due.isoformat()}
    life.promise("P5.1", "funding-signals.raised", said)
    income.bijstand(life, begin, stage.first_day(weeks=8))


def soon_to_be_spoken_to(life: Life) -> None:
    """The two years are nearly over, and nobody spoke to them."""
    stage = life.stage
    begin = stage.until - timedelta(days=stage.chance.between(690, 715))
    due = _two_years_later(begin)
    why = "on bijstand, and never spoken to in nearly two years"
    notice = Planted("contact-due", due - NOTICE, why, end=due, person=life.human.number)
    life.planted.append(notice)
    said = {"rule": "contact-due", "start": notice.start.isoformat()}
    life.promise("P5.1", "funding-signals.raised", said)
    income.bijstand(life, begin, stage.first_day(weeks=8))


def _two_years_later(day: date) -> date:
    last_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 2, day=28 if last_of_february else day.day)


def four_on_three_seats(*lives: Life) -> None:
    """A post of three, which somebody joins for some weeks while it is full."""
    stage = lives[0].stage
    begin = stage.first_day(weeks=30)
    turn = stage.after(begin, 40, 80)
    last = stage.after(turn, 30, 60)
    provider = stage.chance.pick(stage.world.providers)
    at = stage.world.open(provider, LEARN, funded=True, capacity=3, reserved=True)
    for life in lives:
        first, final = (turn, last) if life is lives[-1] else (stage.after(begin, 0, 30), None)
        stage.world.sit(at, Stay(first, final))
        who = work.register(life, provider, first, stage.chance.pick(("full", "bsn")))
        placement = work.place(life, at, who, Kind.DAGBESTEDING, first, final, hours=8)
        work.routine(life, placement)
    why = "four placements at once on three seats"
    full = {"occupancy": 4, "capacity": 3}
    stage.promise("P2.1", "places.mix-changed", full, day=turn, place=at.id)
    lives[-1].planted.append(Planted("overbooked", turn, why, end=last + DAY, place=at.id))


def _plant(life: Life, placement: Placement, planted: Planted) -> None:
    person, place = life.human.number, placement.place.id
    life.planted.append(replace(planted, person=person, place=place, placement=placement.key))
