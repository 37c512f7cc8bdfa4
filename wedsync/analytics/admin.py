"""Figures that were counted, for operators who wonder about one."""

from django.contrib import admin

from wedsync.analytics.models import DailyFigures, HourlyActs, RollupMark
from wedsync.vendors.operator_pages import FindsById, LedgerPage

HELP = "A vendor's slug"


@admin.register(DailyFigures)
class DailyFiguresAdmin(FindsById, LedgerPage):
    list_display = ("day", "vendor", "channel", "purpose", "stage", "sent", "delivered", "engaged")
    list_select_related = ("vendor",)
    ordering = ("-id",)
    search_help_text = HELP


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
