"""A published timeline, and weddings inside it."""

import datetime as dt

from campaigns.models import Enrollment, PlannedStep, Timeline, TimelineVersion
from campaigns.timelines.enroll import enroll
from campaigns.timelines.rows import lines_of
from tests.factories import VariantFactory
from wedsync.vendors.tenancy import operator, tenant

NOW = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)


def step(key, template=None, **said):
    """Six weeks before the wedding, unless something else is said."""
    usual = {"when": {"anchor": "wedding_day", "weeks": -6}}
    return {"key": key, "template": template, **usual, **said}


def published(vendor, *steps, **also):
    """A timeline that says one template in English by email; `forks`, `goal`, `entry` as given."""
    fields = {name: also.pop(name) for name in ("entry", "paused_at", "name") if name in also}
    version = VariantFactory(version__template__vendor=vendor).version
    said = [{**one, "template": one["template"] or str(version.template_id)} for one in steps]
    with operator():
        timeline = Timeline.objects.create(
            vendor=vendor, draft={}, **{"name": f"Season {version.pk.hex[-6:]}", **fields}
        )
        TimelineVersion.objects.create(
            vendor=vendor,
            timeline=timeline,
            number=1,
            definition={"steps": said, **also},
            published_by="user:1",
        )
    return timeline


def entered(timeline, *weddings, now=NOW):
    with tenant(timeline.vendor_id):
        enroll(timeline, [one.pk for one in weddings], now, actor="user:1")
        found = {one.wedding_id: one for one in Enrollment.objects.filter(timeline=timeline)}
    return [found[one.pk] for one in weddings]


def rows(enrollment):
    with tenant(enrollment.vendor_id):
        found = PlannedStep.objects.filter(enrollment=enrollment).order_by("id")
        return {row.step_key: row for row in found}


def plan_of(enrollment):
    """Slot → line."""
    return {line.slot: line for line in lines_of(rows(enrollment).values())}
