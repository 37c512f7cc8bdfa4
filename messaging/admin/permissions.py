"""Whom messages may reach, and where: words given, addresses given up, devices."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextInputWidget

from messaging.admin.parts import FindsByAddress
from messaging.look_up import look_up
from messaging.models import Consent, Device, SoftBounces, Suppression
from wedsync.vendors.operator_pages import FindsById, LedgerPage, OperatorPage
from wedsync.vendors.sheet import sheet
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


class AddressForm(forms.Form):
    address = forms.CharField(
        label="E-mail address or number",
        max_length=254,
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
    )


@admin.register(Suppression)
class SuppressionAdmin(VisitPage, FindsByAddress, LedgerPage):
    list_display = ("at", "vendor", "channel", "address", "reason")
    list_filter = ("channel",)
    list_select_related = ("vendor",)
    search_help_text = "An address, or a vendor's slug"
    actions_list = ("look_up",)

    @method_decorator(sensitive_post_parameters("address"))
    @action(description="Look an address up", url_path="look-up", permissions=["view"])  # type: ignore[untyped-decorator]  # unfold has no types
    def look_up(self, request: HttpRequest) -> HttpResponse:
        """Needs no visit: it tells of vendors, not of couples. Nothing can be lifted here."""
        form = AddressForm(request.POST or None)
        found = look_up(form.cleaned_data["address"]) if form.is_valid() else ()
        return sheet(
            request,
            "Look an address up",
            ["Vendor", "Channel", "Reason", "Since"],
            [(one.vendor, one.channel, one.reason, one.at) for one in found],
            intro="Who writes no more to it. The address is neither kept nor logged, and only its "
            "vendor can lift what stands here.",
            form=AddressForm(),
            button="Look it up",
            empty="Nobody has suppressed this address." if form.is_bound else "",
        )


@admin.register(SoftBounces)
class SoftBouncesAdmin(VisitPage, FindsByAddress, LedgerPage):
    list_display = ("at", "vendor", "channel", "address", "count")
    list_filter = ("channel",)
    list_select_related = ("vendor",)
    search_help_text = "An address, or a vendor's slug"


@admin.register(Device)
class DeviceAdmin(VisitPage, FindsById, LedgerPage):
    """Without registration and subscription: who has them can send to the device."""

    list_display = ("id", "vendor", "person", "platform", "seen_at", "gone_at")
    list_filter = ("platform",)
    list_select_related = ("vendor", "person")
    found_by_id = ("pk", "person")
    exclude = ("registration", "sealed")
    search_help_text = "The id of a device or person, or a vendor's slug"
