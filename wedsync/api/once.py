"""`Idempotency-Key`: a POST that is repeated gets the answer of the first time, and does nothing.

While the first is under way, its key is held by a lock of the database that ends with the
transaction, so a process that dies leaves nothing to clear away.
"""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.db import connection
from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response

from wedsync.lib.ids import uuid7
from wedsync.vendors.models import StoredAnswer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
KEPT = ("Location", "ETag", "Content-Type")
LONGEST = 255
SERVER_ERROR = 500
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


class Conflict(APIException):
    """409: this key was used for something else."""

    status_code = 409
    default_code = "idempotency_conflict"
    default_detail = "This Idempotency-Key was used with another path or body."


class InFlight(APIException):
    """409: the first request with this key isn't answered yet."""

    status_code = 409
    default_code = "idempotency_in_flight"
    default_detail = "The first request with this Idempotency-Key is under way: ask again soon."


class Replay(Exception):
    """Not an error: the answer is known."""

    def __init__(self, answer: StoredAnswer) -> None:
        super().__init__(answer.key)
        self.answer = answer


@dataclass
class Once:
    """One request under its key. `mine`: nobody else with this key is under way."""

    vendor: object
    caller: str
    key: str
    digest: bytes
    mine: bool
    fresh: bool = False

    def begin(self) -> None:
        """Raises Replay with the stored answer, Conflict, InFlight, or ValidationError."""
        if not (self.key.isascii() and self.key.isprintable() and 0 < len(self.key) <= LONGEST):
            raise ValidationError({HEADER: [f"Write 1 to {LONGEST} printable ASCII characters."]})
        if not self.mine:
            raise InFlight
        known = StoredAnswer.objects.filter(**self._names()).first()
        if known is None:
            self.fresh = True
        elif bytes(known.digest) != self.digest:
            raise Conflict
        else:
            raise Replay(known)

    def keep(self, response: HttpResponse) -> None:
        """Store what was answered; a crash of ours is no answer, and may be tried again."""
        if not self.fresh or response.status_code >= SERVER_ERROR:
            return
        StoredAnswer.objects.create(
            id=uuid7(),
            **self._names(),
            digest=self.digest,
            status=response.status_code,
            headers={name: response[name] for name in KEPT if name in response},
            body=response.content.decode(),
        )

    def _names(self) -> dict[str, object]:
        return {"vendor": self.vendor, "caller": self.caller, "key": self.key}


def claim(request: HttpRequest) -> Once | None:
    """None where nothing is to be remembered. Before any savepoint, which would end the lock."""
    vendor = getattr(request, "vendor", None)
    key = request.headers.get(HEADER)
    if request.method != "POST" or key is None or vendor is None:
        return None
    caller = _caller(request)
    said = b"\0".join([request.method.encode(), request.get_full_path().encode(), request.body])
    mine = _locked(f"once:{vendor.pk}:{caller}:{sha256(key.encode()).hexdigest()}")
    return Once(vendor, caller, key, sha256(said).digest(), mine)


def replayed(answer: StoredAnswer) -> Response:
    body = json.loads(answer.body) if answer.body else None
    headers = {**answer.headers, REPLAYED: "true"}
    content_type = headers.pop("Content-Type", None)
    return Response(body, answer.status, headers=headers, content_type=content_type)


def _caller(request: HttpRequest) -> str:
    key = request.api_key  # type: ignore[attr-defined]  # TenantMiddleware
    return f"key:{key.prefix}" if key else f"user:{request.user.pk}"


def _locked(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [name])
        return bool(cursor.fetchone()[0])
