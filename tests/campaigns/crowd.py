"""Weddings in an experiment, and what they did."""

import datetime as dt
from uuid import UUID, uuid5

from campaigns.experiment.goals import Goal
from campaigns.experiments.assign_variants import assign
from campaigns.experiments.reach_goal import reach
from campaigns.models import (
    Enrollment,
    Experiment,
    PlannedStep,
    StepMessage,
    Timeline,
    TimelineVersion,
)
from messaging.models import DeliveryEvent, Inbound, Message
from messaging.shift import shift
from messaging.states import State
from tests.factories import ClientFactory, MessageFactory, PersonFactory, VariantFactory
from tests.wedsync.dashboard.stage import WAYS
from wedsync.weddings.models import Wedding

TIMELINE = UUID(int=7)
STEP = f"timeline:{TIMELINE}:remind"
EVEN = {"A": 1, "B": 1}
SENT = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


class Crowd:
    """Weddings of a vendor; `variant` and `person` are shared, for their rows don't matter."""

    def __init__(self, vendor, subject=STEP):
        self.vendor, self.subject = vendor, subject
        self.person = PersonFactory(client=ClientFactory(vendor=vendor))
        self.variant = VariantFactory(version__template__vendor=vendor)

    def weddings(self, count):
        """The lot goes by their ids, so these are the same in every run."""
        known = Wedding.objects.count()
        made = [
            Wedding(
                id=uuid5(TIMELINE, f"{self.subject}:{number}"),
                vendor=self.vendor,
                client=self.person.client,
                precision="open",
            )
            for number in range(known, known + count)
        ]
        return [one.pk for one in Wedding.objects.bulk_create(made)]

    def assigned(self, count, weights=EVEN, **also) -> dict[UUID, str]:
        return assign(self.vendor.pk, self.subject, self.weddings(count), weights, **also)

    def told(self, units, state="delivered", at=SENT, **also):
        """Each gets its message; returned by unit."""
        sent = [self._message(unit, at, **also) for unit in units]
        Message.objects.bulk_create(sent)
        if self.subject.startswith("timeline:"):
            self._of_a_step(sent, **also)
        for step in WAYS[State(state)]:
            shift([one.pk for one in sent], step)
        return {one.wedding_id: one for one in sent}

    def _message(self, unit, at, to="a"):
        return MessageFactory.build(
            vendor=self.vendor,
            person=self.person,
            wedding=unit and Wedding(pk=unit),
            variant=self.variant,
            dedupe_key=f"{self.subject}:{unit}:{to}" if self.subject[0] == "c" else f"{unit}:{to}",
            not_before=at,
        )

    def _of_a_step(self, sent, to="a"):
        """A step's messages hang on its rows, whatever their keys are."""
        version = self._version()
        for message in sent:
            wedding = {"vendor": self.vendor, "wedding": message.wedding}
            inside, _ = Enrollment.objects.get_or_create(
                timeline_id=TIMELINE, **wedding, defaults={"version": version, "entered_at": SENT}
            )
            row, _ = PlannedStep.objects.get_or_create(
                enrollment=inside, step_key=self.subject.split(":")[2], **wedding, state="left"
            )
            heard = {"person": self.person, "channel": "email" if to == "a" else "sms"}
            StepMessage.objects.create(vendor=self.vendor, step=row, message=message, **heard)

    def _version(self):
        ours = {"vendor": self.vendor}
        Timeline.objects.get_or_create(pk=TIMELINE, **ours, defaults={"name": "Season"})
        given = {"number": 1, "defaults": {"definition": {}, "published_by": "user:1"}}
        return TimelineVersion.objects.get_or_create(timeline_id=TIMELINE, **ours, **given)[0]

    def click(self, message, reader="human", at=SENT + dt.timedelta(hours=1)):
        DeliveryEvent.objects.create(
            vendor=self.vendor, message=message, kind="clicked", at=at, source="link", reader=reader
        )

    def answer(self, message, word="", at=SENT + dt.timedelta(hours=1)):
        Inbound.objects.create(
            vendor=self.vendor,
            answers=message,
            channel="email",
            word=word,
            at=at,
            event_key=f"{message.pk}:{word}",
        )

    def reach(self, unit, kind=Goal.DEPOSIT, at=SENT + dt.timedelta(days=3), key="", **also):
        return reach(self.vendor.pk, unit, kind, at, key=key or f"invoice:{unit}", **also)

    @property
    def experiment(self):
        return Experiment.objects.get(subject=self.subject)
