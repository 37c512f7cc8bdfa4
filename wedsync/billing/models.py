"""Prices, budgets, and the ledger of what was reserved and spent.

There is no table of usage: what an attempt cost is the sum of its entries here, and what it was
(provider, segments) is a fact of the handover that `attempt_id` names, one floor up.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from wedsync.billing import limits, pricing
from wedsync.billing.ledger import Kind
from wedsync.billing.money import EXPONENTS, Money, format_price, from_minor
from wedsync.lib.ids import UUID7, uuid7
from wedsync.vendors.models import TenantModel, Vendor


def known_currency(code: str) -> None:
    if code not in EXPONENTS:
        raise ValidationError("Write a currency like EUR.")


class Price(models.Model):
    """A row of a price list, from a day on: everybody's, or what a vendor has negotiated."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(Vendor, models.CASCADE, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10)
    provider = models.CharField(
        max_length=80, default=pricing.ANY, help_text="* is any; of tokens: the model"
    )
    country = models.CharField(
        max_length=2,
        default=pricing.ANY,
        validators=[RegexValidator(r"^(\*|[A-Z]{2})\Z", "Write a country like DE, or *.")],
        help_text="Where the message goes, ISO 3166-1 alpha-2; * is any",
    )
    unit = models.CharField(
        max_length=14,
        choices=[(unit.value, f"per {unit}") for unit in pricing.Unit],
        default=pricing.Unit.MESSAGE.value,
    )
    micros = models.PositiveBigIntegerField(help_text="Millionths: 8300 is 0.0083")
    micros_out = models.PositiveBigIntegerField(
        default=0, help_text="Of tokens: for those a model writes, where the other is for reading"
    )
    currency = models.CharField(max_length=3, validators=[known_currency], help_text="ISO 4217")
    from_day = models.DateField(help_text="In force from this day on, until a newer row's")
    source = models.CharField(max_length=200, blank=True, help_text="Who says so")

    class Meta:
        ordering: ClassVar = ["channel", "provider", "country", "-from_day"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "channel", "provider", "country", "from_day"],
                nulls_distinct=False,
                name="one_price_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{format_price(Money(self.micros, self.currency))} per {self.unit}"

    @property
    def value(self) -> pricing.Price:
        return pricing.Price(
            channel=self.channel,
            provider=self.provider,
            country=self.country,
            unit=pricing.Unit(self.unit),
            micros=self.micros,
            currency=self.currency,
            from_day=self.from_day,
            source=self.source,
            negotiated=self.vendor_id is not None,
            micros_out=self.micros_out,
        )


class Budget(models.Model):
    """What a vendor wants to spend at most in a month, on a channel or on all together."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="+")
    channel = models.CharField(
        max_length=10, blank=True, default=limits.ALL, help_text="Blank: all channels together"
    )
    month = models.DateField(null=True, blank=True, help_text="Its first day; blank: every month")
    limit = models.PositiveBigIntegerField(help_text="Minor units of the currency: 5000 is 50.00")
    currency = models.CharField(max_length=3, validators=[known_currency], help_text="ISO 4217")
    stops = models.BooleanField(
        default=True,
        help_text="At the limit, hold what is neither an emergency nor asked for by the contract",
    )

    class Meta:
        ordering: ClassVar = ["channel", "-month", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "channel", "month", "currency"],
                nulls_distinct=False,
                name="one_budget_each",
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__day=1),
                name="a_budget_is_of_a_month",
                violation_error_message="Write the first day of the month.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.currency} for {self.channel or 'all channels'}"

    @property
    def value(self) -> limits.Limit:
        return limits.Limit(
            channel=self.channel,
            micros=from_minor(self.limit, self.currency).micros,
            currency=self.currency,
            stops=self.stops,
            month=self.month,
        )


class BudgetEntry(TenantModel):
    """A line of the ledger, never changed: the sum over an attempt is what it costs.

    Messages live on a floor above: `message_id` and `attempt_id` (the handover) are plain ids.
    `month` is the vendor's own at the reservation, also for what is settled later.
    """

    message_id = models.UUIDField()
    attempt_id = models.UUIDField()
    channel = models.CharField(max_length=10)
    month = models.DateField()
    kind = models.CharField(max_length=7, choices=[(kind.value, kind.value) for kind in Kind])
    revision = models.PositiveSmallIntegerField(
        default=0, help_text="Counts a provider's figures from 1"
    )
    micros = models.BigIntegerField(help_text="Millionths; below zero: given back")
    currency = models.CharField(max_length=3)
    over = models.BooleanField(default=False, help_text="Essential, and beyond a limit")
    at = models.DateTimeField(help_text="When it was reserved, released, or billed")

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "budget entries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "message_id", "attempt_id", "kind", "revision"],
                name="booked_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {format_price(Money(self.micros, self.currency))}"


class BudgetTotal(TenantModel):
    """The running sum of entries, changed together with them. Blank channel: of all of them."""

    month = models.DateField()
    currency = models.CharField(max_length=3)
    channel = models.CharField(max_length=10, blank=True)
    spent = models.BigIntegerField(default=0, help_text="Millionths")

    class Meta:
        ordering: ClassVar = ["-month", "currency", "channel"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "month", "currency", "channel"], name="one_total_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.channel or 'all channels'}"
