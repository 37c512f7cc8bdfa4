"""Weddings whose planned steps come close together."""

import datetime as dt

from campaigns.caps.plan_caps import plan_caps
from campaigns.models import Enrollment, PlannedStep, Timeline, TimelineVersion
from messaging.models import CapRule
from tests.factories import VariantFactory
from wedsync.vendors.tenancy import operator, tenant

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def step(key, purpose="helpful", **said):
    return {"key": key, "purpose": purpose, "when": {"anchor": "wedding_day", "weeks": -6}, **said}


def inside(wedding, *steps):
    """A wedding in a timeline of these steps; nothing is planned yet."""
    vendor = wedding.vendor
    template = VariantFactory(version__template__vendor=vendor).version.template_id
    said = [{"template": str(template), **one} for one in steps]
    with operator():
        timeline = Timeline.objects.create(vendor=vendor, name="Season")
        version = TimelineVersion.objects.create(
            vendor=vendor, timeline=timeline, number=1, definition={"steps": said}
        )
        return Enrollment.objects.create(
            vendor=vendor, timeline=timeline, version=version, wedding=wedding, entered_at=NOW
        )


def planned(enrollment, key, due, **given):
    fields = {"state": "planned", "moment": due, "due_at": due, **given}
    with operator():
        return PlannedStep.objects.create(
            vendor=enrollment.vendor,
            enrollment=enrollment,
            wedding=enrollment.wedding,
            step_key=key,
            **fields,
        )


def ruled(vendor, **given):
    fields = {"purposes": ["helpful", "marketing"], "most": 1, "days": 7, **given}
    with operator():
        return CapRule.objects.create(vendor=vendor, **fields)


def run(vendor, now=NOW):
    with tenant(vendor.pk):
        return plan_caps(vendor, now)


def fresh(row):
    with operator():
        return PlannedStep.objects.select_related("cap_move").get(pk=row.pk)
