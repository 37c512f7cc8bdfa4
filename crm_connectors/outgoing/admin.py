"""Webhooks for operators: who hears what, and what became of it. What was said stays theirs."""

from django.contrib import admin

from crm_connectors.outgoing.models import Delivery, Endpoint
from wedsync.vendors.operator_pages import FindsById, LedgerPage
from wedsync.vendors.visit_page import VisitPage


@admin.register(Endpoint)
class EndpointAdmin(FindsById, LedgerPage):
    list_display = ("url", "vendor", "state", "hook", "failing_since", "created_at")
    list_filter = ("state", "hook")
    list_select_related = ("vendor",)
    exclude = ("sealed",)
    search_help_text = "The id of a webhook, or a vendor's slug"


@admin.register(Delivery)
class DeliveryAdmin(VisitPage, FindsById, LedgerPage):
    """Without its body and the receiver's answers: they name couples."""

    list_display = ("created_at", "vendor", "endpoint", "kind", "state", "attempts", "due_at")
    list_filter = ("state",)
    list_select_related = ("vendor", "endpoint")
    found_by_id = ("pk", "endpoint", "event_id")
    exclude = ("body", "log")
    search_help_text = "The id of a delivery, webhook or event, or a vendor's slug"
