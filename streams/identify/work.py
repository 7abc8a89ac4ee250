"""One decision under way in one municipality, and the keys of its state.

Keys hold pseudonyms only.  Several municipalities may share a partition, so each key names its own.
"""

from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from schemas.keys import Keys, key_of
from schemas.messages import Cause, PersonRecord
from schemas.policy import Policy
from schemas.values import pseudonym
from streams import controls
from streams.linking.model import Model
from streams.step import Decision, Draft, Emit, Json, View


class Work(NamedTuple):
    draft: Draft
    policy: Policy
    model: Model
    cause: Cause
    secret: bytes

    @classmethod
    def on(cls, view: View, municipality: str, cause: Cause, keys: Keys) -> "Work":
        """
        Raises:
            MissingPolicy: our bug; policies are published before any message.
            MissingKey: the operator must give the municipality's key.
        """
        policy = controls.policy_of(view, municipality)
        model = controls.model_of(view, policy)
        return cls(Draft(view), policy, model, cause, key_of(keys, municipality))

    @property
    def municipality(self) -> str:
        return self.policy.municipality

    def token(self, kind: str, *parts: str) -> str:
        return pseudonym(self.secret, kind, *parts)

    def mark(self, text: str) -> str:
        """A one-way name that only keys of the state say.

        A record needs a dozen, and BLAKE2b, which is keyed itself, takes a third of what HMAC does.
        """
        keyed = _keyed(self.secret).copy()
        keyed.update(text.encode())
        return keyed.hexdigest()

    def key(self, kind: str, *names: str) -> str:
        """The state key of *kind*: `record`, `has`, `node`, `content`, `edge`, `in` …"""
        return f"{kind}/{self.policy.municipality}/{'/'.join(names)}"

    def decision(self, sweep: Json | None = None) -> Decision:
        """What was drafted, with all that leaves a person told before anything comes to one.

        Else a person would hold, for one message, records of somebody else, and the money of the
        one would be published under the id of the other.
        """
        drafted = self.draft.decision(sweep)
        if all(map(_comes, drafted.emits)):
            return drafted
        return replace(drafted, emits=tuple(sorted(drafted.emits, key=_comes)))


@lru_cache(maxsize=1024)  # municipalities
def _keyed(secret: bytes) -> blake2b:
    return blake2b(key=blake2b(secret).digest(), digest_size=10)


def _comes(emit: Emit) -> bool:
    """Whether this is anything but a retraction; a sort by it keeps the order of the others."""
    return not (type(emit.value) is PersonRecord and emit.value.gone)
