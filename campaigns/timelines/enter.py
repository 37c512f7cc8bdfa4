"""Bring in by itself whom a timeline is for: whoever asks, or whoever has booked."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now as current_time

from campaigns.models import Enrollment, Entry, Timeline, TimelineVersion
from campaigns.timelines.enroll import BATCH, enroll
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Wedding

ACTOR = "system:timelines"
MOST = 1_000  # timelines
BATCHES_A_TURN = 20
A_DAY = dt.timedelta(days=1)


def enter_all() -> None:
    """Ask which timelines take somebody in (ids only, across vendors); let each as its vendor."""
    with operator():
        ids = list(_open().order_by("id").values_list("vendor_id", "id")[:MOST])
    for vendor_id, timeline_id in ids:
        for _ in range(BATCHES_A_TURN):
            with tenant(vendor_id):
                if enter(timeline_id, current_time()) == 0:
                    break


def enter(timeline_id: UUID, now: dt.datetime) -> int:
    """The next who have never been inside; return how many came in."""
    timeline = Timeline.objects.get(pk=timeline_id)
    waiting = _outside(timeline, now).order_by("id").values_list("pk", flat=True)
    weddings = list(waiting[:BATCH])
    return enroll(timeline, weddings, now, actor=ACTOR) if weddings else 0


def _open() -> QuerySet[Timeline]:
    published = Exists(TimelineVersion.objects.filter(timeline=OuterRef("pk")))
    return Timeline.objects.filter(published, archived_at=None).exclude(entry=Entry.BY_HAND)


def _outside(timeline: Timeline, now: dt.datetime) -> QuerySet[Wedding]:
    """Whoever was taken out, stopped or is through has a row, and stays out.

    A wedding that is over gets nothing for having been booked once.
    """
    inside = Enrollment.objects.filter(timeline=timeline, wedding=OuterRef("pk"))
    ahead = Q(date=None) | Q(date__gte=(now - A_DAY).date())
    return Wedding.objects.filter(
        ~Exists(inside),
        ahead,
        vendor=timeline.vendor_id,
        life=timeline.entry,
        client__archived_at=None,
    )
