"""Life courses of people who get further, wherever no law asks for it.  None raises a signal."""

from datetime import date, timedelta

from connectors.simulator import care, income, work
from connectors.simulator.care import CODES
from connectors.simulator.chance import workday
from connectors.simulator.courses_care import DAY
from connectors.simulator.income import JOB_COACH
from connectors.simulator.life import Life
from connectors.simulator.telling import Listed, Product, Support
from connectors.simulator.work import Placement
from connectors.simulator.world import Stay
from schemas.facts import Kind

ONWARD = ("opleiding", "inburgering", "betaald werk")


def trainee(life: Life) -> None:
    """A traineeship of a school: nobody pays for it, and nobody has to."""
    begin = life.stage.first_day(weeks=20)
    last = life.stage.after(begin, 70, 120)
    at = life.stage.world.seat((Kind.STAGE,), Stay(begin, last))
    who = work.register(life, at.provider, begin, "bsn")
    work.place(life, at, who, Kind.STAGE, begin, last, hours=16)
    free = {"state": "not-needed", "own": []}
    life.promise("P2.2", "coverages.changed", free, day=begin, place=at.id)


def goes_on(life: Life) -> None:
    """Walks in without an indication, and after some months goes on: to school, or to a job."""
    begin = life.stage.first_day(weeks=24)
    last = life.stage.after(begin, 80, 140)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, last), funded=True)
    who = work.register(life, at.provider, begin, life.stage.chance.pick(("full", "bare")))
    where = ONWARD[life.stage.number("onward") % len(ONWARD)]
    placement = work.place(
        life, at, who, Kind.DAGBESTEDING, begin, last, hours=12, destination=where
    )
    work.routine(life, placement)
    ended = {"end": (last + DAY).isoformat(), "destination": where}
    life.promise("P3.4", "placements.ended", ended, place=at.id)


def two_labels(life: Life) -> None:
    """Learns at two labels of one provider; a certificate belongs to what runs on its day."""
    stage = life.stage
    begin = stage.first_day(weeks=26)
    turn, earned = begin + timedelta(weeks=4), begin + timedelta(weeks=12)
    provider = stage.chance.pick(stage.world.providers)
    kinds = (Kind.LEERWERKTRAJECT,)
    places = [
        stage.world.sit(stage.world.open(provider, kinds, funded=True, capacity=4), Stay(day, None))
        for day in (begin, turn)
    ]
    who = work.register(life, provider, begin, "bsn")
    for at, day in zip(places, (begin, turn), strict=True):
        work.place(life, at, who, Kind.LEERWERKTRAJECT, day, hours=8)
    name = work.certify(life, provider, who, earned)
    reached = {"what": "certificate", "text": name, "on": earned.isoformat()}
    for at in places:
        life.promise("P4.2", "placements.progressed", {"progress": [reached]}, place=at.id)


def developed_meanwhile(life: Life) -> None:
    """Two years at one provider, but on another step of the ladder, or with a certificate."""
    placement = two_years(life, _two_years_ago(life))
    provider, who = placement.place.provider, placement.participant
    day = life.stage.first_day(weeks=20)
    later = day + timedelta(weeks=10)
    if life.stage.number("developed") % 2:
        work.step(life, provider, who, day, 2)
        work.step(life, provider, who, later, 3)
        steps = [("2", day), ("3", later)]
        reached = [{"what": "ladder", "text": t, "on": d.isoformat()} for t, d in steps]
        life.promise("P8.4", "placements.progressed", {"progress": reached})
    else:
        work.step(life, provider, who, day, 2)
        name = work.certify(life, provider, who, later)
        earned = {"what": "certificate", "text": name, "on": later.isoformat()}
        life.promise("P4.2", "placements.progressed", {"progress": [earned]})


def two_years(life: Life, begin: date) -> Placement:
    """Dagbesteding since *begin*, which lies before the first day told of: as it is handed over."""
    stage = life.stage
    told = workday(max(begin, stage.after(stage.start, 1, 14)))
    at = stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    who = work.register(life, at.provider, told, "bsn")
    product = Product("07", CODES[0], 4)
    allocation = care.allocate(life, at.provider, product, begin, stage.beyond(), told=told)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=16, told=told)
    care.start(life, allocation, begin, workday(told + DAY))
    for weeks in (10, 30):
        work.talk(life, at.provider, who, told + timedelta(weeks=weeks))
    return placement


def _two_years_ago(life: Life) -> date:
    """More than two years before the last day, so that it would be long by then."""
    return two_years_before(life.stage.until - timedelta(days=life.stage.chance.between(20, 120)))


def two_years_before(day: date) -> date:
    return day.replace(year=day.year - 2, day=min(day.day, 28))


def relieved_employer(life: Life) -> None:
    """A job at an employer whom a wage subsidy, a job coach and a no-risk policy relieve."""
    stage = life.stage
    begin = stage.first_day(weeks=30)
    last, until = stage.after(begin, 84, 120), stage.after(begin, 130, 170)
    employer = f"lhn:{990_002_000 + stage.chance.between(1, 40)}L01"
    at = stage.world.seat((Kind.REGULIER_WERK,), Stay(begin, None))
    who = work.register(life, at.provider, begin, "bsn")
    work.place(life, at, who, Kind.REGULIER_WERK, begin, hours=24, employer=employer)
    decided = begin - timedelta(days=stage.chance.between(1, 5))
    income.decide(
        life, "loonkostensubsidie", begin, decided, until, employer=employer, wage_value=55
    )
    number = f"R{stage.number('support'):07}"
    coach = Support(begin, last, JOB_COACH, number)
    income.answer_reintegration(life, stage.after(begin, 7, 30), coach)
    _no_risk(life, begin, employer)
    subsidy, coached, no_risk = (
        {"instrument": instrument} for instrument in ("loonkostensubsidie", "jobcoach", "no_risk")
    )
    periods = [
        {"end": (last + DAY).isoformat(), "own": [subsidy, coached, no_risk]},
        {"end": (until + DAY).isoformat(), "own": [subsidy, no_risk]},
        {"start": (until + DAY).isoformat(), "end": None, "own": [no_risk]},
    ]
    life.promise("P7.2", "coverages.changed", {"periods": periods}, place=at.id)


def _no_risk(life: Life, begin: date, employer: str) -> None:
    number = f"V{life.stage.number('no risk'):06}"
    data = {
        "kenmerk": number,
        "soort": "no_risk",
        "ingangsdatum": begin.isoformat(),
        "werkgever": employer,
    }
    told = workday(life.stage.after(begin, 20, 60))
    life.tell(told, Listed("voorzieningen", (number,), data))
