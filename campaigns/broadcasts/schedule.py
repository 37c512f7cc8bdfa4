"""Start what is due: a query, asked again and again. What was missed waits for a person."""

import datetime as dt
from uuid import UUID

from campaigns.broadcast.states import State
from campaigns.broadcasts.begin import begin
from campaigns.broadcasts.keep import keep
from campaigns.broadcasts.ready import unready
from campaigns.models import Campaign
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import operator, tenant

MOST = 100
ACTOR = "system:schedule"
MISSED = worded("its moment passed while nothing could run: start it now, or choose another moment")


def start_due(now: dt.datetime) -> int:
    """Ask which campaigns' moment has come (ids only, across vendors); return how many began."""
    with operator():
        due = Campaign.objects.filter(state=State.SCHEDULED, starts_at__lte=now)
        ids = list(due.order_by("starts_at").values_list("vendor_id", "id")[:MOST])
    begun = 0
    for vendor_id, campaign_id in ids:
        with tenant(vendor_id):
            begun += start(campaign_id, now)
    return begun


def start(campaign_id: UUID, now: dt.datetime) -> bool:
    """Whether it began; if not, the vendor is told why and decides."""
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("vendor")
    campaign = locked.filter(pk=campaign_id, state=State.SCHEDULED).first()
    if campaign is None or campaign.starts_at is None or campaign.starts_at > now:
        return False
    if missed(campaign.starts_at, campaign.grace_minutes, now):
        keep(campaign, MISSED, now)
        return False
    return _begun(campaign, now)


def missed(starts_at: dt.datetime, grace_minutes: int, now: dt.datetime) -> bool:
    return now - starts_at > dt.timedelta(minutes=grace_minutes)


def _begun(campaign: Campaign, now: dt.datetime) -> bool:
    """What has changed since it was planned may speak against it now."""
    try:
        for refusal in unready(campaign, now):
            raise refusal
        begin(campaign, now, actor=ACTOR)
    except Refusal as refusal:
        keep(campaign, refusal.reason[:1].lower() + refusal.reason[1:].rstrip("."), now)
        return False
    return True
