"""The rules a vendor lives by: its own, or the one that its settings have always meant."""

from collections.abc import Iterable

from messaging.models.caps import CapRule, Every
from messaging.policy.facts import OPTIONAL, Cap
from wedsync.vendors.models import Vendor

DAYS_OF = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 31}
MOST_RULES = 10


def cap_rules_of(vendor: Vendor) -> list[CapRule]:
    """In the current tenant; at least one."""
    rules = list(CapRule.objects.filter(vendor=vendor).order_by("id")[:MOST_RULES])
    return rules or [usual_rule(vendor)]


def usual_rule(vendor: Vendor) -> CapRule:
    """Of who has set none: not stored."""
    return CapRule(
        vendor=vendor,
        purposes=sorted(purpose.value for purpose in OPTIONAL),
        most=vendor.cap_messages,
        days=vendor.cap_days,
    )


def days_back(caps: Iterable[Cap]) -> int:
    """How far the longest of them looks, in days; a day at least, as the laws about texts do."""
    return max([1, *(DAYS_OF[Every(cap.per)] if cap.per else -(-cap.hours // 24) for cap in caps)])
