"""One event to tell about, and the span it is looked for in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from wedsync.lib.ids import first_at


@dataclass(frozen=True)
class Happened:
    """`id` is the row's, a UUIDv7: its time and its name at once."""

    id: UUID
    kind: str
    at: dt.datetime
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Span:
    """Rows of a vendor made from `since` on and before `until`, `most` of them, oldest first.

    `told` are ids of rows that have been told already: a query.
    """

    vendor_id: UUID
    since: dt.datetime
    until: dt.datetime
    told: QuerySet[Any, Any]
    most: int

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        inside = rows.filter(
            vendor=self.vendor_id, pk__gte=first_at(self.since), pk__lt=first_at(self.until)
        )
        return inside.exclude(pk__in=self.told).order_by("pk")[: self.most]


def ids(**rows: Model | UUID | None) -> dict[str, str | None]:
    """As JSON says them."""
    return {name: str(row) if row else None for name, row in rows.items()}
