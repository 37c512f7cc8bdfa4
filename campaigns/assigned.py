"""Which variant each recipient gets: what they or their wedding have got already, else by lot."""

from collections.abc import Sequence
from uuid import UUID

from campaigns.experiments import assign
from campaigns.models import Campaign, Recipient
from campaigns.unit import unit_of
from campaigns.wordings import Wordings
from personalization.models import Variant


def assigned(
    campaign: Campaign, recipients: Sequence[Recipient], offered: Sequence[Wordings]
) -> list[Variant]:
    """Sticky: changed weights, another channel and a late partner re-assign nobody."""
    several = any(len(one.variants) > 1 for one in offered)
    known = _known(campaign, recipients) if several else {}
    return [
        wordings.variants[_key(campaign, one, wordings, known)]
        for one, wordings in zip(recipients, offered, strict=True)
    ]


def _key(campaign: Campaign, one: Recipient, wordings: Wordings, known: dict[UUID, str]) -> str:
    told = one.variant_key or (known.get(one.wedding_id, "") if one.wedding_id else "")
    if told in wordings.variants:
        return told
    return assign(str(campaign.pk), unit_of(one), wordings.weights)


def _known(campaign: Campaign, recipients: Sequence[Recipient]) -> dict[UUID, str]:
    """What one partner of a wedding has got, the other gets."""
    weddings = {one.wedding_id for one in recipients if one.wedding_id}
    rows = Recipient.objects.filter(campaign=campaign, wedding__id__among=weddings)
    return dict(rows.exclude(variant_key="").values_list("wedding_id", "variant_key"))
