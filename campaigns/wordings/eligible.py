"""The variants each recipient may get: those in their language, of a version and a channel."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from campaigns.models import Campaign, Recipient
from campaigns.wordings.tongues import wishes_of
from personalization.choose import language_for
from personalization.models import Variant
from wedsync.weddings.models import Person


class Wordings(NamedTuple):
    """The variants of a language by key, and how often each is to be chosen."""

    variants: dict[str, Variant]
    weights: dict[str, int]


def variants_for(
    campaign: Campaign, recipients: Sequence[Recipient], channels: Sequence[str]
) -> Sequence[Wordings]:
    """For each recipient on their channel, in their order.

    Nobody is asked for a language where there is one.
    """
    offered = _offered(campaign)
    several = any(len(tongues) > 1 for tongues in offered.values())
    wishes = _wishes(campaign, {one.person_id for one in recipients}) if several else {}
    return [
        _in_their_language(offered[channel], wishes.get(one.person_id, []))
        for one, channel in zip(recipients, channels, strict=True)
    ]


def _in_their_language(tongues: Mapping[str, Wordings], wishes: Sequence[str]) -> Wordings:
    tags = list(tongues)
    return tongues[tags[0] if len(tags) == 1 else language_for(tags, wishes)]


def _offered(campaign: Campaign) -> dict[str, dict[str, Wordings]]:
    """By channel and language, the one that was written first in front."""
    found: dict[str, dict[str, Wordings]] = defaultdict(
        lambda: defaultdict(lambda: Wordings({}, {}))
    )
    rows = Variant.objects.filter(version=campaign.version_id, channel__in=campaign.ways)
    for variant in rows.only("key", "weight", "language", "channel").order_by("id"):
        variants, weights = found[variant.channel][variant.language]
        variants[variant.key], weights[variant.key] = variant, variant.weight
    return found


def _wishes(campaign: Campaign, ids: set[UUID]) -> dict[UUID, list[str]]:
    """As `wishes_of` has them; their partners are looked up beside them."""
    ours = Person.objects.filter(vendor=campaign.vendor_id)
    clients = ours.filter(pk__among=ids).values("client_id")
    circles = ours.filter(client__in=clients).only("client_id", "role", "language")
    return wishes_of(campaign.vendor, list(circles))
