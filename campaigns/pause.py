"""Pause, resume and cancel: the campaign's state, and every message that hasn't left, at once."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import now as current_time

from campaigns.models import Campaign, Recipient, State
from campaigns.tasks import expand
from messaging.models import Message
from messaging.news import announce
from messaging.shift import hold, shift
from messaging.states import WAITING
from messaging.states import State as MessageState
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record

PAUSED = "you paused this campaign"


def pause(campaign: Campaign, *, actor: str) -> int:
    """Hold what waits; return how many. A batch already with a worker goes out."""
    _turn(campaign, State.PAUSED, {State.RUNNING}, "Only a running campaign can be paused.")
    held = hold(_waiting(campaign, {MessageState.QUEUED, MessageState.SCHEDULED}), PAUSED)
    record(campaign.vendor_id, "campaign.paused", campaign, actor=actor, data={"held": len(held)})
    announce(campaign.vendor_id)
    return len(held)


def resume(campaign: Campaign, *, actor: str) -> int:
    """Release what the pause held; every message is judged again before it leaves."""
    _turn(campaign, State.RUNNING, {State.PAUSED}, "Only a paused campaign can be resumed.")
    ids = _waiting(campaign, {MessageState.HELD}, reason=PAUSED)
    freed = shift(ids, MessageState.QUEUED, until=current_time())
    record(
        campaign.vendor_id, "campaign.resumed", campaign, actor=actor, data={"freed": len(freed)}
    )
    announce(campaign.vendor_id)
    later(expand, str(campaign.pk))
    return len(freed)


def cancel(campaign: Campaign, *, actor: str) -> int:
    """Drop everything that hasn't left, for good; return how many messages."""
    _turn(
        campaign,
        State.CANCELLED,
        {State.DRAFT, State.RUNNING, State.PAUSED},
        "This campaign is already over.",
    )
    dropped = shift(
        _waiting(campaign, WAITING), MessageState.CANCELLED, "you cancelled this campaign"
    )
    data = {"dropped": len(dropped)}
    record(campaign.vendor_id, "campaign.cancelled", campaign, actor=actor, data=data)
    announce(campaign.vendor_id)
    return len(dropped)


def _turn(campaign: Campaign, target: State, sources: Iterable[State], otherwise: str) -> None:
    """Compare and swap the campaign's state. Raises Refusal."""
    changed = Campaign.objects.filter(pk=campaign.pk, state__in=sources).update(state=target)
    if not changed:
        raise Refusal(otherwise, code=f"cannot_become_{target}")
    campaign.state = target


def _waiting(campaign: Campaign, states: Iterable[MessageState], **also: str) -> list[UUID]:
    ours = Recipient.objects.filter(campaign=campaign).values("message_id")
    waiting = Message.objects.filter(pk__in=ours, state__in=[s.value for s in states], **also)
    return list(waiting.values_list("pk", flat=True))
