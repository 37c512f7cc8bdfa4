"""Take a limit away."""

from uuid import UUID

from django.db import transaction

from wedsync.billing.models import Budget
from wedsync.vendors.audit import record


@transaction.atomic
def remove_budget(vendor_id: UUID, channel: str, currency: str, *, actor: str) -> int:
    """Of every month and of single ones; return how many there were. Twice is once."""
    rows = list(Budget.objects.filter(vendor_id=vendor_id, channel=channel, currency=currency))
    for budget in rows:
        said = {"channel": channel, "currency": currency}
        record(vendor_id, "budget.removed", budget, actor=actor, data=said)
        budget.delete()
    return len(rows)
