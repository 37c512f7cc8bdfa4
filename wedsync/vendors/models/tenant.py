"""Who uses WedSync: the vendor (the tenant), its members, and everything that happened to it."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Now

from wedsync.lib.ids import UUID7, uuid7
from wedsync.lib.worded import worded


class Kind(models.TextChoices):
    PHOTOGRAPHER = "photographer", worded("Photographer")
    VIDEOGRAPHER = "videographer", worded("Videographer")
    VENUE = "venue", worded("Venue")
    CATERER = "caterer", worded("Caterer")
    PLANNER = "planner", worded("Planner")
    FLORIST = "florist", worded("Florist")
    MUSIC = "music", worded("DJ or band")
    BEAUTY = "beauty", worded("Hair and make-up")
    CAKE = "cake", worded("Cake")
    OFFICIANT = "officiant", worded("Officiant")
    OTHER = "other", worded("Other")


class BrandVoice(models.TextChoices):
    """How a vendor sounds; blank: it hasn't said."""

    WARM = "warm", worded("Warm")
    CALM = "calm", worded("Calm")
    PLAYFUL = "playful", worded("Playful")
    FORMAL = "formal", worded("Formal")


class Vendor(models.Model):
    """A wedding business: the tenant every other row belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PHOTOGRAPHER)
    timezone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(max_length=2, default="US", help_text="ISO 3166-1 alpha-2")
    currency = models.CharField(max_length=3, default="USD", help_text="ISO 4217")
    locale = models.CharField(max_length=12, default="en_US")
    city = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    website = models.URLField(blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    sender_email = models.EmailField(blank=True)
    postal_address = models.CharField(
        max_length=255,
        blank=True,
        help_text="Printed in every marketing mail; the law asks for it.",
    )
    signature = models.TextField(blank=True)
    accent = models.CharField(
        max_length=7, default="#8a3b4d", validators=[RegexValidator(r"^#[0-9a-f]{6}\Z")]
    )
    logo = models.URLField(blank=True)
    brand_voice = models.CharField(
        max_length=10, choices=BrandVoice, blank=True, help_text="How it sounds in every message"
    )
    track_opens = models.BooleanField(
        default=True, help_text="Off where the law wants a consent of its own for it"
    )
    protect_before = models.PositiveSmallIntegerField(
        default=12, help_text="Quiet hours before the midnight a wedding day begins"
    )
    protect_after = models.PositiveSmallIntegerField(
        default=12, help_text="Quiet hours after the midnight a wedding day ends"
    )
    quiet_from = models.TimeField(
        null=True, blank=True, help_text="Local to the recipient; may run over midnight"
    )
    quiet_until = models.TimeField(null=True, blank=True)
    saturday_blanket = models.BooleanField(
        default=False, help_text="No marketing on any Saturday, whoever's wedding it is"
    )
    cap_messages = models.PositiveSmallIntegerField(
        default=4, help_text="Helpful and marketing messages to one person …"
    )
    cap_days = models.PositiveSmallIntegerField(default=7, help_text="… in so many days")
    peak_months = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)]),
        default=list,
        blank=True,
        help_text="1 to 12: when there is no time to answer what marketing brings in",
    )
    peak_per_minute = models.PositiveIntegerField(
        null=True, blank=True, help_text="Helpful and marketing messages, in peak months"
    )
    peak_keep = models.PositiveSmallIntegerField(
        default=100,
        validators=[MaxValueValidator(100)],
        help_text="Percent of marketing that still goes out in peak months",
    )
    replies_a_day = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Until the inbox tells: how many answers you can write"
    )
    move_far_days = models.PositiveSmallIntegerField(
        default=14,
        validators=[MaxValueValidator(366)],
        help_text="A longer move by an import or your CRM waits for your yes",
    )
    move_near_days = models.PositiveSmallIntegerField(
        default=30,
        validators=[MaxValueValidator(366)],
        help_text="So close to today, every one of them does",
    )
    emergency_cap = models.PositiveIntegerField(default=200, help_text="Emergencies in an hour")
    paused_at = models.DateTimeField(null=True, blank=True, help_text="Nothing leaves while set.")
    first_steps_over_at = models.DateTimeField(
        null=True, blank=True, help_text="Put away, done or not"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class TenantModel(models.Model):
    """A row that belongs to one vendor; its table is protected by row-level security."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="+", editable=False)

    class Meta:
        abstract = True


class Role(models.TextChoices):
    OWNER = "owner", worded("Owner")
    MANAGER = "manager", worded("Manager")
    ASSISTANT = "assistant", worded("Assistant")
    VIEWER = "viewer", worded("Viewer")


class Membership(models.Model):
    """A person's seat at a vendor, and what it allows (see `membership.py`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.ASSISTANT)
    language = models.CharField(
        max_length=12, blank=True, help_text="Of the pages, as BCP 47; blank: the browser's"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "user"], name="one_seat_per_vendor")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"


class Event(models.Model):
    """What happened, to what, by whom: audit trail and trigger log in one.

    Append-only. The database numbers each vendor's events without gaps and chains them by
    SHA-256 (`verify.py` recomputes the chain); nobody has the right to change or remove one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="events")
    number = models.BigIntegerField(editable=False, db_default=0)
    at = models.DateTimeField(db_default=Now(), editable=False)
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    previous = models.BinaryField(editable=False, db_default=b"")
    digest = models.BinaryField(editable=False, db_default=b"")

    class Meta:
        ordering: ClassVar = ["vendor", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "number"], name="events_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.verb} {self.subject_type} {self.subject_id}"
