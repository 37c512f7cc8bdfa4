"""Which account reaches which of a person's devices: a notification may need more than one.

A device is known to the account it registered with and to no other, whether that rests or not: no
other could take its place. Of a kind that is the first account, or the one that is known to have
the device's key (key_holders.py).
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from messaging.models import ProviderAccount
from messaging.providers.protocol import Notifies
from messaging.route import accounts_for, providers

CHANNEL = "push"
NOBODY: Mapping[str, UUID] = MappingProxyType({})


class Part(NamedTuple):
    """An account, and the registrations that are its own, with spaces between them."""

    account: ProviderAccount
    to: str


def ways_of(account: ProviderAccount) -> Sequence[ProviderAccount]:
    """The accounts that carry together what `account` was chosen for, within its tenant."""
    return accounts_for(CHANNEL) if account.channel == CHANNEL else [account]


def parts_of(
    to: str, ways: Sequence[ProviderAccount], holders: Mapping[str, UUID] = NOBODY
) -> list[Part]:
    """What nobody reaches is left out. `holders`: by registration, whose key it needs."""
    left, parts = to.split(), []
    for account in ways:
        own = [
            one
            for one in left
            if reaches(account, one) and holders.get(one, account.pk) == account.pk
        ]
        left = [one for one in left if one not in own]
        if own:
            parts.append(Part(account, " ".join(own)))
    return parts


def fitting(to: str, ways: Sequence[ProviderAccount], chosen: ProviderAccount) -> ProviderAccount:
    """In whose name a handover stands: the chosen account, unless it reaches none of them."""
    if chosen.channel != CHANNEL:
        return chosen
    parts = parts_of(to, ways)
    fits = [part.account for part in parts if part.account.pk == chosen.pk]
    return next(iter([*fits, *(part.account for part in parts)]), chosen)


def reaches(account: ProviderAccount, registration: str) -> bool:
    provider = providers()[account.provider]
    return not isinstance(provider, Notifies) or provider.reaches(registration)
