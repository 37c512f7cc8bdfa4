"""Campaigns for operators: where each stands, and the brake."""

import datetime as dt

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import now as current_time
from unfold.decorators import action
from unfold.widgets import UnfoldAdminSelectWidget

from campaigns.broadcasts.pause import cancel, pause
from campaigns.models import (
    Assignment,
    Campaign,
    CapMove,
    Emergency,
    EmergencyStep,
    Enrollment,
    Experiment,
    GoalReached,
    PlannedStep,
    Recipient,
    Reflow,
    ReviewRule,
    Segment,
    StepMessage,
    Timeline,
    TimelineVersion,
)
from campaigns.timelines.library import PLACE, Mark, marks
from wedsync.vendors.models import Kind
from wedsync.vendors.operator_pages import FindsById, LedgerPage, actor
from wedsync.vendors.sheet import sheet
from wedsync.vendors.visit_page import VisitPage

SATURDAY = 5  # as date.weekday() counts


class TradeForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind.choices, label="For", widget=UnfoldAdminSelectWidget)


def _some_saturday(today: dt.date) -> dt.date:
    """Far enough off that everything lies ahead."""
    in_two_years = today + dt.timedelta(days=2 * 365)
    return in_two_years + dt.timedelta(days=(SATURDAY - in_two_years.weekday()) % 7)


def _on_the_ruler(mark: Mark) -> tuple[str, str, str, str, str]:
    template, due = mark.template, mark.line.due
    page = reverse("admin:personalization_template_change", args=[template.pk])
    return (
        "" if mark.days is None else f"{mark.days:+d}",
        f"{due.astimezone(PLACE):%a %d %b %Y, %H:%M}" if due else "when it is known",
        format_html('<a class="underline" href="{}">{}</a>', page, template.name),
        template.purpose,
        f"{mark.line.stand.value}: {mark.line.reason.value}".replace("_", " "),
    )


@admin.register(Campaign)
class CampaignAdmin(FindsById, LedgerPage):
    """Launching and resuming stay with the vendor: an operator only ever stops something."""

    list_display = ("name", "vendor", "state", "channel", "purpose", "launched_at", "finished_at")
    list_filter = ("state", "purpose", "channel")
    list_select_related = ("vendor",)
    search_help_text = "The id of a campaign, or a vendor's slug"
    actions = ("pause_campaigns", "cancel_campaigns")

    @admin.action(description="Pause", permissions=["act"])
    def pause_campaigns(self, request: HttpRequest, chosen: QuerySet[Campaign]) -> None:
        self.on_each(request, chosen, lambda one: pause(one, actor=actor(request)), "paused")

    @admin.action(description="Cancel for good", permissions=["act"])
    def cancel_campaigns(self, request: HttpRequest, chosen: QuerySet[Campaign]) -> None:
        self.on_each(request, chosen, lambda one: cancel(one, actor=actor(request)), "cancelled")


@admin.register(Recipient)
class RecipientAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("person", "campaign", "variant_key", "message", "vendor")
    list_select_related = ("vendor", "person", "campaign", "message")
    found_by_id = ("pk", "campaign", "person", "wedding", "message")
    search_help_text = "The id of a campaign, person, wedding or message, or a vendor's slug"


@admin.register(Segment)
class SegmentAdmin(FindsById, LedgerPage):
    list_display = ("name", "vendor", "created_at", "changed_at")
    list_select_related = ("vendor",)
    search_help_text = "The id of a segment, or a vendor's slug"


@admin.register(Experiment)
class ExperimentAdmin(FindsById, LedgerPage):
    list_display = ("subject", "vendor", "goal", "word", "looks", "started_at", "ended_at")
    list_filter = ("word", "goal", "bandit")
    list_select_related = ("vendor",)
    search_help_text = "The id of an experiment, or a vendor's slug"


@admin.register(Assignment)
class AssignmentAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("unit", "experiment", "variant_key", "at", "vendor")
    list_select_related = ("vendor", "experiment")
    found_by_id = ("pk", "experiment", "unit")
    search_help_text = "The id of an experiment, or of a wedding, or a vendor's slug"


@admin.register(GoalReached)
class GoalReachedAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("wedding", "kind", "value", "currency", "at", "vendor")
    list_filter = ("kind",)
    list_select_related = ("vendor", "wedding__client")
    found_by_id = ("pk", "wedding")
    search_help_text = "The id of a wedding, or a vendor's slug"


@admin.register(ReviewRule)
class ReviewRuleAdmin(FindsById, LedgerPage):
    list_display = ("vendor", "needs")
    list_select_related = ("vendor",)
    search_help_text = "The id of a rule, or a vendor's slug"


@admin.register(Emergency)
class EmergencyAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("reason", "state", "started_by", "confirmed_by", "opened_at", "vendor")
    list_filter = ("state", "reason")
    list_select_related = ("vendor",)
    found_by_id = ("pk", "wedding")
    search_help_text = "The id of an emergency or wedding, or a vendor's slug"


@admin.register(EmergencyStep)
class EmergencyStepAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("emergency", "number", "person", "channel", "fate", "said_at", "vendor")
    list_select_related = ("vendor", "person", "emergency")
    found_by_id = ("pk", "emergency", "person", "message")
    search_help_text = "The id of an emergency, person or message, or a vendor's slug"


@admin.register(CapMove)
class CapMoveAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("step", "fate", "rule", "wished", "at", "vendor")
    list_filter = ("fate",)
    list_select_related = ("vendor", "step")
    found_by_id = ("pk", "step")
    search_help_text = "The id of a planned step, or a vendor's slug"


@admin.register(Timeline)
class TimelineAdmin(FindsById, LedgerPage):
    list_display = ("name", "vendor", "entry", "paused_at", "archived_at", "created_at")
    list_filter = ("entry",)
    list_select_related = ("vendor",)
    search_help_text = "The id of a timeline, or a vendor's slug"
    actions_list = ("library",)

    @action(description="The library's timelines", url_path="library", permissions=["view"])  # type: ignore[untyped-decorator]  # unfold has no types
    def library(self, request: HttpRequest) -> HttpResponse:
        """What a vendor of a trade begins with, on the days of an imaginary couple."""
        form = TradeForm(request.POST or None)
        kind = form.cleaned_data["kind"] if form.is_valid() else Kind.PHOTOGRAPHER
        wedding = _some_saturday(current_time().date())
        return sheet(
            request,
            f"The library's timeline: {Kind(kind).label}",
            ["Days", "On", "Message", "Purpose", "Stands"],
            [_on_the_ruler(mark) for mark in marks(kind, wedding)],
            intro=f"As a couple would hear it who marry on {wedding:%A %d %B %Y}. A message is "
            "retired on its own page; what files of a release changed is installed among the "
            "templates.",
            form=form if form.is_bound else TradeForm(initial={"kind": kind}),
            button="Show",
            empty="The library has nothing for this trade yet.",
        )


@admin.register(TimelineVersion)
class TimelineVersionAdmin(FindsById, LedgerPage):
    list_display = ("timeline", "number", "published_by", "published_at", "vendor")
    list_select_related = ("vendor", "timeline")
    found_by_id = ("pk", "timeline")
    search_help_text = "The id of a version or timeline, or a vendor's slug"


@admin.register(Enrollment)
class EnrollmentAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("wedding", "timeline", "state", "reason", "entered_at", "ended_at", "vendor")
    list_filter = ("state",)
    list_select_related = ("vendor", "wedding__client", "timeline")
    found_by_id = ("pk", "wedding", "timeline")
    search_help_text = "The id of a wedding, timeline or enrollment, or a vendor's slug"


@admin.register(PlannedStep)
class PlannedStepAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("step_key", "occurrence", "wedding", "state", "due_at", "reason", "vendor")
    list_filter = ("state", "reason")
    list_select_related = ("vendor", "wedding__client")
    found_by_id = ("pk", "wedding", "enrollment")
    search_help_text = "The id of a wedding, enrollment or step, or a vendor's slug"


@admin.register(StepMessage)
class StepMessageAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("step", "person", "channel", "message", "vendor")
    list_select_related = ("vendor", "step", "person", "message")
    found_by_id = ("pk", "step", "person", "message")
    search_help_text = "The id of a step, person or message, or a vendor's slug"


@admin.register(Reflow)
class ReflowAdmin(VisitPage, FindsById, LedgerPage):
    list_display = ("wedding", "state", "source", "actor", "created_at", "applied_at", "vendor")
    list_filter = ("state",)
    list_select_related = ("vendor", "wedding__client")
    found_by_id = ("pk", "wedding")
    search_help_text = "The id of a change or wedding, or a vendor's slug"
