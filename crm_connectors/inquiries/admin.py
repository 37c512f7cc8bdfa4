"""Pages for inquiries, for operators: which are open, and what came in; letters stay theirs."""

from django.contrib import admin

from crm_connectors.inquiry_models import Inquiry, InquiryForm
from wedsync.vendors.operator_pages import FindsById, LedgerPage
from wedsync.vendors.visit_page import VisitPage


@admin.register(InquiryForm)
class InquiryFormAdmin(FindsById, LedgerPage):
    list_display = ("vendor", "is_open", "questions", "boxes")
    list_filter = ("is_open",)
    list_select_related = ("vendor",)
    search_help_text = "The id of a form, or a vendor's slug"


@admin.register(Inquiry)
class InquiryAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("at", "vendor", "inbound")
    list_select_related = ("vendor", "inbound")
    found_by_id = ("pk", "inbound")
    search_help_text = "The id of an inquiry or of its letter, or a vendor's slug"
