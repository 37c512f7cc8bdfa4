"""What every page of the operators' admin keeps to: no COUNT, no giant select, no rewriting."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import available_timezones

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline
from unfold.paginator import InfinitePaginator

from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator


def actor(request: HttpRequest) -> str:
    """How the audit trail names who did it."""
    return f"user:{request.user.pk}"


class OperatorPage(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """A table of any size: pages without a total, and every edit in the vendor's own history."""

    show_full_result_count = False
    paginator = InfinitePaginator
    list_per_page = 50
    list_fullwidth = True
    list_disable_select_all = True  # "all" might be everything there is
    warn_unsaved_form = True
    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}

    def on_each(
        self, request: HttpRequest, rows: Iterable[Any], verb: Callable[[Any], object], done: str
    ) -> None:
        """Run a verb on every chosen row; one that refuses says why and stops no other.

        It reaches all it must (a campaign's messages, say), whatever its operator may look at.
        """
        count = 0
        for row in list(rows):
            try:
                with operator():
                    verb(row)
            except Refusal as refusal:
                self.message_user(request, refusal.reason, messages.WARNING)
            else:
                count += 1
        if count:
            self.message_user(request, f"{count} {done}.", messages.SUCCESS)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Most rows hang on rows that nobody may remove; what can go, goes by its own verb."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if vendor_id := obj.pk if isinstance(obj, Vendor) else getattr(obj, "vendor_id", None):
            verb = f"{self.opts.model_name}.{'changed' if change else 'added'}"
            data = {"fields": form.changed_data}
            record(vendor_id, verb, obj, actor=actor(request), data=data)


class LedgerPage(OperatorPage):
    """Rows that are written by the house itself: to look at, and to act on by named actions."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """All columns, also those that no form would offer, and what a page adds of its own."""
        hidden = set(self.exclude or ())
        columns = [field.name for field in self.opts.concrete_fields]
        return [
            name for name in dict.fromkeys([*columns, *self.readonly_fields]) if name not in hidden
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return self.get_fields(request, obj)

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Who could change a row if rows could be changed, may run its actions."""
        return bool(super().has_change_permission(request))


class MadeByVerb(LedgerPage):
    """A ledger where an operator may begin something: the form's check runs the verb, so that a
    refusal is shown where it was asked. `asked`: what the form asks for."""

    asked: ClassVar[list[str]] = []

    def has_add_permission(self, request: HttpRequest) -> bool:
        name = get_permission_codename("add", self.opts)
        return bool(request.user.has_perm(f"{self.opts.app_label}.{name}"))

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return super().get_fields(request, obj) if obj else self.asked

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return super().get_readonly_fields(request, obj) if obj else []

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool
    ) -> None:
        """The verb has done it, on the record."""


class LedgerInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    """What happened to the thing above, in order."""

    extra = 0
    can_delete = False
    show_change_link = True
    per_page: ClassVar[int] = 50

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class FindsById:
    """Search of a big table by what has an index: an id, or what `find_word` makes of a word.

    Searching by parts of words would read the whole table.
    """

    search_fields: ClassVar = ["pk"]  # shows the box
    found_by_id: ClassVar[tuple[str, ...]] = ("pk",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip()
        return (queryset.filter(self.find(term)) if term else queryset), False

    def find(self, term: str) -> Q:
        try:
            id_ = UUID(term)
        except ValueError:
            return self.find_word(term)
        found = Q()
        for field in self.found_by_id:
            found |= Q(**{field: id_})
        return found

    def find_word(self, term: str) -> Q:
        return Q(vendor__slug=term)


class ZoneForm(ModelForm):  # type: ignore[type-arg]  # the model is its subclass's
    """For rows with a time zone: a word the clock does not know would break every later page."""

    def clean_timezone(self) -> str:
        zone: str = self.cleaned_data["timezone"]
        if zone and zone not in available_timezones():
            raise ValidationError("Write a time zone like Europe/Rome.")
        return zone
