"""Who hears a due step over which channel in which words, for many steps at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.timeline import Reason
from campaigns.timelines.addressed import addressed
from campaigns.timelines.room import Due, Room, draft, room_for
from messaging.accept import Draft
from messaging.channels.registry import channels
from messaging.policy.shapes import fits
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Person


@dataclass(frozen=True)
class Said:
    """What becomes of it: drafts, or the reason why there are none."""

    due: Due
    drafts: tuple[Draft, ...] = ()
    why_not: Reason | None = None


def say(vendor: Vendor, dues: Sequence[Due], now: dt.datetime) -> list[Said]:
    """In their order, in a few queries."""
    room = room_for(vendor, dues, now)
    return [said(due, room) for due in dues]


def reaches(channel: str, person: Person) -> bool:
    """Whether there is an address at all; whether it may be used is for the gates to say."""
    return fits(channel, channels()[channel].address(person))


def said(due: Due, room: Room) -> Said:
    """Pure, once it is known who is there."""
    step, people = due.step, room.people.get(due.case.enrollment.wedding_id, ())
    meant = addressed(step.role, people, step.purpose, on_the_day=_on_the_day(due, room.now))
    if not meant:
        return Said(due, why_not=Reason.NOBODY)
    ways = room.ways(due)
    if not ways:
        return Said(due, why_not=Reason.NO_CONTENT)
    return Said(due, tuple(draft(due, one, _first(ways, one), room) for one in meant))


def _first(ways: Sequence[str], person: Person) -> str:
    """Where no channel reaches them, the first of all waits for an address."""
    return next((way for way in ways if reaches(way, person)), ways[0])


def _on_the_day(due: Due, now: dt.datetime) -> bool:
    when = due.case.facts.when
    if when.first_day is None or when.last_day is None:
        return False
    return when.first_day <= local_day(now, due.case.facts.venue) <= when.last_day
