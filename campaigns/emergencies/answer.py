"""The first answer stops an emergency: a reply on any channel, or a click on its link."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from campaigns.emergency import acknowledges
from campaigns.models import Emergency, EmergencyState, EmergencyStep
from messaging.models import Inbound, Message
from messaging.news import announce
from messaging.shift import shift
from messaging.states import WAITING, State
from wedsync.lib.ids import first_at
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

MOST = 200  # replies since it was opened


@dataclass(frozen=True)
class Answer:
    """Who answered, and how: "sms", "email", …, or "link"."""

    person_id: UUID
    how: str
    at: dt.datetime


def heard(emergency: Emergency) -> Answer | None:
    """The first reply since it was opened that says "I have read it"; read anew each time."""
    if emergency.opened_at is None:
        return None
    steps = emergency.steps.select_related("person")
    people = {step.person_id: step.person for step in steps}
    addresses = {
        address: pk for pk, one in people.items() for address in (one.email, one.phone) if address
    }
    theirs = Q(thread__person__in=people) | Q(thread=None, address__in=addresses)
    since = Inbound.objects.filter(
        theirs, vendor=emergency.vendor_id, pk__gte=first_at(emergency.opened_at)
    )
    rows = since.select_related("thread").order_by("id")[:MOST]
    for one in rows:
        if not (one.word or one.by_form) and acknowledges(one.text):
            person = one.thread.person_id if one.thread else addresses[one.address]
            return Answer(person, one.channel, one.at)
    return None


def acknowledge(emergency: Emergency, answer: Answer) -> bool:
    """The row is locked. Later answers change nothing."""
    if emergency.state not in {EmergencyState.OPEN, EmergencyState.EXHAUSTED}:
        return False
    emergency.state = EmergencyState.ACKNOWLEDGED
    emergency.acknowledged_by_id, emergency.acknowledged_how = answer.person_id, answer.how
    emergency.ended_at = answer.at
    emergency.save(
        update_fields=["state", "acknowledged_by", "acknowledged_how", "ended_at"],
    )
    stop_telling(emergency, worded("somebody has answered"))
    data = {"person": str(answer.person_id), "how": answer.how}
    actor = f"person:{answer.person_id}"
    record(emergency.vendor_id, "emergency.acknowledged", emergency, actor=actor, data=data)
    announce(emergency.vendor_id)
    return True


def follow_link(step_id: UUID, now: dt.datetime) -> bool:
    """In the current tenant. Raises EmergencyStep.DoesNotExist."""
    step = EmergencyStep.objects.get(pk=step_id)
    emergency = Emergency.objects.select_for_update().get(pk=step.emergency_id)
    return acknowledge(emergency, Answer(step.person_id, "link", now))


def stop_telling(emergency: Emergency, why: str) -> None:
    """What waits never leaves."""
    ids = Message.objects.filter(
        pk__in=emergency.steps.exclude(message=None).values("message"),
        state__in=[state.value for state in WAITING],
    ).values_list("pk", flat=True)
    shift(list(ids), State.CANCELLED, why, source=WAITING)
