"""Throw a draft away. What was launched is told from then on, and stays."""

from campaigns.broadcast.states import State
from campaigns.broadcasts.keep import REVIEW, answered
from campaigns.models import Campaign, Recipient
from messaging.news import announce
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record


def discard(campaign: Campaign, *, actor: str) -> None:
    """Raises Refusal for what is no draft, or has people in it already."""
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if locked.state != State.DRAFT or locked.launched_at is not None:
        raise Refusal("Only a draft can be removed: cancel this one.", code="not_a_draft")
    if Recipient.objects.filter(campaign=locked).exists():
        raise Refusal("It has begun: pause or cancel it.", code="launched")
    answered(locked)
    answered(locked, REVIEW)
    record(locked.vendor_id, "campaign.discarded", locked, actor=actor)
    locked.delete()
    announce(locked.vendor_id)
