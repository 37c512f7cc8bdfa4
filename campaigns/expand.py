"""Turn a running campaign's recipients into messages, batch by batch, from where it stopped.

No faster than they leave (see `pace.py`) and no dearer than its cap, so that a pause, a new date
or a no still finds recipients and not messages by the ten thousand.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import now as current_time

from campaigns.assigned import assigned
from campaigns.cap import covered, foreign
from campaigns.chain import carry_chain
from campaigns.experiments.holdout import held_out
from campaigns.keep import keep
from campaigns.models import Campaign, Recipient, State
from campaigns.pace import room
from campaigns.picks import picks_for
from campaigns.plan import plan_hours
from campaigns.spend import OTHER_MONEY, USED_UP, cap_left, costs_of
from campaigns.strategy import Pick
from campaigns.timing import Timing
from campaigns.unit import unit_of
from campaigns.wordings import variants_for
from messaging import crash
from messaging.accept import Draft, accept
from messaging.news import announce
from messaging.policy.facts import OPTIONAL, Purpose
from messaging.tasks import dispatch
from personalization.models import Variant
from wedsync.billing.money import Money
from wedsync.lib.ids import array
from wedsync.lib.later import later

BATCH = 2_000

LINK = """
UPDATE campaigns_recipient r
SET message_id = made.message, variant_key = made.key, step = made.step, way_reason = made.way,
    held_out = made.held_out, cost_micros = r.cost_micros + made.cost
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::smallint[], %s::text[], %s::bool[],
  %s::bigint[]) AS made(id, message, key, step, way, held_out, cost)
WHERE r.id = made.id
"""


@dataclass(frozen=True)
class Entry:
    """A recipient, over which way they are written to, what they read, and what it will cost."""

    recipient: Recipient
    pick: Pick
    variant: Variant
    held_out: bool
    cost: Money | None = None


def expand(campaign_id: UUID) -> int:
    """Make the next batch's messages; return how many recipients were carried on.

    0: all of them are done, or there is no room, or nobody's hour has come, and `expand_all` looks
    again. The checkpoint is the recipient's own row, written with its message in one transaction,
    so a killed worker repeats nothing and skips nobody.
    """
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("vendor")
    campaign = locked.get(pk=campaign_id)
    if campaign.state != State.RUNNING:
        return 0
    now = current_time()
    _refresh_statistics()
    carried = carry_chain(campaign, now)
    carried += plan_hours(campaign, now) if campaign.timing == Timing.BEST else 0
    recipients = _due(campaign, now)
    if recipients:
        carried = max(carried, _expand(campaign, recipients, now))
        crash.point("in_expand")
        announce(campaign.vendor_id)
        later(dispatch)
    return carried


def _refresh_statistics() -> None:
    """Where tables have grown by half: before the planner goes by what they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_statistics()")


def _due(campaign: Campaign, now: dt.datetime) -> list[Recipient]:
    waiting = Recipient.objects.filter(campaign=campaign, message=None).order_by("id")
    if campaign.timing == Timing.BEST:
        waiting = waiting.filter(planned_at__lte=now)
    most = min(BATCH, room(campaign, now))
    return list(waiting.select_related("person")[:most]) if most > 0 else []


def _expand(campaign: Campaign, recipients: Sequence[Recipient], now: dt.datetime) -> int:
    entries = _entries(campaign, recipients, now)
    within = _within_the_cap(campaign, entries, now)
    if within:
        _write(campaign, within, now)
    return len(within)


def _entries(campaign: Campaign, recipients: Sequence[Recipient], now: dt.datetime) -> list[Entry]:
    picks = picks_for(campaign, recipients, now)
    offered = variants_for(campaign, recipients, [pick.channel for pick in picks])
    variants = assigned(campaign, recipients, offered)
    return [
        Entry(one, pick, variant, _held_out(campaign, one))
        for one, pick, variant in zip(recipients, picks, variants, strict=True)
    ]


def _held_out(campaign: Campaign, one: Recipient) -> bool:
    """What the contract asks for and emergencies always go out."""
    if campaign.purpose not in OPTIONAL:
        return False
    return held_out(str(campaign.pk), unit_of(one), campaign.holdout_percent)


def _within_the_cap(
    campaign: Campaign, entries: Sequence[Entry], now: dt.datetime
) -> Sequence[Entry]:
    """Those that its own cap still covers; where it ends, the campaign waits for its vendor."""
    left = cap_left(campaign)
    if left is None:
        return entries
    costs = _costs(campaign, entries, now)
    count = covered(costs, left)
    if count < len(entries):
        keep(campaign, _why_not(costs[count], left), now)
    return [replace(one, cost=cost) for one, cost in zip(entries[:count], costs, strict=False)]


def _costs(campaign: Campaign, entries: Sequence[Entry], now: dt.datetime) -> list[Money | None]:
    """Who is held out costs nothing."""
    people = [one.recipient.person for one in entries]
    ways = [(one.pick.channel, one.variant.pk) for one in entries]
    costs = costs_of(campaign, people, ways, now)
    free = Money(0, campaign.budget_currency)
    return [free if one.held_out else cost for one, cost in zip(entries, costs, strict=True)]


def _why_not(cost: Money | None, left: Money) -> str:
    other = foreign([cost], left.currency)
    return OTHER_MONEY.format(other, left.currency, other) if other else USED_UP


def _write(campaign: Campaign, entries: Sequence[Entry], now: dt.datetime) -> None:
    drafts = [
        Draft(
            person_id=one.recipient.person_id,
            wedding_id=one.recipient.wedding_id,
            variant_id=one.variant.pk,
            channel=one.pick.channel,
            purpose=Purpose(campaign.purpose),
            dedupe_key=key_of(campaign.pk, one.recipient.person_id, one.pick.channel),
            not_before=now,
            expires_at=campaign.deadline,
            held_out=one.held_out,
        )
        for one in entries
    ]
    made = accept(campaign.vendor_id, drafts, now)
    _link(entries, [made[draft.dedupe_key] for draft in drafts])


def key_of(campaign_id: UUID, person_id: UUID, channel: str) -> str:
    """What makes it impossible to say it twice to one person over one channel."""
    return f"campaign:{campaign_id}:{person_id}:{channel}"


def _link(entries: Sequence[Entry], messages: Sequence[UUID]) -> None:
    columns: list[list[Any]] = [
        [one.variant.key for one in entries],
        [one.pick.step for one in entries],
        [one.pick.why.value for one in entries],
        [one.held_out for one in entries],
        [one.cost.micros if one.cost else 0 for one in entries],
    ]
    with connection.cursor() as cursor:
        ids = array(one.recipient.pk for one in entries)
        cursor.execute(LINK, [ids, array(messages), *columns])
