"""A row that is a version of something: what it names, when it was said, or that it lapsed.

In the tables whose format is ours a later row of the same name replaces the earlier one, and one
that lapses (`vervallen`: ja) needs no more than its name.
"""

from typing import Generic, NamedTuple, TypeVar

from connectors.inbound import fields as f
from connectors.inbound.csv import Columns, Row
from connectors.inbound.records import not_after, told
from schemas.values import Frozen

COLUMNS = ("gewijzigd_op", "vervallen")


class Named(Frozen):
    """What every version says; a table adds the fields that name its things."""

    gewijzigd_op: f.Moment = ""
    vervallen: f.YesNo = False


N = TypeVar("N", bound=Named)
W = TypeVar("W", bound=Named)


class Version(NamedTuple, Generic[N, W]):
    """`whole`: what it says, none if it lapsed."""

    named: N
    whole: W | None

    @property
    def stamp(self) -> str:
        return self.named.gewijzigd_op

    @property
    def deleted(self) -> bool:
        return self.named.vervallen


def version_of(
    row: Row, columns: Columns, named: type[N], whole: type[W], received: str
) -> Version[N | W, W]:
    """
    Args:
        named: the fields that name it; *whole* has them too.

    Raises:
        Rejected: a field that is wrong, no stamp where others have one, or one that is yet to come.
    """
    values = row.values(columns)
    lapsed = row.cells.get("vervallen", "").casefold() == "ja"
    short = lapsed and values.keys() <= named.model_fields.keys()
    said: N | W = told(named, values, row.place) if short else told(whole, values, row.place)
    row.need_stamp("gewijzigd_op")
    not_after(said.gewijzigd_op, received, row.place("gewijzigd_op"))
    return Version(said, said if isinstance(said, whole) and not said.vervallen else None)
