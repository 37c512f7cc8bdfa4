"""Steps whose time has come, and everything that is known about whoever may hear them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from campaigns.experiment import assign as pick
from campaigns.experiment.holdout import HELD_OUT
from campaigns.models import PlannedStep
from campaigns.timeline import Planned, Step
from campaigns.timeline.contents import Content
from campaigns.timeline.moment import moment
from campaigns.timelines.case import Case
from campaigns.wordings.tongues import (
    Tongues,
    Wording,
    Wordings,
    current_tongues,
    read_in,
    wishes_of,
)
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
    def wedding(self) -> UUID:
        return self.case.enrollment.wedding_id

    @property
    def content(self) -> Content:
        return self.case.contents.steps[self.line.slot.key]

    @property
    def template(self) -> UUID:
        return self.content.template

    @property
    def last(self) -> dt.datetime | None:
        """From when on it makes no sense any more; None: no end."""
        found = moment(self.step, self.line.slot.occurrence, self.case.basis, self.case.past.exits)
        return found.last if found else None


@dataclass(frozen=True)
class Room:
    """`people` by wedding, `wishes` (languages) by person, `tongues` by template and channel.

    `keys`: which variant weddings have got, by the experiment's subject and the wedding.
    """

    people: Mapping[UUID, Sequence[Person]]
    wishes: Mapping[UUID, Sequence[str]]
    tongues: Mapping[Wording, Tongues]
    now: dt.datetime
    keys: Mapping[tuple[str, UUID], str] = field(default_factory=dict)

    def wordings(self, due: Due, person: Person, channel: str) -> Wordings:
        return read_in(self.tongues[due.template, channel], self.wishes[person.pk])

    def ways(self, due: Due) -> list[str]:
        """The channels of its chain over which there is something to say."""
        return [way for way in due.step.channels if (due.template, way) in self.tongues]


def room_for(vendor: Vendor, dues: Collection[Due], now: dt.datetime) -> Room:
    """In a few queries, however many."""
    people = _people(dues)
    wishes = wishes_of(vendor, [one for some in people.values() for one in some])
    return Room(people, wishes, current_tongues({due.template for due in dues}), now)


def draft(
    due: Due, person: Person, channel: str, room: Room, at: dt.datetime | None = None
) -> Draft:
    """The key says what it is: to whom, over what, for which coming of which step.

    `at`: not before then; None: at once.
    """
    inside, slot = due.case.enrollment, due.line.slot
    subject = subject_of(due)
    key = room.keys.get((subject, due.wedding), "")
    variants, weights = room.wordings(due, person, channel)
    # Who is held out, or reads a language without this key, has a wording by the same lot.
    variant = variants.get(key) or variants[pick(subject, str(due.wedding), weights)]
    return Draft(
        person_id=person.pk,
        wedding_id=inside.wedding_id,
        variant_id=variant.pk,
        channel=channel,
        purpose=due.step.purpose,
        dedupe_key=f"timeline:{inside.pk}:{slot.key}:{slot.occurrence}:{person.pk}:{channel}",
        not_before=at or room.now,
        held_out=key == HELD_OUT,
        # What somebody sends by hand after that is theirs to judge.
        expires_at=due.last if due.last and due.last > room.now else None,
    )


def subject_of(due: Due) -> str:
    """What its wordings compete for."""
    return f"timeline:{due.case.enrollment.timeline_id}:{due.line.slot.key}"


def _people(dues: Collection[Due]) -> Mapping[UUID, Sequence[Person]]:
    weddings = {due.wedding for due in dues}
    clients = dict(Wedding.objects.filter(pk__among=weddings).values_list("pk", "client_id"))
    people = list(Person.objects.filter(client__id__among=set(clients.values())).order_by("id"))
    if any("push" in due.step.channels for due in dues):
        people = with_devices(people)
    circles: dict[UUID, list[Person]] = defaultdict(list)
    for one in people:
        circles[one.client_id].append(one)
    return {wedding: circles[client] for wedding, client in clients.items()}
