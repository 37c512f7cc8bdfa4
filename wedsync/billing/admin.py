"""Prices and budgets for operators to keep; what was reserved and spent, to look at."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest

from wedsync.billing.models import Budget, BudgetEntry, BudgetTotal, Price
from wedsync.billing.money import Money, format_money, format_price, from_minor
from wedsync.billing.set_budget import refuse_unpriced
from wedsync.lib.refusal import Refusal
from wedsync.vendors.operator_pages import FindsById, LedgerPage, OperatorPage


class InItsPlace(OperatorPage):
    """A row that stays what it is about: in another place it is another row."""

    place: ClassVar[tuple[str, ...]]
    list_select_related = ("vendor",)
    autocomplete_fields = ("vendor",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.place if obj else ()


@admin.register(Price)
class PriceAdmin(InItsPlace):
    """Without a vendor it is everybody's. A new price is a new row with its own day."""

    place = ("vendor", "channel", "provider", "country", "from_day")
    list_display = ("channel", "provider", "country", "price", "vendor", "from_day", "source")
    list_display_links = ("channel", "provider", "country")
    list_filter = ("channel", ("vendor", admin.EmptyFieldListFilter))
    search_fields = ("channel", "provider", "=country", "=vendor__slug")
    fields = (*place, "unit", "micros", "micros_out", "currency", "source")

    @admin.display(ordering="micros")
    def price(self, row: Price) -> str:
        return str(row)


class BudgetForm(ModelForm[Budget]):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if {"vendor", "channel", "currency"} <= cleaned.keys():
            try:
                refuse_unpriced(cleaned["vendor"].pk, cleaned["channel"], cleaned["currency"])
            except Refusal as refusal:
                raise ValidationError(refusal.reason) from refusal
        return cleaned


@admin.register(Budget)
class BudgetAdmin(InItsPlace):
    form = BudgetForm
    place = ("vendor", "channel", "month", "currency")
    list_display = ("vendor", "channel", "month", "amount", "stops")
    list_filter = ("channel", "stops")
    search_fields = ("channel", "=vendor__slug")
    ordering = ("-id",)
    fields = (*place, "limit", "stops")

    @admin.display(description="limit", ordering="limit")
    def amount(self, budget: Budget) -> str:
        return format_money(from_minor(budget.limit, budget.currency))


@admin.register(BudgetEntry)
class BudgetEntryAdmin(FindsById, LedgerPage):
    list_display = ("at", "vendor", "month", "channel", "kind", "amount", "over", "message_id")
    list_filter = ("kind", "over")
    list_select_related = ("vendor",)
    found_by_id = ("message_id", "attempt_id")
    search_help_text = "The id of a message or a handover, or a vendor's slug"
    ordering = ("-id",)

    @admin.display
    def amount(self, entry: BudgetEntry) -> str:
        return format_price(Money(entry.micros, entry.currency))


@admin.register(BudgetTotal)
class BudgetTotalAdmin(FindsById, LedgerPage):
    list_display = ("vendor", "month", "channel", "amount")
    list_select_related = ("vendor",)
    search_help_text = "A vendor's slug"
    ordering = ("-id",)

    @admin.display
    def amount(self, total: BudgetTotal) -> str:
        return format_money(Money(total.spent, total.currency))
