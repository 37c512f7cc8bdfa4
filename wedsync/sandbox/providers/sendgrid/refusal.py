"""How SendGrid says no: a status and a list of errors."""

from http import HTTPStatus

from wedsync.sandbox.wire import Response, as_json


class Refused(Exception):
    """`field` is where in the request it went wrong; `status` is 400 unless said."""

    def __init__(
        self, message: str, field: str | None = None, status: int = HTTPStatus.BAD_REQUEST
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.field = field

    def response(self) -> Response:
        error = {"message": self.message, "field": self.field, "help": None}
        return as_json({"errors": [error]}, self.status)
