"""Switches: what is off, for whom, since when and why; turned here, on the record."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from unfold.widgets import (
    UnfoldAdminRadioSelectWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Feature, Switch, Vendor
from wedsync.vendors.operator_pages import FindsById, MadeByVerb, actor
from wedsync.vendors.switches import turn


class SwitchForm(forms.ModelForm):  # type: ignore[type-arg]  # the model is its page's
    """Turns it while it is checked, so that a refusal is shown where it was asked."""

    vendor = forms.ModelChoiceField(
        Vendor.objects.all(),
        required=False,
        widget=AutocompleteSelect(Switch._meta.get_field("vendor"), admin.site),  # noqa: SLF001 -- Django's documented API
        help_text="Empty: for everybody.",
    )
    feature = forms.ChoiceField(choices=Feature.choices, widget=UnfoldAdminSelectWidget)
    is_on = forms.TypedChoiceField(
        choices=[("off", "Off"), ("on", "On")],
        coerce=lambda word: word == "on",
        initial="off",
        label="Turn it",
        widget=UnfoldAdminRadioSelectWidget,
    )
    reason = forms.CharField(
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text="Vendors read it wherever something waits for it.",
    )

    actor: ClassVar[str]

    class Meta:
        model = Switch
        fields = ("reason",)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        feature, on = Feature(cleaned["feature"]), cleaned["is_on"]
        try:
            self.instance = turn(
                cleaned["vendor"], feature, cleaned["reason"], on=on, actor=self.actor
            )
        except Refusal as refusal:
            raise forms.ValidationError(refusal.reason, code=refusal.code) from None
        return cleaned


class Stands(admin.SimpleListFilter):
    """What holds now, of all that was ever said."""

    title = "standing"
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("off", "Off now")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Switch]) -> QuerySet[Switch]:
        if self.value() != "off":
            return queryset
        later = Switch.objects.filter(feature=OuterRef("feature"), pk__gt=OuterRef("pk"))
        of_all = Exists(later.filter(vendor=None))
        of_one = Exists(later.filter(vendor=OuterRef("vendor")))
        off = queryset.filter(is_on=False)
        return off.filter(vendor=None).exclude(of_all) | off.exclude(vendor=None).exclude(of_one)


@admin.register(Switch)
class SwitchAdmin(FindsById, MadeByVerb):
    list_display = ("feature", "vendor", "is_on", "reason", "actor", "at")
    list_filter = (Stands, "feature")
    list_select_related = ("vendor",)
    search_help_text = "The id of a switch, or a vendor's slug"
    asked: ClassVar = ["feature", "vendor", "is_on", "reason"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Switch]]:
        return type("OwnSwitchForm", (SwitchForm,), {"actor": actor(request)})
