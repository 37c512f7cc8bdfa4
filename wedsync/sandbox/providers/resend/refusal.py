"""How Resend says no: a status, a name to branch on, a message to read."""

from http import HTTPStatus
from typing import Final

from wedsync.sandbox.wire import Response, as_json


class Refused(Exception):
    """`name` is one of the error names Resend documents."""

    def __init__(self, status: int, name: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.name = name
        self.message = message

    def response(self) -> Response:
        told = {"statusCode": int(self.status), "name": self.name, "message": self.message}
        return as_json(told, self.status)


def invalid(message: str, name: str = "validation_error") -> Refused:
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, name, message)


def missing(field: str) -> Refused:
    return invalid(f"Missing `{field}` field.", "missing_required_field")


# By their names; which of several refusals it is, a client can tell by nothing else.
READY: Final = (
    invalid("Invalid `to` field."),
    missing("subject"),
    Refused(HTTPStatus.UNAUTHORIZED, "missing_api_key", "Missing API key."),
    Refused(HTTPStatus.UNAUTHORIZED, "restricted_api_key", "This API key can only send emails."),
    Refused(HTTPStatus.FORBIDDEN, "invalid_api_key", "API key is invalid."),
    Refused(HTTPStatus.NOT_FOUND, "not_found", "The requested endpoint does not exist."),
    Refused(HTTPStatus.CONFLICT, "invalid_idempotent_request", "Another payload had this key."),
    Refused(HTTPStatus.CONFLICT, "concurrent_idempotent_requests", "It is still in progress."),
    Refused(HTTPStatus.TOO_MANY_REQUESTS, "rate_limit_exceeded", "Too many requests."),
    Refused(HTTPStatus.TOO_MANY_REQUESTS, "daily_quota_exceeded", "The daily quota is used up."),
    Refused(
        HTTPStatus.TOO_MANY_REQUESTS, "monthly_quota_exceeded", "The monthly quota is used up."
    ),
    Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "application_error", "An unexpected error occurred."),
)
