"""Imports for operators: how they went, what became of each row, and whose id is whose."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

import crm_connectors.inquiries.admin
import crm_connectors.outgoing.admin
import crm_connectors.sync_admin  # noqa: F401  # their pages are found from here
from crm_connectors.models import Import, ImportRow, Link
from crm_connectors.progress import progress
from wedsync.vendors.operator_pages import FindsById, LedgerPage
from wedsync.vendors.visit_page import VisitPage


class Troubled(admin.SimpleListFilter):
    """Rows that somebody should look at."""

    title = "problems"
    parameter_name = "problems"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "with problems")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.exclude(problems=[]) if self.value() else queryset


@admin.register(Import)
class ImportAdmin(FindsById, LedgerPage):
    """Found by its id or its vendor's slug."""

    list_display = (
        *("filename", "vendor", "source", "state", "so_far", "created", "updated", "unchanged"),
        *("skipped", "problems", "uploaded_at"),
    )
    list_filter = ("state", "source")
    list_select_related = ("vendor",)
    fields = (
        *("filename", "vendor", "source", "state", "failure", "remark", "so_far", "rows"),
        *("created", "updated", "unchanged", "skipped", "problems", "headers", "mapping"),
        *("actor", "uploaded_at", "started_at", "moved_at", "finished_at"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        """Without the files: a page of fifty would carry a gigabyte."""
        batches: QuerySet[Import] = super().get_queryset(request)
        return batches.defer("file")

    @admin.display(description="done")
    def so_far(self, batch: Import) -> str:
        seen = progress(batch.done, batch.total, None, batch.uploaded_at)
        return f"{seen.percent} % of {batch.total}"

    @admin.display(description="rows")
    def rows(self, batch: Import) -> SafeString:
        rows = reverse("admin:crm_connectors_importrow_changelist")
        return format_html('<a href="{}?batch__id__exact={}">Each row of it</a>', rows, batch.pk)


@admin.register(ImportRow)
class ImportRowAdmin(VisitPage, FindsById, LedgerPage):
    """Found by its own id, its import's, its couple's, or the vendor's slug."""

    found_by_id = ("pk", "batch", "client_id", "wedding_id")
    list_display = ("number", "batch", "state", "what_is_wrong", "remark")
    list_filter = ("state", Troubled)
    list_select_related = ("batch",)
    ordering = ("-id",)
    fields = (
        *("batch", "number", "state", "what_is_wrong", "remark", "client_id", "wedding_id"),
        "before",
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRow]:
        rows: QuerySet[ImportRow] = super().get_queryset(request)
        return rows.defer("batch__file")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """The link from an import to its rows."""
        allowed: bool = super().lookup_allowed(lookup, value, request)
        return lookup == "batch__id__exact" or allowed

    @admin.display(description="problems")
    def what_is_wrong(self, row: ImportRow) -> SafeString:
        said = ((problem["column"], problem["sentence"]) for problem in row.problems)
        return format_html_join(" ", "<b>{}</b> {}", said)


@admin.register(Link)
class LinkAdmin(VisitPage, FindsById, LedgerPage):
    """Found by either id."""

    found_by_id: ClassVar = ("pk", "object_id")
    list_display = ("source", "kind", "external_id", "object_id", "vendor")
    list_filter = ("source", "kind")
    list_select_related = ("vendor",)

    def find_word(self, term: str) -> Q:
        return Q(external_id=term)
