"""Change what has not been launched. Another content is a draft again, and needs another look."""

from collections.abc import Mapping
from typing import Any

from campaigns.broadcast.states import UNLAUNCHED, State
from campaigns.broadcasts.keep import REVIEW, answered
from campaigns.broadcasts.ready import hash_of
from campaigns.broadcasts.turn import turn
from campaigns.models import Campaign
from messaging.news import announce
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

LAUNCHED = worded("This campaign was launched meanwhile.")


def write(campaign: Campaign, fields: Mapping[str, Any], *, actor: str) -> None:
    """A new draft, not in the database yet."""
    for name, value in fields.items():
        setattr(campaign, name, value)
    campaign.edited_by = actor
    campaign.save(force_insert=True)
    record(campaign.vendor_id, "campaign.drafted", campaign, actor=actor)


def edit(campaign: Campaign, fields: Mapping[str, Any], *, actor: str) -> None:
    """Raises Refusal when it was launched meanwhile."""
    found = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if found.state not in UNLAUNCHED:
        raise Refusal(LAUNCHED, code="not_a_draft")
    before = hash_of(found)
    for name, value in fields.items():
        setattr(found, name, value)
    found.edited_by = actor
    found.save(update_fields=[*fields, "edited_by"])
    if hash_of(found) != before and found.state != State.DRAFT:
        turn(found, State.DRAFT, UNLAUNCHED, LAUNCHED)
    record(found.vendor_id, "campaign.drafted", found, actor=actor)
    announce(found.vendor_id)


def take_back(campaign: Campaign, *, actor: str) -> None:
    """From its plan, or from a pause before it began, to a draft. Raises Refusal."""
    planned = {State.SCHEDULED, State.REVIEW, State.PAUSED}
    found = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if found.launched_at is not None:
        raise Refusal("It has begun: pause or cancel it.", code="launched")
    turn(found, State.DRAFT, planned, worded("Only what is planned can be taken back."))
    campaign.state, campaign.reason = found.state, found.reason
    answered(found)
    answered(found, REVIEW)
    record(found.vendor_id, "campaign.taken_back", found, actor=actor)
    announce(found.vendor_id)


def allow(campaign: Campaign, micros: int | None, *, actor: str) -> None:
    """Another cap for what is under way, None for none: it goes on once it is resumed."""
    open_ = Campaign.objects.filter(pk=campaign.pk, state__in=[State.RUNNING, State.PAUSED])
    if not open_.update(budget_micros=micros):
        raise Refusal("Only what is under way gets another budget.", code="not_under_way")
    campaign.budget_micros = micros
    data = {"micros": micros}
    record(campaign.vendor_id, "campaign.budget", campaign, actor=actor, data=data)
