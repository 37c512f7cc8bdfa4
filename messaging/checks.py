"""Accounts whose webhooks nobody could believe: `manage.py check --database default`."""

import base64
import binascii
from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Error as Refusal
from django.core.checks import Warning as Caution

from messaging.models import ProviderAccount
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
    try:
        secret = account.unseal().get("webhook_secret", "")
    except Unsealable:
        return "The credentials were sealed by a key that is not in WEDSYNC_ENCRYPTION_KEYS."
    if not secret:
        return "There is no webhook_secret: reports of deliveries will be refused."
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return "The webhook_secret can't be read: it is whsec_ and base64."
    if len(key) < SHORTEST or is_phrase(key):
        return "The webhook_secret could be guessed."
    return ""
