"""Bring weddings into a timeline: many at once, each once, planned for in the same moment."""

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import UUID

from campaigns.models import Enrollment, Inside, Timeline, TimelineVersion
from campaigns.timelines.replan import replan
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record

BATCH = 200


def enroll(timeline: Timeline, weddings: Collection[UUID], now: dt.datetime, *, actor: str) -> int:
    """Return how many came in; who is or was inside stays as they are. Raises Refusal."""
    version = _published(timeline)
    wished = [_enrollment(timeline, version, wedding, now) for wedding in weddings]
    Enrollment.objects.bulk_create(wished, ignore_conflicts=True)
    ours = Enrollment.objects.filter(pk__among=[one.pk for one in wished])
    entered = list(ours.order_by("pk"))
    for batch in _batches(entered):
        replan(batch, now)
    if entered:
        data = {"version": version.number, "entered": len(entered)}
        record(timeline.vendor_id, "timeline.entered", timeline, actor=actor, data=data)
    return len(entered)


def _published(timeline: Timeline) -> TimelineVersion:
    """Its current version."""
    if timeline.archived_at is not None:
        raise Refusal("This timeline is archived.", code="timeline_archived")
    version = timeline.versions.order_by("-number").first()
    if version is None:
        raise Refusal("Publish this timeline first.", code="timeline_unpublished")
    return version


def _enrollment(
    timeline: Timeline, version: TimelineVersion, wedding: UUID, now: dt.datetime
) -> Enrollment:
    return Enrollment(
        id=uuid7(),
        vendor_id=timeline.vendor_id,
        timeline=timeline,
        version=version,
        wedding_id=wedding,
        state=Inside.ACTIVE,
        entered_at=now,
    )


def _batches(entered: list[Enrollment]) -> Iterator[list[Enrollment]]:
    return (entered[n : n + BATCH] for n in range(0, len(entered), BATCH))
