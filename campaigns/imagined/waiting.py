"""Messages that exist and wait: they leave among what is planned, and count with it."""

import datetime as dt
from uuid import UUID

from campaigns.imagined.candidates import candidates
from campaigns.simulation import Letter
from campaigns.timeline import Planned, Slot, Stand
from messaging.due import Due
from messaging.gather import load
from messaging.models import Message
from messaging.states import WAITING
from wedsync.vendors.models import Vendor

MOST = 20_000
NONE = UUID(int=0)


def waiting(vendor: Vendor, now: dt.datetime) -> list[tuple[dt.datetime, Letter]]:
    """Each with the instant at which it is looked at again; the soonest, if there are too many."""
    rows = Message.objects.filter(
        vendor=vendor, state__in=[state.value for state in WAITING], not_before__isnull=False
    )
    looked_at = dict(rows.order_by("not_before", "id").values_list("pk", "not_before")[:MOST])
    messages = load(Message.objects.filter(pk__among=list(looked_at)))
    found = candidates(vendor, messages, now)
    return [
        (at, Letter(NONE, message.wedding_id or NONE, _planned(message, at), (found[message.pk],)))
        for message in messages
        if (at := looked_at[message.pk])
    ]


def _planned(message: Due, at: dt.datetime) -> Planned:
    return Planned(Slot(message.dedupe_key), Stand.PLANNED, at, at)
