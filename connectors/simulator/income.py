"""What the social service, UWV and the Wlz register tell.

A Suwinet answer is a dossier: each telling holds all that is known of the person by then.
Which CdTypeRvGsd stands for a loonkostensubsidie is not public, so such a row bears none.
"""

from dataclasses import replace
from datetime import date
from typing import Any, Literal

from connectors.simulator.chance import workday
from connectors.simulator.life import Life
from connectors.simulator.telling import (
    Decision,
    Income,
    Incomes,
    Insurance,
    LongTermCare,
    Reintegration,
    Support,
)

JOB_COACH, TRIAL_PLACE = "30", "23"  # CdTypeRvGsd
WAJONG, WAGE = "37", "15"  # CdSrtIkv
CONTRACT, SHELTERED = "01", "20"  # CdAardIkv
ELIGIBLE = {"beschut_werk", "vaststelling_beschut_werk"}  # and stay so: none of them ends
FREE_SHARE, FREE_MOST, FREE_MONTHS = 25, 27_300, 6  # of own earnings: %, cents a month, months
UWV = "lhn:990000001L01"


def decide(
    life: Life, kind: str, start: date, told: date, last: date | None = None, **said: Any
) -> Decision:
    """The college decides: bijstand, beschut_werk, loonkostensubsidie or participatieplaats."""
    number, told = f"B{life.stage.number('decision'):06}", workday(told)
    stamp = life.stage.chance.office_hour(told)
    decision = Decision(number, kind, min(start, told), start, stamp, last, **said)
    if kind in ELIGIBLE:
        known = life.stage.eligible.get(life.human.number, start)
        life.stage.eligible[life.human.number] = min(known, start)
    life.tell(told, decision)
    return decision


def redecide(life: Life, decision: Decision, told: date, **changes: Any) -> Decision:
    """A later version of a decision: ended, corrected, or void."""
    told = workday(told)
    changed = replace(decision, stamp=life.stage.chance.office_hour(told), **changes)
    life.tell(told, changed)
    return changed


def bijstand(life: Life, start: date, told: date, last: date | None = None) -> Decision:
    amount = life.stage.chance.between(950, 1_400)
    return decide(life, "bijstand", start, told, last, amount=amount)


def answer_reintegration(life: Life, told: date, *rows: Support) -> None:
    life.tell(workday(told), Reintegration(rows))


def answer_incomes(life: Life, told: date, *rows: Income) -> None:
    life.tell(workday(told), Incomes(rows))


def answer_insurance(life: Life, told: date, law: str, start: date) -> None:
    gross = life.stage.chance.between(900, 2_100)
    life.tell(workday(told), Insurance(law, start, start, gross))


def signal_long_term_care(
    life: Life,
    told: date,
    status: Literal["Ja", "Nee", "Onbekend"],
    start: date | None = None,
    last: date | None = None,
) -> None:
    """The Wlz register's answer.  `Nee` comes after an earlier `Ja`, and bears its days."""
    issued = min(start or told, told)
    life.tell(workday(told), LongTermCare(status, issued, start, last))
