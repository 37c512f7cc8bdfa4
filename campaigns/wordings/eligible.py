"""The variants each recipient may get: those in their language, of a version and a channel."""

from collections.abc import Sequence
from uuid import UUID

from campaigns.models import Campaign
from campaigns.wordings.tongues import Tongues, Wordings, read_in, tongues_of, wishes_of
from personalization.models import Variant
from wedsync.weddings.models import Person


def variants_for(
    campaign: Campaign, people: Sequence[UUID], channels: Sequence[str]
) -> Sequence[Wordings]:
    """For each of these recipients on their channel, in their order.

    Nobody is asked for a language where there is one.
    """
    offered = _offered(campaign)
    several = any(len(tongues) > 1 for tongues in offered.values())
    wishes = _wishes(campaign, set(people)) if several else {}
    return [
        read_in(offered[channel], wishes.get(one, []))
        for one, channel in zip(people, channels, strict=True)
    ]


def _offered(campaign: Campaign) -> dict[str, Tongues]:
    rows = Variant.objects.filter(version=campaign.version_id, channel__in=campaign.ways)
    few = rows.only("key", "weight", "language", "channel").order_by("id")
    return tongues_of(few, lambda one: one.channel)


def _wishes(campaign: Campaign, ids: set[UUID]) -> dict[UUID, list[str]]:
    """As `wishes_of` has them; their partners are looked up beside them."""
    ours = Person.objects.filter(vendor=campaign.vendor_id)
    clients = ours.filter(pk__among=ids).values("client_id")
    circles = ours.filter(client__in=clients).only("client_id", "role", "language")
    return wishes_of(campaign.vendor, list(circles))
