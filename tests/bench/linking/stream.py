"""Identify on one partition, with bytes before and behind it, and records that describe people."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256

from deploy.controls import policy_set
from schemas import wire
from schemas.facts import PersonDescribed
from schemas.messages import Cause, ModelSet, RecordTold, Version
from schemas.policy import Policy
from schemas.values import digest
from streams.engine.view import Store, View
from streams.identify import identify
from streams.linking.model import Model, plain
from streams.step import Decision

MUNICIPALITY = "9999"
SECRET = b"a secret for this bench, not kept" * 2
RECEIVED = "2026-03-01T00:00:00.000000+00:00"
POLICY = Policy(
    municipality=MUNICIPALITY,
    name="Nergenshuizen",
    oin="00000099000000000001",
    in_force=date(2026, 1, 1),
    grounds=(
        {
            "sources": ("wmo", "uwv", "participatiewet", "providers"),
            "basis": "one ground for all, so that all of them are compared",
        },
    ),
)


def told(name: str, source: str, system: str, who: PersonDescribed) -> bytes:
    """A record as it comes to identify: it describes somebody, and tells no more."""
    return wire.write(
        RecordTold(
            municipality=MUNICIPALITY,
            source=source,
            system=system,
            record=name,
            version=Version(stamp="", received=RECEIVED, digest=digest(repr(who))[:16]),
            node=name,
            who=who,
            cause=Cause(message=name, received=RECEIVED),
        )
    )


class Identify:
    """What it is told is read, decided on, what is sent and kept made bytes, and stored.

    `at_once`: so many records make a transaction, as in the engine.
    """

    def __init__(self, store: Store, model: Model | None = None, at_once: int = 1):
        self.store, self.taken, self.emits, self.writes = store, 0, 0, 0
        self.at_once, self._view = at_once, View(store)
        self._step = identify({MUNICIPALITY: SECRET})
        self._sum = sha256()
        if model:
            self._keep(self._step.decide(self._view, _model_set(model)))
        begin = policy_set(POLICY, datetime(2026, 1, 1, tzinfo=UTC))
        self._keep(self._step.decide(self._view, begin))

    @property
    def digest(self) -> str:
        """Of all that was sent: what is only faster has the same."""
        return self._sum.hexdigest()[:16]

    @property
    def persons(self) -> Mapping[str, str]:
        """The person of each record."""
        prefix = f"node/{MUNICIPALITY}/"
        return {key.removeprefix(prefix): of["person"] for key, of in self.store.scan(prefix)}

    def take(self, raw: bytes) -> None:
        self.taken += 1
        self._keep(self._step.decide(self._view, wire.read(RecordTold, raw)))

    def _keep(self, decision: Decision) -> None:
        assert decision.sweep is None, "before anything is known nothing is gone through"
        for emit in decision.emits:
            value = b"-" if emit.value is None else wire.write(emit.value)
            self._sum.update(emit.topic.name.encode() + emit.key.encode() + value)
        self.emits += len(decision.emits)
        for key, value in decision.writes.items():
            self._view.put(key, value)
        if self.taken % self.at_once == 0:
            self.commit()

    def commit(self) -> None:
        writes = self._view.writes
        encoded = [
            (key.encode(), None if value is None else wire.write(value))
            for key, value in writes.items()
        ]
        self.writes += len(encoded)
        self.store.apply(writes, self.taken, encoded)
        self._view = View(self.store)


def _model_set(model: Model) -> ModelSet:
    said = plain(model)
    name = digest(json.dumps(said, sort_keys=True))
    cause = Cause(message=f"model:{name}", received=RECEIVED)
    return ModelSet(version=model.version, digest=name, model=said, cause=cause)
