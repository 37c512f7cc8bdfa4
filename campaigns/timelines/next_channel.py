"""Try a step's next channel where the one before definitely could not reach somebody.

Only after an end that no later report takes back: what may have arrived isn't said again.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from campaigns.models import Enrollment, Inside, StepMessage
from campaigns.timeline import Planned, Slot, Stand
from campaigns.timelines.case import cases_of
from campaigns.timelines.leave import make
from campaigns.timelines.room import Due, Room, draft, room_for
from campaigns.timelines.say import Said, reaches
from campaigns.timelines.walk import BATCH
from campaigns.timelines.wordings import Reading, kept
from messaging.states import State
from wedsync.lib.ids import first_at
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person

FAILED = [State.BOUNCED.value, State.FAILED.value, State.SUPPRESSED.value]
PATIENCE = dt.timedelta(days=3)  # servers of mail give up after days; nobody waits for longer
HERE = [Inside.ACTIVE.value, Inside.COMPLETED.value]


def failed(now: dt.datetime) -> QuerySet[StepMessage]:
    """The last word of a step to somebody, which didn't reach them; not of a paused timeline,
    nor what was held out on purpose."""
    again = StepMessage.objects.filter(
        step=OuterRef("step"), person=OuterRef("person"), pk__gt=OuterRef("pk")
    )
    return StepMessage.objects.filter(
        ~Exists(again),
        pk__gt=first_at(now - PATIENCE),
        message__state__in=FAILED,
        message__held_out=False,
        step__enrollment__state__in=HERE,
        step__enrollment__timeline__paused_at=None,
        step__enrollment__timeline__archived_at=None,
    )


def go_on(vendor_id: UUID, last: str, now: dt.datetime) -> str:
    """Of those after `last`, the next; return up to where, "" at the end.

    Who is with another worker is looked at the next time.
    """
    ours = failed(now).filter(vendor=vendor_id)
    rest = ours.filter(pk__gt=UUID(last)) if last else ours
    page = list(rest.select_related("step").order_by("pk")[:BATCH])
    dues = _dues({one.step.enrollment_id for one in page}, page, now)
    room = room_for(Vendor.objects.get(pk=vendor_id), dues.values(), now)
    next_ones = list(_readings(page, dues, room))
    room = replace(room, keys=kept(vendor_id, next_ones, room))
    make(vendor_id, [Said(one.due, (draft(*one, room),)) for one in next_ones], now)
    return str(page[-1].pk) if len(page) == BATCH else ""


def _dues(
    enrollments: Collection[UUID], page: Collection[StepMessage], now: dt.datetime
) -> Mapping[UUID, Due]:
    """By step; a step that the version doesn't have any more is said no more."""
    ours = Enrollment.objects.filter(pk__among=enrollments, state__in=HERE).order_by("pk")
    cases = cases_of(list(ours.select_for_update(skip_locked=True, no_key=True)), now)
    by_id = {case.enrollment.pk: case for case in cases}
    slots = {one.step_id: Slot(one.step.step_key, one.step.occurrence) for one in page}
    inside = {one.step_id: one.step.enrollment_id for one in page}
    return {
        step: Due(case, Planned(slot, Stand.LEFT))
        for step, slot in slots.items()
        if (case := by_id.get(inside[step])) and slot.key in case.steps
    }


def _readings(
    page: Collection[StepMessage], dues: Mapping[UUID, Due], room: Room
) -> Iterator[Reading]:
    tried = _tried(page)
    for one in page:
        due = dues.get(one.step_id)
        if due is None or (due.last is not None and due.last <= room.now):
            continue
        for person in room.people[due.wedding]:
            way = _next(due, person, tried[one.step_id, person.pk], room)
            if person.pk == one.person_id and way:
                yield Reading(due, person, way)


def _next(due: Due, person: Person, tried: Collection[str], room: Room) -> str:
    """The first channel behind those that were tried; "" where the chain has come to its end."""
    ways = room.ways(due)
    behind = max((ways.index(way) for way in tried if way in ways), default=-1) + 1
    return next((way for way in ways[behind:] if reaches(way, person)), "")


def _tried(page: Collection[StepMessage]) -> Mapping[tuple[UUID, UUID], set[str]]:
    rows = StepMessage.objects.filter(step__id__among={one.step_id for one in page})
    found: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for step, person, channel in rows.order_by().values_list("step_id", "person_id", "channel"):
        found[step, person].add(channel)
    return found
