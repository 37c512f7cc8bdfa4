"""Carry running campaigns on, and finish those whose every message has found its end."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.timezone import now as current_time

from campaigns.chain import waits_for_reports
from campaigns.expand import expand
from campaigns.models import Campaign, Recipient, State
from campaigns.second import follow_up_all
from messaging.news import announce
from messaging.states import IN_FLIGHT, WAITING
from wedsync.vendors.tenancy import operator, tenant

MOST = 100
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
    over = running.exclude(Exists(recipients.filter(message=None))).exclude(
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
