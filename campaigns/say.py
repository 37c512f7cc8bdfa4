"""Who hears a due step over which channel in which words, for many steps at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from campaigns.addressed import addressed
from campaigns.case import Case
from campaigns.models import PlannedStep
from campaigns.timeline import Planned, Reason, Step
from campaigns.timeline.moment import moment
from campaigns.tongues import Tongues, Wording, chosen, current_tongues, wishes_of
from messaging.accept import Draft
from messaging.channels.registry import channels
from messaging.models import Device
from messaging.policy.shapes import fits
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import local_day
from wedsync.weddings.models import Person, Wedding


@dataclass(frozen=True)
class Due:
    """A line whose time has come."""

    case: Case
    line: Planned

    @property
    def step(self) -> Step:
        return self.case.steps[self.line.slot.key]

    @property
    def row(self) -> PlannedStep:
        """Everything that is planned has one from the day it was."""
        return self.case.by_slot[self.line.slot]

    @property
    def template(self) -> UUID:
        return self.case.contents.steps[self.line.slot.key].template


@dataclass(frozen=True)
class Said:
    """What becomes of it: drafts, or the reason why there are none."""

    due: Due
    drafts: tuple[Draft, ...] = ()
    why_not: Reason | None = None


@dataclass(frozen=True)
class Room:
    """What is known about everybody who may be spoken to."""

    people: Mapping[UUID, Sequence[Person]]  # by wedding
    wishes: Mapping[UUID, Sequence[str]]  # by person
    tongues: Mapping[Wording, Tongues]
    now: dt.datetime


def say(vendor: Vendor, dues: Sequence[Due], now: dt.datetime) -> list[Said]:
    """In their order, in a few queries."""
    room = room_of(vendor, dues, now)
    return [said(due, room) for due in dues]


def room_of(vendor: Vendor, dues: Sequence[Due], now: dt.datetime) -> Room:
    people = _people(dues)
    wishes = wishes_of(vendor, [one for some in people.values() for one in some])
    return Room(people, wishes, current_tongues({due.template for due in dues}), now)


def said(due: Due, room: Room) -> Said:
    """Pure, once it is known who is there."""
    step, people = due.step, room.people.get(due.case.enrollment.wedding_id, ())
    reached = addressed(step.role, people, step.purpose, on_the_day=_on_the_day(due, room.now))
    if not reached:
        return Said(due, why_not=Reason.NOBODY)
    ways = [way for way in step.channels if (due.template, way) in room.tongues]
    if not ways:
        return Said(due, why_not=Reason.NO_CONTENT)
    return Said(due, tuple(_draft(due, one, way_to(one, ways), room) for one in reached))


def _draft(due: Due, person: Person, channel: str, room: Room) -> Draft:
    inside, slot = due.case.enrollment, due.line.slot
    tongues = room.tongues[due.template, channel]
    experiment = f"timeline:{inside.timeline_id}:{slot.key}"
    variant = chosen(tongues, room.wishes[person.pk], experiment, str(inside.wedding_id))
    return Draft(
        person_id=person.pk,
        wedding_id=inside.wedding_id,
        variant_id=variant.pk,
        channel=channel,
        purpose=due.step.purpose,
        dedupe_key=f"timeline:{inside.pk}:{slot.key}:{slot.occurrence}:{person.pk}:{channel}",
        not_before=room.now,
        expires_at=_last(due, room.now),
    )


def way_to(person: Person, ways: Sequence[str]) -> str:
    """The first that can reach them at all; where none can, the first waits for an address."""
    known = channels()
    return next((way for way in ways if fits(way, known[way].address(person))), ways[0])


def _last(due: Due, now: dt.datetime) -> dt.datetime | None:
    """After which it makes no sense any more; what somebody sends later by hand has no end."""
    found = moment(due.step, due.line.slot.occurrence, due.case.basis, due.case.past.exits)
    return found.last if found and found.last and found.last > now else None


def _on_the_day(due: Due, now: dt.datetime) -> bool:
    when = due.case.facts.when
    if when.first_day is None or when.last_day is None:
        return False
    return when.first_day <= local_day(now, due.case.facts.venue) <= when.last_day


def _people(dues: Collection[Due]) -> Mapping[UUID, Sequence[Person]]:
    weddings = {due.case.enrollment.wedding_id for due in dues}
    clients = dict(Wedding.objects.filter(pk__among=weddings).values_list("pk", "client_id"))
    circles: dict[UUID, list[Person]] = defaultdict(list)
    for one in Person.objects.filter(client__id__among=set(clients.values())).order_by(
        "role", "id"
    ):
        circles[one.client_id].append(one)
    if any("push" in due.step.channels for due in dues):
        live = Prefetch("devices", Device.objects.filter(gone_at=None), "live_devices")
        prefetch_related_objects([one for some in circles.values() for one in some], live)
    return {wedding: circles[client] for wedding, client in clients.items()}
