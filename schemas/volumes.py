"""How much of something: a number of units, and how often it comes back."""

from enum import StrEnum

from pydantic import Field

from schemas.values import Frozen


class Unit(StrEnum):
    """Units of volume, after iWmo code list WJ756."""

    MINUTE = "minute"
    HOUR = "hour"
    DAGDEEL = "dagdeel"
    ETMAAL = "etmaal"
    PIECE = "piece"
    CENTS = "cents"


class Per(StrEnum):
    """How often a volume comes back, after iWmo code list WMO757."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TOTAL = "total"


class Volume(Frozen):
    amount: int = Field(ge=0)
    unit: Unit
    per: Per
