"""Say what is due: planned steps become messages, a batch at a time, each once.

Every batch is planned for anew first, so that what is sent rests on the facts of this moment, and
what came too late is up to its late policy.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.timezone import now as current_time

from campaigns.timeline import Planned, Reason, Slot, Stand
from campaigns.timelines.case import Case, cases_of
from campaigns.timelines.due import claim, due_steps, is_due
from campaigns.timelines.leave import leave
from campaigns.timelines.room import Due
from campaigns.timelines.say import Said, say
from campaigns.timelines.write_plan import write_plan
from messaging import crash
from messaging.news import announce
from messaging.tasks import dispatch
from wedsync.lib.later import later
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant

BATCH = 50  # steps
BATCHES_A_TURN = 20
VENDORS = 100  # a page of ids
NOBODY = UUID(int=0)


def release_all() -> None:
    """Ask who has something due (ids only, across vendors) and let it go as its vendor.

    All of them, a page of ids at a time: what one can't say yet keeps no other from their turn.
    """
    last = NOBODY
    while vendors := _with_due(last):
        for vendor_id in vendors:
            _release(vendor_id)
        last = vendors[-1]


def _with_due(last: UUID) -> list[UUID]:
    with operator():
        due = due_steps(current_time()).filter(vendor__gt=last).order_by("vendor")
        return list(due.values_list("vendor_id", flat=True).distinct()[:VENDORS])


def _release(vendor_id: UUID) -> None:
    for _ in range(BATCHES_A_TURN):
        with tenant(vendor_id):
            if release(vendor_id, current_time()) == 0:
                return


def release(vendor_id: UUID, now: dt.datetime) -> int:
    """One batch; return of how many weddings. 0: nothing is due, or another worker has it.

    A step's row says that it has left in the transaction that makes its messages, so a killed
    worker repeats nothing and skips nobody.
    """
    cases = cases_of(claim(vendor_id, now, BATCH), now)
    if not cases:
        return 0
    plans = {case.enrollment.pk: (case, _asked(case.plan(now), now)) for case in cases}
    dues = [
        Due(case, line) for case, lines in plans.values() for line in lines if is_due(line, now)
    ]
    said = say(Vendor.objects.get(pk=vendor_id), dues, now)
    write_plan([(case, _without(lines, case, said)) for case, lines in plans.values()], now)
    leave(vendor_id, [one for one in said if one.drafts], now)
    crash.point("in_release")
    announce(vendor_id)
    later(dispatch)
    return len(cases)


def _asked(lines: Sequence[Planned], now: dt.datetime) -> list[Planned]:
    """A condition is asked at its moment: what doesn't hold then is decided."""
    return [
        _never(line, Reason.CONDITION_FAILED)
        if line.reason is Reason.CONDITION and line.due is not None and line.due <= now
        else line
        for line in lines
    ]


def _without(lines: Sequence[Planned], case: Case, said: Sequence[Said]) -> list[Planned]:
    """What can't be said to anybody is decided, too: it must not wait in front of the others."""
    not_said: dict[Slot, Reason] = {
        one.due.line.slot: one.why_not
        for one in said
        if one.why_not is not None and one.due.case is case
    }
    return [_never(line, not_said[line.slot]) if line.slot in not_said else line for line in lines]


def _never(line: Planned, reason: Reason) -> Planned:
    return replace(line, stand=Stand.SKIPPED, due=None, reason=reason, settled=True)
