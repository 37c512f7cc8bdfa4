"""How Twilio says no: a status, a code to branch on, a message to read."""

from http import HTTPStatus
from typing import Final

from wedsync.sandbox.wire import Response, as_json

DOCS: Final = "https://www.twilio.com/docs/errors"


class Refused(Exception):
    """`code` is one of the error codes Twilio documents."""

    def __init__(self, code: int, message: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status

    def response(self) -> Response:
        told = {
            "code": self.code,
            "message": self.message,
            "more_info": f"{DOCS}/{self.code}",
            "status": int(self.status),
        }
        return as_json(told, self.status)


def not_found(path: str) -> Refused:
    message = f"The requested resource {path} was not found"
    return Refused(20404, message, HTTPStatus.NOT_FOUND)
