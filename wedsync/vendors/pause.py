"""Stop everything a vendor sends, and let it go on."""

from django.utils.timezone import now as current_time

from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor


def pause(vendor: Vendor, *, actor: str) -> None:
    """From the next gate on nothing leaves. Raises Refusal when it is paused already."""
    changed = Vendor.objects.filter(pk=vendor.pk, paused_at=None).update(paused_at=current_time())
    if not changed:
        raise Refusal("{vendor} is paused already.", code="already_paused", vendor=vendor)
    record(vendor, "vendor.paused", vendor, actor=actor)


def resume(vendor: Vendor, *, actor: str) -> None:
    """What was held is judged again when its next look is due. Raises Refusal."""
    waiting = Vendor.objects.filter(pk=vendor.pk, paused_at__isnull=False)
    if not waiting.update(paused_at=None):
        raise Refusal("{vendor} isn't paused.", code="not_paused", vendor=vendor)
    record(vendor, "vendor.resumed", vendor, actor=actor)
