"""Who may read what the hub tells, by token: operators all of it, subscribers what they are told.

On this machine alone anybody may, if there are none of either.
"""

from http import HTTPStatus

from aiohttp import web

from connectors.inbound.access import Access, Subscription, is_loopback
from connectors.inbound.problems import Problem
from schemas.errors import WrongConfiguration

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="samenloop"'}


def must_be_safe(host: str, access: Access) -> None:
    """
    Raises:
        WrongConfiguration: without operators everybody on the network could read.
    """
    if not access.operator and not is_loopback(host):
        fault = f"{host} can be reached by others: configure an operator, or listen on 127.0.0.1"
        raise WrongConfiguration("events and metrics", [fault])


def must_be_operator(request: web.Request, access: Access) -> None:
    """
    Raises:
        Problem: 401, the token is missing or not an operator's.
    """
    if not access.operator and not access.subscriber:
        return
    if not access.is_operator(_token(request)):
        detail = "Send the token of an operator: Authorization: Bearer …"
        raise Problem(HTTPStatus.UNAUTHORIZED, detail, CHALLENGE)


def reader_of(request: web.Request, access: Access) -> Subscription | None:
    """Whose deliveries are asked for; none: an operator reads all that the hub tells.

    Raises:
        Problem: 401, the token is missing, or neither an operator's nor a subscriber's.
    """
    if subscription := access.subscription(_token(request)):
        return subscription
    must_be_operator(request, access)
    return None


def _token(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
