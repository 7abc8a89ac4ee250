"""The HTTP door: `POST /v1/messages/{source}` takes a message and answers 202 with its id.

The answer comes when Kafka holds the message.  What it says is looked at later: a fault in it ends
in the dead letters, not here.  Refused at once are only a message without right, of a source or a
media type that is not known, or above the size limit; and anything while Kafka cannot be reached.
"""

import re
from http import HTTPStatus

from aiohttp import web

from connectors.inbound import access as accesses
from connectors.inbound.access import Access, Registration
from connectors.inbound.door import MESSAGE_MAX
from connectors.inbound.doors import DOORS
from connectors.inbound.intake import Arrival, Intake, NotTaken
from connectors.inbound.problems import Problem, manners, problems
from connectors.inbound.server import runner
from schemas.facts import Source
from schemas.values import Municipality

MUNICIPALITY = "Samenloop-Municipality"
CHUNK = 64 * 1024
RETRY_AFTER = "30"  # seconds
INTAKE = web.AppKey("intake", Intake)
ACCESS = web.AppKey("access", Access)


def application(intake: Intake, access: Access) -> web.Application:
    app = web.Application(middlewares=[problems])
    app[INTAKE], app[ACCESS] = intake, access
    app.on_response_prepare.append(manners)
    app.router.add_post("/v1/messages/{source}", take)
    return app


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Open the door; `cleanup()` of what this returns closes it, after the messages under way.

    Raises:
        WrongConfiguration: without tokens it would be open to other machines.
    """
    accesses.must_be_safe(host, app[ACCESS])
    opened = runner(app, lingering_time=1)  # what is too large is not waited for
    await opened.setup()
    await web.TCPSite(opened, host, port).start()
    return opened


async def take(request: web.Request) -> web.Response:
    source = _source(request)
    registration = _registration(request, source)
    media_type = _media_type(request, source)
    municipality = _municipality(request, registration)
    arrival = Arrival(
        source=source,
        body=await _body(request),
        media_type=media_type,
        municipality=municipality,
        sender=registration.sender if registration else "",
        traceparent=request.headers.get("traceparent", ""),
    )
    try:
        message = await request.app[INTAKE].take(arrival)
    except NotTaken as error:
        detail = (
            "The message is not confirmed as kept. Send it again later:"
            " should it have been kept after all, then the second changes nothing."
        )
        retry = {"Retry-After": RETRY_AFTER}
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, retry) from error
    told = {"message": message, "trace": f"samenloop trace {message}"}
    return web.json_response(told, status=HTTPStatus.ACCEPTED)


def _source(request: web.Request) -> Source:
    try:
        return Source(request.match_info["source"])
    except ValueError:
        detail = f"There is no such source; there are {', '.join(DOORS)}."
    raise Problem(HTTPStatus.NOT_FOUND, detail)


def _registration(request: web.Request, source: Source) -> Registration | None:
    access = request.app[ACCESS]
    if access.is_open:
        return None
    challenge = {"WWW-Authenticate": 'Bearer realm="samenloop"'}
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        detail = "Send the token of your registration: Authorization: Bearer …"
        raise Problem(HTTPStatus.UNAUTHORIZED, detail, challenge)
    if (registration := access.of(token.strip())) is None:
        challenge["WWW-Authenticate"] += ', error="invalid_token"'
        raise Problem(HTTPStatus.UNAUTHORIZED, "This token belongs to no registration.", challenge)
    if source not in registration.sources:
        detail = f"Your registration is for {', '.join(registration.sources)} only."
        raise Problem(HTTPStatus.FORBIDDEN, detail)
    return registration


def _media_type(request: web.Request, source: Source) -> str:
    taken = DOORS[source].port.media_types
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        detail = "Send the message as it is, not compressed."
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, {"Accept-Encoding": "identity"})
    if "Content-Type" not in request.headers or request.content_type not in taken:
        detail = f"Send one of these media types: {', '.join(taken)}."
        accept = {"Accept-Post": ", ".join(taken)}
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, accept)
    return request.content_type


def _municipality(request: web.Request, registration: Registration | None) -> Municipality | None:
    """The one of the registration or the hub; a sender of several says which in a header."""
    known = registration.municipality if registration else request.app[ACCESS].municipality
    if (named := request.headers.get(MUNICIPALITY)) is None:
        return known
    if not re.fullmatch("[0-9]{4}", named, re.ASCII):
        detail = f"{MUNICIPALITY} is a gemeentecode of four digits."
        raise Problem(HTTPStatus.BAD_REQUEST, detail)
    if registration and known not in (None, named):
        detail = f"Your registration is for municipality {known} only."
        raise Problem(HTTPStatus.FORBIDDEN, detail)
    return named


async def _body(request: web.Request) -> bytes:
    """All of it, counted while it comes in: what it says of its own length may be wrong."""
    body = bytearray()
    if (request.content_length or 0) <= MESSAGE_MAX:
        async for chunk in request.content.iter_chunked(CHUNK):
            body += chunk
            if len(body) > MESSAGE_MAX:
                break
        else:
            return bytes(body)
    detail = f"A message has at most {MESSAGE_MAX} bytes."
    raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
