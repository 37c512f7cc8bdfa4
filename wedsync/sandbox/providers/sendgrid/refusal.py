"""How SendGrid says no: a status and a list of errors."""

from http import HTTPStatus
from typing import Final

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


TOO_LARGE: Final = Response(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    b"<html><body><h1>413 Request Entity Too Large</h1></body></html>",
    {"content-type": "text/html"},
)
READY: Final = {
    "bad_request": Refused("Does not contain a valid address.", "personalizations.0.to.0.email"),
    "unauthorized": Refused(
        "The provided authorization grant is invalid, expired, or revoked",
        status=HTTPStatus.UNAUTHORIZED,
    ),
    "forbidden": Refused(
        "The from address does not match a verified Sender Identity.",
        "from",
        HTTPStatus.FORBIDDEN,
    ),
    "over_limit": Refused("too many requests", status=HTTPStatus.TOO_MANY_REQUESTS),
    "internal": Refused("internal server error", status=HTTPStatus.INTERNAL_SERVER_ERROR),
}
