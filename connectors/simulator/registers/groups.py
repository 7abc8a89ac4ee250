"""Where people or their parents come from, in shares roughly as in a large Dutch city.

Rounded figures from general knowledge, for households; no statistic of any one city.
"""

from typing import Literal, NamedTuple

from connectors.simulator.registers.draw import Weighted

Spelling = Literal["sounds", "marks", "none"]


class Group(NamedTuple):
    """`share`: of households.  `abroad`: of its adults, born abroad; of its children a third of it.

    `spelling`: what may be spelled otherwise in its names: whole `sounds`, as of names from another
    alphabet, or only letters with `marks`.
    """

    name: str
    share: float
    abroad: float
    spelling: Spelling = "none"


GROUPS = (
    Group("dutch", 0.56, 0.03),
    Group("turkish", 0.07, 0.48, "sounds"),
    Group("moroccan", 0.075, 0.46, "sounds"),
    Group("hindustani", 0.04, 0.48, "sounds"),
    Group("creole", 0.04, 0.45),
    Group("antillean", 0.03, 0.62),
    Group("arab", 0.025, 0.90, "sounds"),
    Group("afghan", 0.013, 0.85, "sounds"),
    Group("eritrean", 0.012, 0.90, "sounds"),
    Group("somali", 0.010, 0.80, "sounds"),
    Group("polish", 0.025, 0.90, "marks"),
    Group("balkan", 0.012, 0.85, "marks"),
    Group("indonesian", 0.030, 0.20),
    Group("chinese", 0.015, 0.65, "sounds"),
    Group("iberian", 0.018, 0.55, "marks"),
    Group("ghanaian", 0.010, 0.65),
    Group("western", 0.015, 0.55, "marks"),
)
BY_SHARE = Weighted((group, group.share) for group in GROUPS)
CHILDREN_ABROAD = 0.33  # times the share of adults
