"""Hold a campaign that only a person can let go on, and tell them."""

import datetime as dt

from django.utils.timezone import now as current_time

from campaigns.broadcast.states import State
from campaigns.broadcasts.turn import turn
from campaigns.models import Campaign
from messaging.models import ToDo
from messaging.news import announce
from messaging.todo import ask
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

ACTOR = "system:campaigns"
TODO = "campaign"
REVIEW = "review"
UNDER_WAY = frozenset({State.SCHEDULED, State.RUNNING})


def keep(campaign: Campaign, reason: str, now: dt.datetime) -> None:
    """Pause it for this reason; what is in line already still leaves."""
    turn(campaign, State.PAUSED, UNDER_WAY, worded("It is not under way."), reason=reason[:200])
    record(campaign.vendor_id, "campaign.paused", campaign, actor=ACTOR, data={"reason": reason})
    text = worded("“{name}” waits for you: {reason}.", name=campaign.name[:80], reason=reason)
    ask(campaign.vendor_id, TODO, f"{campaign.pk}:{now:%F}", text)
    announce(campaign.vendor_id)


def answered(campaign: Campaign, kind: str = TODO) -> None:
    """Whoever was asked has decided."""
    open_ = ToDo.objects.filter(vendor=campaign.vendor_id, done_at=None)
    open_.filter(key__startswith=f"{kind}:{campaign.pk}").update(done_at=current_time())
