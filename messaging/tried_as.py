"""What a test to oneself reads: the facts of the couple and the day it is written as for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from messaging.due import AnyMessage
from messaging.trial import meant_by
from personalization.preview import values_on
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

Values = dict[str, Any]


def as_meant(messages: Sequence[AnyMessage], vendor: Vendor) -> dict[UUID, Values]:
    """By message, of tests only; without them no query. Whom it is about may be gone by now."""
    asked = {m.pk: meant for m in messages if (meant := meant_by(m.dedupe_key))}
    found: dict[UUID, Values] = {}
    for pk, meant in asked.items():
        people = Person.objects.filter(vendor=vendor, pk=meant.person).select_related("vendor")
        weddings = Wedding.objects.filter(vendor=vendor, pk=meant.wedding)
        person, wedding = people.first(), weddings.first()
        if person and wedding and person.client_id == wedding.client_id:
            found[pk] = values_on(meant.day, person, wedding)
    return found
