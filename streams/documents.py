"""Signals and other published documents of one owner, and how a set of them becomes another."""

from collections.abc import Iterable, Mapping

from schemas.messages import Cause
from schemas.policy import Policy
from streams.publish import Stamp, publish
from streams.rules.rule import Fired
from streams.step import Draft, Json


def documents(draft: Draft, kind: str, owner: str, only: str | None = None) -> dict[str, Json]:
    """What stands published of *kind* for *owner*, by subject; or of *only* one subject."""
    return kept(draft, f"doc//{kind}//{owner}//", only)


def kept(draft: Draft, prefix: str, only: str | None = None) -> dict[str, Json]:
    """What stands under *prefix*, by the rest of its key; or only one of it."""
    if only is None:
        return draft.under(prefix)
    value = draft.get(prefix + only)
    return {} if value is None else {only: value}


def keep(draft: Draft, kind: str, owner: str, subject: str, document: Json | None) -> None:
    draft.put(f"doc//{kind}//{owner}//{subject}", document)


def told_of(draft: Draft, prefix: str, now: Iterable[str], *, whole: bool) -> dict[str, Json]:
    """What stands under *prefix*, by the rest of its key: the *whole* of it, if any may be gone,
    else that of what is there *now*, which is asked for at less cost.
    """
    if whole:
        return draft.under(prefix)
    return {name: value for name in now if (value := draft.get(prefix + name)) is not None}


def put_among(
    draft: Draft, prefix: str, name: str, entry: Json | None
) -> tuple[Json | None, Json | None]:
    """Put *entry* under *prefix*; what is the last there, by name, before and after that."""
    before = draft.under(prefix)
    draft.put(prefix + name, entry)
    after = {of: value for of, value in (before | {name: entry}).items() if value is not None}
    return _last(before), _last(after)


def _last(there: Mapping[str, Json]) -> Json | None:
    return there[max(there)] if there else None


def publish_wanted(
    draft: Draft, policy: Policy, cause: Cause, owner: str, found: Iterable[Fired]
) -> None:
    """As `publish_signals`, of one municipality: those of *found* that its policy wants."""
    fired = (fired for fired in found if policy.signals_on(fired.rule.id))
    publish_signals(draft, {policy.municipality: Stamp.of(policy, cause)}, owner, fired)


def publish_signals(
    draft: Draft,
    stamps: Mapping[str, Stamp],
    owner: str,
    fired: Iterable[Fired],
    only: str | None = None,
    rules: frozenset[str] | None = None,
) -> None:
    """Raise what fires and was not raised so, withdraw what no longer fires.

    Each under the stamp of its own municipality: a place may have people of several.  With *only*
    one placement, those of the owner's other placements stay; with *rules*, those of other rules.
    """
    now: Mapping[str, tuple[str, Json]] = {f.signal: (f.subject, f.document()) for f in fired}
    before = documents(draft, "signal", owner)
    if not before and not now:  # nearly always
        return
    if only is not None:
        before = {s: d for s, d in before.items() if d.get("placement") in {None, only}}
    if rules is not None:
        before = {s: d for s, d in before.items() if d["rule"] in rules}
    for signal, document in before.items():
        if signal not in now:
            subject = document[document["subject_kind"]]
            stamp = stamps[document["municipality"]]
            publish(draft, stamp, "funding-signals.withdrawn", subject, document, part=subject)
            keep(draft, "signal", owner, signal, None)
    for signal, (subject, document) in sorted(now.items()):
        if before.get(signal) != document:
            stamp = stamps[document["municipality"]]
            publish(draft, stamp, "funding-signals.raised", subject, document, part=subject)
            keep(draft, "signal", owner, signal, document)
