"""Pause, resume and cancel: the campaign's state, and every message that hasn't left, at once."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection
from django.utils.timezone import now as current_time

from campaigns.begin import begin
from campaigns.keep import REVIEW, answered
from campaigns.models import Campaign
from campaigns.pause_words import CANCELLED, PAUSED
from campaigns.ready import unapproved, unready
from campaigns.states import State
from campaigns.tasks import expand
from campaigns.timing import Timing
from campaigns.turn import turn
from messaging.news import announce
from messaging.states import WAITING
from messaging.states import State as MessageState
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record

ONLY_PAUSED = "Only a paused campaign can be resumed."
ACTIVE = frozenset({State.SCHEDULED, State.RUNNING})

# What waits, whoever it is for, in one statement. Its moment is forgotten: a resume names another.
HOLD = """
UPDATE messaging_message m SET state = 'held', reason = %(reason)s, not_before = NULL
FROM campaigns_recipient r
WHERE r.campaign_id = %(campaign)s AND m.id = r.message_id AND m.state = ANY(%(states)s)
"""
FREE = """
UPDATE messaging_message m
SET state = 'queued', reason = '', not_before = greatest(%(now)s, r.planned_at)
FROM campaigns_recipient r
WHERE r.campaign_id = %(campaign)s AND m.id = r.message_id AND m.state = 'held'
  AND m.reason = %(reason)s AND (r.planned_at IS NOT NULL OR NOT %(choosing)s)
"""
DROP = """
UPDATE messaging_message m SET state = 'cancelled', reason = %(reason)s
FROM campaigns_recipient r
WHERE r.campaign_id = %(campaign)s AND m.id = r.message_id AND m.state = ANY(%(states)s)
"""
# Whose hour went by meanwhile gets another one, whether the message is written already or not.
FORGET_HOURS = """
UPDATE campaigns_recipient r SET planned_at = NULL
WHERE r.campaign_id = %(campaign)s AND r.planned_at < %(now)s AND (
  r.message_id IS NULL OR EXISTS (
    SELECT FROM messaging_message m
    WHERE m.id = r.message_id AND m.state = 'held' AND m.reason = %(reason)s))
"""


def pause(campaign: Campaign, *, actor: str) -> int:
    """Hold what waits; return how many. A batch already with a worker goes out."""
    turn(campaign, State.PAUSED, ACTIVE, "Only a running campaign can be paused.", reason=PAUSED)
    states = [MessageState.QUEUED, MessageState.SCHEDULED]
    held = _each(HOLD, campaign, reason=PAUSED, states=_words(states))
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
    turn(campaign, State.CANCELLED, tuple(State), "This campaign is already over.")
    dropped = _each(DROP, campaign, reason=CANCELLED, states=_words(WAITING))
    answered(campaign)
    answered(campaign, REVIEW)
    data = {"dropped": dropped}
    record(campaign.vendor_id, "campaign.cancelled", campaign, actor=actor, data=data)
    announce(campaign.vendor_id)
    return dropped


def _go_on(campaign: Campaign, now: dt.datetime, actor: str) -> int:
    turn(campaign, State.RUNNING, {State.PAUSED}, ONLY_PAUSED)
    choosing = campaign.timing == Timing.BEST
    if choosing:
        _each(FORGET_HOURS, campaign, now=now, reason=PAUSED)
    freed = _each(FREE, campaign, now=now, reason=PAUSED, choosing=choosing)
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


def _each(sql: str, campaign: Campaign, **given: str | bool | dt.datetime | list[str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"campaign": campaign.pk, **given})
        return int(cursor.rowcount)


def _words(states: Iterable[MessageState]) -> list[str]:
    return [state.value for state in states]
