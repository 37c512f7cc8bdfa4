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


def reply(code: int, words: str) -> Response:
    return Response(code, words.encode())


def refusal(recipient: str) -> str | None:
    """The line that answers this recipient; None for one who is taken."""
    return REFUSED.get(magic(recipient))
