"""Bring the rows of weddings inside timelines into line with their facts."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from campaigns.models import Enrollment, Inside
from campaigns.timeline import Planned
from campaigns.timeline.plan import PUNCTUAL
from campaigns.timelines.case import cases_of
from campaigns.timelines.write_plan import write_plan

Lines = dict[UUID, tuple[Planned, ...]]


def replan(
    enrollments: Iterable[Enrollment], now: dt.datetime, patience: dt.timedelta = PUNCTUAL
) -> Lines:
    """Of one vendor; returns each one's new plan, by enrollment. Locks them until the commit.

    What a moment that has passed means is up to a step's late policy, unless it was planned for
    the last hour and still waits for its worker; `patience` is as in `plan`. Who was taken out by
    hand isn't planned for.
    """
    cases = cases_of(locked(one.pk for one in enrollments), now)
    plans = [(case, case.plan(now, patience)) for case in cases]
    write_plan(plans, now)
    return {case.enrollment.pk: lines for case, lines in plans}


def locked(ids: Iterable[UUID]) -> list[Enrollment]:
    """In the order of their ids, so that two who plan for the same weddings wait, not deadlock."""
    rows = Enrollment.objects.filter(pk__among=list(ids)).exclude(state=Inside.EXITED)
    return list(rows.order_by("pk").select_for_update(no_key=True))
