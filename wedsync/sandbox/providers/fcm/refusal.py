"""How Firebase says no: Google's error object, with FCM's own code among its details."""

from http import HTTPStatus
from typing import Any, Final

from wedsync.sandbox.wire import Response, as_json

TYPE: Final = "type.googleapis.com/google.firebase.fcm.v1.FcmError"


class Refused(Exception):
    """`name` is Google's status; `code` is FCM's, where it has one."""

    def __init__(self, status: int, name: str, message: str, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.name = name
        self.message = message
        self.code = code

    def response(self) -> Response:
        error: dict[str, Any] = {
            "code": int(self.status),
            "message": self.message,
            "status": self.name,
        }
        if self.code:
            error["details"] = [{"@type": TYPE, "errorCode": self.code}]
        return as_json({"error": error}, self.status)


def invalid(message: str) -> Refused:
    code = "INVALID_ARGUMENT"
    return Refused(HTTPStatus.BAD_REQUEST, code, message, code)


# By FCM's codes, or Google's where FCM has none: status, Google's name, what it says.
READY: Final[dict[str, tuple[HTTPStatus, str, str]]] = {
    "UNREGISTERED": (HTTPStatus.NOT_FOUND, "NOT_FOUND", "Requested entity was not found."),
    "SENDER_ID_MISMATCH": (HTTPStatus.FORBIDDEN, "PERMISSION_DENIED", "SenderId mismatch"),
    "QUOTA_EXCEEDED": (HTTPStatus.TOO_MANY_REQUESTS, "RESOURCE_EXHAUSTED", "Quota exceeded."),
    "UNAVAILABLE": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "UNAVAILABLE",
        "The service is currently unavailable.",
    ),
    "INTERNAL": (HTTPStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "Internal error encountered."),
    "THIRD_PARTY_AUTH_ERROR": (
        HTTPStatus.UNAUTHORIZED,
        "UNAUTHENTICATED",
        "Auth error from APNS or Web Push Service",
    ),
    "INVALID_ARGUMENT": (
        HTTPStatus.BAD_REQUEST,
        "INVALID_ARGUMENT",
        "The registration is not valid.",
    ),
    "UNAUTHENTICATED": (
        HTTPStatus.UNAUTHORIZED,
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials.",
    ),
}


def ready(code: str) -> Refused:
    """Afresh each time: a raised exception remembers where."""
    status, name, message = READY[code]
    return Refused(status, name, message, "" if code == "UNAUTHENTICATED" else code)


def no_grant(description: str) -> Response:
    """As Google's token endpoint says it."""
    told = {"error": "invalid_grant", "error_description": description}
    return as_json(told, HTTPStatus.BAD_REQUEST)
