"""People with what the channels ask of them."""

from collections.abc import Collection
from uuid import UUID

from messaging.with_devices import with_devices
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person


def people_of(vendor: Vendor, ids: Collection[UUID]) -> dict[UUID, Person]:
    people = with_devices(list(Person.objects.filter(vendor=vendor, pk__among=list(ids))))
    return {one.pk: one for one in people}


def clients_of(vendor: Vendor, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose people they are, by person."""
    found = Person.objects.filter(vendor=vendor, pk__among=list(ids))
    return dict(found.values_list("pk", "client_id"))
