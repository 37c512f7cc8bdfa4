"""Hold a campaign that only a person can let go on, and tell them."""

import datetime as dt

from campaigns.models import Campaign
from campaigns.states import State
from campaigns.turn import turn
from messaging.news import announce
from messaging.todo import ask
from wedsync.vendors.audit import record

ACTOR = "system:campaigns"
TODO = "campaign"
UNDER_WAY = frozenset({State.SCHEDULED, State.RUNNING})


def keep(campaign: Campaign, reason: str, now: dt.datetime) -> None:
    """Pause it for this reason; what is in line already still leaves."""
    turn(campaign, State.PAUSED, UNDER_WAY, "It is not under way.", reason=reason[:200])
    record(campaign.vendor_id, "campaign.paused", campaign, actor=ACTOR, data={"reason": reason})
    text = f"“{campaign.name[:80]}” waits for you: {reason}."
    ask(campaign.vendor_id, TODO, f"{campaign.pk}:{now:%F}", text)
    announce(campaign.vendor_id)
