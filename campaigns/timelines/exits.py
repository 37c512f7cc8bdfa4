"""Decide the forks whose time has come, and end what has reached its goal."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from campaigns.models import Enrollment, Inside
from campaigns.timeline import Exit, Fork, Way, decide, way_to
from campaigns.timelines.case import Case, cases_of
from campaigns.timelines.holds import Holds, asked
from campaigns.timelines.replan import replan
from campaigns.timelines.rows import PATIENCE, exits_to_json
from campaigns.timelines.walk import BATCH, after
from wedsync.lib.worded import worded

GOAL = worded("its goal is reached")


def with_forks() -> QuerySet[Enrollment]:
    """The weddings inside a timeline whose way parts somewhere, or that has a goal."""
    parts = Q(version__definition__forks__0__isnull=False)
    aims = Q(version__definition__goal__isnull=False)
    return Enrollment.objects.filter(parts | aims, state=Inside.ACTIVE)


def decide_batch(vendor_id: UUID, last: str, now: dt.datetime) -> str:
    """Of the weddings after `last`, the next; return up to where, "" at the end.

    What another worker holds is looked at the next time.
    """
    page = list(after(with_forks().filter(vendor=vendor_id), last))
    ours = Enrollment.objects.filter(pk__among=[one.pk for one in page], state=Inside.ACTIVE)
    locked = ours.order_by("pk").select_for_update(skip_locked=True, no_key=True)
    _decide(cases_of(list(locked), now), now)
    return str(page[-1].pk) if len(page) == BATCH else ""


def _decide(cases: list[Case], now: dt.datetime) -> None:
    weddings = {case.enrollment.wedding_id for case in cases}
    trees = [tree for case in cases for tree in (*case.contents.forks.values(), case.contents.goal)]
    holds = asked(weddings, trees)
    changed = [case.enrollment for case in cases if _changes(case, holds, now)]
    Enrollment.objects.bulk_update(changed, ["exits", "state", "reason", "ended_at"])
    # What hangs on the very instant of an exit is on time: we look only now and then.
    replan(changed, now, patience=PATIENCE)


def _changes(case: Case, holds: Holds, now: dt.datetime) -> bool:
    """Set what is new on the enrollment; say whether there is anything."""
    one, goal = case.enrollment, case.contents.goal
    if goal is not None and holds(one.wedding_id, goal):
        one.state, one.reason, one.ended_at = Inside.COMPLETED, GOAL, now
        return True
    exits = _taken(case, holds, now)
    one.exits = exits_to_json(exits)
    return len(exits) > len(case.past.exits)


def _taken(case: Case, holds: Holds, now: dt.datetime) -> dict[str, Exit]:
    """All exits, those taken by now included. A fork comes after those it hangs on."""
    exits = dict(case.past.exits)
    for fork in _open(case, exits):
        tree = case.contents.forks.get(fork.key)
        met = tree is not None and holds(case.enrollment.wedding_id, tree)
        taken = decide(fork, case.basis, exits, now, holds=met)
        if taken is not None:
            exits[fork.key] = taken
    return exits


def _open(case: Case, exits: dict[str, Exit]) -> Iterable[Fork]:
    """Those that are reached and undecided, asked one by one while exits are taken."""
    for fork in case.timeline.forks:
        reached = way_to(fork.lane, case.timeline, exits) is Way.OPEN
        if fork.key not in exits and reached:
            yield fork
