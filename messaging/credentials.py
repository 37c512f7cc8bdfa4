"""The credentials of a provider's account: how they are kept, and what is a slip of the hand."""

from collections.abc import Mapping

from messaging.models import ProviderAccount
from messaging.providers.protocol import Begins
from messaging.route import providers
from wedsync.lib.sealed import Unsealable

SHORTEST = 8  # characters of a secret; anything shorter is a slip of the hand
SECRET = ("key", "secret", "token", "password")  # how names of secrets end


def too_short(name: str, value: str) -> bool:
    return name.endswith(SECRET) and 0 < len(value) < SHORTEST


def held(account: ProviderAccount) -> dict[str, str]:
    """What is stored. What a lost key had sealed is lost; what is given then starts anew."""
    if not account.sealed:
        return {}
    try:
        return account.unseal()
    except Unsealable:
        return {}


def keep(account: ProviderAccount, given: Mapping[str, str]) -> None:
    """Seal `given` over what is stored, an empty value takes one out; clears trouble, doesn't save.

    Sealed to row and vendor, so both must be known by now.
    """
    begun = _begun(account)
    if begun or given:
        merged = {**begun, **held(account), **given}
        account.seal({name: value for name, value in merged.items() if value})
        account.trouble = ""


def _begun(account: ProviderAccount) -> Mapping[str, str]:
    """What an account of this provider makes by itself, once: nothing is stored yet."""
    provider = providers()[account.provider]
    return provider.begin() if isinstance(provider, Begins) and not held(account) else {}
