"""The ledger: messages, the calls that hand them over, and what the gates said."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from messaging.channels.registry import channel_choices
from messaging.in_common import together
from messaging.models.accounts import ProviderAccount
from messaging.models.choices import choices
from messaging.policy.facts import Purpose
from messaging.states import State
from personalization.models import Variant
from wedsync.vendors.models import TenantModel, Vendor
from wedsync.weddings.models import Person, Wedding


class LedgerModel(TenantModel):
    """A row written for every message: no key is checked twice, no index stands twice.

    Composite keys (see `rls.SameVendor`) prove each column without a constraint of its own, and
    with it the vendor; an index that begins with the vendor serves them.
    """

    vendor = models.ForeignKey(
        Vendor,
        models.CASCADE,
        related_name="+",
        editable=False,
        db_constraint=False,
        db_index=False,
    )

    class Meta:
        abstract = True


class Message(LedgerModel):
    """One thing said to one person over one channel. `dedupe_key` says why it exists."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="messages", db_constraint=False, db_index=False
    )
    wedding = models.ForeignKey(
        Wedding,
        models.PROTECT,
        null=True,
        related_name="messages",
        db_constraint=False,
        db_index=False,
    )
    variant = models.ForeignKey(
        Variant, models.PROTECT, related_name="messages", db_constraint=False
    )
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
    held_out = models.BooleanField(
        default=False, db_default=False, help_text="Never sent, to measure what sending does"
    )
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
                fields=["vendor", "not_before"],
                name="messages_to_come",
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
            models.Index(
                fields=["vendor", "-id"],
                name="messages_of_emergencies",
                condition=Q(purpose="emergency"),
            ),
            models.Index(fields=["vendor", "person", "-id"], name="messages_of_a_person"),
            models.Index(fields=["vendor", "wedding", "-id"], name="messages_of_a_wedding"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk} ({self.state})"


class Move(models.Model):
    """A message went from one state to another. Written by the database itself, never changed."""

    id = models.BigAutoField(primary_key=True)
    vendor = models.ForeignKey(
        Vendor, models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    message = models.ForeignKey(
        Message, models.CASCADE, related_name="moves", db_constraint=False, db_index=False
    )
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

    `frame` and the members' `inputs` are all that the bytes depend on, so the same call can be
    made again under the same key; `digest` (SHA-256 of the body) proves that it was the same.
    """

    account = models.ForeignKey(ProviderAccount, models.PROTECT, related_name="handovers")
    provider = models.CharField(max_length=20)
    frame: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    context: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, help_text="What the contexts of its members have in common"
    )
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


class Handed(LedgerModel):
    """A message in a handover: where it went, with what inputs, and the provider's id for it."""

    handover = models.ForeignKey(
        Handover, models.CASCADE, related_name="members", db_constraint=False, db_index=False
    )
    message = models.ForeignKey(Message, models.CASCADE, related_name="handed", db_constraint=False)
    position = models.PositiveSmallIntegerField()
    fence = models.PositiveBigIntegerField()
    address = models.TextField(help_text="As handed over; several devices have spaces between them")
    context: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, help_text="Its own part: see inputs"
    )
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

    @property
    def inputs(self) -> dict[str, Any]:
        """All that its content depends on besides its immutable variant, frozen at the intent."""
        return together(self.handover.context, self.context)


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


class Decision(LedgerModel):
    """What the gates said about a message at one moment; enough to say why, and to replay it."""

    message = models.ForeignKey(
        Message, models.CASCADE, related_name="decisions", db_constraint=False, db_index=False
    )
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
