"""The ledger for operators: what waits and why, what left and what came of it, and the accounts."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.timezone import now as current_time

from messaging.account_form import AccountForm
from messaging.models import (
    Consent,
    Decision,
    DeliveryEvent,
    Handed,
    Handover,
    Heartbeat,
    InboxEvent,
    Lane,
    Message,
    Move,
    ProviderAccount,
    Suppression,
)
from messaging.release import release, revive
from messaging.route import providers
from wedsync.lib.sealed import Unsealable
from wedsync.vendors.operator_pages import (
    FindsById,
    LedgerInline,
    LedgerPage,
    OperatorPage,
    actor,
)


class MoveInline(LedgerInline):
    model = Move
    fields = ("at", "source", "target", "reason", "actor")
    show_change_link = False


class DecisionInline(LedgerInline):
    model = Decision
    fields = ("at", "verdict", "until", "reason")


class HandedInline(LedgerInline):
    """Without `context`: the couple's own words and names are no operator's business."""

    model = Handed
    fields = ("handover", "message", "position", "address", "provider_message_id", "open")
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Handed]:
        members: QuerySet[Handed] = super().get_queryset(request)
        return members.select_related("handover", "message").defer("context")


class DeliveryEventInline(LedgerInline):
    model = DeliveryEvent
    fields = ("at", "kind", "source", "detail")


class ByProvider(admin.SimpleListFilter):
    """From the code: asking the table for its distinct values would read all of it."""

    title = parameter_name = "provider"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, key) for key in providers()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(provider=self.value()) if self.value() else queryset


@admin.register(Message)
class MessageAdmin(FindsById, LedgerPage):
    list_display = ("id", "vendor", "person", "channel", "purpose", "state", "reason", "not_before")
    list_filter = ("state", "purpose", "channel", "maybe_duplicate")
    list_select_related = ("vendor", "person")
    found_by_id = ("pk", "person", "wedding")
    search_help_text = "The id of a message, person or wedding, an address, or a vendor's slug"
    inlines: ClassVar = [DecisionInline, MoveInline, HandedInline, DeliveryEventInline]
    actions = ("release_held", "revive_dead")

    def find_word(self, term: str) -> Q:
        return Q(person__email=term.lower()) if "@" in term else super().find_word(term)

    @admin.action(description="Release what is held", permissions=["act"])
    def release_held(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        count = release(chosen, actor=actor(request), now=current_time())
        self.message_user(request, f"{count} released: the gates judge them again.")

    @admin.action(description="Try dead ones once more", permissions=["act"])
    def revive_dead(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        count = revive(chosen, actor=actor(request), now=current_time())
        self.message_user(request, f"{count} revived: the gates judge them again.")


class OfAMessage(FindsById, LedgerPage):
    """Something that happened to one message."""

    list_select_related = ("vendor", "message")
    found_by_id: ClassVar[tuple[str, ...]] = ("pk", "message")
    search_help_text = "The id of a message, or a vendor's slug"
    ordering = ("-id",)


@admin.register(Move)
class MoveAdmin(OfAMessage):
    list_display = ("at", "vendor", "message", "source", "target", "reason", "actor")
    found_by_id = ("message",)


@admin.register(Decision)
class DecisionAdmin(OfAMessage):
    list_display = ("at", "vendor", "message", "verdict", "until", "reason")
    list_filter = ("verdict",)


@admin.register(DeliveryEvent)
class DeliveryEventAdmin(OfAMessage):
    list_display = ("at", "vendor", "message", "kind", "source")


@admin.register(Handover)
class HandoverAdmin(FindsById, LedgerPage):
    list_display = ("id", "vendor", "provider", "outcome", "intent_at", "repeats", "detail")
    list_filter = ("outcome", ByProvider)
    list_select_related = ("vendor",)
    search_help_text = "The id of a call, or a vendor's slug"
    exclude = ("frame", "digest")
    inlines: ClassVar = [HandedInline]


@admin.register(Lane)
class LaneAdmin(FindsById, LedgerPage):
    list_display = ("vendor", "channel", "priority", "vtime")
    list_filter = ("channel", "priority")
    list_select_related = ("vendor",)


@admin.register(InboxEvent)
class InboxEventAdmin(FindsById, LedgerPage):
    list_display = ("kind", "account", "received_at", "applied_at", "tries", "event_key")
    list_filter = (("applied_at", admin.EmptyFieldListFilter),)
    list_select_related = ("account",)
    found_by_id = ("pk", "message_id")
    search_help_text = "The id of an event or message, or the provider's id of either"

    def find_word(self, term: str) -> Q:
        return Q(event_key=term) | Q(provider_message_id=term)


@admin.register(Consent)
class ConsentAdmin(FindsById, OperatorPage):
    """A word, once given, is only ever followed by another one."""

    list_display = ("at", "vendor", "person", "channel", "purpose", "granted", "basis")
    list_filter = ("granted", "purpose", "channel")
    list_select_related = ("vendor", "person")
    found_by_id = ("pk", "person")
    search_help_text = "The id of a person, an address, or a vendor's slug"
    autocomplete_fields = ("person",)
    fields = ("person", "address", "channel", "purpose", "granted", "basis", "evidence")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def find_word(self, term: str) -> Q:
        return Q(address=term.lower()) if "@" in term else super().find_word(term)

    def save_model(
        self, request: HttpRequest, obj: Consent, form: ModelForm[Any], change: bool
    ) -> None:
        obj.vendor_id = obj.person.vendor_id
        super().save_model(request, obj, form, change)


@admin.register(Suppression)
class SuppressionAdmin(FindsById, LedgerPage):
    list_display = ("at", "vendor", "channel", "address", "reason")
    list_filter = ("channel",)
    list_select_related = ("vendor",)
    search_help_text = "An address, or a vendor's slug"

    def find_word(self, term: str) -> Q:
        return Q(address=term.lower()) if "@" in term else super().find_word(term)


@admin.register(ProviderAccount)
class ProviderAccountAdmin(OperatorPage):
    form = AccountForm
    list_display = ("provider", "channel", "vendor", "enabled", "order", "per_minute", "trouble")
    list_display_links = ("provider", "vendor")
    list_filter = ("enabled", "channel", ByProvider)
    list_select_related = ("vendor",)
    search_fields = ("provider", "vendor__name", "vendor__slug")
    autocomplete_fields = ("vendor",)
    fields = (
        *("provider", "channel", "vendor", "enabled", "order", "per_minute", "burst"),
        *("stored", "credentials", "trouble"),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: ProviderAccount | None = None
    ) -> tuple[str, ...]:
        """Credentials are sealed to their vendor: another vendor needs another account."""
        return ("stored", "trouble", *(("provider", "vendor") if obj else ()))

    @admin.display(description="stored credentials")
    def stored(self, account: ProviderAccount) -> str:
        """Their names; what they are is never shown."""
        try:
            return ", ".join(sorted(account.unseal())) or "none yet"
        except Unsealable:
            return "can't be opened: sealed by a key this house no longer holds"


@admin.register(Heartbeat)
class HeartbeatAdmin(LedgerPage):
    list_display = ("name", "at")
