"""What several pages of the ledger share."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from messaging.models import Handed
from messaging.route import providers
from wedsync.vendors.operator_pages import FindsById, LedgerInline
from wedsync.vendors.visit_page import VisitInline


class HandedInline(VisitInline, LedgerInline):
    """Without `context`: the couple's own words and names are no operator's business."""

    model = Handed
    fields = ("handover", "message", "position", "address", "provider_message_id", "open")
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Handed]:
        members: QuerySet[Handed] = super().get_queryset(request)
        return members.select_related("handover", "message").defer("context")


class ByProvider(admin.SimpleListFilter):
    """From the code: asking the table for its distinct values would read all of it."""

    title = parameter_name = "provider"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, key) for key in providers()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(provider=self.value()) if self.value() else queryset


class FindsByAddress(FindsById):
    """Also by a mail address, or a number in E.164."""

    def find_word(self, term: str) -> Q:
        is_address = "@" in term or term.startswith("+")
        return Q(address=term.lower()) if is_address else super().find_word(term)
