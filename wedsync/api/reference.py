"""The document of the API, and two pages that draw it from files of our own."""

from functools import cache
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

ADDRESSES = "wedsync.api.addresses"
# Both libraries write style elements as they draw; no script is let in besides our own files.
STYLES = {"style-src": ["'unsafe-inline'"]}


@cache
def built() -> dict[str, Any]:
    """OpenAPI 3.1. It holds nothing of any vendor, so everybody may read it."""
    generator = SchemaGenerator(urlconf=ADDRESSES)  # type: ignore[no-untyped-call]  # no types there
    found: dict[str, Any] = generator.get_schema(request=None, public=True)
    return found


@require_safe
def document(_request: HttpRequest) -> JsonResponse:
    return JsonResponse(built())


@csp_update(STYLES)  # type: ignore[arg-type]  # its stub asks for what it doesn't need
@require_safe
def swagger(request: HttpRequest) -> HttpResponse:
    return render(request, "reference/swagger.html")


@csp_update(STYLES)  # type: ignore[arg-type]  # as above
@require_safe
def redoc(request: HttpRequest) -> HttpResponse:
    return render(request, "reference/redoc.html")
