"""Facts that no line pays for and that rules ask for: a register, an age, money on the side."""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.values import Frozen


class RegistrationHeld(Frozen):
    """A person stands in a register: that of the banenafspraak (Wfsv 38d)."""

    kind: Literal["registration-held"] = "registration-held"
    name: Literal["doelgroepregister"] = "doelgroepregister"
    start: date
    end: date | None = None


class AmountReceived(Frozen):
    """Money that a person has beside a benefit: `eigen_inkomsten` by the month, others in all."""

    kind: Literal["amount-received"] = "amount-received"
    what: Literal["premie", "onkostenvergoeding", "eigen_inkomsten"]
    start: date
    end: date | None = None
    amount: int = Field(ge=0)


class AgeKnown(Frozen):
    """Days of what else a record tells on which its person has an age that a law asks for.

    In the place of a birth date, which stays in the identity zone: see `streams/ages.py`.
    """

    kind: Literal["age-known"] = "age-known"
    age: Literal["under-18", "from-18", "under-27"]
    start: date
    end: date | None = None
