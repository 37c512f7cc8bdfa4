"""What every list of the API has in common: the vendor's rows, narrowed by plain parameters."""

from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.viewsets import ReadOnlyModelViewSet

from wedsync.vendors.models import Vendor

Row = TypeVar("Row", bound=Model)


def vendor_of(request: Request) -> Vendor:
    """Whose member is asking; the permission class lets nobody else come this far."""
    vendor: Vendor = request.vendor  # type: ignore[attr-defined]  # TenantMiddleware
    return vendor


def id_in(request: Request, name: str) -> UUID | None:
    """The id that a parameter of the address holds. Raises ValidationError for anything else."""
    value = request.query_params.get(name)
    try:
        return UUID(value) if value else None
    except ValueError:
        raise ValidationError({name: ["This is no id."]}) from None


class Nouns(ReadOnlyModelViewSet[Row], Generic[Row]):
    """`by_id` and `by_word` are fields that a parameter of the same name narrows the list to."""

    lookup_value_converter = "uuid"
    by_id: ClassVar[tuple[str, ...]] = ()
    by_word: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self) -> QuerySet[Row]:
        return self.narrowed(super().get_queryset().filter(vendor=vendor_of(self.request)))

    def narrowed(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        for name in self.by_id:
            if value := id_in(self.request, name):
                rows = rows.filter(**{name: value})
        for name in self.by_word:
            if word := self.request.query_params.get(name):
                rows = rows.filter(**{name: word})
        return rows
