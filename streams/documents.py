"""Signals and other published documents of one owner, and how a set of them becomes another."""

from collections.abc import Iterable, Mapping

from streams.publish import Stamp, publish
from streams.rules.rule import Fired
from streams.step import Draft, Json


def documents(draft: Draft, kind: str, owner: str) -> dict[str, Json]:
    """What stands published of *kind* for *owner*, by subject."""
    prefix = f"doc//{kind}//{owner}//"
    return {key.removeprefix(prefix): value for key, value in draft.scan(prefix)}


def keep(draft: Draft, kind: str, owner: str, subject: str, document: Json | None) -> None:
    draft.put(f"doc//{kind}//{owner}//{subject}", document)


def publish_signals(
    draft: Draft, stamps: Mapping[str, Stamp], owner: str, fired: Iterable[Fired]
) -> None:
    """Raise what fires and was not raised so, withdraw what no longer fires.

    Each under the stamp of its own municipality: a place may have people of several.
    """
    now: Mapping[str, tuple[str, Json]] = {f.signal: (f.subject, f.document()) for f in fired}
    before = documents(draft, "signal", owner)
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
