"""Messages no try of which comes to anything: a person has to look at them."""

from collections.abc import Sequence
from uuid import UUID

from messaging.models import Message
from messaging.shift import shift
from messaging.states import State
from wedsync.lib.worded import worded

MOST_CLAIMS = 5  # in a row without reaching an intent, the last two alone: it kills its worker
MOST_TRIES = 8
KILLED = worded("its worker died every time")
PUT_OFF = worded("put off {count} times", count=MOST_TRIES)


def bury_killers(ids: Sequence[UUID]) -> None:
    shift(ids, State.DEAD, KILLED, source=[State.CLAIMED])


def bury_tired(ids: Sequence[UUID]) -> None:
    """Of those that were put off just now, the ones that it happened to too often."""
    tired = Message.objects.filter(pk__in=ids, tries__gte=MOST_TRIES)
    shift(list(tired.values_list("pk", flat=True)), State.DEAD, PUT_OFF, source=[State.QUEUED])
