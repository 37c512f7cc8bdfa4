"""What operators see of templates: the library to keep, every version ever sent, and previews."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import action

from personalization.install_library import install_library
from personalization.models import (
    Approval,
    Copy,
    Evidence,
    PooledHabit,
    Sketch,
    Template,
    TemplateVersion,
    Variant,
    WordingRule,
    WriterAccount,
)
from personalization.preview import preview_sample
from wedsync.vendors.models import Kind
from wedsync.vendors.operator_pages import FindsById, LedgerPage, actor
from wedsync.vendors.sheet import sheet

# The mail's own styles are inline, and nothing in it may run or reach us.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:"


class Whose(admin.SimpleListFilter):
    title = "owner"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("library", "The library"), ("vendors", "Vendors")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Template]) -> QuerySet[Template]:
        if self.value() is None:
            return queryset
        return queryset.filter(vendor__isnull=self.value() == "library")


class For(admin.SimpleListFilter):
    """By whom it is for; what is for everybody is among everybody's."""

    title = "kind of vendor"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Kind.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Template]) -> QuerySet[Template]:
        if self.value() is None:
            return queryset
        return queryset.filter(Q(kinds__contains=[self.value()]) | Q(kinds=[]))


class VersionInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    """Versions are published, never edited."""

    model = TemplateVersion
    extra = 0
    can_delete = False
    fields = readonly_fields = ("number", "created_at", "note", "wordings")
    ordering = ("-number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TemplateVersion]:
        versions: QuerySet[TemplateVersion] = super().get_queryset(request)
        return versions.prefetch_related("variants")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @admin.display
    def wordings(self, version: TemplateVersion) -> str:
        """Each variant, with a link to its preview."""
        links = (
            (reverse("admin:personalization_preview", args=[variant.pk]), variant.key,
             variant.channel, variant.language, variant.subject)
            for variant in version.variants.all()
        )  # fmt: skip
        return format_html_join("", '<p><a href="{}">{} ({}, {})</a> {}</p>', links)


@admin.register(Template)
class TemplateAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    list_display = ("name", "owner", "purpose", "stage", "latest", "archived_at")
    list_filter = ("purpose", "stage", For, Whose, ("archived_at", admin.EmptyFieldListFilter))
    list_select_related = ("vendor",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("name", "description", "key", "vendor__name")
    fields = (
        *("name", "key", "purpose", "description", "kinds", "stage", "timing", "archived_at"),
        "results",
    )
    inlines: ClassVar = [VersionInline]
    actions_list = ("install",)

    @action(description="Install the library", url_path="install", permissions=["change"])  # type: ignore[untyped-decorator]  # unfold has no types
    def install(self, request: HttpRequest) -> HttpResponse:
        """What the release's files say that the library doesn't yet; what is retired stays so."""
        done = ""
        if request.method == "POST":
            count = install_library(actor=actor(request))
            done = f"{count} versions published." if count else "It says all that the files say."
        return sheet(
            request,
            "Install the library",
            intro="Publishes a new version of every template whose file is new or has changed. "
            "Vendors' copies stay as they are, and are told that there is something newer.",
            form=forms.Form(),
            button="Install what is new",
            empty=done,
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Template]:
        return Template.objects.with_latest()

    def get_readonly_fields(self, request: HttpRequest, obj: Template | None = None) -> list[str]:
        """What has been published has the footer of its purpose: that can't change any more."""
        return ["results", *(["purpose", "key"] if obj and obj.versions.exists() else [])]

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        name = "personalization_preview"
        own = path("preview/<uuid:variant_id>/", preview, name=name)
        return [own, *super().get_urls()]

    def preview(self, request: HttpRequest, variant_id: object) -> HttpResponse:
        """The mail itself, for an imaginary couple."""
        variant = get_object_or_404(Variant, pk=variant_id)
        seen = preview_sample(variant)
        page = seen.content.html if seen.content else format_html("<p>{}</p>", seen.reason)
        return HttpResponse(page, headers={"Content-Security-Policy": MAIL_POLICY})

    @admin.display(description="how its wordings do")
    def results(self, template: Template) -> str:
        if template._state.adding or template.vendor_id is not None:  # noqa: SLF001 -- a key is drawn at once
            return "Only for the library's: a vendor's are the vendor's."
        page = reverse("admin:analytics_library", args=[template.pk])
        return format_html('<a href="{}">At all vendors together</a>', page)

    @admin.display(ordering="vendor__name")
    def owner(self, template: Template) -> str:
        return str(template.vendor or "The library")

    @admin.display(description="version", ordering="latest")
    def latest(self, template: Template) -> int | None:
        latest: int | None = getattr(template, "latest", None)
        return latest


@admin.register(Copy)
class CopyAdmin(FindsById, LedgerPage):
    """What models wrote, whose it is, and what became of it. Approving is the vendor's."""

    list_display = ("created_at", "vendor", "state", "bucket", "model", "tokens_out", "reason")
    list_filter = ("state", "writer")
    list_select_related = ("vendor",)
    search_help_text = "The id of a copy, or a vendor's slug"
    ordering = ("-id",)
    exclude = ("compiled",)


@admin.register(WriterAccount)
class WriterAccountAdmin(FindsById, LedgerPage):
    """That a vendor has a key of its own; the key itself nobody sees."""

    list_display = ("created_at", "vendor", "writer", "model")
    list_select_related = ("vendor",)
    search_help_text = "A vendor's slug"
    ordering = ("-id",)
    exclude = ("sealed",)


@admin.register(Approval)
class ApprovalAdmin(FindsById, LedgerPage):
    list_display = ("version", "standing", "written_by", "decided_by", "decided_at", "vendor")
    list_filter = ("standing",)
    list_select_related = ("vendor", "version__template")
    found_by_id = ("pk", "version")
    search_help_text = "The id of an approval or version, or a vendor's slug"


@admin.register(PooledHabit)
class PooledHabitAdmin(LedgerPage):
    """When couples of a kind of vendor act: sums of five vendors or more."""

    list_display = ("kind", "role", "channel", "vendors", "counted_at")
    list_filter = ("kind", "channel")
    fields = ("kind", "role", "channel", "vendors", "counted_at")


@admin.register(Evidence)
class EvidenceAdmin(FindsById, LedgerPage):
    list_display = ("variant", "value", "at", "vendor")
    list_select_related = ("vendor", "variant__version__template")
    found_by_id = ("pk", "variant")
    search_help_text = "The id of a variant, or a vendor's slug"


@admin.register(WordingRule)
class WordingRuleAdmin(FindsById, LedgerPage):
    list_display = ("vendor", "needs")
    list_select_related = ("vendor",)
    search_help_text = "The id of a rule, or a vendor's slug"


@admin.register(Sketch)
class SketchAdmin(FindsById, LedgerPage):
    """What vendors are writing; nothing of it leaves before they publish it."""

    list_display = ("template", "based_on", "changed_by", "changed_at", "vendor")
    list_select_related = ("vendor", "template")
    found_by_id = ("pk", "template")
    search_help_text = "The id of a draft or template, or a vendor's slug"
