"""Start an emergency with its brakes: a reason from a list, and a second yes.

The second yes is another member's; a business where only one may send gives its password again.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from campaigns.emergencies.answer import stop_telling
from campaigns.emergencies.tasks import carry_emergencies
from campaigns.emergency import ladder
from campaigns.models import Emergency, EmergencyReason, EmergencyState, EmergencyStep
from messaging.channels.registry import channels
from messaging.news import announce
from messaging.todo import ask
from wedsync.lib.ids import first_at, uuid7
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.membership import RIGHTS, Right
from wedsync.vendors.models import Membership
from wedsync.weddings.models import Person, Wedding

MOST_PEOPLE = 8
LONGEST = 600
STALE = dt.timedelta(minutes=30)  # a first yes that nobody seconded is none any more
QUOTA = 3  # confirmed in a week; more of them is looked at by the owner
A_WEEK = dt.timedelta(days=7)
SENDERS = [role for role, rights in RIGHTS.items() if Right.SEND in rights]


@dataclass(frozen=True)
class Alarm:
    """What somebody filled in. `people`, `ways`: in the order in which they are tried."""

    reason: str
    text: str
    people: Sequence[UUID]
    ways: Sequence[str]
    every_minutes: int
    key: str


@transaction.atomic
def propose(wedding: Wedding, alarm: Alarm, *, actor: str, now: dt.datetime) -> Emergency:
    """In the current tenant; nothing leaves before it is confirmed. Raises Refusal."""
    people = _checked(wedding, alarm)
    if known := Emergency.objects.filter(key=alarm.key).first():
        return known
    made = Emergency.objects.create(
        id=uuid7(),
        vendor_id=wedding.vendor_id,
        wedding=wedding,
        reason=alarm.reason,
        text=alarm.text.strip(),
        channels=list(alarm.ways),
        every_minutes=alarm.every_minutes,
        key=alarm.key,
        started_by=actor,
        started_at=now,
    )
    EmergencyStep.objects.bulk_create(
        EmergencyStep(
            id=uuid7(),
            vendor_id=wedding.vendor_id,
            emergency=made,
            number=number,
            person_id=person,
            channel=way,
        )
        for number, (person, way) in enumerate(ladder(people, alarm.ways), 1)
    )
    record(wedding.vendor_id, "emergency.proposed", made, actor=actor, data={"why": made.reason})
    return made


@transaction.atomic
def confirm(pk: UUID, user: AbstractBaseUser, now: dt.datetime, *, password: str = "") -> Emergency:
    """The second yes, after which the first message leaves within a second. Raises Refusal."""
    emergency = Emergency.objects.select_for_update().get(pk=pk)
    if emergency.state != EmergencyState.PROPOSED:
        raise Refusal("It was decided already.", code="decided")
    if emergency.started_at < now - STALE:
        raise Refusal("Nobody confirmed it in time. Start it again.", code="stale")
    actor = f"user:{user.pk}"
    emergency.confirmed_how = _second_yes(emergency, actor, user, password)
    emergency.confirmed_by, emergency.opened_at = actor, now
    emergency.state = EmergencyState.OPEN
    emergency.save(update_fields=["confirmed_how", "confirmed_by", "opened_at", "state"])
    data = {"by": emergency.started_by, "how": emergency.confirmed_how}
    record(emergency.vendor_id, "emergency.confirmed", emergency, actor=actor, data=data)
    _review(emergency, now)
    announce(emergency.vendor_id)
    later(carry_emergencies)
    return emergency


@transaction.atomic
def end(pk: UUID, now: dt.datetime, *, actor: str) -> Emergency:
    """Nobody else is told; what waits to leave never does. Raises Refusal."""
    emergency = Emergency.objects.select_for_update().get(pk=pk)
    if emergency.state not in {EmergencyState.PROPOSED, EmergencyState.OPEN}:
        raise Refusal("It is over already.", code="decided")
    emergency.state, emergency.ended_by, emergency.ended_at = EmergencyState.ENDED, actor, now
    emergency.save(update_fields=["state", "ended_by", "ended_at"])
    stop_telling(emergency, worded("ended by hand"))
    record(emergency.vendor_id, "emergency.ended", emergency, actor=actor)
    announce(emergency.vendor_id)
    return emergency


def must_give_password(emergency: Emergency, actor: str) -> bool:
    """Only where nobody else of the business may say yes."""
    return emergency.started_by == actor and not _others(emergency, actor)


def _checked(wedding: Wedding, alarm: Alarm) -> list[UUID]:
    if alarm.reason not in EmergencyReason:
        raise Refusal("Choose what has happened.", code="no_reason")
    if not alarm.text.strip() or len(alarm.text) > LONGEST:
        raise Refusal(
            "Write what they must know, in at most {longest} letters.",
            code="no_text",
            longest=LONGEST,
        )
    if not alarm.ways or not set(alarm.ways) <= set(channels()):
        raise Refusal("Choose how to tell them.", code="no_channel")
    ours = Person.objects.filter(vendor=wedding.vendor_id, client=wedding.client_id)
    known = set(ours.filter(pk__among=list(alarm.people)).values_list("pk", flat=True))
    people = [person for person in dict.fromkeys(alarm.people) if person in known]
    if not people or len(people) > MOST_PEOPLE:
        raise Refusal("Choose whom to tell: one to {most} people.", code="nobody", most=MOST_PEOPLE)
    return people


def _second_yes(emergency: Emergency, actor: str, user: AbstractBaseUser, password: str) -> str:
    if emergency.started_by != actor:
        return "member"
    if _others(emergency, actor):
        raise Refusal("Somebody else of your business has to confirm it.", code="same_person")
    if not user.check_password(password):
        raise Refusal("This is not your password.", code="wrong_password")
    return "password"


def _others(emergency: Emergency, actor: str) -> bool:
    seats = Membership.objects.filter(vendor=emergency.vendor_id, role__in=SENDERS)
    return seats.exclude(user=int(actor.removeprefix("user:"))).exists()


def _review(emergency: Emergency, now: dt.datetime) -> None:
    """An emergency a week is a bad season; more is another way to say "urgent"."""
    lately = Emergency.objects.filter(vendor=emergency.vendor_id, opened_at__gt=now - A_WEEK)
    count = lately.filter(pk__gte=first_at(now - A_WEEK - STALE)).count()
    if count <= QUOTA:
        return
    text = worded(
        "{count} emergencies in a week: look at what they were for. The lane is for the day.",
        count=count,
    )
    ask(emergency.vendor_id, "review", "emergencies", text)
    actor, data = "system:quota", {"count": count}
    record(emergency.vendor_id, "emergency.quota", emergency, actor=actor, data=data)
