"""Errors as problem details (RFC 9457): a stable `code`, a sentence, the right status."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from wedsync.lib.refusal import Refusal

CONFLICT = 409


def answer(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's EXCEPTION_HANDLER: a Refusal is the caller's mistake (409), never a crash."""
    if isinstance(exc, Refusal):
        return _problem(CONFLICT, exc.code, exc.reason)
    response = exception_handler(exc, dict(context))
    if response is None:
        return None
    problem = _problem(response.status_code, _code(exc), _sentence(exc, response.data))
    if isinstance(exc, exceptions.ValidationError):
        problem.data["errors"] = response.data
    for header in ("WWW-Authenticate", "Retry-After", "Allow"):
        if header in response:
            problem[header] = response[header]
    return problem


def _problem(status: int, code: str, detail: str) -> Response:
    body = {"type": "about:blank", "status": status, "code": code, "detail": detail}
    return Response(body, status=status, content_type="application/problem+json")


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
