"""Write down what a call to a provider came to: the handover first, then its messages."""

import datetime as dt
from uuid import UUID

from django.db import connection
from django.db.models import Count
from django.utils.timezone import now as current_time

from messaging import crash
from messaging.models import Handed, Handover, Outcome, ProviderAccount
from messaging.providers.protocol import (
    Accepted,
    Answer,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)
from messaging.shift import retry, shift
from messaging.states import State
from wedsync.vendors.tenancy import operator, tenant

FIRST_CHECK = dt.timedelta(seconds=2)
LONGEST_PAUSE = 600.0  # seconds between two tries of the same message, doubled up to here
WITH_TROUBLE = 300.0  # seconds until an account that needs a person is tried again
UNSETTLED = (Outcome.PENDING, Outcome.UNKNOWN)

WRITE_IDS = """
UPDATE messaging_handed h SET provider_message_id = given.provider_id
FROM unnest(%s::uuid[], %s::text[]) AS given(id, provider_id) WHERE h.id = given.id
"""


def settle(handover: Handover, answer: Answer, size: int) -> bool:
    """Record the answer, once; False when somebody else already had a better one.

    A positive answer is a fact and counts even when it comes late; a negative one counts only as
    long as nobody has begun to look into the silence.
    """
    with tenant(handover.vendor_id):
        settled = _note(handover, answer, size)
        crash.point("before_settled")
    crash.point("after_settled")
    return settled


def _note(handover: Handover, answer: Answer, size: int) -> bool:  # noqa: PLR0911 -- one a case
    match answer:
        case Accepted(ids):
            return _accepted(handover, list(ids))
        case Refused(reason) if size > 1:
            return _apart(handover, reason)
        case Refused(reason):
            return _refused(handover, reason)
        case Deferred(reason, seconds):
            return _deferred(handover, reason, seconds)
        case Misconfigured(reason):
            return _misconfigured(handover, reason)
        case Unknown(reason):
            return _unknown(handover, reason)


def _close(
    handover: Handover, outcome: Outcome, detail: str, *, source: tuple[Outcome, ...]
) -> list[UUID]:
    """Compare and swap: the message ids of the handover, or nothing when we came too late."""
    changed = Handover.objects.filter(pk=handover.pk, outcome__in=source).update(
        outcome=outcome, detail=detail[:300], closed_at=current_time(), check_at=None
    )
    if not changed:
        return []
    members = Handed.objects.filter(handover=handover)
    members.update(open=False)
    return list(members.values_list("message_id", flat=True))


def _accepted(handover: Handover, provider_ids: list[str]) -> bool:
    ids = _close(handover, Outcome.ACCEPTED, "", source=UNSETTLED)
    if not ids:
        return False
    if provider_ids:
        rows = Handed.objects.filter(handover=handover).order_by("position")
        with connection.cursor() as cursor:
            cursor.execute(WRITE_IDS, [list(rows.values_list("pk", flat=True)), provider_ids])
    shift(ids, State.ACCEPTED, source=(State.SENDING, State.UNKNOWN))
    return True


def _apart(handover: Handover, reason: str) -> bool:
    """A refusal of a whole batch is about one of its mails: each travels alone next time."""
    ids = _close(handover, Outcome.REFUSED, reason, source=UNSETTLED)
    retry(ids, "the batch was refused, trying one by one", current_time(), alone=True)
    return bool(ids)


def _refused(handover: Handover, reason: str) -> bool:
    ids = _close(handover, Outcome.REFUSED, reason, source=UNSETTLED)
    shift(ids, State.FAILED, f"refused by {handover.provider}: {reason}")
    return bool(ids)


def _deferred(handover: Handover, reason: str, seconds: float) -> bool:
    ids = _close(handover, Outcome.DEFERRED, reason, source=(Outcome.PENDING,))
    pause = max(seconds, min(LONGEST_PAUSE, 2.0 ** (_tries(ids) - 1)))
    retry(ids, reason, current_time() + dt.timedelta(seconds=pause))
    return bool(ids)


def _tries(ids: list[UUID]) -> int:
    """How often the most tried of these messages was handed over; 1 at least."""
    counted = Handed.objects.filter(message__in=ids).values("message").annotate(tries=Count("id"))
    return max((row["tries"] for row in counted), default=1)


def _misconfigured(handover: Handover, reason: str) -> bool:
    """No message is to blame: they try again later, and the account says what is wrong."""
    settled = _deferred(handover, reason, WITH_TROUBLE)
    with operator():  # a platform account belongs to no tenant
        ProviderAccount.objects.filter(pk=handover.account_id).update(trouble=reason[:300])
    return settled


def _unknown(handover: Handover, reason: str) -> bool:
    """The first silence is looked into soon; after that `resolve` has set when to ask again."""
    ours = Handover.objects.filter(pk=handover.pk)
    changed = ours.filter(outcome=Outcome.PENDING).update(
        outcome=Outcome.UNKNOWN, detail=reason[:300], check_at=current_time() + FIRST_CHECK
    ) or ours.filter(outcome=Outcome.UNKNOWN).update(detail=reason[:300])
    ids = Handed.objects.filter(handover=handover).values_list("message_id", flat=True)
    shift(list(ids), State.UNKNOWN, "no clear answer from the provider")
    return bool(changed)
