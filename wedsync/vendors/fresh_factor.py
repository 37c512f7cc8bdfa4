"""Whether somebody has just shown a second factor, which opens what a session alone does not."""

import datetime as dt

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

FRESH = dt.timedelta(minutes=15)


def has_fresh_factor(request: HttpRequest, now: dt.datetime) -> bool:
    """Like the admin's door, it asks in production only."""
    if not settings.PRODUCTION:
        return True
    since = (now - FRESH).timestamp()
    records = get_authentication_records(request, request.user)
    return any(one["method"] == "mfa" and one["at"] >= since for one in records)


def where_to_show_it(request: HttpRequest) -> str:
    """The page that asks for the factor this person has, and leads back here."""
    by_code = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    page = reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")
    return f"{page}?{urlencode({'next': request.get_full_path()})}"
