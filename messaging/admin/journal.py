"""What happened: moves, decisions, calls to providers, and everything heard back."""

import calendar
import json
from typing import ClassVar

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action

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
from messaging.policy.law import ROWS, VERSION
from messaging.policy.law.rule import Open
from messaging.providers.protocol import REPLY
from messaging.queue_depth import depths
from messaging.said_without_addresses import without_addresses
from wedsync.vendors.operator_pages import FindsById, LedgerPage
from wedsync.vendors.sheet import sheet
from wedsync.vendors.visit_page import VisitPage

WRITTEN = frozenset({"subject", "text"})


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
    actions_list = ("laws",)

    @action(description="Hours the law allows", url_path="laws", permissions=["view"])  # type: ignore[untyped-decorator]  # unfold has no types
    def laws(self, request: HttpRequest) -> HttpResponse:
        return sheet(
            request,
            f"Hours the law allows, as of {VERSION}",
            ["Where", "Law", *calendar.day_abbr, "In 24 hours", "Since", "Source"],
            [
                (
                    row.place or "Everywhere else",
                    row.name,
                    *(_hours(day) for day in row.week),
                    row.most_in_24_hours or "",
                    row.since or "",
                    row.source,
                )
                for row in ROWS
            ],
            intro="For marketing by text. The rows stand in messaging/policy/law, each with its "
            "source; every decision stores the version it was made by.",
        )


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
        return without_addresses(handover.detail)


@admin.register(Lane)
class LaneAdmin(FindsById, LedgerPage):
    list_display = ("vendor", "channel", "priority", "vtime")
    list_filter = ("channel", "priority")
    list_select_related = ("vendor",)
    actions_list = ("depth",)

    @action(description="What waits in them", url_path="depth", permissions=["view"])  # type: ignore[untyped-decorator]  # unfold has no types
    def depth(self, request: HttpRequest) -> HttpResponse:
        found = depths()
        return sheet(
            request,
            "What waits in the lanes",
            ["Vendor", "Channel", "Lane", "Due now", "The oldest since"],
            [(one.vendor, one.channel, f"P{one.priority}", one.told, one.since) for one in found],
            intro="The longest wait first. A lane is a vendor's share of a channel and a priority.",
            empty="Nothing is due.",
        )


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


def _hours(day: Open) -> str:
    return f"{day[0]:%H:%M} to {day[1]:%H:%M}" if day else "closed"
