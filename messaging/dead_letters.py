"""Dead letters by what they have in common: how many, why, since when; and all of them once more.

Nothing here names a couple, so it needs no visit.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Min

from messaging.models import Message
from messaging.revive import Revived, revive
from messaging.said_without_addresses import without_addresses
from messaging.states import State
from wedsync.vendors.tenancy import operator

MOST = 100  # groups


@dataclass(frozen=True)
class Letters:
    """`since`: when the oldest of them was made."""

    vendor_id: UUID
    vendor: str
    channel: str
    reason: str
    count: int
    since: dt.datetime

    def __str__(self) -> str:
        return f"{self.vendor} · {self.channel} · {without_addresses(self.reason)} ({self.count})"


def dead_letters() -> Sequence[Letters]:
    """The largest groups first."""
    alike = ("vendor_id", "vendor__name", "channel", "reason")
    with operator():
        groups = Message.objects.filter(state=State.DEAD).values(*alike).order_by()
        counted = groups.annotate(count=Count("pk"), since=Min("created_at"))
        rows = counted.order_by("-count", *alike).values_list(*alike, "count", "since")
        return [Letters(*row) for row in rows[:MOST]]


def revive_alike(letters: Letters, now: dt.datetime, *, actor: str) -> Revived:
    """As many of them as may be revived in a minute, the oldest first. Raises Refusal."""
    with operator():
        alike = Message.objects.filter(
            vendor=letters.vendor_id,
            channel=letters.channel,
            reason=letters.reason,
            state=State.DEAD,
        )
        oldest = list(alike.order_by("pk")[: settings.REVIVALS_PER_MINUTE])
        return revive(oldest, actor=actor, now=now)
