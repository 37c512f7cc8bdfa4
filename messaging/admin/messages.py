"""Messages: what waits and why; and the dead letters among them, with what can be done."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.timesince import timesince
from django.utils.timezone import now as current_time
from unfold.decorators import action
from unfold.widgets import UnfoldAdminSelectWidget

from messaging.admin.parts import HandedInline
from messaging.dead_letters import Letters, dead_letters, revive_alike
from messaging.models import Decision, DeliveryEvent, Message, Move
from messaging.release import approve, release
from messaging.revive import Revived, revive
from messaging.said_without_addresses import without_addresses
from messaging.states import State
from wedsync.lib.refusal import Refusal
from wedsync.vendors.operator_pages import FindsById, LedgerInline, LedgerPage, actor
from wedsync.vendors.sheet import sheet
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
    actions_list = ("dead_letters",)

    @action(description="Dead letters by reason", url_path="dead", permissions=["act"])  # type: ignore[untyped-decorator]  # unfold has no types
    def dead_letters(self, request: HttpRequest) -> HttpResponse:
        """Needs no visit: it says how many, of whom and why, and names no couple."""
        form = AlikeForm(request.POST or None, alike=dead_letters())
        if form.is_valid():
            self._once_more(
                request, lambda: revive_alike(form.chosen, current_time(), actor=actor(request))
            )
            form = AlikeForm(alike=dead_letters())
        return sheet(
            request,
            "Dead letters by reason",
            ["Vendor", "Channel", "Why", "How many", "The oldest since"],
            [
                (one.vendor, one.channel, without_addresses(one.reason), one.count, one.since)
                for one in form.alike
            ],
            form=form if form.alike else None,
            button="Try these once more",
            empty="There are none.",
        )

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
        self._once_more(request, lambda: revive(chosen, actor=actor(request), now=current_time()))

    def _once_more(self, request: HttpRequest, verb: Callable[[], Revived]) -> None:
        try:
            revived = verb()
        except Refusal as refusal:
            self.message_user(request, refusal.reason, messages.WARNING)
            return
        self.message_user(request, f"{revived.count} revived: the gates judge them again.")
        for reason, count in revived.refused.items():
            self.message_user(request, f"{count} left as they are: {reason}.", messages.WARNING)


class AlikeForm(forms.Form):
    """The groups there are now; one that went meanwhile is no choice any more."""

    which = forms.ChoiceField(widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, alike: Sequence[Letters], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alike = alike
        self._by_key = {f"{one.vendor_id}|{one.channel}|{one.reason}": one for one in alike}
        which = self.fields["which"]
        assert isinstance(which, forms.ChoiceField)  # noqa: S101 -- declared above
        which.choices = [(key, str(one)) for key, one in self._by_key.items()]

    @property
    def chosen(self) -> Letters:
        return self._by_key[self.cleaned_data["which"]]


def _is_about_dead_ones(request: HttpRequest) -> bool:
    """The list of dead letters is the list of messages, filtered by that state."""
    return request.GET.get("state__exact") == State.DEAD
