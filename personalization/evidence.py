"""How wordings did against each other, as whoever tries them hands it down, and for the score."""

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from personalization.models import Evidence


def note_evidence(vendor_id: UUID, values: Mapping[UUID, int], now: dt.datetime) -> None:
    """Thousandths by variant; what was known of these before is replaced."""
    rows = [
        Evidence(vendor_id=vendor_id, variant_id=variant, value=value, at=now)
        for variant, value in values.items()
    ]
    Evidence.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["variant"], update_fields=["value", "at"]
    )


def evidence_of(variants: Collection[UUID]) -> dict[UUID, int]:
    """Of the current tenant; who isn't in it was never tried. One query."""
    found = Evidence.objects.filter(variant__in=set(variants))
    return dict(found.values_list("variant_id", "value"))
