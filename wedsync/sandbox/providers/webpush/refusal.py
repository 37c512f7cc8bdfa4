"""How push services say no: a status, and words that differ from one to the other."""

from http import HTTPStatus
from typing import Final

from wedsync.sandbox.wire import Response, as_json


class Refused(Exception):
    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = headers

    def response(self) -> Response:
        return as_json({"reason": self.reason}, self.status, **self.headers)


READY: Final[dict[str, tuple[int, str, dict[str, str]]]] = {
    "gone": (HTTPStatus.GONE, "ExpiredSubscription", {}),
    "not_found": (HTTPStatus.NOT_FOUND, "BadSubscription", {}),
    "too_large": (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "PayloadTooLarge", {}),
    "too_many": (HTTPStatus.TOO_MANY_REQUESTS, "TooManyRequests", {"Retry_After": "7"}),
    "bad_request": (HTTPStatus.BAD_REQUEST, "BadTopic", {}),
    "bad_jwt": (HTTPStatus.BAD_REQUEST, "BadJwtToken", {}),
    "unauthorized": (HTTPStatus.UNAUTHORIZED, "Request did not validate missing authorization", {}),
    "other_key": (HTTPStatus.FORBIDDEN, "VapidPkHashMismatch", {}),
    "internal": (HTTPStatus.INTERNAL_SERVER_ERROR, "InternalServerError", {}),
    "unavailable": (HTTPStatus.SERVICE_UNAVAILABLE, "ServiceUnavailable", {"Retry_After": "60"}),
}


def ready(name: str) -> Refused:
    """Afresh each time: a raised exception remembers where."""
    status, reason, headers = READY[name]
    return Refused(status, reason, **headers)
