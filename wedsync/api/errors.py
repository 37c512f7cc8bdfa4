"""Errors as problem details (RFC 9457): a stable `code`, a sentence, the right status."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from wedsync.api.once import Replay, replayed
from wedsync.lib.refusal import Refusal

CONFLICT = 409
TYPE = "application/problem+json"
HEADERS = ("WWW-Authenticate", "Retry-After", "Allow")


def answer(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's EXCEPTION_HANDLER: a Refusal is the caller's mistake (409), never a crash."""
    if isinstance(exc, Replay):
        return replayed(exc.answer)
    if isinstance(exc, Refusal):
        return problem(CONFLICT, exc.code, exc.reason)
    response = exception_handler(exc, dict(context))
    if response is None:
        return None
    found = problem(response.status_code, _code(exc), _sentence(exc, response.data))
    if isinstance(exc, exceptions.ValidationError):
        found.data["errors"] = response.data
    for header in HEADERS:
        if header in response:
            found[header] = response[header]
    return found


def problem(status: int, code: str, detail: str) -> Response:
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    return Response({**said, "code": code, "detail": detail}, status=status, content_type=TYPE)


def _code(exc: Exception) -> str:
    if isinstance(exc, Http404):
        return "not_found"
    if isinstance(exc, PermissionDenied):
        return "permission_denied"
    if isinstance(exc, exceptions.ValidationError):
        return "invalid"
    return exc.default_code if isinstance(exc, exceptions.APIException) else "error"


def _sentence(exc: Exception, data: Any) -> str:
    if isinstance(exc, exceptions.ValidationError):
        return "Some fields are not valid."
    return str(data.get("detail", exc)) if isinstance(data, Mapping) else str(exc)
