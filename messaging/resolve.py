"""Find out what became of a call that got no answer: repeat it, or ask, or wait for a report.

A provider that honours keys is handed the very same call again. Others are asked whether they
have it; "no" counts only when it was said twice, because their books may lag. Where nobody can
tell, `give_up.py` decides by what the message was for.
"""

import datetime as dt
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection
from django.utils.timezone import now as current_time

from messaging import crash
from messaging.compose import batch_of, envelope
from messaging.deliver import call
from messaging.give_up import give_up
from messaging.models import DeliveryEvent, Handed, Handover, Outcome
from messaging.news import announce
from messaging.providers.protocol import Absent, Batch, Evidence, Found, Unclear
from messaging.route import providers
from messaging.settle import accepted
from wedsync.lib.sealed import Unsealable
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import operator, tenant

log = structlog.get_logger(__name__)

MOST = 20
LONGEST_PAUSE = 600  # seconds
SKEW = dt.timedelta(minutes=2)  # between the provider's clock and ours
ENOUGH = 2  # looks that found no trace

# Taking a handover is a soft lease: another resolver leaves it alone until `check_at`.
TAKE = """
WITH silent AS MATERIALIZED (
  SELECT id FROM messaging_handover
  WHERE outcome = 'unknown' AND check_at <= statement_timestamp()
  ORDER BY check_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
UPDATE messaging_handover
SET repeats = repeats + 1,
    check_at = statement_timestamp() + make_interval(
      secs => greatest(%(lease)s, least(%(longest)s, 2 ^ least(repeats, 10))))
WHERE id IN (SELECT id FROM silent)
RETURNING vendor_id, id
"""


def resolve() -> int:
    """Settle what can be settled; return how many were looked into.

    One that can't be looked into is logged and comes again; it never keeps the others waiting.
    """
    taken = take()
    for vendor_id, handover_id in taken:
        try:
            look_into(vendor_id, handover_id)
        except Exception:
            log.exception("could not be looked into", handover=str(handover_id))
    return len(taken)


def look_into(vendor_id: UUID, handover_id: UUID) -> None:
    crash.point("in_resolve")
    now = current_time()
    with tenant(vendor_id):
        handover = Handover.objects.select_related("account").get(pk=handover_id)
        if reported(handover):
            accepted(handover, [])
            return
        batch = batch_again(handover)
    if now - handover.intent_at < providers()[handover.provider].repeatable_for:
        call(handover, batch)
    else:
        evidence = _ask(handover, batch)
        crash.point("after_ask")
        with tenant(vendor_id):
            conclude(handover, evidence, now)
            crash.point("before_resolved")
    announce(vendor_id)


def reported(handover: Handover) -> bool:
    """Whether the provider has told us anything about one of its messages since."""
    members = Handed.objects.filter(handover=handover).values("message_id")
    events = DeliveryEvent.objects.filter(
        message__in=members, source=handover.provider, at__gte=handover.intent_at - SKEW
    )
    return events.exists()


def take() -> list[tuple[UUID, UUID]]:
    with operator(), connection.cursor() as cursor:
        soft_lease = settings.CALL_SECONDS + settings.GRACE_SECONDS
        cursor.execute(TAKE, {"lease": soft_lease, "longest": LONGEST_PAUSE, "most": MOST})
        return list(cursor.fetchall())


def batch_again(handover: Handover) -> Batch:
    """The very batch of that handover: immutable variants, stored contexts, stored frame."""
    members = list(
        Handed.objects.filter(handover=handover)
        .select_related("handover", "message__variant")
        .order_by("position")
    )
    envelopes = [
        envelope(member.message, member.address, member.inputs, handover.frame)
        for member in members
    ]
    batch = batch_of(handover, members[0].message.channel, envelopes)
    if providers()[handover.provider].digest(batch) != bytes(handover.digest):
        # Safe all the same: a key that was used answers 409, one that wasn't is used now, once.
        log.warning(worded("the bytes changed since the intent"), handover=str(handover.pk))
    return batch


def conclude(handover: Handover, evidence: Evidence, now: dt.datetime) -> None:
    """What the evidence means, for the current tenant's handover."""
    match evidence:
        case Found(ids):
            accepted(handover, list(ids))
        case Absent() if handover.absences + 1 >= ENOUGH:
            give_up(handover, worded("the provider shows no trace of it"), now, absent=True)
        case Absent():
            pause = dt.timedelta(seconds=settings.ABSENCE_SECONDS)
            _look_again(handover, now + pause, absences=handover.absences + 1)
        case Unclear() if now - handover.intent_at > dt.timedelta(seconds=settings.REPORT_SECONDS):
            give_up(handover, worded("nobody can tell whether it left"), now)
        case Unclear(reason):
            log.info(worded("not to be known yet"), handover=str(handover.pk), why=reason)


def _ask(handover: Handover, batch: Batch) -> Evidence:
    try:
        credentials = handover.account.unseal()
    except Unsealable:
        return Unclear(worded("its credentials can't be opened"))
    return providers()[handover.provider].ask(credentials, batch, handover.intent_at)


def _look_again(handover: Handover, at: dt.datetime, absences: int) -> None:
    Handover.objects.filter(pk=handover.pk, outcome=Outcome.UNKNOWN).update(
        check_at=at, absences=absences
    )
