"""The scope of a vendor's questions."""

import datetime as dt

from campaigns.segments.scope import Scope
from messaging.policy.hours import known_zones
from wedsync.vendors.models import Vendor


def scope_of(vendor: Vendor, now: dt.datetime) -> Scope:
    return Scope(now, known_zones([vendor.timezone])[0], vendor.kind, vendor.country)
