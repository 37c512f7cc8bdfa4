"""The devices a person may be notified on."""

from collections.abc import Sequence

from django.db.models.functions import Now

from messaging.models import Device


def forget(registrations: Sequence[str]) -> None:
    """FCM knows them no longer: nothing more is sent there."""
    if registrations:
        Device.objects.filter(registration__in=registrations, gone_at=None).update(gone_at=Now())
