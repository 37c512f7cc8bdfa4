"""Which account carries a channel for a vendor: its own first, then the platform's."""

from collections.abc import Mapping
from functools import cache

from messaging.models import ProviderAccount
from messaging.providers.protocol import Provider
from wedsync.lib.registry import modules_in


@cache
def providers() -> Mapping[str, Provider]:
    """Every provider by key: a module in `providers/` that defines `Provider` is one."""
    found = (getattr(module, "Provider", None) for module in modules_in("messaging.providers"))
    return {cls.key: cls() for cls in found if cls is not None and hasattr(cls, "key")}


def account_for(channel: str) -> ProviderAccount | None:
    """The current tenant's best enabled account; None when nobody carries this channel."""
    accounts = ProviderAccount.objects.filter(channel=channel, enabled=True)
    ranked = sorted(accounts, key=lambda a: (a.vendor_id is None, a.order, a.pk))
    return next((account for account in ranked if account.provider in providers()), None)
