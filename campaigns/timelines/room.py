"""Steps whose time has come, and everything that is known about whoever may hear them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from campaigns.models import PlannedStep
from campaigns.timeline import Planned, Step
from campaigns.timeline.moment import moment
from campaigns.timelines.case import Case
from campaigns.wordings.tongues import Tongues, Wording, chosen, current_tongues, wishes_of
from messaging.accept import Draft
from messaging.with_devices import with_devices
from wedsync.vendors.models import Vendor
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

    @property
    def last(self) -> dt.datetime | None:
        """From when on it makes no sense any more; None: no end."""
        found = moment(self.step, self.line.slot.occurrence, self.case.basis, self.case.past.exits)
        return found.last if found else None


@dataclass(frozen=True)
class Room:
    """`people` by wedding, `wishes` (languages) by person, `tongues` by template and channel."""

    people: Mapping[UUID, Sequence[Person]]
    wishes: Mapping[UUID, Sequence[str]]
    tongues: Mapping[Wording, Tongues]
    now: dt.datetime

    def ways(self, due: Due) -> list[str]:
        """The channels of its chain over which there is something to say."""
        return [way for way in due.step.channels if (due.template, way) in self.tongues]


def room_for(vendor: Vendor, dues: Collection[Due], now: dt.datetime) -> Room:
    """In a few queries, however many."""
    people = _people(dues)
    wishes = wishes_of(vendor, [one for some in people.values() for one in some])
    return Room(people, wishes, current_tongues({due.template for due in dues}), now)


def draft(due: Due, person: Person, channel: str, room: Room) -> Draft:
    """The key says what it is: to whom, over what, for which coming of which step."""
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
        # What somebody sends by hand after that is theirs to judge.
        expires_at=due.last if due.last and due.last > room.now else None,
    )


def _people(dues: Collection[Due]) -> Mapping[UUID, Sequence[Person]]:
    weddings = {due.case.enrollment.wedding_id for due in dues}
    clients = dict(Wedding.objects.filter(pk__among=weddings).values_list("pk", "client_id"))
    people = list(Person.objects.filter(client__id__among=set(clients.values())).order_by("id"))
    if any("push" in due.step.channels for due in dues):
        with_devices(people)
    circles: dict[UUID, list[Person]] = defaultdict(list)
    for one in people:
        circles[one.client_id].append(one)
    return {wedding: circles[client] for wedding, client in clients.items()}
