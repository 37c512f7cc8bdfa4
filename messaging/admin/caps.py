"""What vendors think is enough, as they wrote it."""

from django.contrib import admin

from messaging.models import CapRule
from wedsync.vendors.operator_pages import FindsById, LedgerPage


@admin.register(CapRule)
class CapRuleAdmin(FindsById, LedgerPage):
    list_display = ("vendor", "scope", "purposes", "channels", "most", "per", "days", "on_exceed")
    list_filter = ("scope", "on_exceed")
    list_select_related = ("vendor",)
    search_help_text = "The id of a rule, or a vendor's slug"
