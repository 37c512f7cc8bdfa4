"""What a mail server says: codes with their words, and whom it refuses at once."""

from typing import Final

from wedsync.sandbox.behaviour import magic
from wedsync.sandbox.wire import Response

# Of a login, so that a fault with such a code strikes there.
LOGIN: Final = frozenset({454, 530, 534, 535, 538})
REFUSED: Final = {
    "bounce": "550 5.1.1 No such mailbox",
    "softbounce": "452 4.2.2 The mailbox is full",
    "suppress": "550 5.7.1 This recipient wants no mail from here",
    "fail": "554 5.6.0 This mail can't be sent",
}

READY: Final = {
    421: "4.3.2 The service is going down",
    450: "4.2.0 The mailbox is busy",
    451: "4.7.1 Try again later",
    452: "4.3.1 Insufficient storage",
    454: "4.7.0 Logging in is not possible just now",
    530: "5.7.0 Authentication required",
    535: "5.7.8 Username and password not accepted",
    550: "5.1.1 No such mailbox",
    552: "5.3.4 The mail is too large",
    553: "5.7.1 The sender is not yours",
    554: "5.7.1 Refused as spam",
}


def reply(code: int, words: str) -> Response:
    return Response(code, words.encode())


def refusal(recipient: str) -> str | None:
    """The line that answers this recipient; None for one who is taken."""
    return REFUSED.get(magic(recipient))
