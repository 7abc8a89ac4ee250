"""Manners of the HTTP door: problems as RFC 9457 has them, headers as the ADR (2.2.1) has them."""

import json
import traceback
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

import structlog
from aiohttp import web

log = structlog.get_logger()

API_VERSION = "1.0.0"
HEADERS = {
    "API-Version": API_VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Server": "samenloop",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Problem(Exception):
    """What the sender is told instead of an answer; *detail* says what to do about it."""

    def __init__(
        self, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self.status, self.detail, self.headers = status, detail, dict(headers or {})
        super().__init__(detail)


def as_response(problem: Problem) -> web.Response:
    body = {
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
    }
    response = web.Response(
        status=problem.status,
        body=json.dumps(body).encode(),
        headers={"Content-Type": "application/problem+json", **problem.headers},
    )
    if problem.status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        response.force_close()  # the rest of it need not come
    return response


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong comes out as a problem."""
    try:
        return await handler(request)
    except Problem as problem:
        return as_response(problem)
    except web.HTTPNotFound:
        return as_response(Problem(HTTPStatus.NOT_FOUND, "There is nothing at this address."))
    except web.HTTPMethodNotAllowed as error:
        allowed = ", ".join(sorted(error.allowed_methods))
        detail = f"Here one can only {allowed}."
        return as_response(Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, {"Allow": allowed}))
    except web.RequestPayloadError:
        return as_response(Problem(HTTPStatus.BAD_REQUEST, "The message did not come in whole."))
    except ConnectionError:
        raise  # the sender is gone: there is no one to tell
    except Exception as error:  # noqa: BLE001 - whatever it is, it is ours, and the sender hears so
        frame = traceback.extract_tb(error.__traceback__)[-1]
        # without its text and its variables, which may hold the message
        log.error("http_failed", error=type(error).__name__, at=f"{frame.name}:{frame.lineno}")  # noqa: TRY400
        detail = "The hub failed; the message was not taken and may be sent again."
        return as_response(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail))


async def manners(_request: web.Request, response: web.StreamResponse) -> None:
    """On every answer."""
    response.headers.update(HEADERS)
