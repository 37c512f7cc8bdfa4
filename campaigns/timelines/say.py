"""Who hears a due step over which channel in which words, for many steps at once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from campaigns.timeline import Reason
from campaigns.timelines.addressed import addressed
from campaigns.timelines.best_hours import Hours, best_hours, key_of
from campaigns.timelines.room import Due, Room, draft, room_for
from campaigns.timelines.wordings import Reading, kept
from messaging.accept import Draft
from messaging.channels.registry import channels
from messaging.policy.shapes import fits
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Person


@dataclass(frozen=True)
class Said:
    """What becomes of it: drafts, or the reason why there are none.

    `hours`: why somebody (by their id) gets it at the hour they do, where one was chosen.
    """

    due: Due
    drafts: tuple[Draft, ...] = ()
    why_not: Reason | None = None
    hours: Mapping[UUID, str] = field(default_factory=dict)


def say(vendor: Vendor, dues: Sequence[Due], now: dt.datetime) -> list[Said]:
    """In their order, in a few queries; which wording a wedding gets is kept."""
    room = room_for(vendor, dues, now)
    heard = [one for due in dues for one in readings(due, room)]
    room, hours = replace(room, keys=kept(vendor.pk, heard, room)), best_hours(vendor, heard, now)
    return [said(due, room, hours) for due in dues]


def reaches(channel: str, person: Person) -> bool:
    """Whether there is an address at all; whether it may be used is for the gates to say."""
    return fits(channel, channels()[channel].address(person))


def said(due: Due, room: Room, hours: Hours) -> Said:
    """Pure, once it is known who is there."""
    if not _meant(due, room):
        return Said(due, why_not=Reason.NOBODY)
    if not room.ways(due):
        return Said(due, why_not=Reason.NO_CONTENT)
    chosen = [(one, hours.get(key_of(one))) for one in readings(due, room)]
    drafts = tuple(draft(*one, room, hour.at if hour else None) for one, hour in chosen)
    return Said(due, drafts, hours={one.person.pk: hour.reason for one, hour in chosen if hour})


def readings(due: Due, room: Room) -> list[Reading]:
    """Each of its people with the channel that is tried first."""
    ways = room.ways(due)
    return [Reading(due, one, _first(ways, one)) for one in _meant(due, room)] if ways else []


def _meant(due: Due, room: Room) -> list[Person]:
    people, purpose = room.people.get(due.wedding, ()), due.step.purpose
    return addressed(due.step.role, people, purpose, on_the_day=_on_the_day(due, room.now))


def _first(ways: Sequence[str], person: Person) -> str:
    """Where no channel reaches them, the first of all waits for an address."""
    return next((way for way in ways if reaches(way, person)), ways[0])


def _on_the_day(due: Due, now: dt.datetime) -> bool:
    when = due.case.facts.when
    if when.first_day is None or when.last_day is None:
        return False
    return when.first_day <= local_day(now, due.case.facts.venue) <= when.last_day
