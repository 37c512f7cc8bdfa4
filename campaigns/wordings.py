"""The variants each recipient may get: those in their language, of a version and a channel."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from campaigns.models import Campaign, Recipient
from personalization.choose import language_for
from personalization.models import Variant
from personalization.tongue import languages
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person


class Wordings(NamedTuple):
    """The variants of a language by key, and how often each is to be chosen."""

    variants: dict[str, Variant]
    weights: dict[str, int]


def variants_for(campaign: Campaign, recipients: Sequence[Recipient]) -> Sequence[Wordings]:
    """For each recipient, in their order. Nobody is asked for a language where there is one."""
    offered = _offered(campaign)
    if len(offered) == 1:
        return list(offered.values()) * len(recipients)
    wishes = _wishes(campaign, {one.person_id for one in recipients})
    tags = list(offered)
    return [offered[language_for(tags, wishes[one.person_id])] for one in recipients]


def _offered(campaign: Campaign) -> dict[str, Wordings]:
    """By language, the one that was written first in front."""
    found: dict[str, Wordings] = defaultdict(lambda: Wordings({}, {}))
    rows = Variant.objects.filter(version=campaign.version_id, channel=campaign.channel)
    for variant in rows.only("key", "weight", "language").order_by("id"):
        variants, weights = found[variant.language]
        variants[variant.key], weights[variant.key] = variant, variant.weight
    return found


def _wishes(campaign: Campaign, ids: set[UUID]) -> dict[UUID, list[str]]:
    """The languages of each person, then of their partners, then of the vendor."""
    vendor = {"locale": Vendor.objects.values_list("locale", flat=True).get(pk=campaign.vendor_id)}
    ours = Person.objects.filter(vendor=campaign.vendor_id)
    clients = set(ours.filter(pk__in=ids).values_list("client_id", flat=True))
    circles = defaultdict(list)
    for row in ours.filter(client__in=clients).values("id", "client_id", "role", "language"):
        circles[row["client_id"]].append(row)
    return {
        one["id"]: [tag for tag, _ in languages(one, circle, vendor)]
        for circle in circles.values()
        for one in circle
        if one["id"] in ids
    }
