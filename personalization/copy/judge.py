"""A person's word about copy: it may leave, or it may not.

It counts for these very bytes, whose digest goes into the audit trail, and for as long as they are
sent: no clock takes it back. Another version of the template has copy of its own.
"""

import datetime as dt

from personalization.approval import JUDGEABLE, State
from personalization.models import Copy
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record


def approve_copy(copy: Copy, *, actor: str, now: dt.datetime) -> None:
    """Raises Refusal where there is nothing to approve."""
    _judge(copy, State.APPROVED, actor, now)


def reject_copy(copy: Copy, *, actor: str, now: dt.datetime) -> None:
    """Also takes back an approval: from then on the human text goes. Raises Refusal."""
    _judge(copy, State.REJECTED, actor, now)


def _judge(copy: Copy, state: State, actor: str, now: dt.datetime) -> None:
    ours = Copy.objects.filter(pk=copy.pk, state__in=JUDGEABLE)
    if not ours.update(state=state, decided_by=actor, decided_at=now):
        raise Refusal("There is no finished copy to decide about.", code="not_written")
    digest = Copy.objects.values_list("compiled__digest", flat=True).get(pk=copy.pk)
    record(copy.vendor_id, f"copy.{state}", copy, actor=actor, data={"digest": digest})
