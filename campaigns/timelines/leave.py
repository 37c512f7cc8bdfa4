"""Make the messages of steps that are due, and note that these have left."""

import datetime as dt
from collections.abc import Collection, Sequence
from contextlib import suppress
from uuid import UUID

from django.db.models import Exists, OuterRef

from campaigns.models import Enrollment, Inside, PlannedStep, StepMessage
from campaigns.timeline import Stand
from campaigns.timelines.say import Said
from messaging.accept import accept
from messaging.policy.facts import Purpose
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal

OVER = [Stand.LEFT.value, Stand.SKIPPED.value]


def leave(vendor_id: UUID, said: Sequence[Said], now: dt.datetime) -> None:
    """In the caller's transaction: messages, and the rows of their steps, or none of them.

    More emergencies than a vendor may send in an hour stay planned, and hold nobody else up.
    """
    urgent = [one for one in said if one.due.step.purpose is Purpose.EMERGENCY]
    with suppress(Refusal):
        _leave(vendor_id, urgent, now)
    _leave(vendor_id, [one for one in said if one not in urgent], now)
    complete({one.due.case.enrollment.pk for one in said}, now)


def complete(enrollments: Collection[UUID], now: dt.datetime) -> int:
    """Those of them for whom nothing is left to come."""
    to_come = PlannedStep.objects.filter(enrollment=OuterRef("pk")).exclude(state__in=OVER)
    active = Enrollment.objects.filter(pk__among=enrollments, state=Inside.ACTIVE)
    return active.filter(~Exists(to_come)).update(state=Inside.COMPLETED, ended_at=now)


def make(vendor_id: UUID, said: Sequence[Said], now: dt.datetime) -> None:
    """The messages alone, each with its step. Raises Refusal for too many emergencies."""
    if not said:
        return
    made = accept(vendor_id, [draft for one in said for draft in one.drafts], now)
    rows = [
        StepMessage(
            id=uuid7(),
            vendor_id=vendor_id,
            step=one.due.row,
            person_id=draft.person_id,
            channel=draft.channel,
            message_id=made[draft.dedupe_key],
            hour_reason=one.hours.get(draft.person_id, ""),
        )
        for one in said
        for draft in one.drafts
    ]
    StepMessage.objects.bulk_create(rows, ignore_conflicts=True)


def _leave(vendor_id: UUID, said: Sequence[Said], now: dt.datetime) -> None:
    make(vendor_id, said, now)
    ours = PlannedStep.objects.filter(pk__among=[one.due.row.pk for one in said], left_at=None)
    ours.update(state=Stand.LEFT.value, left_at=now)
