"""Log lines carry ids; a name, an address, a token or a query string never gets into them."""

import io
import json
import logging
import logging.config

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from wedsync.lib.logs import RequestLogMiddleware, configure

CANARY = "lena.hoffmann@example.com"


@pytest.fixture
def lines():
    """Everything logged as JSON, parsed; the logging of the suite is put back after."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    configure({"json": True, "level": "INFO"})
    stream = io.StringIO()
    root.handlers[0].setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers, root.level = before, level
    structlog.contextvars.clear_contextvars()


def answer(request, status=200, route="c/<str:token>/"):
    def view(request):
        request.resolver_match = route and ResolverMatch(view, (), {}, route=route)
        return HttpResponse(status=status)

    return RequestLogMiddleware(view)(request)


def test_a_request_is_one_line(lines):
    answer(RequestFactory().get("/c/abc/"))

    (line,) = lines()
    assert {key: line[key] for key in ("event", "method", "status", "route", "level")} == {
        "event": "request",
        "method": "GET",
        "status": 200,
        "route": "c/<str:token>/",
        "level": "info",
    }
    assert line["ms"] >= 0


def test_the_answer_carries_the_id_of_its_line(lines):
    response = answer(RequestFactory().get("/"))

    assert lines()[0]["request"] == response["X-Request-Id"]


def test_two_requests_have_two_ids(lines):
    answer(RequestFactory().get("/"))
    answer(RequestFactory().get("/"))

    assert len({line["request"] for line in lines()}) == 2


def test_neither_query_nor_path_nor_body_nor_headers_are_logged(lines):
    request = RequestFactory().post(
        f"/c/{CANARY}/?email={CANARY}",
        {"email": CANARY},
        headers={"Cookie": CANARY, "Authorization": CANARY, "Referer": CANARY},
        REMOTE_ADDR="203.0.113.9",
    )

    answer(request)

    text = json.dumps(lines())
    assert CANARY not in text
    assert "203.0.113.9" not in text


def test_an_address_that_leads_nowhere_has_no_route(lines):
    answer(RequestFactory().get(f"/{CANARY}"), status=404, route=None)

    assert lines()[0]["route"] == "(no route)"


def test_whatever_is_logged_during_a_request_carries_its_id(lines):
    def view(request):
        logging.getLogger("elsewhere").warning("something")
        return HttpResponse()

    RequestLogMiddleware(view)(RequestFactory().get("/"))

    inner, outer = lines()
    assert (inner["event"], inner["logger"]) == ("something", "elsewhere")
    assert inner["request"] == outer["request"]


def test_an_exception_stays_on_its_line(lines):
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logging.getLogger("elsewhere").exception("it broke")

    (line,) = lines()
    assert line["exception"].endswith("ZeroDivisionError: division by zero")


@pytest.mark.parametrize("noisy", ["uvicorn.access", "httpx", "django.server"])
def test_libraries_that_log_addresses_are_quiet(lines, noisy):
    logging.getLogger(noisy).info("GET /c/token/?email=%s", CANARY)

    assert lines() == []


def test_people_get_lines_without_colours(capsys):
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    configure({"json": False, "level": "INFO"})
    structlog.get_logger("elsewhere").info("hello", vendor="one")
    root.handlers, root.level = before, level

    line = capsys.readouterr().err
    assert "hello" in line
    assert "vendor=one" in line
    assert "\x1b" not in line
