"""What becomes of a message, by the number it goes to or comes from: pure.

Twilio's own test numbers are refused at once. A number that ends with one of the codes of
REPORTED is accepted and fails later, by callback; one that ends with 00000 is never heard of
after "sent".
"""

import re
from typing import Final

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.providers.twilio.refusal import Refused

NUMBER: Final = re.compile(r"(?:whatsapp:)?\+[1-9][0-9]{6,14}")
TO: Final[dict[str, tuple[int, str]]] = {
    "+15005550001": (21211, "Invalid 'To' Phone Number: {}"),
    "+15005550002": (21612, "The 'To' phone number {} is not reachable via this route"),
    "+15005550003": (21408, "Permission to send an SMS has not been enabled for the region: {}"),
    "+15005550004": (21610, "Attempt to send to unsubscribed recipient"),
    "+15005550009": (21614, "'To' number {} is not a valid mobile number"),
    "+15005550029": (20429, "Too Many Requests"),
}
FROM: Final[dict[str, tuple[int, str]]] = {
    "+15005550001": (21212, "Invalid 'From' Phone Number: {}"),
    "+15005550007": (21606, "The 'From' phone number {} is not a number of this account"),
    "+15005550008": (21611, "The queue of this 'From' number {} is full"),
}
REPORTED: Final[dict[int, tuple[str, str]]] = {
    30001: ("failed", "Queue overflow"),
    30003: ("undelivered", "Unreachable destination handset"),
    30004: ("undelivered", "Message blocked"),
    30005: ("undelivered", "Unknown destination handset"),
    30006: ("undelivered", "Landline or unreachable carrier"),
    30007: ("undelivered", "Message filtered"),
    30008: ("undelivered", "Unknown error"),
    30034: ("undelivered", "Message from an unregistered number"),
    63003: ("failed", "Channel could not find To address"),
    63016: ("failed", "Free-form message outside of the allowed window"),
    63018: ("failed", "Rate limit exceeded for channel"),
    63021: ("failed", "Channel invalid content error"),
    63024: ("failed", "Invalid message recipient"),
}


def check(to: str, sender: str) -> None:
    """`sender` is a number or a Messaging Service. Raises Refused."""
    for number, table in ((to, TO), (sender, FROM)):
        if found := table.get(number.removeprefix("whatsapp:")):
            code, message = found
            raise Refused(code, message.format(number))


def error_of(to: str) -> int | None:
    """The code a number ends with. WhatsApp's own codes are no news of a text message."""
    code = int(to[-5:]) if to[-5:].isdigit() else 0
    fits = code in REPORTED and (to.startswith("whatsapp:") or code < 63000)  # noqa: PLR2004 -- its range
    return code if fits else None


def story(to: str, error: int | None, *, service: bool, tempo: float) -> tuple[Step, ...]:
    """Twilio does not report the status a message begins with: queued, or accepted by a service."""
    steps = [(0.0, "queued")] if service else []
    status = REPORTED[error][0] if error else "delivered"
    if status != "failed":
        steps.append((0.1, "sent"))
    if not to.endswith("00000"):
        steps.append((0.4, status))
    return tuple(Step(after * tempo, deed, to) for after, deed in steps)


def number_of(service: str) -> str:
    """The one number each Messaging Service has here, made from its id."""
    return f"+1415555{int(service[-8:], 16) % 10_000:04d}"
