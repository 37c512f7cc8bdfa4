"""How Mailgun says no: a status and a message to read."""

from http import HTTPStatus

from wedsync.sandbox.wire import Response, as_json


class Refused(Exception):
    """`status` is 400 unless said."""

    def __init__(self, message: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    def response(self) -> Response:
        return as_json({"message": self.message}, self.status)
