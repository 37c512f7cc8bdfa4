"""The ledger: messages, the calls that hand them over, and everything heard back."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from messaging.channels.registry import channel_choices
from messaging.policy.facts import Purpose
from messaging.states import State
from personalization.models import Variant
from wedsync.lib import sealed
from wedsync.lib.ids import UUID7, uuid7
from wedsync.vendors.models import TenantModel, Vendor
from wedsync.weddings.models import Person, Wedding


def choices(names: type[State] | type[Purpose]) -> list[tuple[str, str]]:
    return [(name.value, name.value.replace("_", " ")) for name in names]


class ProviderAccount(models.Model):
    """Credentials at a provider: a vendor's own, or (without a vendor) the platform's."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(Vendor, models.CASCADE, null=True, blank=True, related_name="+")
    provider = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, choices=channel_choices)
    order = models.PositiveSmallIntegerField(default=100, help_text="Lower is tried first")
    per_minute = models.PositiveIntegerField(
        null=True, blank=True, help_text="Messages (SMS: segments); empty: as the channel usually"
    )
    burst = models.PositiveIntegerField(default=100, help_text="Messages at once")
    sealed = models.BinaryField(editable=False, default=b"")
    enabled = models.BooleanField(default=True)
    trouble = models.CharField(max_length=300, blank=True, help_text="What a person must mend")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row, see health.py")
    rests_until = models.DateTimeField(null=True, help_text="Circuit breaker: nothing until then")
    slowness = models.FloatField(default=1, help_text="Share of its pace left by the last 429s")
    slowed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["channel", "order", "id"]

    def __str__(self) -> str:
        return f"{self.provider} ({'platform' if self.vendor_id is None else self.vendor_id})"

    def unseal(self) -> dict[str, str]:
        """The credentials, by name; raises sealed.Unsealable."""
        return sealed.unseal_json(bytes(self.sealed), self._row(), settings.ENCRYPTION_KEYS)

    def seal(self, credentials: dict[str, str]) -> None:
        self.sealed = sealed.seal_json(credentials, self._row(), settings.ENCRYPTION_KEYS)

    def _row(self) -> str:
        return f"messaging_provideraccount.sealed:{self.pk}:{self.vendor_id}"


class Message(TenantModel):
    """One thing said to one person over one channel. `dedupe_key` says why it exists."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="messages")
    wedding = models.ForeignKey(Wedding, models.PROTECT, null=True, related_name="messages")
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=10, choices=channel_choices)
    purpose = models.CharField(max_length=12, choices=choices(Purpose))
    priority = models.PositiveSmallIntegerField(help_text="Lane: 0 emergency … 3 marketing")
    dedupe_key = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=choices(State), default=State.QUEUED.value)
    reason = models.CharField(max_length=200, blank=True)
    not_before = models.DateTimeField(null=True, help_text="Null while held: until released")
    expires_at = models.DateTimeField(null=True)
    fence = models.PositiveBigIntegerField(default=0)
    claims = models.PositiveSmallIntegerField(default=0, help_text="Without reaching an intent")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Intents, see poison.py")
    lease_until = models.DateTimeField(null=True)
    alone = models.BooleanField(default=False, help_text="A batch with it was refused")
    awaits_approval = models.BooleanField(default=False)
    maybe_duplicate = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "dedupe_key"], name="said_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["priority", "vendor", "channel", "not_before"],
                name="messages_to_claim",
                condition=Q(state="queued"),
            ),
            models.Index(
                fields=["not_before"],
                name="messages_to_release",
                condition=Q(state__in=["scheduled", "held"]),
            ),
            models.Index(
                fields=["lease_until"],
                name="messages_leased",
                condition=Q(state__in=["claimed", "sending"]),
            ),
            models.Index(fields=["vendor", "-id"], name="messages_dead", condition=Q(state="dead")),
            models.Index(
                fields=["vendor", "-id"],
                name="messages_maybe_twice",
                condition=Q(maybe_duplicate=True),
            ),
            models.Index(fields=["vendor", "person", "-id"], name="messages_of_a_person"),
            models.Index(fields=["vendor", "wedding", "-id"], name="messages_of_a_wedding"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk} ({self.state})"


class Move(models.Model):
    """A message went from one state to another. Written by the database itself, never changed."""

    id = models.BigAutoField(primary_key=True)
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, related_name="moves")
    source = models.CharField(max_length=10)
    target = models.CharField(max_length=10)
    reason = models.CharField(max_length=200, blank=True)
    actor = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["vendor", "message"], name="moves_of_a_message")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class Outcome(models.TextChoices):
    PENDING = "pending"  # the call may be under way
    UNKNOWN = "unknown"  # no answer came; the resolver asks
    ACCEPTED = "accepted"
    REFUSED = "refused"  # definite: this will never be accepted
    DEFERRED = "deferred"  # definite: not accepted now
    ABANDONED = "abandoned"  # it will never be known


class Handover(TenantModel):
    """One call to a provider: the committed intent, before anything leaves the house.

    `frame` and the members' contexts are all that the bytes depend on, so the same call can be
    made again under the same key; `digest` (SHA-256 of the body) proves that it was the same.
    """

    account = models.ForeignKey(ProviderAccount, models.PROTECT, related_name="handovers")
    provider = models.CharField(max_length=20)
    frame: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    digest = models.BinaryField(default=b"")
    intent_at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PENDING)
    detail = models.CharField(max_length=300, blank=True)
    repeats = models.PositiveSmallIntegerField(default=0)
    absences = models.PositiveSmallIntegerField(
        default=0, help_text="How often the provider showed no trace of it"
    )
    booked = models.BooleanField(default=False, help_text="Money was set aside for it")
    check_at = models.DateTimeField(null=True, help_text="When the resolver looks again")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["check_at"],
                name="handovers_to_check",
                condition=Q(outcome__in=["pending", "unknown"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.pk} ({self.outcome})"


class Handed(TenantModel):
    """A message in a handover: where it went, with what inputs, and the provider's id for it."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="members")
    message = models.ForeignKey(Message, models.CASCADE, related_name="handed")
    position = models.PositiveSmallIntegerField()
    fence = models.PositiveBigIntegerField()
    address = models.TextField(help_text="As handed over; several devices have spaces between them")
    context: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    provider_message_id = models.CharField(max_length=120, blank=True)
    open = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["handover", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handover", "position"], name="one_place_in_a_batch"),
            models.UniqueConstraint(
                fields=["message"], condition=Q(open=True), name="one_open_handover_a_message"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "provider_message_id"], name="handed_by_provider_id")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} in {self.handover_id}"


class Lane(TenantModel):
    """A vendor's share of the road, per channel and priority: who used least goes next."""

    channel = models.CharField(max_length=10)
    priority = models.PositiveSmallIntegerField()
    vtime = models.FloatField(default=0, help_text="Messages sent, divided by weight")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "channel", "priority"], name="one_lane_each")
        ]

    def __str__(self) -> str:
        return f"{self.channel} P{self.priority}"


class Decision(TenantModel):
    """What the gates said about a message at one moment; enough to say why, and to replay it."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="decisions")
    at = models.DateTimeField(db_default=Now())
    verdict = models.CharField(max_length=5, choices=[(v, v) for v in ("allow", "wait", "block")])
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    objections: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    facts: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["vendor", "message"], name="why_of_a_message")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.reason}".strip()


class InboxEvent(models.Model):
    """A verified webhook, stored once, before it is answered with 200. Operators' eyes only."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    account = models.ForeignKey(ProviderAccount, models.CASCADE, related_name="+")
    event_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    message_id = models.UUIDField(null=True)
    handover_id = models.UUIDField(null=True)
    provider_message_id = models.CharField(max_length=120, blank=True)
    occurred_at = models.DateTimeField()
    payload: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    received_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "event_key"], name="heard_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["retry_at"], name="inbox_to_apply", condition=Q(applied_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.provider_message_id}"


class DeliveryEvent(TenantModel):
    """Something that happened to a message after it left: a fact, never taken back."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    source = models.CharField(max_length=20, help_text="The provider's key, or 'link'")
    reader = models.CharField(
        max_length=7, blank=True, help_text="Who opened or clicked: human, machine or unsure"
    )
    rule = models.CharField(max_length=12, blank=True, help_text="The rules that said so")
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["vendor", "message"], name="events_of_a_message")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%F %T}"


class Consent(TenantModel):
    """A person said yes or no. Append-only: the latest row for an address and purpose holds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    address = models.CharField(max_length=254)
    channel = models.CharField(max_length=10, choices=channel_choices)
    purpose = models.CharField(max_length=12, choices=choices(Purpose))
    granted = models.BooleanField()
    basis = models.CharField(max_length=20, help_text="express, contract, import, unsubscribe…")
    evidence: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    until = models.DateTimeField(null=True, help_text="An implied yes ends by itself")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["vendor", "person", "channel", "purpose", "-id"], name="latest_consent"
            ),
            models.Index(
                fields=["vendor", "address", "channel", "-id"],
                name="refusals_of_an_address",
                condition=Q(granted=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{'yes' if self.granted else 'no'} to {self.purpose} by {self.channel}"


class Suppression(TenantModel):
    """An address that gets nothing more on a channel, whoever it belongs to."""

    channel = models.CharField(max_length=10, choices=channel_choices)
    address = models.CharField(max_length=254)
    reason = models.CharField(max_length=20, help_text="bounced, complained, manual…")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "channel", "address"], name="suppressed_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.reason}"


class SoftBounces(TenantModel):
    """How often an address could not be reached in a row; a delivery ends the row."""

    channel = models.CharField(max_length=10, choices=channel_choices)
    address = models.CharField(max_length=254)
    count = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "channel", "address"], name="counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.count}"


class Device(TenantModel):
    """A browser or phone that a person allowed to be notified."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="devices")
    registration = models.CharField(max_length=512, help_text="FCM's name for it")
    platform = models.CharField(max_length=10, choices=[(p, p) for p in ("web", "ios", "android")])
    seen_at = models.DateTimeField(db_default=Now())
    gone_at = models.DateTimeField(null=True, help_text="FCM says that it exists no longer")

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
            models.Index(fields=["vendor", "-last_at"], name="threads_by_last_word")
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


class Bucket(models.Model):
    """A token bucket while Redis is away: what `pace.py` keeps there, kept here."""

    key = models.CharField(max_length=120, primary_key=True)
    arrival = models.BigIntegerField(help_text="Theoretical arrival time, Unix microseconds")

    def __str__(self) -> str:
        return self.key


class Heartbeat(models.Model):
    """When a part that runs by itself (beat, a worker) was last seen alive."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%F %T}"
