"""Whose key a browser was registered under: only the account that has it can notify there.

A vendor that connects Web Push of its own goes on reaching those who registered before, under the
house's key; each browser is answered with the key it was made for.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from messaging.models import Device, ProviderAccount
from messaging.providers.webpush_keys import NoKey, public_key
from messaging.registrations import WEB_PUSH
from wedsync.lib.sealed import Unsealable


def holders_of(names: Iterable[str], accounts: Sequence[ProviderAccount]) -> dict[str, UUID]:
    """By the name of a browser the account that has its key; nothing where none of them has. One
    query, of the current tenant's."""
    keys = _keys(accounts)
    rows = Device.objects.filter(registration__in=list(names), platform=WEB_PUSH, gone_at=None)
    made_for = {one.registration: _key(one) for one in rows}
    return {name: keys[key] for name, key in made_for.items() if key in keys}


def key_of_account(account: ProviderAccount) -> str:
    """In base64url; "" for one that has none, or none that works."""
    try:
        return public_key(account.unseal()) if account.provider == WEB_PUSH else ""
    except (NoKey, Unsealable):
        return ""


def _keys(accounts: Sequence[ProviderAccount]) -> Mapping[str, UUID]:
    """The first of two that have the same."""
    found = [(key_of_account(one), one.pk) for one in accounts]
    return {key: pk for key, pk in reversed(found) if key}


def _key(device: Device) -> str:
    try:
        return device.unseal().get("key", "")
    except Unsealable:
        return ""
