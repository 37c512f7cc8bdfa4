"""Bring the rows of plans, and the messages that wait to leave, into line with the facts."""

import datetime as dt
from collections.abc import Callable, Collection
from uuid import UUID

from campaigns.models import Enrollment
from campaigns.timelines.case import cases_of
from campaigns.timelines.outlook import NOTHING_KEPT, Kept, Outlook, outlook
from campaigns.timelines.withdraw import waiting, withdraw
from campaigns.timelines.write_plan import write_plan


def align(
    enrollments: Collection[Enrollment],
    now: dt.datetime,
    kept: Callable[[UUID], Kept] = lambda _: NOTHING_KEPT,
) -> list[Outlook]:
    """Return what was seen of each. `enrollments` are locked; `kept` by the id of one of them."""
    cases = cases_of(enrollments, now)
    paper = waiting((row for case in cases for row in case.rows), lock=True)
    views = [outlook(case, paper, now, kept(case.enrollment.pk)) for case in cases]
    withdraw([row for view in views for row in view.back], paper)
    write_plan([(view.case, view.lines) for view in views], now)
    return views
