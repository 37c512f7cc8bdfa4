"""Judge, write down the intent, make the call, write down the answer.

Nothing leaves without a committed intent, and nothing is repeated without an answer to "did it
happen?". A worker may die between any two lines of this file: `recover.py` knows what is left.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models.functions import Now
from django.utils.timezone import now as current_time

from messaging import crash, handed
from messaging.carry import carry
from messaging.claim import Claim, boot_seconds
from messaging.compose import (
    Composed,
    batch_of,
    compose,
    frame_of,
    frozen_contexts,
)
from messaging.cost import Call, afford
from messaging.decide import decide
from messaging.due import Due
from messaging.fitting import fitting, ways_of
from messaging.gather import facts_for, load
from messaging.models import Handover, Message, ProviderAccount
from messaging.news import announce
from messaging.pinned import by_account
from messaging.policy.facts import Facts
from messaging.providers.protocol import Batch, Deferred
from messaging.route import providers
from messaging.settle import settle
from messaging.shift import shift
from messaging.states import State
from wedsync.lib.ids import uuid7
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import tenant

log = structlog.get_logger(__name__)

# No message's fault: the calls before it took long.
TOO_LATE = Deferred(worded("too little of the lease was left for a call"), 0.0, "network")


def deliver(claim: Claim, account: ProviderAccount) -> None:
    """Hand over a claim. Every message of it is held, dropped, handed over or let go."""
    with tenant(claim.vendor_id):
        batches = commit_intents(claim, account)
        crash.point("before_intent")
    crash.point("after_intent")
    for handover, batch in batches:
        if boot_seconds() > claim.deadline - settings.CALL_SECONDS:
            settle(handover, TOO_LATE, batch)  # nothing left: nobody has to ask about it
        else:
            call(handover, batch)
    announce(claim.vendor_id)


def call(handover: Handover, batch: Batch) -> bool:
    """The one moment at which something leaves the house. True when the answer settled it."""
    answer = carry(handover, batch)
    crash.point("after_call")
    log.info(
        worded("handed over"),
        handover=str(handover.pk),
        vendor=str(handover.vendor_id),
        messages=len(batch.envelopes),
        answer=type(answer).__name__.lower(),
    )
    return settle(handover, answer, batch)


def commit_intents(claim: Claim, account: ProviderAccount) -> list[tuple[Handover, Batch]]:
    """One transaction: ask the gates again, compose, and write every intent down."""
    now = current_time()
    messages = still_ours(claim)
    vendor = Vendor.objects.get(pk=claim.vendor_id)
    facts = facts_for(messages, vendor, now)
    allowed = decide(messages, facts, now)
    contexts, frame = frozen_contexts(allowed, facts, vendor, now), frame_of(vendor, now)
    written = compose(allowed, contexts, frame, now)
    _fill_gaps(allowed, facts, written.gaps, now)
    planned, calls = [], []
    for carrier, ready in by_account(written.ready, account):
        groups = in_batches(ready, providers()[carrier.provider].batch)
        afforded = afford([Call(uuid7(), group) for group in groups], carrier, vendor, now)
        ways = ways_of(carrier)
        planned += afforded
        calls += [
            _call(one, vendor, fitting(one.group[0].envelope.to, ways, carrier), frame, now)
            for one in afforded
        ]
    return _intend(planned, claim, calls)


def _fill_gaps(
    messages: Sequence[Due],
    facts: Mapping[UUID, Facts],
    gaps: Mapping[UUID, tuple[str, ...]],
    now: dt.datetime,
) -> None:
    """Nobody knows before it is written that a message has a gap: judge it again, knowing."""
    gapped = [message for message in messages if message.pk in gaps]
    if gapped:
        known = {m.pk: replace(facts[m.pk], missing=gaps[m.pk]) for m in gapped}
        decide(gapped, known, now)


def still_ours(claim: Claim) -> list[Due]:
    """Lock the rows; what was reaped or taken by another worker meanwhile is not ours."""
    locked = Message.objects.select_for_update(of=("self",)).filter(
        pk__among=list(claim.fences), state=State.CLAIMED, lease_until__gt=Now()
    )
    return [one for one in load(locked) if one.fence == claim.fences[one.pk]]


def in_batches(ready: Sequence[Composed], size: int) -> list[list[Composed]]:
    """Full batches; a message that spoiled one before travels alone."""
    together = [one for one in ready if not one.message.alone]
    batches = [together[at : at + size] for at in range(0, len(together), size)]
    return batches + [[one] for one in ready if one.message.alone]


def _intend(
    planned: Sequence[Call], claim: Claim, calls: list[tuple[Handover, Batch]]
) -> list[tuple[Handover, Batch]]:
    """However many calls it takes: their rows, their members and their state are set at once."""
    groups = [one.group for one in planned]
    handed.note(
        [(call, group) for (call, _), group in zip(calls, groups, strict=True)], claim.fences
    )
    shift([one.message.pk for group in groups for one in group], State.SENDING)
    return calls


def _call(
    planned: Call,
    vendor: Vendor,
    account: ProviderAccount,
    frame: dict[str, str],
    now: dt.datetime,
) -> tuple[Handover, Batch]:
    handover = Handover(
        id=planned.id,
        vendor=vendor,
        account=account,
        provider=account.provider,
        frame=frame,
        booked=planned.booked,
        check_at=now + dt.timedelta(seconds=settings.LEASE_SECONDS + settings.GRACE_SECONDS),
    )
    channel = planned.group[0].message.channel
    batch = batch_of(handover, channel, [one.envelope for one in planned.group])
    handover.digest = providers()[account.provider].digest(batch)
    return handover, batch
