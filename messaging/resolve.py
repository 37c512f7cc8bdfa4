"""Ask what became of a call that got no answer, by making it again under the same key."""

import datetime as dt
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection
from django.utils.timezone import now as current_time

from messaging import crash
from messaging.compose import envelope
from messaging.deliver import call
from messaging.models import Handed, Handover, Outcome
from messaging.news import announce
from messaging.providers.protocol import Batch
from messaging.route import providers
from messaging.shift import shift
from messaging.states import State
from wedsync.vendors.tenancy import operator, tenant

log = structlog.get_logger(__name__)

MOST = 20
LONGEST_PAUSE = 600  # seconds

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
    with tenant(vendor_id):
        handover = Handover.objects.select_related("account").get(pk=handover_id)
        batch = batch_again(handover) if _repeatable(handover, current_time()) else None
        if batch is None:
            abandon(handover)
    if batch is not None:
        call(handover, batch)
    announce(vendor_id)


def take() -> list[tuple[UUID, UUID]]:
    with operator(), connection.cursor() as cursor:
        soft_lease = settings.CALL_SECONDS + settings.GRACE_SECONDS
        cursor.execute(TAKE, {"lease": soft_lease, "longest": LONGEST_PAUSE, "most": MOST})
        return list(cursor.fetchall())


def batch_again(handover: Handover) -> Batch:
    """The very batch of that handover: immutable variants, stored contexts, stored frame."""
    members = Handed.objects.filter(handover=handover).select_related("message__variant")
    batch = Batch(
        str(handover.pk),
        [
            envelope(member.message, member.address, member.context, handover.frame)
            for member in members.order_by("position")
        ],
    )
    if providers()[handover.provider].digest(batch) != bytes(handover.digest):
        # Safe all the same: a key that was used answers 409, one that wasn't is used now, once.
        log.warning("the bytes changed since the intent", handover=str(handover.pk))
    return batch


def abandon(handover: Handover) -> None:
    """Too late to ask: a repeat would no longer be recognised. A person decides."""
    handover.outcome, handover.check_at = Outcome.ABANDONED, None
    handover.closed_at = current_time()
    handover.save(update_fields=["outcome", "check_at", "closed_at"])
    members = Handed.objects.filter(handover=handover)
    members.update(open=False)
    shift(
        list(members.values_list("message_id", flat=True)),
        State.DEAD,
        "it will never be known whether this arrived",
        source=[State.UNKNOWN],
    )


def _repeatable(handover: Handover, now: dt.datetime) -> bool:
    return now - handover.intent_at < providers()[handover.provider].repeatable_for
