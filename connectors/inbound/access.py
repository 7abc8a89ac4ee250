"""Who may send what: registrations, each with a token of which only the fingerprint is kept.

    [[registration]]
    token_sha256 = "…"            # printf %s "$TOKEN" | sha256sum
    sources = ["wmo"]
    municipality = "0034"         # of messages that do not name one; optional
    sender = "gemeente-a"         # a name for statistics; no personal data

    [[operator]]
    token_sha256 = "…"            # for who reads events, offers, metrics; it sends nothing
    name = "dashboard-a"

    [[subscriber]]
    token_sha256 = "…"            # for who reads what the policy of a municipality lets it see
    municipality = "0034"
    name = "werkplein"            # as the policy has it

Without registrations the door is open to everyone, and therefore on this machine only.  Without
operators and subscribers so is what can be read.
"""

import hashlib
import hmac
import ipaddress
import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from schemas.errors import WrongConfiguration
from schemas.facts import Source
from schemas.subscribers import Name
from schemas.values import Frozen, Municipality


class Registration(Frozen):
    token_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    sources: tuple[Source, ...] = Field(min_length=1)
    municipality: Municipality | None = None
    sender: str = Field(min_length=1, max_length=100)


class Operator(Frozen):
    token_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    name: str = Field(min_length=1, max_length=100)


class Subscription(Frozen):
    """Whose deliveries a token reads."""

    token_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    municipality: Municipality
    name: Name


class Access(Frozen):
    """`municipality` is that of the hub, for senders without a registration."""

    registration: tuple[Registration, ...] = ()
    operator: tuple[Operator, ...] = ()
    subscriber: tuple[Subscription, ...] = ()
    municipality: Municipality | None = None

    @property
    def is_open(self) -> bool:
        return not self.registration

    def of(self, token: str) -> Registration | None:
        """The registration that *token* belongs to.

        Looked up by fingerprint: how long that takes says nothing of a token.
        """
        fingerprint = _fingerprint(token)
        return next((r for r in self.registration if r.token_sha256 == fingerprint), None)

    def is_operator(self, token: str) -> bool:
        fingerprint = _fingerprint(token)
        return any(hmac.compare_digest(o.token_sha256, fingerprint) for o in self.operator)

    def subscription(self, token: str) -> Subscription | None:
        """Whose deliveries *token* reads."""
        fingerprint = _fingerprint(token)
        alike = (s for s in self.subscriber if hmac.compare_digest(s.token_sha256, fingerprint))
        return next(alike, None)


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def load(path: Path) -> Access:
    """
    Raises:
        WrongConfiguration: with every fault in the file, without any token.
    """
    what = f"registrations {path}"
    try:
        access = Access.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongConfiguration(what, [str(error)]) from error
    except ValidationError as error:
        errors = error.errors(include_input=False)
        faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in errors]
        raise WrongConfiguration(what, faults) from None
    holders: list[Registration | Operator | Subscription]
    holders = [*access.registration, *access.operator, *access.subscriber]
    if not holders:
        raise WrongConfiguration(what, ["no [[registration]]: leave the file out to have none"])
    if len({holder.token_sha256 for holder in holders}) < len(holders):
        raise WrongConfiguration(what, ["two registrations with one token"])
    return access


def must_be_safe(host: str, access: Access) -> None:
    """
    Raises:
        WrongConfiguration: a door without tokens would be open to other machines.
    """
    if access.is_open and not is_loopback(host):
        fault = f"{host} can be reached by others: configure registrations, or listen on 127.0.0.1"
        raise WrongConfiguration("the HTTP door", [fault])


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
