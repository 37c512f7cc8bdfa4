"""Whether somebody who asks is a couple that the vendor has already, by the address they gave."""

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from crm_connectors.inquiries.said import Said
from wedsync.weddings.models import Person, Role, Wedding

PARTNERS = (Role.PARTNER_A, Role.PARTNER_B)  # a planner's address stands with many couples
MOST = 50  # people with one address


class Met(NamedTuple):
    person: Person
    wedding: Wedding | None


def known(vendor_id: UUID, said: Said) -> Met | None:
    """By e-mail, else by number; of several the one with their date, else the latest. Who was put
    away begins anew."""
    ours = Person.objects.filter(vendor=vendor_id, client__archived_at=None, role__in=PARTNERS)
    for field, address in (("email", said.email), ("phone", said.phone)):
        if address and (met := _met(ours.filter(**{field: address}), said.date)):
            return met
    return None


def _met(people: QuerySet[Person], date: dt.date | None) -> Met | None:
    found = list(people.select_related("client", "vendor").order_by("-id")[:MOST])
    if not found:
        return None
    of_client = {one.client_id: one for one in reversed(found)}
    weddings = list(Wedding.objects.filter(client__in=of_client).order_by("-id"))
    if not weddings:
        return Met(found[0], None)
    wedding = next((one for one in weddings if date and one.date == date), weddings[0])
    return Met(of_client[wedding.client_id], wedding)
