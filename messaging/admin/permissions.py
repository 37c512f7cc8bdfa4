"""Whom messages may reach, and where: words given, addresses given up, devices."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from messaging.admin.parts import FindsByAddress
from messaging.models import Consent, Device, SoftBounces, Suppression
from wedsync.vendors.operator_pages import FindsById, LedgerPage, OperatorPage
from wedsync.vendors.visit_page import VisitPage


@admin.register(Consent)
class ConsentAdmin(VisitPage, FindsByAddress, OperatorPage):
    """A word, once given, is only ever followed by another one."""

    list_display = ("at", "vendor", "person", "channel", "purpose", "granted", "basis")
    list_filter = ("granted", "purpose", "channel")
    list_select_related = ("vendor", "person")
    found_by_id = ("pk", "person")
    search_help_text = "The id of a person, an address, or a vendor's slug"
    autocomplete_fields = ("person",)
    fields = ("person", "address", "channel", "purpose", "granted", "basis", "evidence")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Consent, form: ModelForm[Any], change: bool
    ) -> None:
        obj.vendor_id = obj.person.vendor_id
        super().save_model(request, obj, form, change)


@admin.register(Suppression)
class SuppressionAdmin(VisitPage, FindsByAddress, LedgerPage):
    list_display = ("at", "vendor", "channel", "address", "reason")
    list_filter = ("channel",)
    list_select_related = ("vendor",)
    search_help_text = "An address, or a vendor's slug"


@admin.register(SoftBounces)
class SoftBouncesAdmin(VisitPage, FindsByAddress, LedgerPage):
    list_display = ("at", "vendor", "channel", "address", "count")
    list_filter = ("channel",)
    list_select_related = ("vendor",)
    search_help_text = "An address, or a vendor's slug"


@admin.register(Device)
class DeviceAdmin(VisitPage, FindsById, LedgerPage):
    """Without the registration: who has it can send to the device."""

    list_display = ("id", "vendor", "person", "platform", "seen_at", "gone_at")
    list_filter = ("platform",)
    list_select_related = ("vendor", "person")
    found_by_id = ("pk", "person")
    exclude = ("registration",)
    search_help_text = "The id of a device or person, or a vendor's slug"
