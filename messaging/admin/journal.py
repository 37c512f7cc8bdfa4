"""What happened: moves, decisions, calls to providers, and everything heard back."""

import json
from typing import ClassVar

from django.contrib import admin
from django.db.models import Q

from messaging.admin.parts import ByProvider, HandedInline
from messaging.models import (
    Decision,
    DeliveryEvent,
    Handover,
    Heartbeat,
    InboxEvent,
    Lane,
    Move,
)
from messaging.providers.protocol import REPLY
from wedsync.vendors.operator_pages import FindsById, LedgerPage

WRITTEN = frozenset({"subject", "text"})


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
    exclude = ("frame", "context", "digest")
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
    exclude = ("payload",)
    readonly_fields = ("told",)
    search_help_text = "The id of an event or message, or the provider's id of either"

    def find_word(self, term: str) -> Q:
        return Q(event_key=term) | Q(provider_message_id=term)

    @admin.display(description="what was told")
    def told(self, event: InboxEvent) -> str:
        """Of a reply everything but what the person wrote: that is between them and the vendor."""
        hidden = WRITTEN if event.kind == REPLY else ()
        return json.dumps({k: v for k, v in event.payload.items() if k not in hidden}, indent=1)


@admin.register(Heartbeat)
class HeartbeatAdmin(LedgerPage):
    list_display = ("name", "at")
