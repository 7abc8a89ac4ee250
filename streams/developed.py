"""What a provider comes to by the year: growth of wage value, moves, drop-out; no small groups.

State, per account of a provider: how each person developed there
(`developed//<account>//<record>//<development>`) and the sum of all, by year (`sums//<account>`).
Entries that share a record are one, so that a person who is renamed counts once.  A year is told
that has begun, or of which something is told.
"""

from collections.abc import Iterable, Mapping

from schemas import wire
from schemas.messages import Cause, DayPassed, Developed, PolicySet
from schemas.policy import Policy
from streams import controls
from streams.documents import keep, put_among
from streams.publish import Stamp, publish_periods
from streams.step import Draft, Json

COUNTS = ("vertical", "horizontal", "dropped_out")
Sums = Mapping[str, Mapping[str, int]]  # by year


def take(draft: Draft, message: Developed) -> None:
    account = message.account
    prefix = f"developed//{account}//{message.record}//"
    under = f"under//{account}//{message.development}"
    was = draft.get(under)
    sums: Sums = draft.get(f"sums//{account}") or {}
    if was is not None and was != message.record:
        sums = _put(draft, sums, f"developed//{account}//{was}//", message.development, None)
    entry = None if message.gone else wire.plain(message)
    sums = _put(draft, sums, prefix, message.development, entry)
    draft.put(under, None if message.gone else message.record)
    draft.put(f"sums//{account}", sums or None)
    tell(draft, account, controls.policy_of(draft, message.municipality), message.cause)


def _put(draft: Draft, sums: Sums, of_record: str, name: str, entry: Json | None) -> Sums:
    before, after = put_among(draft, of_record, name, entry)
    return _added(_added(sums, before, -1), after, +1)


def _added(sums: Sums, entry: Json | None, times: int) -> Sums:
    """*sums* with *entry* counted *times* more; what is nothing is not there."""
    if entry is None:
        return sums
    now = {year: dict(of) for year, of in sums.items()}
    for year, what, number in _says(entry):
        of = now.setdefault(year, {})
        of[what] = of.get(what, 0) + times * number
    kept = {year: {w: n for w, n in sorted(of.items()) if n} for year, of in now.items()}
    return {year: kept[year] for year in sorted(kept) if kept[year]}


def _says(entry: Json) -> Iterable[tuple[str, str, int]]:
    for run in entry["present"]:
        yield str(run["first"]), "come", 1
        if "last" in run:
            yield str(run["last"]), "gone", 1
    for year, of in entry["years"].items():
        for what in COUNTS:
            if what in of:
                yield year, what, of[what]
        if "change" in of:
            yield year, "measured", 1
            yield year, "change", of["change"]


def restate_all(draft: Draft, message: PolicySet) -> None:
    """Another limit on groups: a municipality has no more accounts than providers."""
    for key, _ in list(draft.scan(f"sums//{message.policy.municipality}/")):
        tell(draft, key.removeprefix("sums//"), message.policy, message.cause)


def of_day(draft: Draft, message: DayPassed, before: str | None) -> None:
    """A year that begins is told of whoever is still there."""
    if before is None or before[:4] != message.day.isoformat()[:4]:
        for key, _ in list(draft.scan("sums//")):
            account = key.removeprefix("sums//")
            policy = controls.policy_of(draft, account.partition("/")[0])
            tell(draft, account, policy, message.cause)


def tell(draft: Draft, account: str, policy: Policy, cause: Cause) -> None:
    sums: Sums = draft.get(f"sums//{account}") or {}
    old = draft.get(f"doc//development//{account}//{account}")
    this = int((draft.get("day") or "0001")[:4])
    new: Json = {
        "account": account,
        "provider": account.split("/", 1)[1],
        "municipality": policy.municipality,
        "periods": years_of(sums, this, policy.small_group),
    }
    if old == new or (old is None and not new["periods"]):
        return
    name = "providers.development-reported"
    stamp = Stamp.of(policy, cause)
    publish_periods(draft, stamp, name, account, old=old, new=new, part=account)
    keep(draft, "development", account, account, new if new["periods"] else None)


def years_of(sums: Sums, this: int, small: int) -> list[Json]:
    if not sums:
        return []
    first, last = int(min(sums)), max(this, int(max(sums)))
    told, there = [], 0
    for year in range(first, last + 1):
        of = sums.get(str(year), {})
        there += of.get("come", 0)
        if there or of:
            told.append(_year(year, there, of, small))
        there -= of.get("gone", 0)
    return told


def _year(year: int, there: int, of: Mapping[str, int], small: int) -> Json:
    period: Json = {"start": f"{year:04}-01-01", "end": f"{year + 1:04}-01-01"}
    if there < small:
        return period | {"suppressed": True}
    period |= {"persons": there, "suppressed": False}
    for what in COUNTS:
        number = of.get(what, 0)
        period[what] = {"number": number, "share": _hundredths(number * 10_000, there)}
    if (measured := of.get("measured", 0)) >= small:
        mean = _hundredths(of.get("change", 0), measured)
        period["wage_value"] = {"persons": measured, "mean_change": mean}
    return period


def _hundredths(total: int, among: int) -> str:
    """The mean of hundredths, rounded half away from nothing, as a number with two decimals."""
    mean = (2 * abs(total) + among) // (2 * among)
    sign = "-" if total < 0 and mean else ""
    return f"{sign}{mean // 100}.{mean % 100:02}"
