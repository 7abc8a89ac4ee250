"""Reading the formats that are our own: a row or an object as a model, many of them as one Reading.

Three rules:

* a reason names the place of a field and the kind of value that stood there, never the value;
* a bad row or event is refused alone: its neighbours are not made to wait for it;
* two rows that tell different things about one thing, with one stamp, are both refused: which of
  them came last is chance.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from schemas.errors import Rejected, kind_of
from schemas.facts import Record
from schemas.reading import RECORDS_MAX, Context, Reading, Refused, not_too_many
from schemas.values import Municipality, day_after

M = TypeVar("M", bound=BaseModel)
Place = Callable[[str], str]  # where in the message a field stands; of "": the object itself
Part = tuple[str, Callable[[], Record]]  # a row's or event's number, and how to read it


def gather(parts: Iterable[Part]) -> Reading:
    """Read every part alone.

    Raises:
        Rejected: they are too many, or so many of them cannot be read.
    """
    read: list[tuple[str, Record]] = []
    refused: list[Refused] = []
    for count, (number, part) in enumerate(parts, 1):
        if count > RECORDS_MAX:
            expected = f"at most {RECORDS_MAX} records: split it"
            raise Rejected("too-many", place="message", expected=expected, found="more")
        try:
            read.append((number, part()))
        except Rejected as reason:
            refused.append(Refused(number, reason))
            not_too_many(len(refused))
    records, at_odds = _without_contradictions(read)
    not_too_many(len(refused) + len(at_odds))
    return Reading(tuple(records), tuple(sorted((*refused, *at_odds), key=_in_order)))


def _in_order(refused: Refused) -> int:
    return int(refused.record)


def _without_contradictions(
    read: list[tuple[str, Record]],
) -> tuple[list[Record], list[Refused]]:
    versions: dict[tuple[str, ...], list[tuple[str, Record]]] = {}
    for number, record in read:
        version = (record.municipality, record.system, record.key, record.stamp)
        versions.setdefault(version, []).append((number, record))
    records: list[Record] = []
    refused: list[Refused] = []
    for same in versions.values():
        if len(same) == 1 or len({_said(record) for _, record in same}) == 1:
            records.append(same[0][1])  # told twice is told once
        else:
            refused.extend(_at_odds(same))
    return records, refused


def _said(record: Record) -> Record:
    return record.model_copy(update={"place": ""})


def _at_odds(same: list[tuple[str, Record]]) -> Iterator[Refused]:
    """Each names one that says something else, and no more: there may be very many."""
    first = _said(same[0][1])
    different = next(record for _, record in same if _said(record) != first)
    for number, record in same:
        other = different if _said(record) == first else same[0][1]
        more = f", and {len(same) - 2} more" if len(same) > 2 else ""
        yield Refused(
            number,
            Rejected(
                "contradiction",
                place=record.place,
                expected="one telling of each thing, or a stamp that says which is later",
                found=f"a different one at {other.place}{more}",
            ),
        )


def told(model: type[M], values: dict[str, Any], place: Place) -> M:
    """*values* as a *model*.

    Raises:
        Rejected: the first fault, in the order of the model's fields.
    """
    try:
        read: M = model.__pydantic_validator__.validate_python(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    else:
        return read
    # raised out here, so that no chained error drags the message's values into a log
    raise _rejected(first, model, values, place)


def _rejected(
    fault: ErrorDetails, model: type[BaseModel], values: Mapping[str, object], place: Place
) -> Rejected:
    field, *deeper = map(str, fault["loc"])
    if fault["type"] == "extra_forbidden":
        # by its number: even a name may hold what it should not
        return Rejected(
            "unknown-field",
            place=f"{place('')}, field {list(values).index(field) + 1}",
            expected=f"only the fields {', '.join(model.model_fields)}",
            found="a field of another name",
        )
    where = place(field) + "".join(f"[{index}]" for index in deeper)
    if fault["type"] == "missing":
        return Rejected("missing", place=where, expected="a value")
    return Rejected(fault["type"], place=where, expected=fault["msg"], found=_kind(fault["input"]))


def _kind(value: object) -> str:
    return kind_of(float(value)) if isinstance(value, Decimal) else kind_of(value)


def municipality_of(named: str | None, context: Context, place: str) -> Municipality:
    """The municipality that the message names, else that of the sender's registration.

    Raises:
        Rejected: neither says it.
    """
    if found := named or context.municipality:
        return found
    raise Rejected(
        "municipality",
        place=place,
        expected="a gemeentecode in the message, or one that belongs to the sender",
    )


def ended(start: date, last: date | None, place: str) -> date | None:
    """The first day without, of a period that is given with its last day.

    Raises:
        Rejected: the last day lies before the first.
    """
    if last is not None and last < start:
        expected = "no day before the first day of the period"
        raise Rejected("period", place=place, expected=expected, found="an earlier day")
    return day_after(last)


def not_after(what: str, received: str, place: str) -> None:
    """Refuse a day or stamp that lies behind the moment of receipt.

    A stamp from the future would keep every true correction out until then.

    Raises:
        Rejected: it lies more than a day behind it (clocks and time zones differ).
    """
    if what[:10] <= received[:10]:  # nearly always: both are UTC
        return
    if _instant(what) > _instant(received) + 86_400:
        expected = "no moment after the day of receipt"
        raise Rejected("future", place=place, expected=expected, found="a later one")


def _instant(what: str) -> float:
    moment = datetime.fromisoformat(what if len(what) > 7 else f"{what}-01-01"[:10])
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
