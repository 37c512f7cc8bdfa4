"""How Twilio says no: a status, a code to branch on, a message to read."""

from http import HTTPStatus
from typing import Final

from wedsync.sandbox.wire import Response, as_json

DOCS: Final = "https://www.twilio.com/docs/errors"


STATUS: Final = {
    20003: HTTPStatus.UNAUTHORIZED,
    20004: HTTPStatus.METHOD_NOT_ALLOWED,
    20404: HTTPStatus.NOT_FOUND,
    20429: HTTPStatus.TOO_MANY_REQUESTS,
    20500: HTTPStatus.INTERNAL_SERVER_ERROR,
    20503: HTTPStatus.SERVICE_UNAVAILABLE,
}


class Refused(Exception):
    """`code` is one of the error codes Twilio documents; most of them come with 400."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = STATUS.get(code, HTTPStatus.BAD_REQUEST)

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
    return Refused(20404, message)
