"""What a recipient does with a mail: pure, and the same again for the same seed.

An address decides by its part before the @, alone or followed by a digit, + - . or _ and anything:

    bounce        refused for good             delayed      arrives after a first failure
    softbounce    the mailbox is full          suppressed   never handed on, by the provider's list
    complain      marks it as spam             fail         the provider can't send it
    open, click   does so                      never        nothing is ever heard of it
    unsubscribe   one click on the list's link

(`bounced`, `opened` and the like mean the same.) Everybody else gets the mail and opens or clicks
it with the probability that the configuration gives.
"""

import random
import re
from dataclasses import dataclass
from typing import Final

MAGIC: Final = re.compile(
    r"(softbounce|bounce|complain|suppress|delay|open|click|unsubscribe|fail|never)(?:e?d)?(?:[\d+._-].*)?",
    re.IGNORECASE,
)
VISITS: Final = frozenset({"opened", "clicked", "unsubscribed"})


@dataclass(frozen=True)
class Step:
    """`after` seconds from the acceptance; `deed` in the sandbox's own words."""

    after: float
    deed: str
    recipient: str


@dataclass(frozen=True)
class Habits:
    """How ordinary people read: shares from 0 to 1, a click counting as an open too."""

    open_rate: float = 0.0
    click_rate: float = 0.0
    seed: int = 0
    tempo: float = 1.0


# People click no sooner than some seconds after the mail is there: quicker ones are machines.
STORIES: Final[dict[str, tuple[tuple[float, str], ...]]] = {
    "bounce": ((0, "sent"), (0.4, "bounced")),
    "softbounce": ((0, "sent"), (0.4, "softbounced")),
    "complain": ((0, "sent"), (0.4, "delivered"), (2, "complained")),
    "suppress": ((0, "suppressed"),),
    "delay": ((0, "sent"), (0.4, "delayed"), (3, "delivered")),
    "fail": ((0, "failed"),),
    "never": (),
    "open": ((0, "sent"), (0.4, "delivered"), (1.5, "opened")),
    "click": ((0, "sent"), (0.4, "delivered"), (1.5, "opened"), (7, "clicked")),
    "unsubscribe": ((0, "sent"), (0.4, "delivered"), (3, "unsubscribed")),
    "": ((0, "sent"), (0.4, "delivered")),
}


def story(recipient: str, nth: int, habits: Habits) -> tuple[Step, ...]:
    """What happens to the `nth` mail of this recipient, in order."""
    dice = random.Random(f"{habits.seed}/{nth}/{recipient}")  # noqa: S311 -- repeatable on purpose
    habit = magic(recipient) or _habit(dice.random(), habits)
    lag = dice.random()  # not everybody at the same second
    return tuple(
        Step((after + (lag if deed in VISITS else 0)) * habits.tempo, deed, recipient)
        for after, deed in STORIES[habit]
    )


def magic(recipient: str) -> str:
    """The habit an address is named after; "" for an ordinary one."""
    found = MAGIC.fullmatch(recipient.partition("@")[0])
    return found[1].lower() if found else ""


def _habit(throw: float, habits: Habits) -> str:
    if throw < habits.click_rate:
        return "click"
    return "open" if throw < habits.open_rate else ""
