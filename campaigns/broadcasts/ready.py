"""What stands between a campaign and its launch: by its own words, the law, and the vendor."""

import datetime as dt
from collections.abc import Iterator

from campaigns.broadcast.approval import CONTENT, content_hash
from campaigns.broadcast.strategy import Strategy
from campaigns.broadcast.timing import Timing
from campaigns.models import Campaign, ReviewRule
from messaging.channels.registry import channels
from messaging.policy.facts import Purpose
from personalization.awaiting import awaiting
from personalization.compile import fits
from personalization.models import Variant
from personalization.sign_off import Needs
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor


def unready(campaign: Campaign, now: dt.datetime) -> Iterator[Refusal]:
    """Everything that speaks against it, whoever approved of it; the gravest first."""
    yield from _unsaid(campaign)
    yield from _unlawful(campaign.vendor, campaign.purpose)
    yield from _untimely(campaign, now)


def unapproved(campaign: Campaign) -> Iterator[Refusal]:
    if needs(campaign.vendor) is not Needs.NOBODY and not approved(campaign):
        yield Refusal("Somebody has to approve it first.", code="not_approved")
    if campaign.purpose != Purpose.EMERGENCY and awaiting([campaign.version_id]):
        yield Refusal(
            "Somebody has to approve what its template says first, on the template's page.",
            code="wording_not_approved",
        )


def approved(campaign: Campaign) -> bool:
    """Whether just this was approved, and nothing of it changed since."""
    return campaign.approved_hash == hash_of(campaign)


def hash_of(campaign: Campaign) -> str:
    return content_hash({name: getattr(campaign, name) for name in CONTENT})


def refuse_other(campaign: Campaign, seen: str) -> None:
    """Raises Refusal where it says something else than what was looked at: `seen` is `hash_of`
    that, "" for whoever takes it as it is."""
    if seen and hash_of(campaign) != seen:
        raise Refusal(
            "Somebody changed this campaign meanwhile: look at it again.", code="draft_changed"
        )


def needs(vendor: Vendor) -> Needs:
    found = ReviewRule.objects.filter(vendor=vendor).values_list("needs", flat=True).first()
    return Needs(found or Needs.NOBODY)


def _unsaid(campaign: Campaign) -> Iterator[Refusal]:
    found = Variant.objects.filter(version=campaign.version_id, channel__in=campaign.ways)
    variants = list(found.only("channel", "compiled"))
    for channel in campaign.ways:
        if not any(one.channel == channel for one in variants):
            yield Refusal(
                "This template says nothing {where}.",
                code="no_content",
                where=_on(campaign, channel),
            )
    if not all(fits(variant.compiled, campaign.purpose) for variant in variants):
        yield Refusal(
            "This template was not written for {purpose} messages: it has no way out.",
            code="template_purpose",
            purpose=campaign.purpose,
        )
    if campaign.strategy != Strategy.ONE and len(campaign.ways) == 1:
        yield Refusal("Choose a second channel, or one channel only.", code="one_channel")


def _on(campaign: Campaign, channel: str) -> str:
    return (
        worded("on that channel")
        if len(campaign.ways) == 1
        else worded("by {label}", label=channels()[channel].label)
    )


def _unlawful(vendor: Vendor, purpose: str) -> Iterator[Refusal]:
    """Who writes must say who they are; marketing also needs a postal address (CAN-SPAM)."""
    if not vendor.sender_email:
        yield Refusal("Set the address you send from first.", code="no_sender")
    if purpose == Purpose.MARKETING and not vendor.postal_address:
        yield Refusal(
            "Marketing must show your postal address: add it in the settings.",
            code="no_postal_address",
        )


def _untimely(campaign: Campaign, now: dt.datetime) -> Iterator[Refusal]:
    if campaign.timing == Timing.AT and campaign.starts_at is None:
        yield Refusal("Choose the day and the time it starts.", code="no_start")
    begins = campaign.starts_at if campaign.timing == Timing.AT else None
    if campaign.deadline and campaign.deadline <= max(now, begins or now):
        yield Refusal("It would be of no use any more when it starts.", code="past_deadline")
