"""Share out what is left of a month's money: who gets some, and who goes beyond the limit. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from wedsync.billing.limits import Left, covering, fits
from wedsync.billing.money import Money


@dataclass(frozen=True)
class Want:
    """A message that is about to be handed over, and what that is expected to cost.

    `attempt_id` is the handover's. Essential is an emergency, or what the contract asks for: it
    gets its money whatever the limit says.
    """

    message_id: UUID
    attempt_id: UUID
    channel: str
    money: Money
    essential: bool = False

    def __post_init__(self) -> None:
        if self.money.micros < 0:
            raise ValueError("nobody is paid for sending a message")


@dataclass(frozen=True)
class Grant:
    want: Want
    over: bool  # essential, and beyond a limit


def allot(wants: Iterable[Want], lefts: Iterable[Left]) -> list[Grant]:
    """Essential ones first, then in the order given; one that is too dear stops no cheaper one."""
    lefts, grants = list(lefts), []
    for want in sorted(wants, key=lambda want: not want.essential):
        has_room = fits(want.money, covering(lefts, want.channel))
        if has_room or want.essential:
            grants.append(Grant(want, over=not has_room))
            lefts = [_after(left, want) for left in lefts]
    return grants


def _after(left: Left, want: Want) -> Left:
    if left.limit.currency == want.money.currency and covering([left], want.channel):
        return replace(left, spent=left.spent + want.money.micros)
    return left
