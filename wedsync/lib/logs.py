"""Structured logs that carry ids and never a name, an address or a query string."""

import logging.config
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

from wedsync.lib.ids import uuid7

QUIET = {
    "django.server": "WARNING",
    "django.request": "ERROR",  # its warnings carry the path, and a path may hold a token
    "uvicorn.access": "WARNING",
    "httpx": "WARNING",
    "celery.app.trace": "WARNING",
}
log = structlog.get_logger("wedsync.request")


def configure(options: dict[str, Any]) -> None:
    """`options`: json (bool; otherwise lines for people) and level. Django's LOGGING_CONFIG."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last = (
        structlog.processors.JSONRenderer()
        if options["json"]
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"structured": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "root": {"handlers": ["stderr"], "level": options["level"]},
            "loggers": {name: {"level": level} for name, level in QUIET.items()},
        }
    )


class RequestLogMiddleware:
    """One line a request: method, path, status, milliseconds; the id goes back in a header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = str(uuid7())
        started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request_id)
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        log.info(
            "request",
            method=request.method,
            status=response.status_code,
            route=_route(request),
            ms=round((time.perf_counter() - started) * 1000, 1),
        )
        return response


def _route(request: HttpRequest) -> str:
    """The URL pattern, not the path: a path may hold a token."""
    match = request.resolver_match
    return match.route if match else "(no route)"
