"""Write down what a call to a provider came to: the handover first, then its messages."""

import datetime as dt
from uuid import UUID

from django.db.models import Max
from django.utils.timezone import now as current_time

from messaging import crash
from messaging.cost import give_back, owe
from messaging.handed import arrive, close
from messaging.models import Handed, Handover, Message, Outcome
from messaging.poison import MOST_TRIES, bury_tired
from messaging.providers.protocol import (
    Accepted,
    Answer,
    Batch,
    Deferred,
    Misconfigured,
    Refused,
    Unknown,
)
from messaging.refuse import refuse
from messaging.registrations import forget
from messaging.shift import retry, shift
from messaging.states import State
from wedsync.lib.worded import worded
from wedsync.vendors.tenancy import tenant

FIRST_CHECK = dt.timedelta(seconds=2)
LONGEST_PAUSE = 600.0  # seconds between two tries of the same message, doubled up to here
SHORTEST_PAUSE = 1.0
UNSETTLED = (Outcome.PENDING, Outcome.UNKNOWN)


def settle(handover: Handover, answer: Answer, batch: Batch) -> bool:
    """Record the answer, once; False when somebody else already had a better one.

    A positive answer is a fact and counts even when it comes late; a negative one counts only as
    long as nobody has begun to look into the silence.
    """
    with tenant(handover.vendor_id):
        settled = _note(handover, answer, batch)
        crash.point("before_settled")
    crash.point("after_settled")
    return settled


def _note(handover: Handover, answer: Answer, batch: Batch) -> bool:  # noqa: PLR0911 -- one a case
    match answer:
        case Accepted(ids, gone):
            forget(gone)
            return accepted(handover, list(ids))
        case Refused(reason) if len(batch.envelopes) > 1:
            return _apart(handover, reason)
        case Refused(gone=gone):
            forget(gone)
            return _refused(handover, answer, batch)
        case Deferred():
            return _deferred(handover, answer)
        case Misconfigured(reason):  # no message is to blame, the account rests: see health.py
            return _deferred(handover, Deferred(reason, SHORTEST_PAUSE, "quota"))
        case Unknown(reason):
            return _unknown(handover, reason)


def accepted(handover: Handover, provider_ids: list[str]) -> bool:
    ids = arrive(handover, source=UNSETTLED, names=provider_ids)
    if not ids:
        return False
    owe(handover, ids, current_time())
    return True


def _apart(handover: Handover, reason: str) -> bool:
    """A refusal of a whole batch is about one of its mails: each travels alone next time."""
    ids = close(handover, Outcome.REFUSED, reason, source=UNSETTLED)
    retry(ids, "the batch was refused, trying one by one", current_time(), alone=True)
    give_back(handover, ids, current_time())
    return bool(ids)


def _refused(handover: Handover, answer: Refused, batch: Batch) -> bool:
    ids = close(handover, Outcome.REFUSED, answer.reason, source=UNSETTLED)
    if ids:
        refuse(ids[0], batch.envelopes[0].to, handover.provider, answer)
        give_back(handover, ids, current_time())
    return bool(ids)


def _deferred(handover: Handover, answer: Deferred) -> bool:
    ids = close(handover, Outcome.DEFERRED, answer.reason, source=(Outcome.PENDING,))
    tries = _tries(ids)
    pause = max(answer.seconds, min(LONGEST_PAUSE, 2.0 ** (tries - 1)))
    retry(ids, answer.reason, current_time() + dt.timedelta(seconds=pause))
    # An outage or a limit of the account doesn't count: neither is any message's fault.
    if answer.cause == "busy" and tries >= MOST_TRIES:
        bury_tired(ids)
    give_back(handover, ids, current_time())
    return bool(ids)


def _tries(ids: list[UUID]) -> int:
    """How often the most tried of these messages was handed over; 1 at least."""
    most = Message.objects.filter(pk__in=ids).aggregate(most=Max("tries"))["most"]
    return min(most or 1, 20)


def _unknown(handover: Handover, reason: str) -> bool:
    """The first silence is looked into soon; after that `resolve` has set when to ask again."""
    ours = Handover.objects.filter(pk=handover.pk)
    changed = ours.filter(outcome=Outcome.PENDING).update(
        outcome=Outcome.UNKNOWN, detail=reason[:300], check_at=current_time() + FIRST_CHECK
    ) or ours.filter(outcome=Outcome.UNKNOWN).update(detail=reason[:300])
    ids = Handed.objects.filter(handover=handover).values_list("message_id", flat=True)
    shift(
        list(ids),
        State.UNKNOWN,
        worded("no clear answer from the provider"),
        source=[State.SENDING],
    )
    return bool(changed)
