"""Who may read what the hub tells: operators, by token; on this machine alone anybody."""

from http import HTTPStatus

from aiohttp import web

from connectors.inbound.access import Access, is_loopback
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
    if not access.operator:
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not access.is_operator(token.strip()):
        detail = "Send the token of an operator: Authorization: Bearer …"
        raise Problem(HTTPStatus.UNAUTHORIZED, detail, CHALLENGE)
