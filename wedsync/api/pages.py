"""Pages by cursor: no COUNT, no OFFSET, the same cost on page one and page thousand."""

from typing import Any
from uuid import UUID

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from wedsync.lib.base64url import decoded, encoded

SIZE, LARGEST = 50, 200
PARAMETERS = ("limit", "cursor")


class Pages(BasePagination):
    """Newest first: ids are UUIDv7. `next` is the address of the page behind, null on the last."""

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """`queryset` is of a model whose key is an UUIDv7."""
        limit, behind = _limit(request), _behind(request)
        rows = queryset.order_by("-pk")
        found = list((rows.filter(pk__lt=behind) if behind else rows)[: limit + 1])
        self.next = None
        if len(found) > limit:
            address = request.build_absolute_uri()
            self.next = replace_query_param(address, "cursor", cursor_of(found[limit - 1].pk))
        return found[:limit]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.next})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        following = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": following},
        }


def _limit(request: Request) -> int:
    text = request.query_params.get("limit", str(SIZE))
    limit = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0  # noqa: PLR2004 -- no digits beyond LARGEST
    if not 1 <= limit <= LARGEST:
        raise ValidationError({"limit": [f"Write a number from 1 to {LARGEST}."]})
    return limit


def _behind(request: Request) -> UUID | None:
    text = request.query_params.get("cursor")
    if text is None:
        return None
    try:
        return UUID(bytes=decoded(text))
    except ValueError:
        raise ValidationError({"cursor": ["Take the address from `next` as it is."]}) from None


def cursor_of(pk: UUID) -> str:
    return encoded(pk.bytes)
