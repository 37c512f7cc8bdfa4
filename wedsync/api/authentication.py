"""Who calls: a program with a key. The middleware found it and set the tenant before any query."""

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from wedsync.vendors.models import ApiKey


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer wsk_…`. The user is the key's maker, whose role bounds the key."""

    def authenticate(self, request: Request) -> tuple[Any, ApiKey] | None:
        """Raises AuthenticationFailed for a header that opens nothing, whatever session comes."""
        if "Authorization" not in request.headers:
            return None
        key: ApiKey | None = request._request.api_key  # type: ignore[attr-defined]  # noqa: SLF001 -- set by TenantMiddleware
        if key is None:
            raise AuthenticationFailed("This key opens nothing: it is wrong, revoked or run out.")
        return key.seat.user, key

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
