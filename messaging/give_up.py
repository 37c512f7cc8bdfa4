"""Nobody can tell whether a message left: say it once more, or let a person decide.

What may not be lost (emergency, contractual) is said once more, marked as a possible duplicate;
anything else is better not said than said twice. No message is repeated this way a second time.
"""

import datetime as dt
from uuid import UUID

from django.db.models import Q

from messaging.cost import give_back
from messaging.handed import close
from messaging.models import Handover, Message, Outcome
from messaging.policy.facts import NEVER_LOST
from messaging.shift import shift
from messaging.states import State
from wedsync.lib.worded import worded

LOST_TRACK = worded("it will never be known whether this arrived")


def give_up(handover: Handover, why: str, now: dt.datetime, *, absent: bool = False) -> None:
    """Close the current tenant's handover for good; a later report still counts.

    Money comes back only for what the provider shows no trace of (`absent`).
    """
    ids = close(handover, Outcome.ABANDONED, why, source=[Outcome.UNKNOWN])
    again = _worth_repeating(ids, now)
    reason = worded("said once more: {reason}", reason=why)
    shift(again, State.QUEUED, reason, source=[State.UNKNOWN], until=now, maybe_duplicate=True)
    lost = worded("it will never be known whether this arrived: {reason}", reason=why)
    shift(set(ids) - set(again), State.DEAD, lost, source=[State.UNKNOWN])
    if absent:
        give_back(handover, ids, now)


def _worth_repeating(ids: list[UUID], now: dt.datetime) -> list[UUID]:
    still_of_use = Q(expires_at=None) | Q(expires_at__gt=now)
    chosen = Message.objects.filter(
        still_of_use, pk__in=ids, purpose__in=NEVER_LOST, maybe_duplicate=False
    )
    return list(chosen.values_list("pk", flat=True))
