"""What a campaign's messages cost by estimate, and how much of its own cap is left."""

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Sum
from django.db.models.fields.json import KT

from campaigns.models import Campaign, Recipient
from messaging.due import AnyPerson
from messaging.estimate import price_book
from messaging.policy.facts import TEXTS
from personalization.models import Variant
from personalization.segments import segments
from wedsync.billing.money import Money

USED_UP = "its own budget is used up: raise it, or let it end here"
OTHER_MONEY = "prices are in {}, its budget in {}: give it a budget in {}"


def costs_of(
    campaign: Campaign,
    people: Sequence[AnyPerson],
    variants: Sequence[tuple[str, UUID]],
    now: dt.datetime,
) -> list[Money | None]:
    """One for each person and the (channel, variant id) they get."""
    book = price_book(campaign.vendor, campaign.ways, now)
    lengths = segments_of(campaign)
    return [
        book.cost(channel, person.phone, lengths.get(variant, 1))
        for person, (channel, variant) in zip(people, variants, strict=True)
    ]


def segments_of(campaign: Campaign) -> Mapping[UUID, int]:
    """By variant, as long as its author wrote it; what fields put in is not known yet."""
    texting = sorted(TEXTS.intersection(campaign.ways))
    rows = Variant.objects.filter(version=campaign.version_id, channel__in=texting)
    texts = rows.annotate(body=KT("compiled__text")).values_list("pk", "body")
    return {pk: segments(body or "").count for pk, body in texts}


def cap_left(campaign: Campaign) -> Money | None:
    """None without a cap."""
    if campaign.budget_micros is None:
        return None
    rows = Recipient.objects.filter(campaign=campaign)
    spent: int = rows.aggregate(sum=Sum("cost_micros"))["sum"] or 0
    return Money(campaign.budget_micros - spent, campaign.budget_currency)
