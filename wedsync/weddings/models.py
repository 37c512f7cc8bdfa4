"""The couple's account, the people around it, their wedding and its days."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from wedsync.lib.worded import worded
from wedsync.vendors.models import TenantModel
from wedsync.weddings.calendar import EARLIEST_YEAR, LATEST_YEAR, WeddingDate


class Client(TenantModel):
    """The couple's account with this vendor."""

    name = models.CharField(max_length=200, help_text="As the vendor says it: Lena & Marc")
    source = models.CharField(max_length=20, blank=True, help_text="Where the record came from")
    external_id = models.CharField(max_length=120, blank=True)
    tags: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=40), default=list, blank=True
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)  # by the database

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "name"], name="clients_by_name"),
            models.Index(fields=["vendor", "updated_at"], name="clients_by_change"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    PARTNER_A = "partner_a", worded("Partner A")
    PARTNER_B = "partner_b", worded("Partner B")
    PLANNER = "planner", worded("Planner")
    PARENT = "parent", worded("Parent")
    DAY_OF = "day_of", worded("Day-of contact")


class Person(TenantModel):
    """Somebody a message can reach: with their own addresses, language and time zone."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="people")
    role = models.CharField(max_length=12, choices=Role, default=Role.PARTNER_A)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True, help_text="Normalised: lower case, IDNA")
    phone = models.CharField(max_length=20, blank=True, help_text="E.164")
    language = models.CharField(max_length=12, blank=True, help_text="BCP 47; blank: the vendor's")
    timezone = models.CharField(max_length=64, blank=True, help_text="Blank: the vendor's")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)  # by the database

    class Meta:
        ordering: ClassVar = ["client", "role", "id"]
        verbose_name_plural = "people"
        indexes: ClassVar = [
            models.Index(fields=["vendor", "email"], name="people_by_email"),
            models.Index(fields=["vendor", "phone"], name="people_by_phone"),
            models.Index(fields=["vendor", "client"], name="people_by_client"),
            models.Index(fields=["vendor", "updated_at"], name="people_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.email or "(no name)"


class Precision(models.TextChoices):
    EXACT = "exact", worded("Exact")
    MONTH = "month", worded("Month only")
    OPEN = "open", worded("To be decided")


class Life(models.TextChoices):
    INQUIRY = "inquiry", worded("Inquiry")
    BOOKED = "booked", worded("Booked")
    POSTPONED = "postponed", worded("Postponed")
    CANCELLED = "cancelled", worded("Cancelled")
    COMPLETED = "completed", worded("Completed")
    SEPARATED = "separated", worded("Separated")
    BEREAVED = "bereaved", worded("Bereaved")


class Wedding(TenantModel):
    """One celebration: its date (which may move), where it is, and how big."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="weddings")
    date = models.DateField(null=True, blank=True, help_text="The first of the month if month-only")
    precision = models.CharField(max_length=6, choices=Precision, default=Precision.EXACT)
    life = models.CharField(max_length=10, choices=Life, default=Life.BOOKED)
    venue_name = models.CharField(max_length=200, blank=True)
    venue_city = models.CharField(max_length=120, blank=True)
    venue_country = models.CharField(max_length=2, blank=True)
    timezone = models.CharField(max_length=64, blank=True, help_text="The venue's; blank: vendor's")
    latitude = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="The venue's, in degrees north; null: unknown",
    )
    longitude = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="In degrees east",
    )
    guests = models.PositiveIntegerField(null=True, blank=True, help_text="Null is unknown, 0 is 0")
    budget = models.BigIntegerField(null=True, blank=True, help_text="Minor units of currency")
    currency = models.CharField(max_length=3, blank=True)
    style = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)  # by the database

    class Meta:
        ordering: ClassVar = ["date", "id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "date"], name="weddings_by_date"),
            models.Index(fields=["vendor", "client"], name="weddings_by_client"),
            models.Index(fields=["vendor", "updated_at"], name="weddings_by_change"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(date__isnull=False) ^ models.Q(precision="open"),
                name="only_an_open_wedding_has_no_date",
            ),
            models.CheckConstraint(
                condition=models.Q(date__year__range=(EARLIEST_YEAR, LATEST_YEAR)),
                name="a_wedding_of_a_plausible_year",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    latitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__isnull=False,
                    longitude__range=(-180, 180),
                )
                | models.Q(latitude__isnull=True, longitude__isnull=True),
                name="a_venue_on_earth_or_unknown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client} · {self.date or 'date open'}"

    @property
    def when(self) -> WeddingDate:
        """The date as far as it is known, with every own day (prefetch `days` for many)."""
        if self.date is None:
            return WeddingDate.open()
        if self.precision == Precision.MONTH:
            return WeddingDate.in_month(self.date.year, self.date.month)
        return WeddingDate.on(self.date, also=[event.day for event in self.days.all()])


class DayKind(models.TextChoices):
    CEREMONY = "ceremony", worded("Ceremony")
    REHEARSAL = "rehearsal", worded("Rehearsal")
    WELCOME = "welcome", worded("Welcome party")
    RECEPTION = "reception", worded("Reception")
    BRUNCH = "brunch", worded("Brunch")
    OTHER = "other", worded("Other")


class WeddingDay(TenantModel):
    """One local day of a wedding; a wedding without any has the day of its date."""

    wedding = models.ForeignKey(Wedding, models.CASCADE, related_name="days")
    kind = models.CharField(max_length=12, choices=DayKind, default=DayKind.CEREMONY)
    day = models.DateField(help_text="Local to the venue")
    starts_at = models.TimeField(null=True, blank=True, help_text="Local to the venue")

    class Meta:
        ordering: ClassVar = ["day", "starts_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "wedding", "day", "kind"], name="one_event_of_a_kind_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.day}"


class Milestone(TenantModel):
    """A day or an instant beside the wedding's own: inquiry, booked, balance_due, gallery, …

    The vendor may add its own by any other name. `at` set: `day` is its local day at the venue.
    """

    wedding = models.ForeignKey(Wedding, models.CASCADE, related_name="milestones")
    name = models.SlugField(max_length=40)
    day = models.DateField()
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "wedding", "name"], name="one_of_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.day}"


class ProposedMove(TenantModel):
    """The date that another system last gave a wedding, where a person should look first.

    A box between neighbours: imports put it in, campaigns take it out (`taken_at`) and ask.
    """

    wedding = models.ForeignKey(Wedding, models.CASCADE, related_name="proposed_moves")
    source = models.CharField(max_length=60, help_text="import:<id>, crm:<key>")
    date = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=6, choices=Precision)
    taken_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "wedding"], name="one_proposed_move")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["vendor"],
                name="moves_to_be_taken",
                condition=models.Q(taken_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.date or 'date open'}"
