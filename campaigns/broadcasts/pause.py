"""Pause, resume and cancel: the campaign's state, and every message that hasn't left, at once."""

import datetime as dt

from django.utils.timezone import now as current_time

from campaigns.broadcast.pause_words import PAUSED
from campaigns.broadcast.states import State
from campaigns.broadcast.timing import Timing
from campaigns.broadcasts.begin import begin
from campaigns.broadcasts.brake import drop, free, hold
from campaigns.broadcasts.keep import REVIEW, answered
from campaigns.broadcasts.ready import unapproved, unready
from campaigns.broadcasts.tasks import expand
from campaigns.broadcasts.turn import turn
from campaigns.models import Campaign
from messaging.news import announce
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

ONLY_PAUSED = worded("Only a paused campaign can be resumed.")
ACTIVE = frozenset({State.SCHEDULED, State.RUNNING})


def pause(campaign: Campaign, *, actor: str) -> int:
    """Hold what waits; return how many. A batch already with a worker goes out."""
    also = {"reason": PAUSED, "paused_at": current_time()}
    turn(campaign, State.PAUSED, ACTIVE, worded("Only a running campaign can be paused."), **also)
    held = hold(campaign.pk)
    record(campaign.vendor_id, "campaign.paused", campaign, actor=actor, data={"held": held})
    announce(campaign.vendor_id)
    return held


def resume(campaign: Campaign, *, actor: str) -> int:
    """Let it go on from where it stopped; return how many messages were freed.

    Every message is judged again before it leaves. What never began, begins, or waits for its
    moment if that lies ahead. Raises Refusal.
    """
    now = current_time()
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("vendor")
    found = locked.get(pk=campaign.pk)
    freed = _go_on(found, now, actor) if found.launched_at else _start_over(found, now, actor)
    for name in ("state", "reason", "launched_at"):
        setattr(campaign, name, getattr(found, name))
    answered(campaign)
    announce(campaign.vendor_id)
    return freed


def cancel(campaign: Campaign, *, actor: str) -> int:
    """Drop everything that hasn't left, for good; return how many messages."""
    turn(campaign, State.CANCELLED, tuple(State), worded("This campaign is already over."))
    dropped = drop(campaign.pk)
    answered(campaign)
    answered(campaign, REVIEW)
    data = {"dropped": dropped}
    record(campaign.vendor_id, "campaign.cancelled", campaign, actor=actor, data=data)
    announce(campaign.vendor_id)
    return dropped


def _go_on(campaign: Campaign, now: dt.datetime, actor: str) -> int:
    turn(campaign, State.RUNNING, {State.PAUSED}, ONLY_PAUSED)
    freed = free(campaign.pk, now, choosing=campaign.timing == Timing.BEST)
    record(campaign.vendor_id, "campaign.resumed", campaign, actor=actor, data={"freed": freed})
    later(expand, str(campaign.pk))
    return freed


def _start_over(campaign: Campaign, now: dt.datetime, actor: str) -> int:
    """Nothing of it has left, so nothing is freed."""
    if campaign.state != State.PAUSED:
        raise Refusal(ONLY_PAUSED, code="not_paused")
    for refusal in (*unready(campaign, now), *unapproved(campaign)):
        raise refusal
    if campaign.timing == Timing.AT and campaign.starts_at and campaign.starts_at > now:
        turn(campaign, State.SCHEDULED, {State.PAUSED}, ONLY_PAUSED)
        record(campaign.vendor_id, "campaign.resumed", campaign, actor=actor)
    else:
        begin(campaign, now, actor=actor)
        later(expand, str(campaign.pk))
    return 0
