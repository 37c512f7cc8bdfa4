"""Launch a campaign: at once, or when its moment comes."""

import datetime as dt

from django.utils.timezone import now as current_time

from campaigns.broadcast.states import State
from campaigns.broadcast.timing import Timing
from campaigns.broadcasts.begin import begin
from campaigns.broadcasts.ready import refuse_other, unapproved, unready
from campaigns.broadcasts.tasks import expand
from campaigns.broadcasts.turn import turn
from campaigns.models import Campaign
from campaigns.segments.audience import parse, people
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

LAUNCHABLE = frozenset({State.DRAFT, State.REVIEW})


def launch(campaign: Campaign, *, actor: str, seen: str = "") -> int:
    """Start it, or plan its start; return how many people it reaches as of now. Raises Refusal.

    `seen`: what was looked at, as in ready.py.
    """
    now = current_time()
    locked = Campaign.objects.select_for_update().select_related("vendor").get(pk=campaign.pk)
    refuse_other(locked, seen)
    _refuse(locked, now)
    if locked.timing == Timing.AT:
        reached = _plan(locked, now, actor)
    else:
        reached = begin(locked, now, actor=actor)
        later(expand, str(locked.pk))
    for name in ("state", "reason", "launched_at"):
        setattr(campaign, name, getattr(locked, name))
    return reached


def _refuse(campaign: Campaign, now: dt.datetime) -> None:
    if campaign.state not in LAUNCHABLE:
        raise Refusal("Only a draft can be launched.", code="not_a_draft")
    for refusal in (*unready(campaign, now), *unapproved(campaign)):
        raise refusal


def _plan(campaign: Campaign, now: dt.datetime, actor: str) -> int:
    """The audience is frozen when it starts: who books until then is meant, too."""
    assert campaign.starts_at is not None  # noqa: S101 -- `unready` saw to it
    if campaign.starts_at <= now:
        raise Refusal("That moment has passed: choose a later one.", code="too_late")
    reached = people(parse(campaign.audience)).filter(vendor=campaign.vendor).count()
    turn(campaign, State.SCHEDULED, LAUNCHABLE, worded("Only a draft can be launched."))
    data = {"starts_at": campaign.starts_at.isoformat()}
    record(campaign.vendor_id, "campaign.scheduled", campaign, actor=actor, data=data)
    return reached
