"""How Resend says no: a status, a name to branch on, a message to read."""

from http import HTTPStatus

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
