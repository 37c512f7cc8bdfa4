"""Turn a running campaign's recipients into messages, batch by batch, from where it stopped.

No faster than they leave (see `pace.py`) and no dearer than its cap, so that a pause, a new date
or a no still finds recipients and not messages by the ten thousand.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.timezone import now as current_time

from campaigns.broadcast.keys import key_of
from campaigns.broadcast.timing import Timing
from campaigns.broadcasts.chain import carry_chain
from campaigns.broadcasts.entries import Entry, entries_for, within_the_cap
from campaigns.broadcasts.meant import Meant, meant
from campaigns.broadcasts.pace import room
from campaigns.broadcasts.plan import plan_hours
from campaigns.cap import Fate
from campaigns.models import Campaign, Recipient, State
from messaging import crash
from messaging.accept import Draft, accept
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.tasks import dispatch
from wedsync.lib.ids import array
from wedsync.lib.later import later

BATCH = 2_000

# Of thousands, most say the same: each has the place of what it says among what is said.
LINK = """
UPDATE campaigns_recipient r
SET message_id = made.message, variant_key = (%s::text[])[made.said],
    step = (%s::smallint[])[made.said], way_reason = (%s::text[])[made.said],
    held_out = (%s::bool[])[made.said], cost_micros = r.cost_micros + (%s::bigint[])[made.said]
FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS made(id, message, said)
WHERE r.id = made.id
"""


def expand(campaign_id: UUID) -> int:
    """Make the next batch's messages; return how many recipients were carried on.

    0: all of them are done, or there is no room, or nobody's hour has come, or another worker is
    at it, who is not waited for; `expand_all` looks again. The checkpoint is the recipient's own
    row, written with its message in one transaction, so a killed worker repeats nothing and skips
    nobody.
    """
    free = Campaign.objects.select_for_update(of=("self",), skip_locked=True)
    campaign = free.select_related("vendor").filter(pk=campaign_id, state=State.RUNNING).first()
    if campaign is None:
        return 0
    now = current_time()
    _refresh_statistics()
    carried = carry_chain(campaign, now)
    carried += plan_hours(campaign, now) if campaign.timing == Timing.BEST else 0
    recipients = _due(campaign, now)
    if recipients:
        carried = max(carried, _expand(campaign, recipients, now))
        crash.point("in_expand")
        announce(campaign.vendor_id)
        later(dispatch)
    return carried


def _refresh_statistics() -> None:
    """Where tables have grown threefold: before the planner goes by what they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_statistics()")


def _due(campaign: Campaign, now: dt.datetime) -> list[Meant]:
    """Whose hour has come, and whom no cap has left out."""
    come = Q(planned_at__lte=now)
    if campaign.timing != Timing.BEST:
        come |= Q(planned_at=None)
    waiting = Recipient.objects.filter(come, campaign=campaign, message=None).order_by("id")
    waiting = waiting.exclude(cap_fate=Fate.SKIPPED)
    most = min(BATCH, room(campaign, now))
    return meant(waiting[:most]) if most > 0 else []


def _expand(campaign: Campaign, recipients: Sequence[Meant], now: dt.datetime) -> int:
    within = within_the_cap(campaign, entries_for(campaign, recipients, now), now)
    if within:
        _write(campaign, within, now)
    return len(within)


def _write(campaign: Campaign, entries: Sequence[Entry], now: dt.datetime) -> None:
    drafts = [
        Draft(
            person_id=one.recipient.person_id,
            wedding_id=one.recipient.wedding_id,
            variant_id=one.variant.pk,
            channel=one.pick.channel,
            purpose=Purpose(campaign.purpose),
            dedupe_key=key_of(campaign.pk, one.recipient.person_id, one.pick.channel),
            not_before=now,
            expires_at=campaign.deadline,
            held_out=one.held_out,
        )
        for one in entries
    ]
    made = accept(campaign.vendor_id, drafts, now)
    _link(entries, [made[draft.dedupe_key] for draft in drafts])


def _link(entries: Sequence[Entry], messages: Sequence[UUID]) -> None:
    places: dict[tuple[Any, ...], int] = {}
    said = [places.setdefault(_said(one), len(places) + 1) for one in entries]
    columns = map(list, zip(*places, strict=True))
    ids = array(one.recipient.pk for one in entries)
    with connection.cursor() as cursor:
        cursor.execute(LINK, [*columns, ids, array(messages), f"{{{','.join(map(str, said))}}}"])


def _said(one: Entry) -> tuple[str, int, str, bool, int]:
    """What a recipient keeps of its message."""
    micros = one.cost.micros if one.cost else 0
    return one.variant.key, one.pick.step, one.pick.why.value, one.held_out, micros
