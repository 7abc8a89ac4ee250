"""Life courses that a practice asks for, with what must come of them.  None raises a signal."""

from datetime import date, timedelta

from connectors.simulator import care, income, programmes, work
from connectors.simulator.care import CODES
from connectors.simulator.courses_care import DAY
from connectors.simulator.courses_work import participatieplaats
from connectors.simulator.income import CONTRACT, WAGE
from connectors.simulator.life import Life
from connectors.simulator.telling import Income, Listed, Product, Promised, Reported
from connectors.simulator.world import LEARN, Stay
from schemas.facts import Kind

TRACK = timedelta(weeks=12)
SOON = timedelta(days=17)


def half_and_half(life: Life) -> None:
    """The Wmo and the Participatiewet each pay eight hours of one placement of sixteen (P1.2)."""
    begin = life.stage.first_day(weeks=20)
    at = life.stage.world.seat((Kind.DAGBESTEDING, Kind.PARTICIPATIEPLAATS), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    income.bijstand(life, begin - timedelta(days=300), life.stage.after(begin, 1, 30))
    product = Product("07", CODES[0], 2)
    allocation = care.allocate(life, at.provider, product, begin, life.stage.beyond())
    participatieplaats(life, at, begin, 8)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=16)
    care.start(life, allocation, begin)
    work.routine(life, placement)
    own = [{"stream": name, "minutes_per_week": 480} for name in ("wmo", "participatiewet")]
    said = {"own": own, "state": "covered", "uncovered_minutes": 0}
    life.promise("P1.2", "coverages.changed", said, day=begin, place=at.id)


def side_by_side(one: Life, other: Life) -> None:
    """A place of algemene voorziening that sells, with somebody of the Wlz at it (P3.2)."""
    stage = one.stage
    general = programmes.general(stage.world.providers)
    begin = stage.first_day(weeks=30)
    at = stage.world.open(general, LEARN, funded=True, reserved=True, sells=True)
    for life, way in ((one, "bsn"), (other, "full")):  # the Wlz register knows a BSN alone
        stage.world.sit(at, Stay(begin, None))
        who = work.register(life, at.provider, begin, way)
        work.routine(life, work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=12))
    since = begin - timedelta(days=stage.chance.between(100, 900))
    income.signal_long_term_care(one, stage.after(begin, 1, 20), "Ja", since)
    covered = {"own": [{"stream": "wlz"}], "state": "covered"}
    one.promise("P3.2", "coverages.changed", covered, day=begin, place=at.id)
    sold = {"stream": "revenue"}
    carried = {"stream": "wmo", "instrument": "algemene_voorziening"}
    mix = {"occupancy": 2, "shares": [{"stream": "wlz", "persons": 1}], "money": [carried, sold]}
    place = Promised("P3.2", "places.mix-changed", mix, day=begin + 3 * DAY, place=at.id)
    stage.promised.append(place)


def to_work(life: Life) -> None:
    """To a job at an employer, by a programme that counts who begins (P5.2)."""
    begin = life.stage.first_day(weeks=8)
    employer = f"lhn:{990_003_000 + life.stage.chance.between(1, 40)}L01"
    at = life.stage.world.seat((Kind.REGULIER_WERK,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    programme = programmes.begins(life.stage, programmes.TO_WORK, begin)
    job = work.place(
        life,
        at,
        who,
        Kind.REGULIER_WERK,
        begin,
        hours=28,
        employer=employer,
        programme=programme,
    )
    work.routine(life, job)


def learning_track(*lives: Life) -> None:
    """Four begin a track of three months: one drops out, one finds a job after it (P5.3)."""
    stage = lives[0].stage
    begin = stage.first_day(weeks=40)
    planned = begin + TRACK - DAY
    provider = stage.chance.pick(stage.world.providers)
    code = f"EA-{stage.number('cohort')}"
    track = {"cohort": code, "naam": "Energieacademie", "vanaf": begin.isoformat()}
    told = begin - timedelta(days=stage.chance.between(3, 20))
    track |= {"tot_en_met": planned.isoformat()}
    stage.tell(told, Reported(provider, "cohorten", (code,), track))
    dropped, early = begin + timedelta(days=40), planned - timedelta(days=14)
    ends = ((planned, None), (dropped, "uitgevallen"), (early, "afgerond"), (planned, None))
    kind, programme = Kind.LEERWERKTRAJECT, programmes.ACADEMY
    for life, (last, result) in zip(lives, ends, strict=True):
        at = stage.world.seat((kind,), Stay(begin, last), funded=True, at=provider)
        who = work.register(life, provider, begin, "bsn")
        named = programmes.begins(stage, programme, begin)
        placement = work.place(
            life,
            at,
            who,
            kind,
            begin,
            last,
            hours=24,
            programme=named,
            cohort=f"{provider.id}/{code}",
            result=result,
        )
        work.routine(life, placement)
    job = planned + SOON
    row = Income("lhn:990004001L01", WAGE, job, nature=CONTRACT, gross=1_900, hours=120)
    income.answer_incomes(lives[0], stage.after(job, 35, 60), row)
    stage.promised.append(_cohort(f"{provider.id}/{code}", begin, planned, (dropped, early, job)))


def _cohort(cohort: str, begin: date, planned: date, turns: tuple[date, date, date]) -> Promised:
    """How a track goes: a period from each day on which it is otherwise."""
    dropped, early, job = turns
    numbers = (
        (begin, 4, 0, 0, 0),
        (dropped + DAY, 3, 0, 1, 0),
        (early + DAY, 2, 1, 1, 0),
        (planned + DAY, 0, 3, 1, 0),
        (job, 0, 3, 1, 1),
    )
    names = "running", "finished", "dropped_out", "follow_on_jobs"
    periods = [
        {"start": day.isoformat(), "started": 4} | dict(zip(names, counted, strict=True))
        for day, *counted in numbers
    ]
    days = {
        "planned_start": begin.isoformat(),
        "planned_end": (planned + DAY).isoformat(),
    }
    said = {"cohort": cohort, "name": "Energieacademie", "periods": periods} | days
    return Promised("P5.3", "cohorts.changed", said)


def helped_under_the_jeugdwet(life: Life) -> None:
    """A youth-care institution holds the help, the place is another's (P9.5)."""
    begin = life.stage.first_day(weeks=12)
    birth = life.human.birth
    last = birth.replace(year=birth.year + 18, day=min(birth.day, 28)) - DAY
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    others = [p for p in life.stage.world.providers if p is not at.provider]
    holder = life.stage.chance.pick(others)
    number = f"JW-{life.stage.number('jeugdhulp'):04}"
    told = begin - timedelta(days=life.stage.chance.between(2, 12))
    data = {
        "beschikkingnummer": number,
        "geboortedatum": life.human.birth,
        "besluitdatum": told,
        "ingangsdatum": begin,
        "einddatum": last,
        "aanbieder": f"agb:{holder.agb}",
        "uren_per_week": 16,
    }
    life.tell(told, Listed("jeugdhulp", (number,), data))
    who = work.register(life, at.provider, begin, "bsn")
    placed = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=16, holder=holder.id)
    work.routine(life, placed)
    said = {"holder": f"kvk:{holder.kvk}", "provider": f"kvk:{at.provider.kvk}"}
    life.promise("P9.5", "placements.started", said, place=at.id)
    covered = {"own": [{"stream": "jeugdwet", "minutes_per_week": 960}], "state": "covered"}
    life.promise("P9.5", "coverages.changed", covered, day=begin, place=at.id)
