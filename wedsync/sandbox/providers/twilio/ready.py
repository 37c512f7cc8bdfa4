"""Refusals that a fault may order by their code."""

from wedsync.sandbox.providers.twilio import numbers
from wedsync.sandbox.providers.twilio.refusal import Refused
from wedsync.sandbox.wire import Response, as_json

SOMEBODY = "+14155550123"
OTHERS = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20500: "An internal server error has occurred",
    20503: "The service is unavailable",
    21602: "Message body is required.",
    21617: "The message body exceeds the 1600 character limit.",
    21655: "The ContentSid is Invalid",
}


def refusals() -> dict[str, Response]:
    """Twilio's, by code; and "problem", a 429 in the words of RFC 9457, as newer products give."""
    words = {**OTHERS, **dict(numbers.FROM.values()), **dict(numbers.TO.values())}
    told = {code: Refused(code, words.format(SOMEBODY)) for code, words in words.items()}
    return {str(code): one.response() for code, one in told.items()} | {"problem": _problem()}


def _problem() -> Response:
    told = {
        "type": "https://www.twilio.com/docs/api/errors/20429",
        "title": "Too Many Requests",
        "status": 429,
        "code": 20429,
        "detail": "Too many requests at the same time.",
    }
    return as_json(told, 429, content_type="application/problem+json")
