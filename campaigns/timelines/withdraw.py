"""Take back messages of steps that wait to leave, where it is certain that they haven't.

A message that never had an intent can't have left: it is in a waiting state and was never tried.
It is locked, looked at and cancelled in one transaction, and workers claim what isn't locked, so
that a message is either with a worker or withdrawn.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat

from campaigns.models import PlannedStep, StepMessage
from campaigns.timeline import Stand
from messaging.models import Message
from messaging.shift import shift
from messaging.states import WAITING, State
from wedsync.lib.worded import worded

WITHDRAWN = worded("the plan moved before it left")
NEVER_LEFT = Q(state__in=[state.value for state in WAITING], tries=0, maybe_duplicate=False)


def waiting(rows: Iterable[PlannedStep], *, lock: bool) -> dict[UUID, list[UUID]]:
    """The messages of those steps that have left on paper only, by step.

    With `lock` they stay so until the transaction ends. A step of whose messages one is with a
    worker already, or has been, isn't among them: what it says is being said.
    """
    messages = _messages(row for row in rows if row.left_at is not None)
    ids = [pk for theirs in messages.values() for pk in theirs]
    found = Message.objects.filter(NEVER_LEFT, pk__among=ids).order_by("pk")
    here = set((found.select_for_update() if lock else found).values_list("pk", flat=True))
    return {step: theirs for step, theirs in messages.items() if here.issuperset(theirs)}


def withdraw(steps: Collection[PlannedStep], waiting: Mapping[UUID, Sequence[UUID]]) -> None:
    """Cancel their messages, for good, and let the steps be planned again.

    A cancelled message gives the key of its reason back: the step's next message takes it, so that
    no two of one key can ever wait. Raises RuntimeError if one was faster, which the lock excludes.
    """
    ids = [pk for step in steps for pk in waiting[step.pk]]
    if not ids:
        return
    if set(shift(ids, State.CANCELLED, WITHDRAWN, source=WAITING)) != set(ids):
        raise RuntimeError(worded("a locked message left"))
    key = Concat(F("dedupe_key"), Value(":"), Cast("pk", CharField()))
    Message.objects.filter(pk__among=ids).update(dedupe_key=key)
    StepMessage.objects.filter(message__id__among=ids).delete()
    PlannedStep.objects.filter(pk__in=[step.pk for step in steps]).update(
        state=Stand.PLANNED.value, left_at=None
    )


def _messages(rows: Iterable[PlannedStep]) -> Mapping[UUID, list[UUID]]:
    steps = [row.pk for row in rows]
    found: dict[UUID, list[UUID]] = defaultdict(list)
    links = StepMessage.objects.filter(step__id__among=steps).order_by("id")
    for step, message in links.values_list("step_id", "message_id"):
        found[step].append(message)
    return found
