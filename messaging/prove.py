"""A report about a call whose answer never came: the call was accepted after all."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.timezone import now as current_time

from messaging.models import Handed, Handover, InboxEvent, Outcome
from messaging.shift import shift
from messaging.states import State
from wedsync.lib.worded import worded

BY_REPORT = worded("a report proved it")


def prove(known: Sequence[tuple[InboxEvent, Handed]]) -> None:
    """Close the silent calls these reports speak of; note the ids by which they call messages.

    A call that may still be under way is left to its worker, who will know more.
    """
    silent = {m.handover_id for _, m in known if m.handover.outcome == Outcome.UNKNOWN}
    if silent:
        _close(silent)
    nameless = {m.pk: e.provider_message_id for e, m in known if not m.provider_message_id}
    for member_id, name in nameless.items():
        if name:
            Handed.objects.filter(pk=member_id, provider_message_id="").update(
                provider_message_id=name
            )


def _close(handovers: set[UUID]) -> None:
    """A batch is accepted as a whole, so one report speaks for all of it."""
    Handover.objects.filter(pk__in=handovers, outcome=Outcome.UNKNOWN).update(
        outcome=Outcome.ACCEPTED, detail=BY_REPORT, closed_at=current_time(), check_at=None
    )
    members = Handed.objects.filter(handover__in=handovers)
    members.update(open=False)
    ids = list(members.values_list("message_id", flat=True))
    shift(ids, State.ACCEPTED, "", source=[State.SENDING, State.UNKNOWN])
