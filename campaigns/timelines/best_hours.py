"""Each person's best hour within a step's window: chosen when the step leaves, kept by its message.

As a campaign's is (`campaigns/broadcast/hours.py`), with the same one in ten at the usual hour.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from campaigns.broadcast.hours import Planned, plan
from campaigns.hours.readers import Ask, readers
from campaigns.timeline import Reason, Slot
from campaigns.timeline.moment import open_until
from campaigns.timelines.room import Due, subject_of
from campaigns.timelines.wordings import Reading
from messaging.policy.facts import OPTIONAL, TEXTS
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Window
from wedsync.weddings.models import Wedding

Hours = Mapping[tuple[UUID, Slot, UUID], Planned]  # by enrollment, slot and person


def best_hours(vendor: Vendor, readings: Iterable[Reading], now: dt.datetime) -> Hours:
    """Of those steps that ask for it; a person's word stands as it is. A few queries for all."""
    asked = [one for one in readings if _asks(one.due)]
    if not asked:
        return {}
    asks = _asked(asked, now)
    found = zip(asked, asks, readers(vendor, asks, now), strict=True)
    return {
        key_of(one): planned
        for one, ask, reader in found
        for planned in plan(subject_of(one.due), [reader], ask.span, taken={})
    }


def key_of(one: Reading) -> tuple[UUID, Slot, UUID]:
    return one.due.case.enrollment.pk, one.due.line.slot, one.person.pk


def _asks(due: Due) -> bool:
    return due.step.best_hour and due.line.reason is not Reason.PERSON_SET


def _asked(readings: Collection[Reading], now: dt.datetime) -> list[Ask]:
    weddings = Wedding.objects.in_bulk({one.due.wedding for one in readings})
    return [
        Ask(
            one.person.pk,
            one.due.wedding,
            one.person,
            weddings[one.due.wedding],
            _span(one.due, now),
            texting=one.due.step.purpose in OPTIONAL and one.channel in TEXTS,
        )
        for one in readings
    ]


def _span(due: Due, now: dt.datetime) -> Window:
    """From its moment until its window closes, and no longer than it is of use."""
    start = max(now, due.line.due or now)
    end = open_until(start, due.step, due.case.basis)
    return Window(start, min(end, due.last) if due.last and due.last > start else end)
