"""How a vendor's own account stands, in one word, and where its provider reports."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from messaging.connect_account import offered, sends
from messaging.credentials import held
from messaging.models import ProviderAccount
from messaging.route import rests

STATES = ("used", "rests", "trouble", "stopped", "disconnected")


def state_of(account: ProviderAccount, now: dt.datetime) -> str:
    """One of STATES."""
    if not account.enabled:
        return "stopped" if sends(account) else "disconnected"
    if account.trouble:
        return "trouble"
    return "rests" if rests(account, now) else "used"


def stored_of(account: ProviderAccount) -> list[str]:
    """Names of the credentials that are stored, never what they are."""
    stored = held(account)
    return [name for name in offered()[account.provider].credentials if name in stored]


def reports_to(account: ProviderAccount) -> str:
    """Where its provider reports; "" for one that doesn't."""
    if not offered()[account.provider].signed_by:
        return ""
    return settings.PUBLIC_URL + reverse("hook-of-account", args=[account.provider, account.pk])
