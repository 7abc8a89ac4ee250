"""What the hub holds of somebody, in plain Dutch, for that person to read.

A fact, a line, an event, a word of ours: each in a few words that need no knowledge of the hub or
of a law.  A day is written out; a term ends with its last day (*tot en met*).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from schemas import facts as f
from schemas.costs import WageValueReimbursed
from schemas.standings import AgeKnown, AmountReceived, RegistrationHeld
from schemas.volumes import Per, Unit, Volume
from schemas.waiting import AssessmentRequested, EligibilityDecided, WaitingReported

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SOURCES = {
    "wmo": "de Wmo van de gemeente",
    "uwv": "UWV",
    "participatiewet": "de Participatiewet van de gemeente",
    "wlz": "de Wlz (langdurige zorg)",
    "jeugdwet": "de Jeugdwet van de gemeente",
    "providers": "de plekken waar u komt",
}
STREAMS = {
    "wmo": "de Wmo",
    "participatiewet": "de Participatiewet",
    "uwv": "UWV",
    "wlz": "de Wlz",
    "jeugdwet": "de Jeugdwet",
    "subsidy": "een subsidie",
    "programme": "een programma",
    "revenue": "eigen verdiensten",
    "provider": "het geld van de plek waar u komt",
    "other": "een andere regeling",
}
FIELDS = {
    "bsn": "burgerservicenummer (BSN)",
    "identifier": "nummer",
    "given_names": "voornamen",
    "given": "voornamen",
    "initials": "voorletters",
    "surname": "achternaam",
    "surname_f": "achternaam",
    "birth_date": "geboortedatum",
    "born": "geboortedatum",
    "sex": "geslacht",
    "street": "straat",
    "house_number": "huisnummer",
    "postcode": "postcode",
    "place": "woonplaats",
    "phone": "telefoonnummer",
    "email": "e-mailadres",
}
KNOWN = {
    "allocation": "een toewijzing",
    "decision": "een besluit",
    "provision": "een voorziening",
    "wage-value": "een vaststelling van de loonwaarde",
    "benefit": "een uitkering",
    "placement": "een plek waar u komt",
    "employment": "een dienstverband",
    "registration": "een inschrijving in een register",
    "ladder-step": "een trede van de participatieladder",
    "certificate": "een certificaat",
    "contact": "een gesprek over uw ontwikkeling",
}
STATES = {
    "covered": "er wordt voor betaald",
    "gap": "voor een deel betaalt niemand",
    "provisional": "er is nog niets over de betaling besloten",
    "not-needed": "hier hoeft niemand voor te betalen",
}
STEPS = {"ladder": "trede", "certificate": "certificaat", "activity": "ander werk:"}
EVENTS = {
    "persons.linked": "welke gegevens over u gaan",
    "persons.unlinked": "dat gegevens niet over u gaan",
    "persons.merged": "dat gegevens die apart stonden over u gaan",
    "persons.split": "dat gegevens die bij elkaar stonden niet alle over u gaan",
    "persons.renamed": "dat de code waaronder wij u kennen is veranderd",
    "persons.link-doubted": "of er twijfel is of gegevens over u gaan",
    "funding-mixes.changed": "wie er voor u betaalt",
    "funding-signals.raised": "een signaal: iets om naar te kijken",
    "funding-signals.withdrawn": "dat een signaal niet meer geldt",
    "settlements.changed": "wat er van uw verdiensten met uw uitkering wordt verrekend",
    "transfers.prepared": "een overdracht van de ene wet naar de andere",
    "transfers.withdrawn": "dat een overdracht niet meer geldt",
    "placements.started": "dat u op een plek begint",
    "placements.changed": "een verandering op uw plek",
    "placements.ended": "dat u op een plek stopt",
    "placements.progressed": "een stap in uw ontwikkeling",
    "placements.withdrawn": "dat een eerdere melding over uw plek niet klopt",
    "coverages.changed": "wie er voor uw plek betaalt",
}
PER = {Per.DAY: " per dag", Per.WEEK: " per week", Per.MONTH: " per maand", Per.TOTAL: ""}
UNITS = {
    Unit.MINUTE: "minuten",
    Unit.HOUR: "uur",
    Unit.DAGDEEL: "dagdelen",
    Unit.ETMAAL: "etmalen",
    Unit.PIECE: "stuks",
    Unit.CENTS: "eurocent",
}
CARE = {
    "yes": "u krijgt langdurige zorg",
    "no": "u krijgt geen langdurige zorg (meer)",
    "unknown": "of u langdurige zorg krijgt is niet bekend",
}
RESULTS = {"finished": "afgerond", "dropped-out": "eerder gestopt"}
AGES = {"under-18": "jonger dan 18", "from-18": "18 of ouder", "under-27": "jonger dan 27"}
GRANTED = {True: "toegekend", False: "afgewezen", None: ""}


def day(on: date | str) -> str:
    """5 januari 2026; of what is known in part, that part."""
    text = str(on)[:10]
    year, month, number = (*text.split("-"), "", "")[:3]
    parts = (number.lstrip("0"), MONTHS[int(month) - 1] if month else "", year)
    return " ".join(filter(None, parts))


def term(start: date | None, end: date | None) -> str:
    """`end` is the first day without; people count the last day."""
    begin = f"vanaf {day(start)}" if start else ""
    last = f"tot en met {day(end - timedelta(days=1))}" if end else ""
    return " ".join(filter(None, (begin, last)))


def money(cents: int | None, per: Per | None = None) -> str:
    if cents is None:
        return ""
    euros = f"{cents // 100:,}".replace(",", ".")
    return f"€ {euros},{cents % 100:02}{PER[per] if per else ''}"


def hours(minutes: int | None, often: str = "per week") -> str:
    if minutes is None:
        return ""
    whole, rest = divmod(minutes, 60)
    told = " en ".join(
        filter(None, (f"{whole} uur" if whole else "", f"{rest} minuten" * (rest > 0)))
    )
    return f"{told or '0 uur'} {often}"


def volume(of: Volume | None) -> str:
    return "" if of is None else f"{of.amount} {UNITS[of.unit]}{PER[of.per] or ' in totaal'}"


def word(name: str) -> str:
    """A word of ours, as people write it."""
    return name.replace("_", " ").replace("-", " ")


def sentence(parts: Iterable[str]) -> str:
    """Its parts that say something, with commas between."""
    return ", ".join(part for part in parts if part)


def fact(of: f.Fact, organisation: Callable[[str], str], place: Callable[[str], str]) -> str:
    """
    Args:
        of: as it stands in the hub.
        organisation: the name of one, of its number.
        place: the name of one, of its code.
    """
    return sentence(_FACTS[type(of)](of, organisation, place))


Name = Callable[[str], str]
Says = Callable[[Any, Name, Name], tuple[str, ...]]


def _allocation(of: f.AllocationMade, name: Name, _: Name) -> tuple[str, ...]:
    amount = volume(of.volume) or money(of.budget)
    return f"een toewijzing bij {name(of.provider)}", amount, term(of.start, of.end)


def _provision(of: f.ProvisionGranted, name: Name, place: Name) -> tuple[str, ...]:
    at = f"bij {name(of.provider)}" if of.provider else ""
    there = f"op {place(of.place)}" if of.place else ""
    work = f"bij {name(of.employer)}" if of.employer else ""
    often = volume(of.volume)
    return f"toegekend: {word(of.instrument)}", at, there, work, often, term(of.start, of.end)


def _subsidised(of: f.WageSubsidyGranted, name: Name, place: Name) -> tuple[str, ...]:
    value = f"loonwaarde {of.wage_value} %" if of.wage_value else ""
    at = f"bij {name(of.employer)}" if of.employer else ""
    there = f"op {place(of.place)}" if of.place else ""
    return "loonkostensubsidie voor uw werk", at, there, value, term(of.start, of.end)


def _benefit(of: f.BenefitReceived, _: Name, __: Name) -> tuple[str, ...]:
    return f"een uitkering: {word(of.law)}", money(of.amount, of.amount_per), term(of.start, of.end)


def _income(of: f.IncomeReported, name: Name, _: Name) -> tuple[str, ...]:
    worked = "" if of.hours is None else f"{of.hours} uur"
    return f"loon bij {name(of.employer)}", money(of.amount), worked, term(of.start, of.end)


def _decision(of: f.DecisionMade, _: Name, __: Name) -> tuple[str, ...]:
    on = f"op {day(of.decided_on)}" if of.decided_on else ""
    return f"een besluit over {word(of.subject)}", GRANTED[of.granted], on


def _placement(of: f.PlacementReported, name: Name, place: Name) -> tuple[str, ...]:
    holder = f"het geld loopt via {name(of.holder)}" if of.holder else ""
    work = f"bij {name(of.employer)}" if of.employer else ""
    often, when = hours(of.minutes_per_week), term(of.start, of.end)
    next_ = f"daarna: {of.destination}" if of.destination else ""
    track = f"in een groep die samen begint en eindigt ({of.cohort})" if of.cohort else ""
    paid = f"telt mee voor een programma ({of.programme})" if of.programme else ""
    ended = RESULTS[of.result] if of.result else ""
    task = f"taak of functie: {of.task}" if of.task else ""
    here = f"{word(of.activity)} op {place(of.place)}"
    return here, task, work, often, when, holder, track, paid, ended, next_


def _stopped(of: f.DeliveryStopped, name: Name, _: Name) -> tuple[str, ...]:
    pause = "tijdelijk " if of.temporary else ""
    return f"de hulp van {name(of.provider)} is {pause}gestopt", term(of.start, of.end)


def _amount(of: AmountReceived, _: Name, __: Name) -> tuple[str, ...]:
    per = Per.MONTH if of.what == "eigen_inkomsten" else None
    return word(of.what), money(of.amount, per), term(of.start, of.end)


def _reimbursed(of: WageValueReimbursed, name: Name, _: Name) -> tuple[str, ...]:
    to = "UWV" if of.to == "uwv" else "de gemeente"
    paid = f"{name(of.provider)} betaalt {to} voor het werk dat u doet"
    return paid, money(of.amount), term(of.start, of.end), "u krijgt daar zelf niets van"


_FACTS: Mapping[type, Says] = {
    f.AllocationMade: _allocation,
    f.DeliveryStarted: lambda of, name, _: (
        f"de hulp van {name(of.provider)} is begonnen",
        f"op {day(of.start)}",
    ),
    f.DeliveryStopped: _stopped,
    f.BenefitReceived: _benefit,
    f.EmploymentHeld: lambda of, name, _: (
        f"een dienstverband bij {name(of.employer)}",
        word(of.contract),
        term(of.start, of.end),
    ),
    f.IncomeReported: _income,
    f.DecisionMade: _decision,
    f.ProvisionGranted: _provision,
    f.WageSubsidyGranted: _subsidised,
    f.LongTermCareStatus: lambda of, _, __: (CARE[of.status], term(of.start, of.end)),
    RegistrationHeld: lambda of, _, __: (
        f"u staat in het {of.name}",
        term(of.start, of.end),
    ),
    AmountReceived: _amount,
    WageValueReimbursed: _reimbursed,
    AgeKnown: lambda of, _, __: (
        f"dat u {AGES[of.age]} bent",
        term(of.start, of.end),
    ),
    f.PlacementReported: _placement,
    f.AttendanceReported: lambda of, _, place: (
        f"u was {hours(of.minutes, 'aanwezig')} op {place(of.place)}",
        f"in {day(of.month)}",
    ),
    f.LadderStepSet: lambda of, _, __: (
        f"trede {of.step} van de participatieladder",
        f"op {day(of.on)}",
    ),
    f.CertificateEarned: lambda of, _, __: (f"een certificaat: {of.name}", f"op {day(of.on)}"),
    f.ContactHeld: lambda of, _, __: ("een gesprek over uw ontwikkeling", f"op {day(of.on)}"),
    WaitingReported: lambda of, _, place: (
        f"u wacht op een plek bij {place(of.place)}",
        f"sinds {day(of.since)}",
    ),
    AssessmentRequested: lambda of, _, __: (
        f"een aanmelding om te laten vaststellen of u op {word(of.activity)} bent aangewezen",
        f"op {day(of.on)}",
    ),
    EligibilityDecided: lambda of, _, __: (
        f"vastgesteld: u bent {'' if of.eligible else 'niet '}op {word(of.activity)} aangewezen",
        f"op {day(of.decided_on)}",
        term(of.start, of.end),
    ),
}
