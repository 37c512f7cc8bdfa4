"""Campaigns for operators: where each stands, and the brake."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

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
from wedsync.vendors.operator_pages import FindsById, LedgerPage, actor
from wedsync.vendors.visit_page import VisitPage


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
