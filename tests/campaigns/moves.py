"""Weddings whose facts change, and messages of their steps."""

import datetime as dt
from zoneinfo import ZoneInfo

from campaigns.models import PlannedStep, StepMessage
from campaigns.reflow.changes import Move, moved
from campaigns.reflows import reflow as verbs
from campaigns.reflows.facts import facts_of
from messaging.accept import Draft, accept
from messaging.models import Message
from messaging.policy.facts import Purpose
from tests.campaigns.inside import NOW
from tests.factories import COMPILED, VariantFactory
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import Precision
from wedsync.weddings.models import Person, Wedding

EXACT = Precision.EXACT
PACIFIC = ZoneInfo("America/Los_Angeles")


def to(wedding, day, precision=EXACT, **also):
    """The facts with another date."""
    return moved(facts_of(wedding), Move(day, precision, **also), PACIFIC)


def proposed(wedding, day, precision=EXACT, **also):
    return verbs.propose(
        wedding, to(wedding, day, precision, **also), source="test", actor="user:1"
    )


def move(wedding, day, now=NOW, precision=EXACT, **also):
    with tenant(wedding.vendor_id):
        made = proposed(wedding, day, precision, **also)
        verbs.apply(made, now, "user:1")
    return made


def undo(reflow, now=NOW):
    with tenant(reflow.vendor_id):
        return verbs.undo(reflow, now, "user:1")


def say(row, people, now=NOW, channel="email", reading=()):
    """What a release does with a due step: messages, their links, and the row, at once."""
    with operator():
        vendor = Vendor.objects.get(pk=row.vendor_id)
    compiled = {**COMPILED, "fields": list(reading)}
    variant = VariantFactory(version__template__vendor=vendor, compiled=compiled)
    with tenant(row.vendor_id):
        for person in people:
            slot = f"{row.enrollment_id}:{row.step_key}:{row.occurrence}"
            key = f"timeline:{slot}:{person.pk}:{channel}"
            draft = Draft(person.pk, row.wedding_id, variant.pk, channel, Purpose.HELPFUL, key, now)
            message = accept(row.vendor_id, [draft], now)[key]
            StepMessage.objects.create(
                vendor_id=row.vendor_id,
                step=row,
                person=person,
                channel=channel,
                message_id=message,
            )
        PlannedStep.objects.filter(pk=row.pk).update(state="left", left_at=now)


def say_due(wedding, now):
    """Everything of this wedding whose time has come, to its people."""
    with operator():
        due = PlannedStep.objects.filter(
            wedding=wedding, state="planned", due_at__lte=now, enrollment__state="active"
        )
        found = list(due.select_related("vendor", "enrollment"))
        people = list(Person.objects.filter(client=wedding.client_id, role="partner_a"))
    for row in found:
        say(row, people, now)


def messages(wedding):
    with operator():
        return list(Message.objects.filter(wedding=wedding).order_by("id"))


def fresh(wedding):
    with operator():
        return Wedding.objects.get(pk=wedding.pk)


def day(month, number, year=2027):
    return dt.date(year, month, number)
