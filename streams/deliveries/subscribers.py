"""One subscriber of one municipality, and what stands told to it held against what a step keeps.

State: `shown//<municipality>/<subscriber>//<kind>//<subject>`, the document as it stands told.  It
is compared, as the document itself is; the sequences (`seq/…`) are not.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from schemas.keys import Keys, key_of
from schemas.messages import Cause
from schemas.place_events import PlaceFreed
from schemas.policy import Policy
from schemas.values import pseudonym
from streams import controls
from streams.deliveries.entitled import entitled
from streams.deliveries.persons import knowing
from streams.deliveries.reader import Reader
from streams.deliveries.told import CALLED, DATA, FREED, PERSON, tell, tell_persons
from streams.publish import Stamp, publish
from streams.step import Draft, Json


class Party(NamedTuple):
    """`reader` is none if the policy no longer knows the subscriber: it is told of what is gone."""

    municipality: str
    reader: Reader | None
    stamp: Stamp

    def holds(self, draft: Draft, written: Iterable[str]) -> None:
        """Hold the documents *written* against what stands told, and tell the difference."""
        was: dict[str, Json] = {}
        now: dict[str, Json] = {}
        for key in written:
            kind, subject = key.split("//", 2)[1], key.rsplit("//", 1)[1]
            shown = f"shown//{self.stamp.to}//{kind}//{subject}"
            before, after = draft.get(shown), self._entitled(draft, kind, draft.get(key))
            if before == after:
                continue
            draft.put(shown, after)
            if kind == PERSON:
                was |= {before["person"]: before} if before else {}
                now |= {after["person"]: after} if after else {}
            else:
                name = _called(kind, subject, before or after)
                tell(draft, self.stamp, kind, name, before, after)
        tell_persons(draft, self.stamp, was, now, part=self.stamp.to)

    def notices(self, draft: Draft, notices: Iterable[Json]) -> None:
        """What is told once and stands nowhere: a seat that became free."""
        for notice in notices:
            if self.reader and self._is_concerned(draft, "place", notice, self.reader):
                told = entitled(PlaceFreed, notice, self.reader)
                if told is not None:
                    publish(draft, self.stamp, FREED, told["place"], told, part=told["place"])

    def _entitled(self, draft: Draft, kind: str, document: Json | None) -> Json | None:
        if self.reader is None or not document:
            return None
        if not self._is_concerned(draft, kind, document, self.reader):
            return None
        return entitled(DATA[kind], document, self.reader)

    def _is_concerned(self, draft: Draft, kind: str, document: Json, reader: Reader) -> bool:
        """Whether a document is of this municipality."""
        if "municipality" in document:
            return bool(document["municipality"] == self.municipality)
        if kind == PERSON:
            member = document["members"][0]["record"]
            return draft.get(f"node/{self.municipality}/{member}") is not None
        ties = (draft.get(f"place//{document.get('place')}") or {}).get(self.municipality, ())
        return any(map(reader.may_know_tie, ties))


def parties(
    draft: Draft, names: Mapping[str, Iterable[str]], cause: Cause, keys: Keys
) -> Iterator[Party]:
    """Who is told because of *cause*, of *names* by municipality.

    Raises:
        MissingKey: the operator must give the key of a municipality that has subscribers.
    """
    for municipality in sorted(names):
        policy, secret = controls.policy_of(draft, municipality), key_of(keys, municipality)
        for name in names[municipality]:
            to = f"{municipality}/{name}"
            stamp = Stamp(policy.oin, _told_cause(cause, secret, to), to)
            yield Party(municipality, _reader(draft, policy, secret, name), stamp)


def _reader(draft: Draft, policy: Policy, secret: bytes, name: str) -> Reader | None:
    subscriber = policy.subscriber(name)
    return knowing(Reader.of(subscriber, policy, secret), draft, secret) if subscriber else None


def _told_cause(cause: Cause, secret: bytes, to: str) -> Cause:
    """What two subscribers are told because of one message must not show that it was one: each gets
    a name of its own for it, and the minute in which it came.
    """
    return Cause(
        message=pseudonym(secret, "cause", to, cause.message),
        received=f"{cause.received[:16]}:00.000000+00:00",
    )


def _called(kind: str, subject: str, told: Json) -> str:
    """What a document is about, as the subscriber calls it."""
    field = told["subject_kind"] if kind == "signal" else CALLED.get(kind)
    return str(told[field]) if field else subject
