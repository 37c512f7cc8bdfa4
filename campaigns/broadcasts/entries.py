"""What each recipient of a batch gets: over which way, which words, or held out, at what cost."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from campaigns.broadcast.money import covered, foreign
from campaigns.broadcast.strategy import Pick
from campaigns.broadcasts.assigned import assigned
from campaigns.broadcasts.keep import keep
from campaigns.broadcasts.meant import Meant
from campaigns.broadcasts.picks import picks_for
from campaigns.broadcasts.spend import OTHER_MONEY, USED_UP, cap_left, costs_of
from campaigns.models import Campaign
from campaigns.wordings.eligible import variants_for
from personalization.models import Variant
from wedsync.billing.money import Money


class Entry(NamedTuple):
    """A recipient, over which way they are written to, what they read, and what it will cost."""

    recipient: Meant
    pick: Pick
    variant: Variant
    held_out: bool
    cost: Money | None = None


def entries_for(campaign: Campaign, recipients: Sequence[Meant], now: dt.datetime) -> list[Entry]:
    """In their order."""
    picks = picks_for(campaign, recipients, now)
    offered = variants_for(
        campaign, [one.person_id for one in recipients], [pick.channel for pick in picks]
    )
    choices = assigned(campaign, recipients, offered)
    return [
        Entry(one, pick, variant, held)
        for one, pick, (variant, held) in zip(recipients, picks, choices, strict=True)
    ]


def within_the_cap(
    campaign: Campaign, entries: Sequence[Entry], now: dt.datetime
) -> Sequence[Entry]:
    """Those that its own cap still covers; where it ends, the campaign waits for its vendor."""
    left = cap_left(campaign)
    if left is None:
        return entries
    costs = _costs(campaign, entries, now)
    count = covered(costs, left)
    if count < len(entries):
        keep(campaign, _why_not(costs[count], left), now)
    return [one._replace(cost=cost) for one, cost in zip(entries[:count], costs, strict=False)]


def _costs(campaign: Campaign, entries: Sequence[Entry], now: dt.datetime) -> list[Money | None]:
    """Who is held out costs nothing."""
    people = [one.recipient.person for one in entries]
    ways = [(one.pick.channel, one.variant.pk) for one in entries]
    costs = costs_of(campaign, people, ways, now)
    free = Money(0, campaign.budget_currency)
    return [free if one.held_out else cost for one, cost in zip(entries, costs, strict=True)]


def _why_not(cost: Money | None, left: Money) -> str:
    other = foreign([cost], left.currency)
    return OTHER_MONEY.format(other, left.currency, other) if other else USED_UP
