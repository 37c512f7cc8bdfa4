"""The door where other systems tell us what happened: an address that nobody can guess."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.request import RawPostDataException
from django.utils.timezone import now as current_time
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from crm_connectors.connect import digest_of
from crm_connectors.hear import hear
from crm_connectors.models import Connection
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import operator, tenant

LARGEST = 256_000  # bytes
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


@csrf_exempt
@require_POST
def receive(request: HttpRequest, door: str) -> JsonResponse:
    """JSON or a form. 200 with what became of it, 422 with what is wrong with which field, 400 for
    what is neither, 404 for an address that is not, or no longer, somebody's."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _no(
            worded("It is larger than 256 kB."), "too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    with operator():
        connection = (
            Connection.objects.select_related("vendor").filter(door=digest_of(door)).first()
        )
    if connection is None:
        return _no(worded("There is no such address."), "no_such_address", HTTPStatus.NOT_FOUND)
    try:
        payload = _payload(request)
        with tenant(connection.vendor_id):
            call = hear(connection, payload, current_time())
    except Refusal as refusal:
        return _no(refusal.reason, refusal.code, HTTPStatus.CONFLICT)
    except (ValueError, RecursionError, RawPostDataException):
        return _no(worded("It is neither JSON nor a form."), "unreadable", HTTPStatus.BAD_REQUEST)
    return JsonResponse({"id": str(call.pk), **call.answer}, status=call.status)


def _payload(request: HttpRequest) -> dict[str, Any]:
    """Raises ValueError. A null character can't be kept, and means nothing."""
    if request.content_type in FORMS:
        return {name: str(text).replace("\0", "") for name, text in request.POST.items()}
    told = json.loads(request.body.replace(b"\\u0000", b""))
    return dict(told) if isinstance(told, dict) else _refuse()


def _refuse() -> dict[str, Any]:
    raise ValueError("no object")


def _no(sentence: str, code: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "detail": sentence}, status=status)
