"""The variants each recipient may get: those in their language, of a version and a channel."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from campaigns.models import Campaign, Recipient
from personalization.choose import language_for
from personalization.models import Variant
from personalization.tongue import languages
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person

Wordings = Mapping[str, Variant]  # by key


def variants_for(campaign: Campaign, recipients: Sequence[Recipient]) -> Sequence[Wordings]:
    """For each recipient, in their order. Nobody is asked for a language where there is one."""
    offered = _offered(campaign)
    if len(offered) == 1:
        return list(offered.values()) * len(recipients)
    wishes = _wishes(campaign, {one.person_id for one in recipients})
    tags = list(offered)
    return [offered[language_for(tags, wishes[one.person_id])] for one in recipients]


def weights_of(variants: Wordings) -> dict[str, int]:
    return {key: variant.weight for key, variant in variants.items()}


def _offered(campaign: Campaign) -> dict[str, dict[str, Variant]]:
    """By language, the one that was written first in front; its variants by key."""
    found: dict[str, dict[str, Variant]] = defaultdict(dict)
    rows = Variant.objects.filter(version=campaign.version_id, channel=campaign.channel)
    for variant in rows.only("key", "weight", "language").order_by("id"):
        found[variant.language][variant.key] = variant
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
