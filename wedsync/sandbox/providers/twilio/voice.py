"""How one message reports back: a form posted to the URL it was given, signed with the token."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from wedsync.sandbox import signing
from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.clock import Clock
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.links import within

FORM: Final = "application/x-www-form-urlencoded; charset=UTF-8"
STALE: Final = 1800  # seconds
Word = Callable[[Accepted, Step], Mapping[str, str]]


@dataclass(frozen=True)
class Voice:
    """`url` is called only when it is below `base`; `word` makes the fields of a step's form."""

    key: str
    base: str
    url: str
    token: str
    clock: Clock
    word: Word

    @property
    def hook(self) -> str:
        return self.url.removeprefix(self.base)

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        below = self.url.startswith(self.base) and within(self.base, self.url)
        return urlencode(self.word(accepted, step)).encode() if below else None

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        """Twilio's signature knows no time: what should be stale is signed with another token."""
        stale = self.clock.now() - at > STALE
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        signature = signing.twilio(self.token[::-1] if stale else self.token, self.url, form)
        return {
            "content-type": FORM,
            "x-twilio-signature": signature,
            "i-twilio-idempotency-token": event_id,
        }
