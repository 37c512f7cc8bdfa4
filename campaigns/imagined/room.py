"""By which rules a season's caps make room, and what couples were told before its first day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from campaigns.cap import Rule
from campaigns.cap.occasion import Said
from campaigns.caps.left import heard
from campaigns.caps.plan_caps import rules_of
from campaigns.caps.reply_load import capacity_now
from campaigns.models import Enrollment, Inside
from campaigns.simulation import Caps, Rules
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person


def caps_of(vendor: Vendor, now: dt.datetime, others: Rules) -> Caps:
    """`others`: rules to suppose. In the current tenant, in a few queries."""
    rules = tuple([Rule(others.cap)] if others.cap else rules_of(vendor))
    return Caps(rules, capacity_now(vendor, now), _heard(vendor, rules, now))


def _heard(
    vendor: Vendor, rules: tuple[Rule, ...], now: dt.datetime
) -> Mapping[UUID, tuple[Said, ...]]:
    """By couple."""
    inside = Enrollment.objects.filter(vendor=vendor, state=Inside.ACTIVE)
    people = Person.objects.filter(vendor=vendor, client__weddings__in=inside.values("wedding"))
    client_of = dict(people.values_list("pk", "client_id"))
    found: dict[UUID, tuple[Said, ...]] = defaultdict(tuple)
    for one in heard(vendor, client_of, [rule.cap for rule in rules], now):
        found[client_of[one.person]] += (one,)
    return found
