"""How VSCO Workspace says no: {type, title, detail, status}, a wait in Retry-After."""

from collections.abc import Mapping
from http import HTTPStatus

from wedsync.sandbox.wire import Response, as_json


class Refused(Exception):
    """`kind` is their word for it: validation-error, quota-limit, unknown."""

    def __init__(
        self,
        detail: object,
        status: int = HTTPStatus.BAD_REQUEST,
        kind: str = "unknown",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(str(detail))
        self.detail, self.status, self.kind = detail, status, kind
        self.headers = headers or {}

    def response(self) -> Response:
        title = HTTPStatus(self.status).phrase
        told = {"type": self.kind, "title": title, "detail": self.detail, "status": self.status}
        return as_json(told, self.status, **self.headers)


def invalid(**fields: str) -> Refused:
    return Refused(fields, HTTPStatus.BAD_REQUEST, "validation-error")


DENIED = Refused("The API key is not valid.", HTTPStatus.UNAUTHORIZED)
QUOTA = Refused(
    "Exceeded request quota", HTTPStatus.TOO_MANY_REQUESTS, "quota-limit", {"retry_after": "1"}
)
