"""What belongs to a person: devices, notes, what they write, what they need."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from messaging.channels.registry import channel_choices
from messaging.models.accounts import ProviderAccount
from messaging.models.ledger import Message, Outcome
from wedsync.vendors.models import Membership, SealedRow, TenantModel
from wedsync.weddings.models import Person, Wedding

BY_FORM = "inquiry:"  # so begins the key of a letter that a vendor's page took
PLATFORMS = ("web", "ios", "android", "webpush")


class Device(SealedRow, TenantModel):
    """A browser or phone that a person allowed to be notified.

    FCM knows it by its `registration`. One of Web Push has a name of ours there, and its
    subscription is sealed (see messaging/subscription.py).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="devices")
    registration = models.CharField(max_length=512, help_text="FCM's name for it, or our own")
    platform = models.CharField(max_length=10, choices=[(p, p) for p in PLATFORMS])
    seen_at = models.DateTimeField(db_default=Now())
    gone_at = models.DateTimeField(null=True, help_text="It exists no longer, or was taken back")

    class Meta:
        ordering: ClassVar = ["-seen_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "registration"], name="registered_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["vendor", "person", "-seen_at"],
                name="devices_of_a_person",
                condition=Q(gone_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.pk}"


class Note(TenantModel):
    """An in-app message as its person finds it: stored first, then pushed to open pages."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="note")
    person = models.ForeignKey(Person, models.CASCADE, related_name="notes")
    title = models.CharField(max_length=500, blank=True)
    body = models.TextField()
    link = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "person", "-id"], name="notes_of_a_person"),
            models.Index(
                fields=["vendor", "person"],
                name="notes_unread",
                condition=Q(read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Thread(TenantModel):
    """What a vendor and a person write to each other about one wedding, over every channel."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="threads")
    wedding = models.ForeignKey(Wedding, models.CASCADE, null=True, related_name="threads")
    unread = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_default=Now())
    assignee = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="threads", help_text="Who sees to it"
    )
    snoozed_until = models.DateTimeField(null=True, help_text="Out of sight until then")

    class Meta:
        ordering: ClassVar = ["-last_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "person", "wedding"],
                name="one_thread_each",
                nulls_distinct=False,
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "-last_at"], name="threads_by_last_word"),
            models.Index(
                fields=["vendor", "snoozed_until"],
                name="threads_unread",
                condition=Q(unread__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"


class Inbound(TenantModel):
    """Something a person wrote back. `word` says when it was an opt-out, a yes or a call for help.

    One that belongs to nobody we know has no thread: the vendor still sees it.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="inbound")
    answers = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="replies")
    channel = models.CharField(max_length=10, choices=channel_choices)
    address = models.CharField(max_length=254, help_text="Who wrote")
    to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    media = models.PositiveSmallIntegerField(default=0)
    word = models.CharField(max_length=5, blank=True, help_text="stop, start, help or nothing")
    event_key = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "event_key"], name="written_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "thread", "-id"], name="inbound_of_a_thread"),
            models.Index(
                fields=["vendor", "channel", "address", "-at"], name="inbound_of_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} at {self.at:%F %T}"

    @property
    def by_form(self) -> bool:
        """Whether it came by a page: anybody can have written it, under any address."""
        return self.event_key.startswith(BY_FORM)


class Answer(TenantModel):
    """What the house itself says back to a STOP, START or HELP: an outbox of its own.

    It is no Message: nobody decided to say it, so no gate may stop it, least of all the opt-out it
    confirms. `due_at` is emptied by the intent to say it, and so it is said once at most.
    """

    inbound = models.OneToOneField(Inbound, models.CASCADE, related_name="answer")
    account = models.ForeignKey(ProviderAccount, models.PROTECT, related_name="+")
    text = models.TextField()
    due_at = models.DateTimeField(null=True, db_default=Now(), help_text="Null once begun")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PENDING)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="answers_due", condition=Q(due_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"answer to {self.inbound_id} ({self.outcome})"


class ToDo(TenantModel):
    """Something only the vendor can mend: an address that bounced, a reply nobody placed."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200, help_text="The same need twice has the same key")
    text = models.CharField(max_length=300)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="todos")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="todos")
    at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "key"], condition=Q(done_at__isnull=True), name="asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
