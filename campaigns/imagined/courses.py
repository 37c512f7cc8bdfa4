"""Every wedding inside a timeline, with the messages its steps would make."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from campaigns.imagined.candidates import candidates
from campaigns.imagined.people import people_of
from campaigns.imagined.places import places_of
from campaigns.models import Enrollment, Inside
from campaigns.simulation import Candidate, Chain, Course
from campaigns.timeline import SENTENCES, Slot, Stand
from campaigns.timelines.best_hours import best_hours
from campaigns.timelines.case import Case, cases_of
from campaigns.timelines.holds import asked
from campaigns.timelines.room import Due, Room, room_for
from campaigns.timelines.say import Said, readings, said
from campaigns.timelines.wordings import foreseen
from messaging.accept import Draft
from messaging.models import Message
from personalization.models import Variant
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Wedding

BATCH = 200  # weddings
COMING = frozenset({Stand.PLANNED, Stand.CONDITIONAL})


@dataclass(frozen=True)
class Imagined:
    """A slot of a case, and what would be said for it."""

    case: Case
    slot: Slot
    said: Said


def courses(vendor: Vendor, now: dt.datetime) -> Iterator[Course]:
    """Of all its active timelines, in the order in which the weddings entered."""
    active = Enrollment.objects.filter(
        vendor=vendor,
        state=Inside.ACTIVE,
        timeline__paused_at=None,
        timeline__archived_at=None,
    )
    ids = list(active.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = Enrollment.objects.filter(pk__among=ids[start : start + BATCH]).order_by("pk")
        yield from _courses(vendor, cases_of(list(batch), now), now)


def _courses(vendor: Vendor, cases: Sequence[Case], now: dt.datetime) -> Iterator[Course]:
    imagined = _imagined(vendor, cases, now)
    made = _made(vendor, [draft for one in imagined for draft in one.said.drafts], now)
    forks = asked(
        {case.enrollment.wedding_id for case in cases},
        [tree for case in cases for tree in case.contents.forks.values()],
    )
    slots: dict[UUID, list[Imagined]] = defaultdict(list)
    for one in imagined:
        slots[one.case.enrollment.pk].append(one)
    places = places_of(vendor, cases, now)
    for case in cases:
        inside, theirs = case.enrollment, slots[case.enrollment.pk]
        yield Course(
            enrollment=inside.pk,
            wedding=inside.wedding_id,
            timeline=case.timeline,
            basis=case.basis,
            past=case.past,
            chains={one.slot: _chains(one.said.drafts, made) for one in theirs},
            silent={one.slot: SENTENCES[one.said.why_not] for one in theirs if one.said.why_not},
            holds=frozenset(
                key for key, tree in case.contents.forks.items() if forks(inside.wedding_id, tree)
            ),
            couple=places.couples.get(inside.wedding_id),
            items=places.items(case),
            moved=places.moved(case),
        )


def _imagined(vendor: Vendor, cases: Sequence[Case], now: dt.datetime) -> list[Imagined]:
    """Everything that may come, as it would be said at its own moment."""
    dues = [Due(case, line) for case in cases for line in case.plan(now) if line.stand in COMING]
    room = room_for(vendor, dues, now)
    heard = [one for due in dues for one in readings(due, _then(room, due))]
    room = replace(room, keys=foreseen(vendor.pk, heard, room))
    hours = best_hours(vendor, heard, now)
    return [Imagined(due.case, due.line.slot, said(due, _then(room, due), hours)) for due in dues]


def _then(room: Room, due: Due) -> Room:
    return replace(room, now=due.line.due or room.now)


def _chains(drafts: Sequence[Draft], made: Mapping[str, Candidate]) -> tuple[Chain, ...]:
    """A message whose hour was chosen is looked at then, and not when its step is due."""
    return tuple((replace(made[draft.dedupe_key], opens=draft.not_before),) for draft in drafts)


def _made(vendor: Vendor, drafts: Sequence[Draft], now: dt.datetime) -> dict[str, Candidate]:
    messages = _messages(vendor, drafts)
    found = candidates(vendor, messages, now)
    return {message.dedupe_key: found[message.pk] for message in messages}


def _messages(vendor: Vendor, drafts: Sequence[Draft]) -> list[Message]:
    """Never saved."""
    people = people_of(vendor, {draft.person_id for draft in drafts})
    weddings = Wedding.objects.filter(vendor=vendor).in_bulk([d.wedding_id for d in drafts])
    variants = Variant.objects.in_bulk([draft.variant_id for draft in drafts])
    return [
        Message(
            id=uuid7(),
            vendor=vendor,
            person=people[draft.person_id],
            wedding=weddings[draft.wedding_id],
            variant=variants[draft.variant_id],
            channel=draft.channel,
            purpose=draft.purpose.value,
            dedupe_key=draft.dedupe_key,
            expires_at=draft.expires_at,
            awaits_approval=draft.awaits_approval,
            held_out=draft.held_out,
        )
        for draft in drafts
    ]
