"""Over which channel each recipient is written to: what the strategy decides, asked in bulk."""

import datetime as dt
from collections.abc import Mapping, Sequence

from campaigns.broadcast.strategy import Pick, Reach, Strategy, Way, chained, preferred
from campaigns.broadcasts.meant import AnyRecipient
from campaigns.broadcasts.reach import reach_of
from campaigns.models import Campaign
from messaging.due import AnyPerson
from messaging.engagement import NOBODY, engagement_of
from messaging.policy.facts import Purpose
from personalization.measure import Engagement

LATELY = 120  # days within which what somebody answered says where they listen


def picks_for(
    campaign: Campaign, recipients: Sequence[AnyRecipient], now: dt.datetime
) -> list[Pick]:
    """In their order; models with `person` loaded."""
    if campaign.strategy == Strategy.ONE:
        return [Pick(campaign.channel, 0, Way.ONLY)] * len(recipients)
    people = [one.person for one in recipients]
    reach = reach_of(people, campaign.ways, campaign.purpose, now)
    if campaign.strategy == Strategy.CHAIN:
        return [_link(campaign.ways, reach[one.person_id], one.step) for one in recipients]
    return _preferred(campaign, people, [reach[one.pk] for one in people], now)


def _link(order: Sequence[str], reach: Mapping[str, Reach], step: int) -> Pick:
    """An address that was there when the step was taken may be gone: the message waits for it."""
    return chained(order, reach, step) or Pick(order[step], step, Way.NOWHERE)


def _preferred(
    campaign: Campaign,
    people: Sequence[AnyPerson],
    reaches: Sequence[Mapping[str, Reach]],
    now: dt.datetime,
) -> list[Pick]:
    heard = engagement_of({one.pk for one in people}, now)
    needs_yes = campaign.purpose == Purpose.MARKETING
    return [
        preferred(campaign.ways, reach, answered_on(heard.get(one.pk, NOBODY)), needs_yes=needs_yes)
        for one, reach in zip(people, reaches, strict=True)
    ]


def answered_on(heard: Engagement) -> str:
    """ "" for who did nothing lately."""
    lately = heard.heard_days is not None and heard.heard_days <= LATELY
    return heard.channel if lately else ""
