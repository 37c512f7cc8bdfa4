"""How far the campaigns of a list are: those that ended long ago are counted now and then."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.core.cache import cache

from campaigns.models import Campaign
from wedsync.analytics.progress import Progress, progress_of

SETTLED = dt.timedelta(hours=1)  # by then nearly all reports have come
KEPT_SECONDS = 300


def kept_progress(campaigns: Collection[Campaign], now: dt.datetime) -> dict[UUID, Progress]:
    """Of the current tenant's campaigns. What a late report changes shows minutes later."""
    names = {_name(one): one.pk for one in campaigns if _is_settled(one, now)}
    kept: dict[UUID, Progress] = {
        names[name]: found for name, found in cache.get_many(names).items()
    }
    fresh = progress_of(one.pk for one in campaigns if one.pk not in kept)
    old = {name: fresh[pk] for name, pk in names.items() if pk in fresh}
    if old:
        cache.set_many(old, KEPT_SECONDS)
    return kept | fresh


def _name(campaign: Campaign) -> str:
    return f"progress:{campaign.vendor_id}:{campaign.pk}"


def _is_settled(campaign: Campaign, now: dt.datetime) -> bool:
    return campaign.finished_at is not None and campaign.finished_at < now - SETTLED
