"""Move a campaign from one state to another, if it still is where it was thought to be."""

from collections.abc import Collection
from typing import Any

from campaigns.broadcast.states import State, sources
from campaigns.models import Campaign
from wedsync.lib.refusal import Refusal


def turn(
    campaign: Campaign,
    target: State,
    among: Collection[State],
    otherwise: str,
    **also: Any,
) -> None:
    """Compare and swap, writing `also`; the reason of before is gone. Raises Refusal."""
    fields = {"reason": "", **also, "state": target.value}
    here = Campaign.objects.filter(pk=campaign.pk, state__in=sources(target, among))
    if not here.update(**fields):
        raise Refusal(otherwise, code=f"cannot_become_{target}")
    for name, value in fields.items():
        setattr(campaign, name, value)
