"""Vendors, their seats and their history; people who sign in; and the door to all of it."""

from typing import Any, ClassVar

import allauth.mfa.admin  # noqa: F401 -- registers its page, before ours takes the place
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin as DjangosUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

import wedsync.vendors.admin_keys
import wedsync.vendors.admin_switches
import wedsync.vendors.admin_visits  # noqa: F401  # their pages are found from here
from wedsync.vendors.admin_door import enter, may_enter
from wedsync.vendors.audit import record
from wedsync.vendors.models import Event, Membership, Vendor
from wedsync.vendors.operator_pages import FindsById, LedgerPage, OperatorPage, ZoneForm, actor
from wedsync.vendors.pause import pause, resume

admin.site.has_permission = may_enter  # type: ignore[method-assign]
admin.site.login = enter  # type: ignore[method-assign]

User = get_user_model()
admin.site.unregister([User, Group])  # roles are seats here; nobody uses groups
admin.site.unregister(Authenticator)  # allauth's page shows the secrets


@admin.register(User)
class UserAdmin(OperatorPage, DjangosUserAdmin):  # type: ignore[type-arg, misc]  # see OperatorPage
    form, add_form = UserChangeForm, UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("email", "username", "is_active", "is_staff", "last_login", "date_joined")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "username")
    ordering = ("-pk",)
    filter_horizontal = ("user_permissions",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "email", "password")}),
        ("May", {"fields": ("is_active", "is_staff", "is_superuser", "user_permissions")}),
        ("Seen", {"fields": ("last_login", "date_joined")}),
    )


@admin.register(Authenticator)
class AuthenticatorAdmin(LedgerPage):
    """Second factors: what somebody lost can be taken away here, and nothing else."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    exclude = ("data",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.has_perm("mfa.delete_authenticator"))


class SeatInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    """Who works for this vendor, and in which role."""

    model = Membership
    extra = 0
    fields = ("user", "role")
    readonly_fields = ("user",)  # a picker would ask the database once a row for its one choice
    verbose_name, verbose_name_plural = "seat", "seats"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        seats: QuerySet[Membership] = super().get_queryset(request)
        return seats.select_related("user")

    def has_add_permission(self, request: HttpRequest, obj: Vendor | None = None) -> bool:
        return False


class NewSeatForm(ModelForm[Membership]):
    def clean(self) -> dict[str, Any]:
        """Django leaves constraints out that touch the key of an inline."""
        cleaned: dict[str, Any] = super().clean() or {}
        if Membership.objects.filter(vendor=cleaned["vendor"], user=cleaned.get("user")).exists():
            raise ValidationError("This person has a seat already: change its role above.")
        return cleaned


class NewSeatInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    model = Membership
    form = NewSeatForm
    extra = 0
    can_delete = False
    autocomplete_fields = ("user",)
    verbose_name, verbose_name_plural = "new seat", "new seats"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return Membership.objects.none()


@admin.register(Vendor)
class VendorAdmin(OperatorPage):
    form = ZoneForm
    list_display = ("name", "slug", "kind", "country", "timezone", "sender_email", "paused_at")
    list_filter = ("kind", ("paused_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "slug", "sender_email")
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    readonly_fields = ("paused_at", "created_at", "visit")
    inlines: ClassVar = [SeatInline, NewSeatInline]
    actions = ("pause_vendors", "resume_vendors")
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "paused_at", "created_at", "visit")}),
        ("Where", {"fields": ("city", "country", "timezone", "currency", "locale")}),
        ("Sends as", {"fields": ("sender_name", "sender_email", "postal_address", "signature")}),
        ("Looks like", {"fields": ("accent", "logo", "brand_voice", "website", "phone")}),
        ("Rules", {"fields": ("track_opens", "protect_before", "protect_after")}),
    )

    @admin.display(description="their couples")
    def visit(self, vendor: Vendor) -> str:
        page = reverse("admin:vendors_supportvisit_add")
        return format_html('<a href="{}?vendor={}">Visit them</a>', page, vendor.pk)

    @admin.action(description="Pause all sending", permissions=["change"])
    def pause_vendors(self, request: HttpRequest, chosen: QuerySet[Vendor]) -> None:
        self.on_each(request, chosen, lambda one: pause(one, actor=actor(request)), "paused")

    @admin.action(description="Resume sending", permissions=["change"])
    def resume_vendors(self, request: HttpRequest, chosen: QuerySet[Vendor]) -> None:
        self.on_each(request, chosen, lambda one: resume(one, actor=actor(request)), "resumed")

    def save_formset(
        self,
        request: HttpRequest,
        form: ModelForm[Vendor],
        formset: BaseModelFormSet[Membership, Any],
        change: bool,
    ) -> None:
        """Who may get in is part of the vendor's history."""
        formset.save()
        changed = [seat for seat, _fields in formset.changed_objects]
        said = {
            "seat.given": formset.new_objects,
            "seat.changed": changed,
            "seat.taken": formset.deleted_objects,
        }
        for verb, seats in said.items():
            for seat in seats:
                data = {"user": seat.user_id, "role": seat.role}
                record(form.instance, verb, form.instance, actor=actor(request), data=data)


@admin.register(Event)
class EventAdmin(FindsById, LedgerPage):
    list_display = ("number", "vendor", "at", "verb", "subject_type", "subject_id", "actor")
    list_select_related = ("vendor",)
    ordering = ("-id",)
    search_help_text = "The id of an event or of what it is about, user:7, or a vendor's slug"
    readonly_fields = ("chained",)
    exclude = ("previous", "digest")

    def find(self, term: str) -> Q:
        return super().find(term) | Q(subject_id=term)

    def find_word(self, term: str) -> Q:
        return Q(actor=term) if ":" in term else super().find_word(term)

    @admin.display(description="digest")
    def chained(self, event: Event) -> str:
        return bytes(event.digest).hex()
