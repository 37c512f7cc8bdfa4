"""Which account carries a channel for a vendor: its own first, then the platform's.

Another account carries a message only after a definite refusal: what one of them may have
accepted already is `unknown`, and `resolve.py` asks that one.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache

from messaging.models import ProviderAccount
from messaging.providers.protocol import Provider
from wedsync.lib.registry import modules_in


@cache
def providers() -> Mapping[str, Provider]:
    """Every provider by key: a module in `providers/` that defines `Provider` is one."""
    found = (getattr(module, "Provider", None) for module in modules_in("messaging.providers"))
    return {cls.key: cls() for cls in found if cls is not None and hasattr(cls, "key")}


def accounts_for(channel: str) -> list[ProviderAccount]:
    """The current tenant's enabled accounts of a channel, the first choice first."""
    accounts = ProviderAccount.objects.filter(channel=channel, enabled=True)
    known = (account for account in accounts if account.provider in providers())
    return sorted(known, key=lambda a: (a.vendor_id is None, a.order, a.pk))


def first_awake(accounts: Iterable[ProviderAccount], now: dt.datetime) -> ProviderAccount | None:
    """The first that doesn't rest (see `health.py`)."""
    return next((one for one in accounts if not rests(one, now)), None)


def rests(account: ProviderAccount, now: dt.datetime) -> bool:
    return account.rests_until is not None and account.rests_until > now


def wakes_at(accounts: Iterable[ProviderAccount]) -> dt.datetime:
    """When the first of them, all resting, can be used again. Raises ValueError for none."""
    return min(one.rests_until for one in accounts if one.rests_until)
