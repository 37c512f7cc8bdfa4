"""Which of a wedding's people get it. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from wedsync.lib.refusal import Refusal

SOONEST, USUAL, LATEST = 1, 48, 24 * 14  # hours
CHANNELS = ("email", "sms", "whatsapp")
# A follow-up that comes weeks after what it follows up helps nobody.
TOO_LATE = dt.timedelta(days=7)


class Whom(StrEnum):
    PRIMARY = "primary"  # partner A
    OTHER = "other"  # partner B
    COUPLE = "couple"  # both
    PLANNER = "planner"
    DAY_OF = "day_of"
    PARENT = "parent"
    REACHABLE = "reachable"  # the first of all of them who has an open address
    THEN_OTHER = "then_other"  # a partner; if they don't act, the other one


PARTNERS = ("partner_a", "partner_b")
# In the order in which one of them is chosen.
ROLES: dict[Whom, tuple[str, ...]] = {
    Whom.PRIMARY: PARTNERS[:1],
    Whom.OTHER: PARTNERS[1:],
    Whom.COUPLE: PARTNERS,
    Whom.PLANNER: ("planner",),
    Whom.DAY_OF: ("day_of",),
    Whom.PARENT: ("parent",),
    Whom.REACHABLE: (*PARTNERS, "planner", "day_of", "parent"),
    Whom.THEN_OTHER: PARTNERS,
}


@dataclass(frozen=True)
class Roles:
    """`channel`: on which the one who is chosen must be reachable; `hours`: of patience with them.

    Both count only where one of several is chosen.
    """

    whom: Whom = Whom.PRIMARY
    channel: str = "email"
    hours: int = USUAL

    @property
    def among(self) -> tuple[str, ...]:
        return ROLES[self.whom]

    @property
    def one(self) -> bool:
        """Only the first of them, not each."""
        return self.whom in {Whom.REACHABLE, Whom.THEN_OTHER}

    @property
    def patience(self) -> dt.timedelta:
        return dt.timedelta(hours=self.hours)


def parse_roles(whom: object, channel: object = None, hours: object = None) -> Roles:
    """Raises Refusal."""
    if whom not in set(Whom):
        raise Refusal("Nobody has the role {whom}.", code="audience_invalid", whom=f"{whom!r}")
    if channel not in {None, *CHANNELS}:
        raise Refusal(
            "Nobody is reached by {channel}.", code="audience_invalid", channel=f"{channel!r}"
        )
    wait = USUAL if hours is None else hours
    if not isinstance(wait, int) or not SOONEST <= wait <= LATEST:
        raise Refusal(
            "Wait {soonest} to {latest} hours for the first one.",
            code="audience_invalid",
            soonest=SOONEST,
            latest=LATEST,
        )
    return Roles(Whom(str(whom)), str(channel or "email"), wait)


def second_due(
    patience: dt.timedelta,
    acted_at: dt.datetime | None,
    sent_at: dt.datetime | None,
    now: dt.datetime,
) -> bool:
    """Whether the other partner's turn has come: it left, nobody acted, the patience is over.

    Never once it is a week too late: the house may have stood still meanwhile.
    """
    if sent_at is None or acted_at is not None:
        return False
    return sent_at + patience <= now < sent_at + patience + TOO_LATE
