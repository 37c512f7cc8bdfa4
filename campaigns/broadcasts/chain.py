"""Carry a fallback chain on: whose message ended for good is written to over the next channel."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from campaigns.broadcast.strategy import ENDED, Strategy, chained
from campaigns.broadcasts.reach import reach_of
from campaigns.models import Campaign, Recipient
from messaging.states import State
from wedsync.lib.ids import array

BATCH = 2_000
# What a provider took may still come back, but not for ever: mail servers give up after days.
PATIENCE = dt.timedelta(days=3)

# Without a message a recipient is expanded again, over the channel of the new step.
STEP = """
UPDATE campaigns_recipient r
SET step = passed.step, message_id = CASE WHEN passed.step >= %s THEN r.message_id END
FROM unnest(%s::uuid[], %s::smallint[]) AS passed(id, step)
WHERE r.id = passed.id
"""


def carry_chain(campaign: Campaign, now: dt.datetime) -> int:
    """Return how many go on over another channel; those for whom none is left are marked so."""
    if campaign.strategy != Strategy.CHAIN:
        return 0
    order = campaign.ways
    ended = list(failed(campaign).select_related("person").order_by("id")[:BATCH])
    if not ended:
        return 0
    reach = reach_of([one.person for one in ended], order, campaign.purpose, now)
    picks = [chained(order, reach[one.person_id], one.step + 1) for one in ended]
    steps = [pick.step if pick else len(order) for pick in picks]
    _write([one.pk for one in ended], steps, len(order))
    return sum(pick is not None for pick in picks)


def failed(campaign: Campaign) -> QuerySet[Recipient]:
    """Whose message ended so that another channel may be tried."""
    tried = Recipient.objects.filter(campaign=campaign, step__lt=len(campaign.ways) - 1)
    return tried.filter(message__state__in=[state.value for state in ENDED])


def waits_for_reports(campaign: Campaign, now: dt.datetime) -> bool:
    """Whether a message ended for good, or was taken lately and may yet come back."""
    if campaign.strategy != Strategy.CHAIN:
        return False
    tried = Recipient.objects.filter(campaign=campaign, step__lt=len(campaign.ways) - 1)
    taken = [State.ACCEPTED.value, State.SENT.value]
    young = Q(message__state__in=taken, message__not_before__gt=now - PATIENCE)
    return tried.filter(young | Q(message__state__in=[one.value for one in ENDED])).exists()


def _write(ids: Sequence[UUID], steps: Sequence[int], beyond: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(STEP, [beyond, array(ids), list(steps)])
