"""Take a provider's account out of use, and forget the key that sends with it."""

from messaging.credentials import held
from messaging.models import ProviderAccount
from messaging.news import announce
from messaging.route import providers
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record


def disconnect(account: ProviderAccount, *, actor: str) -> None:
    """Nothing leaves through it any more; what it still tells of what has left is understood.

    Its row stays, for messages name it, and so do the secrets that only verify its reports: a late
    bounce or a STOP must still be heard. Raises Refusal for the house's own account.
    """
    locked = ProviderAccount.objects.select_for_update().get(pk=account.pk)
    if locked.vendor_id is None:
        raise Refusal("This account is the house's.", code="not_yours")
    locked.enabled, locked.trouble = False, ""
    locked.seal(_verifying(locked))
    locked.save(update_fields=["enabled", "trouble", "sealed"])
    record(locked.vendor_id, "account.disconnected", locked, actor=actor)
    announce(locked.vendor_id)


def _verifying(account: ProviderAccount) -> dict[str, str]:
    """Nothing of what can't be opened, or of a provider that is no longer known."""
    provider, kept = providers().get(account.provider), held(account)
    named = provider.signed_by.split() if provider else ()
    return {name: kept[name] for name in named if name in kept}
