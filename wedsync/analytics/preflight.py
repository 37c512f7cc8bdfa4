"""What to look at before a launch, each as a sentence with what mends it.

What the gates would say is the forecast's. Here the functions that send are asked: who is reachable
over which channel, what has a gap, what it costs, for the first people of the audience.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.broadcast.strategy import Pick, Way
from campaigns.broadcasts.assigned import by_lot
from campaigns.broadcasts.picks import picks_for
from campaigns.broadcasts.ready import unapproved, unready
from campaigns.broadcasts.spend import costs_of
from campaigns.models import Campaign, Recipient
from campaigns.segments.audience import parse, people
from campaigns.wordings.eligible import variants_for
from messaging.channels.registry import channels as known
from personalization.coverage import Coverage, coverage
from personalization.gather import contexts_for
from personalization.models import Variant
from wedsync.billing.money import Money, format_money
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor

MOST = 300  # people looked at
FIXES = {
    "no_content": worded("Write a variant for that channel, or choose another one."),
    "template_purpose": worded("Choose another template, or another purpose."),
    "one_channel": worded("Edit “when and how”."),
    "no_sender": worded("An owner sets it in the settings."),
    "no_postal_address": worded("An owner adds it in the settings."),
    "no_start": worded("Edit “when and how”."),
    "past_deadline": worded("Choose a later deadline, or an earlier start."),
    "not_approved": worded("Ask for a review."),
    "wording_not_approved": worded("Ask for approval on the template's page."),
}


@dataclass(frozen=True)
class Check:
    """`mark`: "no" stops the launch, "wait" some of the messages, "yes" is in order."""

    mark: str
    text: str
    fix: str = ""


def preflight(campaign: Campaign, vendor: Vendor, now: dt.datetime) -> tuple[Check, ...]:
    """Raises Refusal for an audience that can't be read."""
    stops = list(unready(campaign, now))
    found = [_stop(refusal) for refusal in (*stops, *unapproved(campaign))]
    if not any(refusal.code == "no_content" for refusal in stops):
        found += _people(campaign, vendor, now)
    return tuple(found) or (Check("yes", worded("Nothing else stands in its way.")),)


def _stop(refusal: Refusal) -> Check:
    return Check("no", refusal.reason, FIXES.get(refusal.code, ""))


def _people(campaign: Campaign, vendor: Vendor, now: dt.datetime) -> Iterator[Check]:
    """Over which way, with which gaps, for how much."""
    chosen = people(parse(campaign.audience)).filter(vendor=vendor)
    total = chosen.count()
    first = [
        Recipient(person=person, wedding_id=person.meant)  # type: ignore[attr-defined]  # annotated
        for person in chosen[:MOST]
    ]
    if first:
        picks = picks_for(campaign, first, now)
        offered = variants_for(
            campaign, [one.person_id for one in first], [pick.channel for pick in picks]
        )
        variants = by_lot(campaign, first, offered)
        yield from _reached(campaign, Counter(pick.channel for pick in picks), picks)
        yield from _gaps(first, variants, vendor, now)
        yield from _costs(campaign, first, picks, variants, (total, now))


def _reached(
    campaign: Campaign, channels: Mapping[str, int], picks: Sequence[Pick]
) -> Iterator[Check]:
    if len(campaign.ways) > 1:
        parts = (
            worded("{count} by {channel}", count=count, channel=known()[name].label)
            for name, count in channels.items()
        )
        yield Check(
            "yes", worded("Of the first {all}: {ways}.", all=len(picks), ways=", ".join(parts))
        )
    if nowhere := sum(pick.why is Way.NOWHERE for pick in picks):
        text = worded(
            "{nowhere} of {all} have no address on any of your channels.",
            nowhere=nowhere,
            all=len(picks),
        )
        yield Check("wait", text, worded("Add one: they are written to when it is there."))


def _gaps(
    first: Sequence[Recipient], variants: Sequence[Variant], vendor: Vendor, now: dt.datetime
) -> Iterator[Check]:
    pairs = [(one.person_id, one.wedding_id) for one in first]
    contexts = contexts_for(pairs, vendor, now)
    by_variant: dict[Variant, list[Mapping[str, Any]]] = defaultdict(list)
    for pair, variant in zip(pairs, variants, strict=True):
        by_variant[variant].append(contexts[pair])
    gaps: Counter[str] = Counter()
    for variant, theirs in by_variant.items():
        gaps.update(coverage(variant.compiled, theirs).gaps)
    for sentence in Coverage(len(pairs), (), dict(gaps.most_common())).sentences("people"):
        yield Check(
            "wait", sentence, worded("Fill the field in, or give it a fallback in the template.")
        )


def _costs(
    campaign: Campaign,
    first: Sequence[Recipient],
    picks: Sequence[Pick],
    variants: Sequence[Variant],
    whole: tuple[int, dt.datetime],
) -> Iterator[Check]:
    """Scaled from those looked at to everybody."""
    total, now = whole
    ways = [(pick.channel, one.pk) for pick, one in zip(picks, variants, strict=True)]
    sums: Counter[str] = Counter()
    for cost in costs_of(campaign, [one.person for one in first], ways, now):
        if cost and cost.micros:
            sums[cost.currency] += cost.micros
    for currency, micros in sums.items():
        yield _against(campaign, Money(micros * total // len(first), currency))


def _against(campaign: Campaign, cost: Money) -> Check:
    about = worded("It costs about {cost}", cost=format_money(cost))
    if campaign.budget_micros is None:
        return Check("note", worded("{about}, and has no budget of its own.", about=about))
    cap = Money(campaign.budget_micros, campaign.budget_currency)
    if cap.currency != cost.currency:
        fix = worded("Give it a budget in {currency}.", currency=cost.currency)
        return Check(
            "no",
            worded(
                "{about}; a budget in {currency} can't be kept.", about=about, currency=cap.currency
            ),
            fix,
        )
    if cost.micros > cap.micros:
        text = worded(
            "{about}: more than its budget of {budget}, so it stops before the last.",
            about=about,
            budget=format_money(cap),
        )
        return Check("wait", text, worded("Raise its budget, or reach fewer people."))
    return Check(
        "yes",
        worded("{about}, within its budget of {budget}.", about=about, budget=format_money(cap)),
    )
