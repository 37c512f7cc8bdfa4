"""Figures that were counted, for operators who wonder about one."""

from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.timezone import now as current_time

from personalization.models import Template
from wedsync.analytics.library_pool import Pool
from wedsync.analytics.library_results import results_of
from wedsync.analytics.models import DailyFigures, HourlyActs, RollupMark
from wedsync.lib.anonymity import K
from wedsync.vendors.operator_pages import FindsById, LedgerPage
from wedsync.vendors.sheet import sheet

HELP = "A vendor's slug"


@admin.register(DailyFigures)
class DailyFiguresAdmin(FindsById, LedgerPage):
    list_display = ("day", "vendor", "channel", "purpose", "stage", "sent", "delivered", "engaged")
    list_select_related = ("vendor",)
    ordering = ("-id",)
    search_help_text = HELP

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.library)
        own = path("library/<uuid:pk>/", view, name="analytics_library")
        return [own, *super().get_urls()]

    def library(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """How a library template's wordings do against each other, at everybody together."""
        if not request.user.has_perm("personalization.view_template"):
            raise PermissionDenied
        template = get_object_or_404(Template, pk=pk, vendor=None)
        found = results_of(template, current_time().date())
        return sheet(
            request,
            f"{template}: how its wordings do",
            ["Wording", "Channel", "Language", "Vendors", "Delivered", "Engaged", "Stopped"],
            [(*wording, *_told(pool)) for wording, pool in found.items()],
            intro="A year's figures of copies nobody has changed. No vendor counts for more than "
            "200 messages.",
            empty=f"Fewer than {K} vendors have sent any wording of it: nothing is shown.",
        )


@admin.register(HourlyActs)
class HourlyActsAdmin(FindsById, LedgerPage):
    list_display = ("day", "hour", "acts", "vendor")
    list_select_related = ("vendor",)
    ordering = ("-id",)
    search_help_text = HELP


@admin.register(RollupMark)
class RollupMarkAdmin(FindsById, LedgerPage):
    """How far a vendor's figures were counted."""

    list_display = ("vendor", "through")
    list_select_related = ("vendor",)
    ordering = ("-id",)
    search_help_text = HELP


def _told(pool: Pool) -> tuple[int, str, str, str]:
    share, low, high = pool.engaged
    tally = pool.tally
    return (
        pool.vendors,
        f"{tally.delivered:,.0f}",
        f"{share:.1%} ({low:.1%} to {high:.1%})",
        f"{tally.stopped:,.0f}",
    )
