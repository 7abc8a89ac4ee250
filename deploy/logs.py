"""Logs: one line per event, JSON or for people, to standard error; libraries' lines likewise.

Of an exception a line holds its kind and where in the code it was raised.  Its text is left out:
texts quote values, and values are personal data.
"""

import logging
import sys
import time
import traceback
from typing import Any, Literal

import structlog
from typing_extensions import override

Form = Literal["json", "console"]
EventDict = dict[str, Any]
LIBRARIES = {
    "aiokafka": logging.ERROR,
    "faust": logging.WARNING,
    "kafka": logging.CRITICAL,  # every disconnect is an error to it, also our own
    "mode": logging.WARNING,
    "streams.app": logging.WARNING,  # Faust's services log under the module that extends them
}


QUIET_SECONDS = 30.0


class Seldom(logging.Filter):
    """A library that retries says the same many times a second; once in a while is enough."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, str], float] = {}

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.split(".")[0] not in LIBRARIES:
            return True
        key, now = (record.name, str(record.msg)), time.monotonic()
        if now - self._said.get(key, -QUIET_SECONDS) < QUIET_SECONDS:
            return False
        self._said[key] = now
        return True


def configure(form: Form, level: int = logging.INFO) -> None:
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_values,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Seldom())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(form),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name, least in LIBRARIES.items():
        logging.getLogger(name).setLevel(least)


def without_values(_logger: object, _method: str, event: EventDict) -> EventDict:
    """An exception as its kind and its lines of code."""
    if error := event.pop("exc_info", None):
        if error is True:
            error = sys.exc_info()
        elif isinstance(error, BaseException):
            error = (type(error), error, error.__traceback__)
        kind, _, trace = error
        if kind is not None:
            event["error"] = kind.__name__
            event["code"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(trace)[-5:]
            ]
    return event


def _renderer(form: Form) -> Any:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
