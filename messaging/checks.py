"""Accounts that can't work as they are: `manage.py check --database default`."""

import base64
import binascii
from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Error as Refusal
from django.core.checks import Warning as Caution

from messaging.models import ProviderAccount
from messaging.route import providers
from wedsync.lib.sealed import Unsealable
from wedsync.vendors.checks import is_phrase
from wedsync.vendors.tenancy import operator

SHORTEST = 16  # bytes of a signing secret


@register(Tags.database)
def signing_secrets(
    databases: Sequence[str] | None = None, **_kwargs: object
) -> list[CheckMessage]:
    """In production a vendor must be able to trust what its provider reports."""
    if "default" not in (databases or ()):
        return []
    kind = Refusal if settings.PRODUCTION else Caution
    with operator():
        accounts = list(ProviderAccount.objects.filter(enabled=True).order_by("id"))
    found = ((account, _trouble(account)) for account in accounts)
    return [kind(said, obj=str(one), id="messaging.E001") for one, said in found if said]


def _trouble(account: ProviderAccount) -> str:
    provider = providers().get(account.provider)
    if provider is None:
        return f"There is no provider {account.provider}."
    try:
        held = account.unseal()
    except Unsealable:
        return "The credentials were sealed by a key that is not in WEDSYNC_ENCRYPTION_KEYS."
    name = provider.signed_by.partition(" ")[0]
    if name and not held.get(name):
        return f"There is no {name}: reports of deliveries will be refused."
    return _weakness(held[name]) if name == "webhook_secret" else ""


def _weakness(secret: str) -> str:
    """Of a secret that we hand to the provider ourselves, as Standard Webhooks write it."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return "The webhook_secret can't be read: it is whsec_ and base64."
    if len(key) < SHORTEST or is_phrase(key):
        return "The webhook_secret could be guessed."
    return ""
