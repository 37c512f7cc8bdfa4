"""Which weddings have a step whose time has come."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from campaigns.models import Enrollment, Inside, PlannedStep
from campaigns.timeline import Planned, Reason, Stand


def due_steps(now: dt.datetime) -> QuerySet[PlannedStep]:
    """What is planned, and what only waits for its condition to be asked on the day.

    Nothing of a timeline that is paused: there everything stays where it is.
    """
    asked = Q(state=Stand.CONDITIONAL.value, reason=Reason.CONDITION.value)
    return PlannedStep.objects.filter(
        Q(state=Stand.PLANNED.value) | asked,
        due_at__lte=now,
        left_at=None,
        enrollment__state=Inside.ACTIVE,
        enrollment__timeline__paused_at=None,
        enrollment__timeline__archived_at=None,
    )


def claim(vendor_id: UUID, now: dt.datetime, most: int) -> list[Enrollment]:
    """The weddings of up to so many due steps, locked; those with another worker are left out.

    The wedding is locked, not the step: whoever re-plans holds the same lock.
    """
    steps = due_steps(now).filter(vendor=vendor_id).select_related("enrollment")
    ordered = steps.order_by("due_at", "id")
    locked = ordered.select_for_update(of=("enrollment",), skip_locked=True, no_key=True)
    return _once(step.enrollment for step in locked[:most])


def is_due(line: Planned, now: dt.datetime) -> bool:
    return line.stand is Stand.PLANNED and line.due is not None and line.due <= now


def _once(enrollments: Iterable[Enrollment]) -> list[Enrollment]:
    found: dict[UUID, Enrollment] = {}
    for one in enrollments:
        found.setdefault(one.pk, one)
    return list(found.values())
