"""Open a business: a vendor, and its owner's seat."""

from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.utils.text import slugify

from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.membership import seats_of
from wedsync.vendors.models import Membership, Role, Vendor
from wedsync.vendors.tenancy import tenant

MOST = 5  # businesses that one person owns


class Details(NamedTuple):
    name: str
    kind: str
    country: str
    timezone: str
    currency: str


def open_business(user: AbstractBaseUser, said: Details, *, actor: str) -> Membership:
    """Outside of any tenant. Raises Refusal for somebody who owns enough already."""
    owned = [seat for seat in seats_of(int(user.pk)) if seat.role == Role.OWNER]
    if len(owned) >= MOST:
        raise Refusal("You own {most} businesses, which is the most.", code="too_many", most=MOST)
    vendor_id = uuid7()
    with tenant(vendor_id):
        vendor = Vendor.objects.create(
            id=vendor_id,
            slug=f"{slugify(said.name)[:40] or 'business'}-{vendor_id.hex[-8:]}",
            sender_name=said.name,
            **said._asdict(),
        )
        seat = Membership.objects.create(vendor=vendor, user=user, role=Role.OWNER)  # type: ignore[misc]  # of the user model in use
        record(vendor, "vendor.opened", vendor, actor=actor)
    return seat
