"""A subscriber as what it is told is made for it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from schemas.policy import Policy
from schemas.sides import TOLD_BY_ACTIVITY
from schemas.subscribers import Subscriber
from schemas.values import pseudonym
from streams.step import Json


def _nobody(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """`key`: of the subscriber's own pseudonyms.  `provider`: whose placements it hears of; empty:
    it hears of `streams`.  `participant`: by the pseudonym of a person as one source knows them,
    the code under which this provider itself knows them, if it is of this provider.
    """

    municipality: str
    name: str
    key: bytes
    streams: frozenset[str]
    provider: str
    organisation: Callable[[str], str]
    participant: Callable[[str], str | None] = field(default=_nobody)
    former: Callable[[str], str] = field(default=str)

    @classmethod
    def of(cls, subscriber: Subscriber, policy: Policy, secret: bytes) -> "Reader":
        """*secret*: the key of the municipality, from which that of the subscriber follows."""
        return cls(
            policy.municipality,
            subscriber.name,
            pseudonym(secret, "subscriber", subscriber.name).encode(),
            frozenset(subscriber.streams),
            policy.organisation(subscriber.provider) if subscriber.provider else "",
            policy.organisation,
        )

    def pseudonym(self, name: str) -> str:
        """Of what the hub calls *name*: the same each time, and another for each subscriber."""
        return pseudonym(self.key, name)

    def may_know(self, activity: Json) -> bool:
        """A provider knows what people do at its own places."""
        told = TOLD_BY_ACTIVITY.get(activity, frozenset())
        return bool(self.provider) or not told.isdisjoint(self.streams)

    def may_know_tie(self, tie: str) -> bool:
        """Of a municipality to a place (`streams.oversee`): that its people do something there, or
        wait for it, is not for everybody.
        """
        return bool(self.provider) or tie == "place" or self.may_know(tie)

    def is_own(self, organisation: Json) -> bool:
        """Whether this is the provider itself, under whatever number."""
        return bool(self.provider and organisation) and (
            self.organisation(organisation) == self.provider
        )

    def is_own_place(self, place: Json) -> bool:
        """A place is called after its provider: `<provider>/<code>`."""
        return bool(place) and self.is_own(place.partition("/")[0])
