"""Carry running campaigns on, and finish those whose every message has found its end."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import now as current_time

from campaigns.broadcast.pause_words import PAUSED
from campaigns.broadcasts.brake import hold
from campaigns.broadcasts.chain import waits_for_reports
from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.second import follow_up_all
from campaigns.cap import Fate
from campaigns.models import Campaign, Recipient, State
from messaging.news import announce
from messaging.states import IN_FLIGHT, WAITING
from wedsync.vendors.tenancy import operator, tenant

MOST = 100
COMES_BACK = dt.timedelta(hours=6)  # whatever a worker had is answered or given up by then
BATCHES_A_TURN = 50
UNDER_WAY = [state.value for state in WAITING | IN_FLIGHT]


def carry_on_all() -> None:
    """Ask which campaigns run (ids only, across vendors) and carry each on as its vendor."""
    follow_up_all()
    with operator():
        running = Campaign.objects.filter(state=State.RUNNING).order_by("id")
        ids = list(running.values_list("vendor_id", "id")[:MOST])
    for vendor_id, campaign_id in ids:
        for _ in range(BATCHES_A_TURN):
            with tenant(vendor_id):
                if carry_on(campaign_id) == 0:
                    break


def hold_what_came_back() -> None:
    """What was with a worker when its campaign was paused, and was put back since, stays."""
    with operator():
        lately = Campaign.objects.filter(
            state=State.PAUSED, reason=PAUSED, paused_at__gt=current_time() - COMES_BACK
        )
        ids = list(lately.order_by("-paused_at").values_list("vendor_id", "id")[:MOST])
    for vendor_id, campaign_id in ids:
        with tenant(vendor_id):
            if Campaign.objects.select_for_update().filter(pk=campaign_id, state=State.PAUSED):
                hold(campaign_id)


def carry_on(campaign_id: UUID) -> int:
    """One batch; when none is left, see whether the campaign is over."""
    made = expand(campaign_id)
    if made == 0:
        finish(campaign_id)
    return made


def finish(campaign_id: UUID) -> bool:
    """Finished means: everybody expanded, no message waiting or in flight, no chain to go on."""
    recipients = Recipient.objects.filter(campaign=OuterRef("pk"))
    running = Campaign.objects.filter(pk=campaign_id, state=State.RUNNING)
    unwritten = recipients.filter(message=None).exclude(cap_fate=Fate.SKIPPED)
    over = running.exclude(Exists(unwritten)).exclude(
        Exists(recipients.filter(message__state__in=UNDER_WAY))
    )
    now = current_time()
    campaign = over.first()
    if campaign is None or waits_for_reports(campaign, now):
        return False
    changed = over.update(state=State.FINISHED, finished_at=now)
    if changed:
        announce(campaign.vendor_id)
    return bool(changed)
