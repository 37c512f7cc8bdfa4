"""Visits at the desk: who looks at whose couples, why, until when; begun and ended here."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import now as current_time
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from wedsync.lib.refusal import Refusal
from wedsync.vendors.fresh_factor import has_fresh_factor, where_to_show_it
from wedsync.vendors.models import SupportLook, SupportVisit, Vendor
from wedsync.vendors.operator_pages import FindsById, LedgerInline, MadeByVerb, actor
from wedsync.vendors.visit import begin, end

MINUTES = (
    (15, "15 minutes"),
    (30, "30 minutes"),
    (60, "1 hour"),
    (120, "2 hours"),
    (240, "4 hours"),
)


class VisitForm(forms.ModelForm):  # type: ignore[type-arg]  # the model is its page's
    """Begins the visit while it is checked, so that a refusal is shown where it was asked."""

    vendor = forms.ModelChoiceField(
        Vendor.objects.all(),
        widget=AutocompleteSelect(SupportVisit._meta.get_field("vendor"), admin.site),  # noqa: SLF001 -- Django's documented API
    )
    reason = forms.CharField(
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="The vendor reads it, at once and later.",
    )
    minutes = forms.TypedChoiceField(
        choices=MINUTES, coerce=int, initial=60, label="For", widget=UnfoldAdminSelectWidget
    )

    operator_id: ClassVar[int]

    class Meta:
        model = SupportVisit
        fields = ("reason",)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        length = dt.timedelta(minutes=cleaned["minutes"])
        try:
            self.instance = begin(
                cleaned["vendor"],
                self.operator_id,
                cleaned["reason"],
                current_time(),
                length=length,
            )
        except Refusal as refusal:
            raise forms.ValidationError(refusal.reason, code=refusal.code) from None
        return cleaned


class LookInline(LedgerInline):
    """At what."""

    model = SupportLook
    fields = ("at", "noun", "subject")
    show_change_link = False
    verbose_name_plural = "looked at"


@admin.register(SupportVisit)
class SupportVisitAdmin(FindsById, MadeByVerb):
    list_display = (
        *("vendor", "operator", "reason", "emergency", "started_at", "ends_at", "ended_at"),
    )
    list_filter = ("emergency",)
    list_select_related = ("vendor", "operator")
    search_help_text = "The id of a visit, or a vendor's slug"
    inlines: ClassVar = [LookInline]
    actions = ("end_visits",)
    asked: ClassVar = ["vendor", "reason", "minutes"]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[type[LedgerInline]]:
        return self.inlines if obj else []

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[SupportVisit]]:
        return type("OwnVisitForm", (VisitForm,), {"operator_id": request.user.pk})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A link from a vendor's page has chosen it already."""
        return {"minutes": 60, **super().get_changeform_initial_data(request)}

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_fresh_factor(request, current_time()):
            messages.warning(request, "To visit a vendor, show your second factor once more.")
            return redirect(where_to_show_it(request))
        answer: HttpResponse = super().add_view(request, *args, **kwargs)
        return answer

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.end_view)
        own = path("<uuid:visit_id>/end/", view, name="vendors_supportvisit_end")
        return [own, *super().get_urls()]

    def end_view(self, request: HttpRequest, visit_id: UUID) -> HttpResponse:
        """Everybody may end their own."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        visit = get_object_or_404(SupportVisit, pk=visit_id, operator=request.user.pk)
        self.end_visits(request, [visit])
        return redirect(reverse("admin:index"))

    @admin.action(description="End", permissions=["act"])
    def end_visits(self, request: HttpRequest, chosen: Iterable[SupportVisit]) -> None:
        self.on_each(
            request, chosen, lambda one: end(one, current_time(), actor=actor(request)), "ended"
        )
