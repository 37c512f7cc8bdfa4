"""Clients, their people and their weddings, for operators who look something up or mend it."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from unfold.admin import TabularInline

from wedsync.vendors.operator_pages import (
    FindsById,
    LedgerInline,
    LedgerPage,
    OperatorPage,
    ZoneForm,
)
from wedsync.vendors.visit_page import VisitPage
from wedsync.weddings.models import (
    Client,
    Milestone,
    Person,
    ProposedMove,
    Wedding,
    WeddingDay,
)


class TenantPage(VisitPage, OperatorPage):
    """Rows of a vendor: mended here, but begun by the vendor or an import."""

    list_select_related: ClassVar[tuple[str, ...]] = ("vendor",)
    readonly_fields: ClassVar[tuple[str, ...]] = ("vendor", "client", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class PersonForm(ZoneForm):
    def clean_email(self) -> str:
        """As it is stored and searched for: in lower case."""
        email: str = self.cleaned_data["email"]
        return email.lower()


class PersonInline(LedgerInline):
    model = Person
    fields = ("given_name", "family_name", "role", "email", "phone")


class WeddingInline(LedgerInline):
    model = Wedding
    fields = ("date", "precision", "life", "venue_name", "venue_city")


@admin.register(Client)
class ClientAdmin(TenantPage):
    list_display = ("name", "vendor", "source", "archived_at", "created_at")
    list_filter = ("source", ("archived_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "=external_id", "=vendor__slug")
    readonly_fields = ("vendor", "created_at")
    ordering = ("-id",)
    inlines: ClassVar = [PersonInline, WeddingInline]


@admin.register(Person)
class PersonAdmin(TenantPage):
    form = PersonForm
    list_display = ("__str__", "role", "email", "phone", "client", "vendor")
    list_filter = ("role",)
    list_select_related = ("vendor", "client")
    search_fields = ("given_name", "family_name", "=email", "=phone", "=vendor__slug")
    ordering = ("-id",)


class DayFormSet(BaseInlineFormSet[WeddingDay, Wedding, Any]):
    """The vendor comes from the wedding; no event of a kind happens twice a day."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        days = [
            (form.cleaned_data.get("day"), form.cleaned_data.get("kind"))
            for form in kept
            if form.is_valid() and not form.cleaned_data.get("DELETE")
        ]
        if len(days) != len(set(days)):
            raise ValidationError("There is one event of a kind a day.")

    def save_new(self, form: ModelForm[WeddingDay], commit: bool = True) -> WeddingDay:
        form.instance.vendor_id = self.instance.vendor_id
        return super().save_new(form, commit)


class DayInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    model = WeddingDay
    formset = DayFormSet
    extra = 0


@admin.register(Wedding)
class WeddingAdmin(TenantPage):
    form = ZoneForm
    list_display = ("client", "date", "precision", "life", "venue_name", "venue_city", "vendor")
    list_display_links = ("client", "date")
    list_filter = ("life", "precision")
    list_select_related = ("vendor", "client")
    search_fields = ("client__name", "venue_name", "=vendor__slug")
    ordering = ("-id",)
    inlines: ClassVar = [DayInline]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Milestone)
class MilestoneAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("name", "day", "at", "wedding", "vendor")
    list_select_related = ("vendor", "wedding__client")
    found_by_id = ("pk", "wedding")
    search_help_text = "The id of a wedding, or a vendor's slug"


@admin.register(ProposedMove)
class ProposedMoveAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("wedding", "date", "precision", "source", "taken_at", "vendor")
    list_select_related = ("vendor", "wedding__client")
    found_by_id = ("pk", "wedding")
    search_help_text = "The id of a wedding, or a vendor's slug"
