"""Which variant each recipient gets: what they or their wedding have got already, else by lot.

Where there is more than one, it is an experiment: who has got what is kept there once for all.
"""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from campaigns.broadcasts.meant import AnyRecipient
from campaigns.broadcasts.unit import unit_of
from campaigns.experiment import assign as pick
from campaigns.experiment.holdout import HELD_OUT
from campaigns.experiments.assign_variants import assign
from campaigns.models import Campaign
from campaigns.wordings.tongues import Wordings
from personalization.models import Variant

Choice = tuple[Variant, bool]  # and whether it is held out


def assigned(
    campaign: Campaign, recipients: Sequence[AnyRecipient], offered: Sequence[Wordings]
) -> list[Choice]:
    """Sticky: changed weights, another channel and a late partner re-assign nobody."""
    keys = _keys(campaign, recipients, offered)
    return [
        _choice(campaign, one, wordings, keys.get(unit_of(one), ""))
        for one, wordings in zip(recipients, offered, strict=True)
    ]


def by_lot(
    campaign: Campaign, recipients: Sequence[AnyRecipient], offered: Sequence[Wordings]
) -> list[Variant]:
    """What they would get if it began now; nothing is kept."""
    return [
        wordings.variants[_lot(campaign, one, wordings)]
        for one, wordings in zip(recipients, offered, strict=True)
    ]


def _lot(campaign: Campaign, one: AnyRecipient, wordings: Wordings) -> str:
    return pick(_subject(campaign), str(unit_of(one)), wordings.weights)


def _subject(campaign: Campaign) -> str:
    return f"campaign:{campaign.pk}"


def _choice(campaign: Campaign, one: AnyRecipient, wordings: Wordings, key: str) -> Choice:
    """Who is held out, or reads a language without this key, has a wording by the same lot."""
    known = key if key in wordings.variants else one.variant_key
    if known not in wordings.variants:
        known = _lot(campaign, one, wordings)
    return wordings.variants[known], key == HELD_OUT


def _keys(
    campaign: Campaign, recipients: Sequence[AnyRecipient], offered: Sequence[Wordings]
) -> dict[UUID, str]:
    """By unit, of those for whom there is a choice or who may be held out."""
    alike: dict[tuple[tuple[str, int], ...], list[UUID]] = defaultdict(list)
    for one, wordings in zip(recipients, offered, strict=True):
        if len(wordings.weights) > 1 or campaign.holdout_percent:
            alike[tuple(sorted(wordings.weights.items()))].append(unit_of(one))
    keys: dict[UUID, str] = {}
    for weights, units in alike.items():
        held = campaign.holdout_percent
        keys |= assign(campaign.vendor_id, _subject(campaign), units, dict(weights), held=held)
    return keys
