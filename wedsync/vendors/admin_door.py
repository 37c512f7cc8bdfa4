"""Who may enter the operators' admin: staff who signed in as everybody does, and with MFA."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Recovery codes are a way back to a factor, not a factor.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def may_enter(request: HttpRequest) -> bool:
    """In production an operator's password alone opens nothing: it opens every vendor's rows."""
    user = request.user
    if not (user.is_active and user.is_staff):
        return False
    return not settings.PRODUCTION or is_mfa_enabled(user, FACTORS)


@secure_admin_login  # type: ignore[untyped-decorator]  # allauth has no types
def enter(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """In place of Django's own form, which knows neither second factors nor limits on guessing.

    Strangers have been sent to sign in by now, and who isn't staff got 403.
    """
    if may_enter(request):
        return redirect("admin:index")
    messages.error(request, "Operators need a second factor: add one here first.")
    return redirect("mfa_index")
