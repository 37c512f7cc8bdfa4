"""People with what the channels ask of them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from messaging.models import Device
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person


def people_of(vendor: Vendor, ids: Collection[UUID]) -> dict[UUID, Person]:
    live = Prefetch("devices", Device.objects.filter(gone_at=None), "live_devices")
    people: QuerySet[Person] = Person.objects.filter(vendor=vendor, pk__among=list(ids))
    return {one.pk: one for one in people.prefetch_related(live)}


def clients_of(vendor: Vendor, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose people they are, by person."""
    found = Person.objects.filter(vendor=vendor, pk__among=list(ids))
    return dict(found.values_list("pk", "client_id"))
