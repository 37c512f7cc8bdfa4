"""How a campaign is planned, as its pages say it: over which way, when, for how much, what for."""

from typing import Any
from uuid import UUID

from campaigns.broadcast.states import State
from campaigns.broadcast.strategy import Strategy
from campaigns.broadcast.timing import Timing
from campaigns.broadcasts.hour_report import hour_report
from campaigns.broadcasts.ready import approved, needs
from campaigns.models import Campaign
from messaging.channels.registry import channels
from personalization.sign_off import Needs
from wedsync.billing.money import Money, format_money
from wedsync.dashboard.door import PageRequest
from wedsync.dashboard.templatetags.ui import moment
from wedsync.lib.worded import worded
from wedsync.vendors.membership import Right, may

JOINTS = {Strategy.PREFERRED.value: worded(", or "), Strategy.CHAIN.value: worded(", then ")}


def standing(request: PageRequest, campaign: Campaign) -> dict[str, Any]:
    """What the page of something unlaunched says about its plan, its approval, its buttons."""
    wanted = needs(request.vendor)
    return {
        "plan": plan_in_words(campaign),
        "needs": wanted.value,
        "approved": approved(campaign),
        "must_approve": wanted is not Needs.NOBODY and not approved(campaign),
        "owns": may(request.membership, Right.OWN),
        "back": campaign.state in {State.SCHEDULED, State.PAUSED},
        "editable": campaign.state in {State.DRAFT, State.REVIEW, State.SCHEDULED},
    }


def plan_in_words(campaign: Campaign) -> list[tuple[str, str]]:
    joint = JOINTS.get(campaign.strategy, ", ")
    found = [
        (worded("Channel"), joint.join(channels()[name].label for name in campaign.ways)),
        (worded("When"), _when(campaign)),
        (worded("Of no use after"), moment(campaign.deadline)),
        (
            worded("Pace"),
            worded("at most {per_hour} an hour", per_hour=campaign.per_hour)
            if campaign.per_hour
            else "",
        ),
        (worded("Budget"), _budget(campaign)),
        (
            worded("What for"),
            worded("{goal}, within {days} days", goal=campaign.goal, days=campaign.goal_days)
            if campaign.goal
            else "",
        ),
        (worded("Held out"), f"{campaign.holdout_percent} %" if campaign.holdout_percent else ""),
    ]
    return [(label, words) for label, words in found if words]


def hours_in_words(campaign: Campaign) -> dict[str, Any]:
    """Whether choosing the hour helps, for a campaign that does."""
    return hours_told(campaign.vendor_id) if campaign.timing == Timing.BEST else {}


def hours_told(vendor_id: UUID) -> dict[str, Any]:
    found = hour_report(vendor_id)
    return {
        "hours": found,
        "chosen_rate": f"{found.chosen.rate:.0%}",
        "usual_rate": f"{found.usual.rate:.0%}",
        "interval": f"{found.worth.low * 100:+.0f} to {found.worth.high * 100:+.0f}",
    }


def _when(campaign: Campaign) -> str:
    if campaign.timing == Timing.AT:
        return moment(campaign.starts_at) or worded("at a moment still to be chosen")
    if campaign.timing == Timing.BEST:
        return worded("each person's best hour, within {days} days", days=campaign.span_days)
    return worded("at once")


def _budget(campaign: Campaign) -> str:
    if campaign.budget_micros is None:
        return ""
    return format_money(Money(campaign.budget_micros, campaign.budget_currency))
