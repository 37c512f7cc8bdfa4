"""How far and how close a vendor lets a machine move a wedding."""

from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Limits


def move_limits_of(vendor: Vendor) -> Limits:
    return Limits(vendor.move_far_days, vendor.move_near_days)
