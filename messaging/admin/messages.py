"""Messages: what waits and why; and the dead letters among them, with what can be done."""

from typing import ClassVar

from django.contrib import admin, messages
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.timesince import timesince
from django.utils.timezone import now as current_time

from messaging.admin.parts import HandedInline
from messaging.models import Decision, DeliveryEvent, Message, Move
from messaging.release import approve, release
from messaging.revive import revive
from messaging.states import State
from wedsync.lib.refusal import Refusal
from wedsync.vendors.operator_pages import FindsById, LedgerInline, LedgerPage, actor
from wedsync.vendors.visit_page import VisitPage

DEAD_LETTERS = (
    *("id", "vendor", "person", "channel", "purpose", "reason", "age", "tries", "maybe_duplicate"),
)
DIED_AT = Subquery(
    Move.objects.filter(vendor=OuterRef("vendor"), message=OuterRef("pk"), target=State.DEAD)
    .order_by("-id")
    .values("at")[:1]
)


class MoveInline(LedgerInline):
    model = Move
    fields = ("at", "source", "target", "reason", "actor")
    show_change_link = False


class DecisionInline(LedgerInline):
    model = Decision
    fields = ("at", "verdict", "until", "reason")


class DeliveryEventInline(LedgerInline):
    model = DeliveryEvent
    fields = ("at", "kind", "source", "detail")


@admin.register(Message)
class MessageAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("id", "vendor", "person", "channel", "purpose", "state", "reason", "not_before")
    list_filter = ("state", "purpose", "channel", "maybe_duplicate")
    list_select_related = ("vendor", "person")
    found_by_id = ("pk", "person", "wedding")
    search_help_text = "The id of a message, person or wedding, an address, or a vendor's slug"
    inlines: ClassVar = [DecisionInline, MoveInline, HandedInline, DeliveryEventInline]
    actions = ("release_held", "approve_waiting", "revive_dead")

    def find_word(self, term: str) -> Q:
        return Q(person__email=term.lower()) if "@" in term else super().find_word(term)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return DEAD_LETTERS if _is_about_dead_ones(request) else self.list_display

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        rows: QuerySet[Message] = super().get_queryset(request)
        return rows.annotate(died_at=DIED_AT) if _is_about_dead_ones(request) else rows

    @admin.display(description="dead for")
    def age(self, message: Message) -> str:
        return timesince(message.died_at, depth=1) if message.died_at else ""  # type: ignore[attr-defined]  # annotated

    @admin.action(description="Release what is held", permissions=["act"])
    def release_held(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        count = release(chosen, actor=actor(request), now=current_time())
        self.message_user(request, f"{count} released: the gates judge them again.")

    @admin.action(description="Approve what waits for it", permissions=["act"])
    def approve_waiting(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        count = approve(chosen, actor=actor(request), now=current_time())
        self.message_user(request, f"{count} approved: the gates judge them again.")

    @admin.action(description="Try dead ones once more", permissions=["act"])
    def revive_dead(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        try:
            revived = revive(chosen, actor=actor(request), now=current_time())
        except Refusal as refusal:
            self.message_user(request, refusal.reason, messages.WARNING)
            return
        self.message_user(request, f"{revived.count} revived: the gates judge them again.")
        for reason, count in revived.refused.items():
            self.message_user(request, f"{count} left as they are: {reason}.", messages.WARNING)


def _is_about_dead_ones(request: HttpRequest) -> bool:
    """The list of dead letters is the list of messages, filtered by that state."""
    return request.GET.get("state__exact") == State.DEAD
