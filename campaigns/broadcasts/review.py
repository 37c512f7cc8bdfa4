"""A second look before it leaves: asked for, given, or sent back with a word."""

from django.utils.timezone import now as current_time

from campaigns.broadcast.approval import may_approve
from campaigns.broadcast.states import State
from campaigns.broadcasts.keep import REVIEW, answered
from campaigns.broadcasts.ready import hash_of, needs, refuse_other, unready
from campaigns.broadcasts.turn import turn
from campaigns.models import Campaign, ReviewRule
from messaging.news import announce
from messaging.todo import ask as ask_vendor
from personalization.sign_off import Needs
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

OPEN = frozenset({State.DRAFT, State.REVIEW})
NOT_OPEN = worded("Only what has not been launched can be reviewed.")


def ask(campaign: Campaign, *, actor: str) -> None:
    """Somebody else shall look at it. Raises Refusal for what could not leave anyway."""
    for refusal in unready(campaign, current_time()):
        raise refusal
    turn(
        campaign,
        State.REVIEW,
        {State.DRAFT},
        worded("Only a draft can be reviewed."),
        asked_by=actor,
    )
    record(campaign.vendor_id, "campaign.review_asked", campaign, actor=actor)
    text = worded("“{name}” waits to be approved.", name=campaign.name[:80])
    ask_vendor(campaign.vendor_id, REVIEW, str(campaign.pk), text)
    announce(campaign.vendor_id)


def approve(campaign: Campaign, *, actor: str, owns: bool = False, seen: str = "") -> None:
    """Approve just what it says now; `owns`: an owner of the business does; `seen`: what was
    looked at, as in ready.py. Raises Refusal."""
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("vendor")
    found = locked.get(pk=campaign.pk)
    if found.state not in OPEN:
        raise Refusal(NOT_OPEN, code="not_open")
    refuse_other(found, seen)
    involved = {found.edited_by, found.asked_by} - {""}
    if problem := may_approve(needs(found.vendor), actor, involved, owns=owns):
        raise Refusal(problem, code="may_not_approve")
    campaign.approved_by, campaign.approved_at = actor, current_time()
    campaign.approved_hash = hash_of(found)
    campaign.save(update_fields=["approved_by", "approved_at", "approved_hash"])
    answered(campaign, REVIEW)
    data = {"content": campaign.approved_hash}
    record(campaign.vendor_id, "campaign.approved", campaign, actor=actor, data=data)
    announce(campaign.vendor_id)


def send_back(campaign: Campaign, word: str = "", *, actor: str) -> None:
    """To be written again; `word` says what is missing. An approval it had is taken back."""
    turn(
        campaign, State.DRAFT, {State.REVIEW}, NOT_OPEN, reason=word[:200], approved_hash="",
        approved_by="", approved_at=None,
    )  # fmt: skip
    answered(campaign, REVIEW)
    record(campaign.vendor_id, "campaign.sent_back", campaign, actor=actor)
    announce(campaign.vendor_id)


def set_rule(vendor: Vendor, chosen: Needs, *, actor: str) -> None:
    """Who has to look from now on; what was approved stays approved."""
    rule, _ = ReviewRule.objects.update_or_create(vendor=vendor, defaults={"needs": chosen.value})
    data = {"needs": chosen.value}
    record(vendor, "campaign.review_rule", rule, actor=actor, data=data)
