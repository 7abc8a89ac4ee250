"""Life courses of work: Participatiewet, UWV, volunteers.  None of them raises a signal."""

from datetime import date, timedelta

from connectors.simulator import care, income, work
from connectors.simulator.courses_care import DAY, attends
from connectors.simulator.income import JOB_COACH, TRIAL_PLACE
from connectors.simulator.life import Life
from connectors.simulator.telling import Decision, Income, Support
from connectors.simulator.work import Placement
from connectors.simulator.world import Place, Provider, Stay
from schemas.facts import Kind


def wmo_to_participatiewet(life: Life) -> None:
    """The law changes from one day to the next; the place and the hours stay."""
    begin = life.stage.first_day(weeks=30)
    turn = life.stage.after(begin, 70, 140)
    kinds = Kind.DAGBESTEDING, Kind.PARTICIPATIEPLAATS
    at = life.stage.world.seat(kinds, Stay(begin, None))
    allocation, before = attends(life, begin, turn - DAY, at=at)
    care.end(life, allocation, begin, turn - DAY, care.OTHER_DOMAIN)
    income.bijstand(life, begin - timedelta(days=300), life.stage.after(begin, 1, 30))
    participatieplaats(life, at, turn, before.hours)
    _transfer(life, "wmo", "participatiewet", turn, "allocation", "benefit", "placement")
    who = before.participant
    work.routine(life, work.place(life, at, who, Kind.PARTICIPATIEPLAATS, turn, hours=before.hours))


def participatiewet_to_wmo(life: Life) -> None:
    """The reverse."""
    begin = life.stage.first_day(weeks=30)
    turn = life.stage.after(begin, 70, 140)
    kinds = Kind.DAGBESTEDING, Kind.PARTICIPATIEPLAATS
    at = life.stage.world.seat(kinds, Stay(begin, None))
    who = work.register(life, at.provider, begin)
    hours = 4 * life.stage.chance.between(3, 7)
    income.bijstand(life, begin - timedelta(days=300), life.stage.after(begin, 1, 30))
    participatieplaats(life, at, begin, hours, turn - DAY)
    work.place(life, at, who, Kind.PARTICIPATIEPLAATS, begin, turn - DAY, hours=hours)
    allocation = care.allocate(
        life, at.provider, care.dagbesteding(life, hours), turn, life.stage.beyond()
    )
    _transfer(life, "participatiewet", "wmo", turn, "provision", "benefit", "placement")
    after = work.place(life, at, who, Kind.DAGBESTEDING, turn, hours=hours)
    care.start(life, allocation, turn)
    work.routine(life, after)


def _transfer(life: Life, left: str, entered: str, turn: date, *known: str) -> None:
    """From one law to another without a day between, and what is known by then."""
    days = {"ended": turn.isoformat(), "begins": turn.isoformat()}
    said = {"left": left, "entered": entered, "known": [{"what": name} for name in known]}
    life.promise("P1.3", "transfers.prepared", said | days)


def beschut_werk(life: Life) -> None:
    """A contract in sheltered work: a decision, a wage subsidy, a job coach, a wage."""
    placement, subsidy = sheltered(life)
    if life.stage.chance.one_in(3):  # re-set on a later wage value, from one day to the next
        turn = life.stage.after(placement.start, 84, 120)
        told = turn - timedelta(days=10)
        income.redecide(life, subsidy, told, last=turn - DAY)
        wage_subsidy(life, placement.employer or "", turn)
    work.routine(life, placement)


def job_coach(life: Life) -> None:
    """Works at an ordinary employer, with a job coach for the first months."""
    begin = life.stage.first_day(weeks=30)
    last = life.stage.after(begin, 84, 150)
    employer = f"lhn:{990_002_000 + life.stage.chance.between(1, 40)}L01"
    at = life.stage.world.seat((Kind.REGULIER_WERK,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    hours = life.stage.chance.pick((24, 28, 32))
    placement = work.place(life, at, who, Kind.REGULIER_WERK, begin, hours=hours, employer=employer)
    wage_subsidy(life, employer, begin)
    coach = Support(begin, code=JOB_COACH, number=f"R{life.stage.number('support'):07}")
    income.answer_reintegration(life, life.stage.after(begin, 7, 30), coach)
    ended = Support(begin, last, JOB_COACH, coach.number)
    income.answer_reintegration(life, life.stage.after(last, 5, 20), ended)
    _earns(life, placement, income.CONTRACT)
    work.routine(life, placement)


def volunteer(life: Life) -> None:
    """A pensioner who opens, closes and instructs.  No law is behind the placement."""
    begin = life.stage.first_day(weeks=3)
    at = life.stage.world.seat((Kind.VRIJWILLIGERSWERK,), Stay(begin, None))
    who = work.register(life, at.provider, begin, life.stage.chance.pick(("full", "bare", "bsn")))
    work.routine(life, work.place(life, at, who, Kind.VRIJWILLIGERSWERK, begin))
    told = {"activity": Kind.VRIJWILLIGERSWERK.value}
    life.promise("P2.2", "placements.started", told, place=at.id)
    free = {"state": "not-needed", "own": []}
    life.promise("P2.2", "coverages.changed", free, day=begin, place=at.id)


def insured_volunteer(life: Life) -> None:
    """On a benefit of employee insurance; UWV knows a BSN alone, and so does the provider."""
    begin = life.stage.first_day(weeks=8)
    law = life.stage.chance.pick(("WW", "WIA", "ZW"))
    income.answer_insurance(life, life.stage.after(begin, 1, 30), law, begin - timedelta(days=200))
    at = life.stage.world.seat((Kind.VRIJWILLIGERSWERK,), Stay(begin, None))
    who = work.register(life, at.provider, begin, "bsn")
    work.routine(life, work.place(life, at, who, Kind.VRIJWILLIGERSWERK, begin))


def cooperative(life: Life) -> None:
    """A member of a co-operative, with bijstand and own sales."""
    begin = life.stage.first_day(weeks=8)
    at = life.stage.world.seat((Kind.COOPERATIE,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    income.bijstand(life, begin - timedelta(days=500), life.stage.after(begin, 1, 20))
    work.routine(life, work.place(life, at, who, Kind.COOPERATIE, begin))


def learner(life: Life) -> None:
    """A young person walks in, learns and earns certificates; the place is paid for."""
    begin = life.stage.first_day(weeks=26)
    at = life.stage.world.seat((Kind.LEERWERKTRAJECT,), Stay(begin, None), funded=True)
    who = work.register(life, at.provider, begin, life.stage.chance.pick(("full", "bare", "bsn")))
    placement = work.place(life, at, who, Kind.LEERWERKTRAJECT, begin, hours=24)
    for weeks in (8, 18):
        work.certify(life, at.provider, who, begin + timedelta(weeks=weeks))
    work.routine(life, placement)


def trial_place(life: Life) -> None:
    """Two months on trial, then a contract at the same place."""
    begin = life.stage.first_day(weeks=26)
    last = life.stage.after(begin, 50, 60)
    at = life.stage.world.seat((Kind.PROEFPLAATS, Kind.REGULIER_WERK), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    income.bijstand(life, begin - timedelta(days=200), life.stage.after(begin, 1, 20))
    # The provision outlives the placement: whether DatERv is the last day is not stated.
    number = f"R{life.stage.number('support'):07}"
    trial = Support(begin, last + timedelta(days=14), TRIAL_PLACE, number)
    income.answer_reintegration(life, life.stage.after(begin, 1, 10), trial)
    work.place(life, at, who, Kind.PROEFPLAATS, begin, last, hours=24, destination="betaald werk")
    work.routine(life, work.place(life, at, who, Kind.REGULIER_WERK, last + DAY, hours=24))


def participatieplaats(
    life: Life, at: Place, start: date, hours: int | None, last: date | None = None
) -> Decision:
    """Decided a week or two before, for the same days and hours as the placement."""
    return income.decide(
        life,
        "participatieplaats",
        start,
        start - timedelta(days=life.stage.chance.between(5, 15)),
        last=last,
        provider=either_number(life, at.provider),
        place=at.id,
        hours=hours,
    )


def sheltered(life: Life) -> tuple[Placement, Decision]:
    """Sheltered work from its decision on, and its wage subsidy."""
    begin = life.stage.first_day(weeks=22)
    at = life.stage.world.seat((Kind.BESCHUT_WERK,), Stay(begin, None))
    hours, employer = life.stage.chance.pick((16, 20, 24, 28, 32)), at.provider.employer
    income.decide(
        life,
        "beschut_werk",
        begin,
        begin - timedelta(days=20),
        provider=either_number(life, at.provider),
        employer=employer,
        place=life.stage.chance.pick(("", at.id)),
        hours=hours,
    )
    subsidy = wage_subsidy(life, employer, begin)
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.BESCHUT_WERK, begin, hours=hours, employer=employer)
    coach = Support(begin, code=JOB_COACH, number=f"R{life.stage.number('support'):07}")
    paid = Support(begin, wage_value=subsidy.wage_value)
    income.answer_reintegration(life, life.stage.after(begin, 7, 40), coach, paid)
    _earns(life, placement, income.SHELTERED)
    return placement, subsidy


def wage_subsidy(life: Life, employer: str, start: date) -> Decision:
    chance = life.stage.chance
    return income.decide(
        life,
        "loonkostensubsidie",
        start,
        start - timedelta(days=chance.between(1, 5)),
        employer=employer,
        wage_value=chance.between(30, 80),
    )


def either_number(life: Life, provider: Provider) -> str:
    """A social service knows a provider by one of its numbers."""
    return life.stage.chance.pick((f"kvk:{provider.kvk}", f"agb:{provider.agb}"))


def _earns(life: Life, placement: Placement, nature: str) -> None:
    hours = placement.hours or 0
    row = Income(
        placement.employer or "",
        income.WAGE,
        placement.start,
        nature=nature,
        gross=hours * 62,
        hours=hours * 4,
    )
    income.answer_incomes(life, life.stage.after(placement.start, 35, 60), row)
