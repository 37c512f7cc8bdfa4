"""What happened: moves, decisions, calls to providers, and everything heard back."""

import json
import re
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
    Message,
    Move,
)
from messaging.providers.protocol import REPLY
from wedsync.vendors.operator_pages import FindsById, LedgerPage
from wedsync.vendors.visit_page import VisitPage

WRITTEN = frozenset({"subject", "text"})
ADDRESS = re.compile(r"[^\s<>\"']+@[^\s<>\"']+|\+?\d[\d ()-]{6,}\d")


class OfAMessage(VisitPage, FindsById, LedgerPage):
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
    list_display = ("id", "vendor", "provider", "outcome", "intent_at", "repeats", "answer")
    list_filter = ("outcome", ByProvider)
    list_select_related = ("vendor",)
    search_help_text = "The id of a call, or a vendor's slug"
    exclude = ("frame", "context", "digest", "detail")
    readonly_fields = ("answer",)
    inlines: ClassVar = [HandedInline]

    @admin.display
    def answer(self, handover: Handover) -> str:
        """What the provider said; it may have named whom it was to reach."""
        return ADDRESS.sub("(an address)", handover.detail)


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
        """Of a reply everything but what the person wrote: that is between them and the vendor.

        Whoever may not see the message sees of its reports only that they came.
        """
        known = event.message_id and Message.objects.filter(pk=event.message_id).exists()
        if not known:
            return "It is about a couple: visit their vendor to read it."
        hidden = WRITTEN if event.kind == REPLY else ()
        return json.dumps({k: v for k, v in event.payload.items() if k not in hidden}, indent=1)


@admin.register(Heartbeat)
class HeartbeatAdmin(LedgerPage):
    list_display = ("name", "at")
