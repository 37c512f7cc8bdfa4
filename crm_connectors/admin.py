"""What operators see of imports: how they went, and which rows have problems."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from unfold.admin import ModelAdmin

from crm_connectors.models import Import, ImportRow, Link
from crm_connectors.progress import progress


class ReadOnly(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """Imports are made and undone by their verbs, never by editing rows."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Import)
class ImportAdmin(ReadOnly):
    list_display = (
        *("filename", "vendor", "source", "state", "share", "created", "updated", "unchanged"),
        *("skipped", "problems", "uploaded_at"),
    )
    list_filter = ("state", "source")
    search_fields = ("filename", "vendor__name", "vendor__slug")
    list_select_related = ("vendor",)
    date_hierarchy = "uploaded_at"
    exclude = ("file",)
    readonly_fields = ("troubled_rows",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        """Without the files: a list of fifty would carry a gigabyte."""
        batches: QuerySet[Import] = super().get_queryset(request)
        return batches.defer("file")

    @admin.display(description="done")
    def share(self, batch: Import) -> str:
        seen = progress(batch.done, batch.total, None, batch.uploaded_at)
        return f"{seen.percent} % of {batch.total}"

    @admin.display(description="rows")
    def troubled_rows(self, batch: Import) -> str:
        rows = reverse("admin:crm_connectors_importrow_changelist")
        return format_html(
            '<a href="{}?batch__id__exact={}">rows of this import</a>', rows, batch.pk
        )


class WithProblems(admin.SimpleListFilter):
    title = "problems"
    parameter_name = "problems"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "with problems")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.exclude(problems=[]) if self.value() else queryset


@admin.register(ImportRow)
class ImportRowAdmin(ReadOnly):
    list_display = ("number", "batch", "state", "what_is_wrong", "client_id", "remark")
    list_filter = ("state", WithProblems)
    search_fields = ("batch__filename", "=client_id")
    list_select_related = ("batch",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRow]:
        rows: QuerySet[ImportRow] = super().get_queryset(request)
        return rows.defer("batch__file", "before")

    @admin.display(description="problems")
    def what_is_wrong(self, row: ImportRow) -> str:
        said = ((problem["column"], problem["sentence"]) for problem in row.problems)
        return format_html_join(" ", "<b>{}</b> {}", said)


@admin.register(Link)
class LinkAdmin(ReadOnly):
    list_display = ("source", "kind", "external_id", "object_id", "vendor")
    list_filter: ClassVar = ["source", "kind"]
    search_fields = ("=external_id", "=object_id")
    list_select_related = ("vendor",)
