"""The HTTP server under our applications: of a request it cannot read, it repeats no word.

aiohttp answers bytes that are no HTTP request by quoting them, outside any middleware; a BSN in an
address would stand in that answer, and in the log of whatever passes it on.
"""

from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web
from typing_extensions import override

from connectors.inbound.problems import HEADERS, Problem, as_response

log = structlog.get_logger()


class Runner(web.AppRunner):
    @override
    async def _make_server(self) -> web.Server:
        made = await super()._make_server()
        settings = made._kwargs  # noqa: SLF001 -- aiohttp has no setting for what is made here
        return _Server(made.request_handler, request_factory=made.request_factory, **settings)


class _Server(web.Server):
    @override
    def __call__(self) -> web.RequestHandler:
        return _Connection(self, loop=self._loop, **self._kwargs)


class _Connection(web.RequestHandler):
    __slots__ = ()

    @override
    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        log.warning("request_failed", status=status, error=type(exc).__name__)
        if request.writer.output_size > 0:
            raise ConnectionError("the answer is under way, so there can be no other")
        ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
        detail = "The hub failed. Try again later." if ours else "This is no request of HTTP 1.1."
        response = as_response(Problem(HTTPStatus(status), detail))
        response.headers.update(HEADERS)
        response.force_close()
        return response


def runner(app: web.Application, **settings: Any) -> Runner:
    """
    No access log: addresses and headers are the sender's words.  What comes compressed is refused,
    so nothing is unpacked: a small body could become huge.
    """
    return Runner(app, access_log=None, auto_decompress=False, **settings)
