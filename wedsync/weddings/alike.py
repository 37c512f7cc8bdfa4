"""Couples that a new one may be: who has one of its addresses or its name already."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Client

MOST = 5


def alike(vendor: Vendor, name: str, addresses: Collection[str]) -> QuerySet[Client]:
    """The vendor's clients, at most `MOST`; `addresses` are e-mails and numbers in normal form."""
    known = set(addresses) - {""}
    theirs = Q(people__email__in=known) | Q(people__phone__in=known)
    found = Client.objects.filter(theirs | Q(name__iexact=name), vendor=vendor)
    return Client.objects.filter(vendor=vendor, pk__in=found.values("pk"))[:MOST]
