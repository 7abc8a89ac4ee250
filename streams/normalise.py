"""From a source's bytes to facts in our words.  Keeps no state, so it can run again from `raw.*`.

The only step that refuses content, looking at one message alone.  What it cannot read goes to
dead-letters with the reason and the way back; of a message with many records the good ones go on,
unless the standard says that the message stands or falls as a whole.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter

from schemas import topics
from schemas.errors import Rejected
from schemas.facts import Record, Source
from schemas.keys import Keys
from schemas.messages import Cause, DeadLetter, Fate, Outcome, Raw, RecordTold, Version
from schemas.policy import Policy
from schemas.reading import Context, Reader, Reading, Refused, not_too_many
from schemas.values import Municipality, pseudonym, trusted
from streams.ages import with_ages
from streams.linking.described import described
from streams.step import Decision, Draft, Emit, View

_PLACE = {"place"}
# What tells two people of one register apart, where it has no name of its own for them.
_who = attrgetter("bsn", "surnames", "given", "initials", "born", "sex", "postcode")
NAMED_MAX = 100  # of refused records and unknown codes: an outcome stays a small record


def normalise(
    readers: Mapping[Source, Reader], policies: Mapping[Municipality, Policy], keys: Keys
) -> Callable[[View, Raw], Decision]:
    """The step, with the doors' readers, the policies (for column names) and the HMAC keys."""

    def decide(view: View, raw: Raw) -> Decision:
        draft = Draft(view)
        try:
            reading = readers[raw.source](raw.body, _context(raw, policies))
            told, refused = _sorted_out(reading, raw, keys, policies)
        except Rejected as reason:
            _dead_letter(draft, raw, "*", reason)
            _conclude(draft, raw, "dead-lettered", str(reason), refused=("*",))
            return draft.decision()

        for record_told in told:
            _tell(draft, record_told)
        for one in refused:
            _dead_letter(draft, raw, one.record, one.reason)
        lost = tuple(one.record for one in refused)
        unlisted = tuple(sorted({notice.list for notice in reading.notices}))
        fate, detail = _fate(len(told), len(refused)), _detail(reading, len(told), len(refused))
        _conclude(draft, raw, fate, detail, refused=lost, unlisted=unlisted)
        return draft.decision()

    return decide


def _sorted_out(
    reading: Reading, raw: Raw, keys: Keys, policies: Mapping[Municipality, Policy]
) -> tuple[list[RecordTold], list[Refused]]:
    told, refused = [], list(reading.refused)
    for record in reading.records:
        try:
            told.append(_told(record, raw, keys, policies))
        except Rejected as reason:
            refused.append(Refused(record.place or "*", reason))
    not_too_many(len(refused))
    return told, refused


def _context(raw: Raw, policies: Mapping[Municipality, Policy]) -> Context:
    policy = policies.get(raw.municipality or "")
    return Context(
        received=raw.received,
        municipality=raw.municipality,
        sender=raw.sender,
        media_type=raw.media_type,
        columns=policy.columns.get(raw.source.value, {}) if policy else {},
    )


def _told(
    record: Record, raw: Raw, keys: Keys, policies: Mapping[Municipality, Policy]
) -> RecordTold:
    if record.municipality not in keys or record.municipality not in policies:
        raise Rejected(
            "municipality",
            place=record.place or "message",
            expected="a municipality that this hub has a policy and a key for",
        )
    key = keys[record.municipality]
    name = pseudonym(key, "record", record.source, record.system, record.key)
    return trusted(
        RecordTold,
        municipality=record.municipality,
        source=record.source,
        system=record.system,
        record=name,
        version=trusted(
            Version, stamp=record.stamp, received=raw.received, digest=_digest(key, record)
        ),
        occasion=pseudonym(key, "occasion", record.occasion) if record.occasion else "",
        deleted=record.deleted,
        node=_node(key, name, record),
        who=record.who,
        facts=() if record.deleted else with_ages(record.who, record.facts),
        cause=trusted(
            Cause,
            message=raw.message,
            received=raw.received,
            place=record.place,
            traceparent=raw.traceparent,
        ),
    )


def _digest(key: bytes, record: Record) -> str:
    """Of the content, under the key: it travels further than the content may."""
    said = record.__pydantic_serializer__.to_json(record, exclude=_PLACE, exclude_none=True)
    content = said.decode()
    return pseudonym(key, "content", f'{content[:-1]},"place":""}}')[:16]  # told anywhere alike


def _node(key: bytes, record_name: str, record: Record) -> str | None:
    """The person as this register knows them: by its own name for them, or as it describes them.

    A person has as many nodes as registers have descriptions of them, however long their history.
    Without a BSN or a whole description nothing says that two records are about one person.
    """
    who = record.who
    if who is None:
        return None
    if who.local:
        return pseudonym(key, "node", record.source, who.local)
    found = described(who)
    if not found.bsn and not all((found.given, found.surnames, found.born[6:], found.postcode)):
        return record_name
    return pseudonym(key, "node", record.source, record.system, repr(_who(found)))


def _tell(draft: Draft, record: RecordTold) -> None:
    municipality, version = record.municipality, str(record.version)
    key = f"{municipality}|{record.source}|{record.record}|{version}"
    draft.emit(Emit(topics.FACTS, key, part=municipality, value=record))
    outcome = trusted(
        Outcome,
        record=record.record,
        version=version,
        step="normalise",
        subject=municipality,
        source=record.source,
        municipality=municipality,
        outcome="passed",
        detail=record.cause.place,
        cause=record.cause,
    )
    key = f"{record.record}|{version}|normalise|{municipality}"
    draft.emit(Emit(topics.OUTCOMES, key, part=record.record, value=outcome))


def _dead_letter(draft: Draft, raw: Raw, record: str, reason: Rejected) -> None:
    letter = DeadLetter(
        message=raw.message,
        source=raw.source,
        received=raw.received,
        municipality=raw.municipality,
        record=record,
        fault=reason.fault,
        place=reason.place,
        expected=reason.expected,
        found=reason.found,
        raw_topic=topics.RAW[raw.source].name,
        raw_partition=raw.partition,
        raw_offset=raw.offset,
    )
    key = f"{raw.message}|{record}"
    draft.emit(Emit(topics.DEAD_LETTERS, key, part=raw.message, value=letter))


def _conclude(
    draft: Draft,
    raw: Raw,
    fate: Fate,
    detail: str,
    *,
    refused: tuple[str, ...],
    unlisted: tuple[str, ...] = (),
) -> None:
    """What became of the message as a whole: what a later reading of it replaces."""
    name = f"message:{raw.message}"
    outcome = trusted(
        Outcome,
        record=name,
        version="",
        step="normalise",
        subject=raw.source,
        source=raw.source,
        municipality=raw.municipality,
        outcome=fate,
        detail=detail,
        refused=refused[:NAMED_MAX],
        refused_total=len(refused),
        unlisted=unlisted,
        cause=trusted(
            Cause, message=raw.message, received=raw.received, traceparent=raw.traceparent
        ),
    )
    draft.emit(Emit(topics.OUTCOMES, f"{name}||normalise|", part=name, value=outcome))


def _fate(told: int, refused: int) -> Fate:
    if told:
        return "passed"
    return "dead-lettered" if refused else "without-effect"


def _detail(reading: Reading, told: int, refused: int) -> str:
    unknown = sorted({f"{n.list} {n.code}" for n in reading.notices})
    said = [f"{told} records"]
    if refused:
        said.append(f"{refused} refused")
    if unknown:
        more = f" and {len(unknown) - NAMED_MAX} more" if len(unknown) > NAMED_MAX else ""
        said.append(f"not in our lists: {', '.join(unknown[:NAMED_MAX])}{more}")
    return "; ".join(said)
