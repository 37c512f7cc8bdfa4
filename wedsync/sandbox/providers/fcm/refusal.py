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
