"""What the rules of concurrence read: the terms of a person's lines and standings, by word.

A *standing* pays nothing and still counts: a register, a kind of employment, an age.  One term may
answer to several words, so that a rule can ask for any wage subsidy, or for any benefit of UWV.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from schemas.facts import EmploymentHeld
from schemas.free_amounts import FreeAmount, free_amount
from schemas.policy import Policy
from schemas.standings import AgeKnown, RegistrationHeld
from schemas.values import day_after
from streams.instruments import UWV_LAWS
from streams.lines import PayingLine
from streams.periods import common
from streams.records import Told


class Term(NamedTuple):
    """`line`: its name, if it is one; `employment`: for which employment it is, if that is known;
    `what`: its instrument, register, contract or age.
    """

    start: date
    end: date | None
    record: str
    line: str | None
    what: str
    employment: str | None = None
    place: str | None = None
    amount: int | None = None


class Terms(dict[str, list[Term]]):
    """Every term of a person, by word, in order of start; the last day that passed, and what the
    municipality leaves alone beside bijstand.
    """

    def __init__(self, today: date, free_amounts: tuple[FreeAmount, ...] = ()) -> None:
        super().__init__()
        self.today = today
        self.free_amounts = free_amounts

    def free(self, of: str, per: str, day: date) -> int | None:
        """In cents; none if nothing is known of it."""
        amount = free_amount(self.free_amounts, of, per, day)
        return amount.cents if amount else None


# Things that somebody is given, apart from the help that the Wlz or the Jeugdwet would give
# instead: wheelchairs, means of transport, adaptations of a home, other aids (iWmo list WMO020).
AIDS = frozenset({"wmo-11", "wmo-12", "wmo-13", "wmo-14"})
LKV = ("lkv_oudere_werknemer", "lkv_arbeidsgehandicapte", "lkv_banenafspraak", "lkv_herplaatsen")
WIA35 = ("wia35_jobcoach", "wia35_werkplekaanpassing", "wia35_vervoer")
COLLEGE = ("pwet_voorziening", "college")  # an instrument of the college that has no rule alone
HELP = ("jobcoach", "werkplekaanpassing", "overige_werkplek", "overige_voorziening")
WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("participatiewet", "bijstand"): ("bijstand", "bijstand_of_ioaw"),
    ("participatiewet", "ioaw"): ("bijstand_of_ioaw",),
    ("participatiewet", "ioaz"): ("bijstand_of_ioaw",),
    ("participatiewet", "bbz"): (),
    ("participatiewet", "premie"): ("premie",),
    ("participatiewet", "onkostenvergoeding"): ("onkostenvergoeding",),
    ("revenue", "eigen_inkomsten"): ("inkomsten",),
    ("participatiewet", "loonkostensubsidie"): ("lks", "loonsubsidie", "college"),
    ("participatiewet", "tijdelijke_loonkostensubsidie"): ("loonsubsidie", *COLLEGE),
    ("participatiewet", "beschut_werk"): ("beschut_werk", "college"),
    ("participatiewet", "participatieplaats"): ("participatieplaats", "college"),
    ("participatiewet", "proefplaats"): ("proefplaats", *COLLEGE),
    **{("participatiewet", name): COLLEGE for name in HELP},
    ("participatiewet", "wsw"): ("wsw",),
    ("participatiewet", "begeleid_werken"): ("begeleid_werken",),
    ("uwv", "uwv_proefplaatsing"): ("uwv_proefplaatsing",),
    ("uwv", "no_risk"): ("no_risk",),
    **{("uwv", name): ("lkv",) for name in LKV},
    **{("uwv", name): ("wia35",) for name in WIA35},
    **{("uwv", law): (law, "uwv_uitkering", "voorliggend") for law in UWV_LAWS},
    ("other", "aow"): ("voorliggend",),
    ("other", "anw"): ("voorliggend",),
    ("wmo", "dagbesteding"): ("wmo", "wmo_dagbesteding"),
    **{("wmo", aid): ("wmo_hulpmiddel",) for aid in AIDS},
}
# Of other instruments; of the Participatiewet none, for a code that is not known may be any.
OF_STREAM: Mapping[str, tuple[str, ...]] = {
    "wmo": ("wmo",),
    "wlz": ("wlz",),
    "jeugdwet": ("jeugdwet",),
}


STANDING = frozenset({AgeKnown, EmploymentHeld, RegistrationHeld})


def terms_of(
    lines: Sequence[PayingLine], records: Iterable[Told], policy: Policy, today: date
) -> Terms:
    terms = Terms(today, policy.free_amounts)
    for line in lines:
        words = WORDS.get((line.stream, line.instrument)) or OF_STREAM.get(line.stream)
        if words and not (line.stream == "uwv" and _told_already(terms.get(words[0], ()), line)):
            term = _of_line(line)
            for word in words:
                terms.setdefault(word, []).append(term)
    for word, term in sorted(_standings(records, policy), key=_in_order):
        _stand(terms, word, term)
    return terms


def _in_order(standing: tuple[str, Term]) -> tuple[str, date, str, str]:
    word, term = standing
    return word, term.start, term.record, term.what


def _told_already(told: Sequence[Term], line: PayingLine) -> bool:
    """A benefit that two dossiers of UWV tell alike is one benefit."""
    alike = (line.instrument, line.start, line.end)
    return line.instrument in UWV_LAWS and any((t.what, t.start, t.end) == alike for t in told)


def _of_line(line: PayingLine) -> Term:
    return Term(
        line.start,
        line.end,
        line.record,
        line.line,
        line.instrument,
        line.employer or line.place,
        line.place,
        line.amount,
    )


def _stand(terms: Terms, word: str, term: Term) -> None:
    """What UWV's payroll figures tell of sheltered work counts where no decision of it is known."""
    told = terms.setdefault(word, [])
    if not any(t.line is not None and common(t, term) for t in told):
        told.append(term)


def _standings(records: Iterable[Told], policy: Policy) -> Iterator[tuple[str, Term]]:
    for agreed in policy.agreements_with_uwv:
        yield "agreement", Term(agreed.start, day_after(agreed.last), "", None, "agreement")
    told = ((r.record, fact) for r in records for fact in r.facts if type(fact) in STANDING)
    for record, fact in told:
        match fact:
            case AgeKnown():
                yield fact.age, Term(fact.start, fact.end, record, None, fact.age)
            case RegistrationHeld():
                yield fact.name, Term(fact.start, fact.end, record, None, fact.name)
            case EmploymentHeld():
                yield from _employment(fact, record, policy)
            case _:
                pass


def _employment(fact: EmploymentHeld, record: str, policy: Policy) -> Iterator[tuple[str, Term]]:
    """Every employment is told by wages; two kinds of contract have rules of their own."""
    employer = policy.organisation(fact.employer)
    term = Term(fact.start, fact.end, record, None, fact.contract, employer)
    yield "dienstbetrekking", term
    if fact.contract in {"wsw", "beschut_werk"}:
        yield fact.contract, term
