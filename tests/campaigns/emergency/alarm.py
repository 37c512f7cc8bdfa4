"""A wedding where something goes wrong."""

import datetime as dt

from django.utils.timezone import now

from campaigns.emergencies.carry import carry
from campaigns.emergencies.start import Alarm, confirm, propose
from campaigns.models import Emergency, EmergencyStep
from messaging.models import Inbound, Message, Thread
from tests.factories import MembershipFactory, PersonFactory, WeddingFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

MINUTE = dt.timedelta(minutes=1)


class Stage:
    """A vendor with two members, a planner and a partner, and an emergency among them."""

    def __init__(self, channels=("email",), roles=("planner", "partner_a"), every=5, **wedding):
        self.wedding = WeddingFactory(**wedding)
        self.vendor = self.wedding.vendor
        client = self.wedding.client
        self.people = [
            PersonFactory(client=client, role=role, phone=f"+1415555010{n}")
            for n, role in enumerate(roles)
        ]
        self.first, self.second = (MembershipFactory(vendor=self.vendor).user for _ in range(2))
        self.alarm = Alarm(
            reason="weather",
            text="The garden is flooded. We move to the barn: tell the guests.",
            people=[person.pk for person in self.people],
            ways=channels,
            every_minutes=every,
            key="form-1",
        )

    def proposed(self, **given):
        with tenant(self.vendor.pk):
            actor = f"user:{self.first.pk}"
            return propose(self.wedding, self.alarm, actor=actor, now=now(), **given)

    def opened(self):
        made = self.proposed()
        with tenant(self.vendor.pk):
            return confirm(made.pk, self.second, now())

    def carried(self, emergency, after=dt.timedelta()):
        with tenant(self.vendor.pk):
            carry(emergency.pk, now() + after)
        return fresh(emergency)

    def writes(self, person, text, channel="sms", **given):
        with tenant(self.vendor.pk):
            thread, _ = Thread.objects.get_or_create(
                vendor=self.vendor, person=person, wedding=self.wedding
            )
            Inbound.objects.create(
                id=uuid7(), vendor=self.vendor, thread=thread, channel=channel,
                address=person.phone, text=text, at=now(), event_key=str(uuid7()), **given,
            )  # fmt: skip


def fresh(emergency):
    with operator():
        return Emergency.objects.select_related("acknowledged_by").get(pk=emergency.pk)


def steps(emergency):
    with operator():
        rows = EmergencyStep.objects.filter(emergency=emergency).select_related("person", "message")
        return list(rows.order_by("number"))


def told(emergency):
    """(role, channel) of every message made, in order."""
    with operator():
        ours = Message.objects.filter(dedupe_key__startswith=f"emergency:{emergency.pk}:")
        return [
            (one.person.role, one.channel) for one in ours.select_related("person").order_by("id")
        ]
