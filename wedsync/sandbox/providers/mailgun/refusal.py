"""How Mailgun says no: a status and a message to read."""

from http import HTTPStatus
from typing import Final

from wedsync.sandbox.wire import Response, as_json, as_text


class Refused(Exception):
    """`status` is 400 unless said."""

    def __init__(self, message: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    def response(self) -> Response:
        return as_json({"message": self.message}, self.status)


def over_limit(domain: str, seconds: int) -> Refused:
    """The wait is in the words and nowhere else."""
    limit = f"Domain {domain} is not allowed to send: account-requests-per-sec limit exceeded"
    message = f"{limit}, try again after {seconds} seconds"
    return Refused(message, HTTPStatus.TOO_MANY_REQUESTS)


FORBIDDEN: Final = as_text("Forbidden", HTTPStatus.UNAUTHORIZED)
READY: Final = {
    "bad_recipient": Refused("to parameter is not a valid address. please check documentation"),
    "domain_not_found": Refused("Domain not found: venue.example", HTTPStatus.NOT_FOUND),
    "disabled": Refused(
        "Domain venue.example is not allowed to send: The account is disabled.",
        HTTPStatus.FORBIDDEN,
    ),
    "over_limit": over_limit("venue.example", 120),
    "internal": Refused("Internal Server Error", HTTPStatus.INTERNAL_SERVER_ERROR),
}
