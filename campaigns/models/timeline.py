"""Timelines: messages that hang on a wedding's days, and the plan of every wedding inside one."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.timeline import Reason, Stand
from messaging.channels.registry import channel_choices
from messaging.models import LedgerModel, Message
from wedsync.lib.worded import worded
from wedsync.vendors.models import TenantModel
from wedsync.weddings.models import Person, Wedding

Json = dict[str, Any]


class Entry(models.TextChoices):
    """What brings a wedding in."""

    BY_HAND = "by_hand"
    INQUIRY = "inquiry"
    BOOKED = "booked"


class Timeline(TenantModel):
    """An automation under one name; what it says stands in its versions.

    `draft`: the definition being edited (see campaigns/timeline/codec.py). `paused_at`: weddings
    stay inside, and nothing leaves.
    """

    name = models.CharField(max_length=120)
    entry = models.CharField(max_length=8, choices=Entry, default=Entry.BY_HAND)
    draft: models.JSONField[Json, Json] = models.JSONField(default=dict, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class TimelineVersion(TenantModel):
    """What a timeline says, as it was published; never changed afterwards."""

    timeline = models.ForeignKey(Timeline, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition: models.JSONField[Json, Json] = models.JSONField()
    published_by = models.CharField(max_length=120)
    published_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["timeline", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["timeline", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Inside(models.TextChoices):
    """Where a wedding stands in a timeline."""

    ACTIVE = "active"
    STOPPED = "stopped"  # by a life event; only a person restarts it
    COMPLETED = "completed"  # everything is said, or its goal is reached
    EXITED = "exited"  # taken out by hand


class Enrollment(TenantModel):
    """A wedding inside a timeline.

    `exits`: {fork: {"arm": …, "at": ISO 8601}}. `basis`: a hash of the facts its plan rests on.
    `reason`: the life event, the goal, or who took it out.
    """

    timeline = models.ForeignKey(Timeline, models.CASCADE, related_name="enrollments")
    version = models.ForeignKey(TimelineVersion, models.PROTECT, related_name="+")
    wedding = models.ForeignKey(Wedding, models.CASCADE, related_name="enrollments")
    state = models.CharField(max_length=9, choices=Inside, default=Inside.ACTIVE)
    reason = models.CharField(max_length=120, blank=True)
    exits: models.JSONField[Json, Json] = models.JSONField(default=dict, blank=True)
    basis = models.CharField(max_length=32, blank=True)
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["timeline", "wedding"], name="inside_once")
        ]

    def __str__(self) -> str:
        return f"{self.wedding_id} in {self.timeline_id}"


class PlannedStep(TenantModel):
    """One slot of a wedding's plan: what it will get, when and why.

    `moment`: when it wants to be said; `due_at`: when it will be. `settled`: decided for this
    moment. `by_hand`: a person set `due_at`, or with `due_at` null left it out.
    """

    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="steps")
    wedding = models.ForeignKey(Wedding, models.CASCADE, related_name="planned_steps")
    step_key = models.CharField(max_length=60)
    occurrence = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=11, choices=[(one.value, one.value) for one in Stand])
    moment = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(
        max_length=32, choices=[(one.value, one.value) for one in Reason], default=Reason.ON_TIME
    )
    settled = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["due_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrollment", "step_key", "occurrence"], name="planned_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["vendor", "due_at"], name="steps_that_come", condition=Q(state="planned")
            ),
            models.Index(
                fields=["vendor", "due_at"],
                name="steps_in_question",
                condition=Q(state="conditional"),
            ),
            models.Index(fields=["vendor", "wedding", "due_at"], name="steps_of_a_wedding"),
        ]

    def __str__(self) -> str:
        return f"{self.step_key} of {self.wedding_id}"


class StepMessage(LedgerModel):
    """A message made for a planned step: one for each person and channel."""

    step = models.ForeignKey(
        PlannedStep, models.CASCADE, related_name="messages", db_constraint=False
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_constraint=False)
    channel = models.CharField(max_length=10, choices=channel_choices)
    message = models.ForeignKey(
        Message, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    hour_reason = models.CharField(
        max_length=24, blank=True, db_default="", help_text="Where an hour was chosen: why this one"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["step", "person", "channel"], name="said_once_on_a_channel"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["vendor", "message"], name="step_of_a_message")]

    def __str__(self) -> str:
        return f"{self.channel} for {self.step_id}"


class Proposal(models.TextChoices):
    """Where a change of a wedding's facts stands."""

    PROPOSED = "proposed", worded("Proposed")  # waits for a person
    APPLIED = "applied", worded("Applied")
    UNDONE = "undone", worded("Undone")
    REFUSED = "refused", worded("Refused")


class Reflow(TenantModel):
    """A change of a wedding's facts, what it did to the plan, and the way back.

    `before`, `after`: the facts that change, by name. `changes`: a line for every slot it touched.
    """

    wedding = models.ForeignKey(Wedding, models.CASCADE, related_name="reflows")
    state = models.CharField(max_length=8, choices=Proposal, default=Proposal.PROPOSED)
    source = models.CharField(max_length=40, help_text="dashboard, api, import, crm:<key>, …")
    actor = models.CharField(max_length=120)
    before: models.JSONField[Json, Json] = models.JSONField()
    after: models.JSONField[Json, Json] = models.JSONField()
    changes: models.JSONField[list[Json], list[Json]] = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    applied_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "wedding"], name="reflows_of_a_wedding")
        ]

    def __str__(self) -> str:
        return f"{self.state} for {self.wedding_id}"
