"""Put a couple away: out of every list and audience, and nothing more leaves to them.

Nothing is lost by it: what was said, what it cost and what they agreed to stays.
"""

import datetime as dt

from campaigns.broadcast.states import OVER
from campaigns.models import Enrollment, Inside, Recipient
from campaigns.timelines.hold import take_out
from messaging.models import Message
from messaging.news import announce
from messaging.shift import shift
from messaging.states import WAITING, State
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.weddings.models import Client

WHY = worded("the couple was put away")


def put_away(client: Client, now: dt.datetime, *, actor: str) -> None:
    """Once is enough. Raises Refusal while a campaign is on its way to them."""
    locked = Client.objects.select_for_update().get(pk=client.pk)
    if locked.archived_at is not None:
        return
    _refuse_meant(locked)
    _stop(locked, now, actor)
    locked.archived_at = now
    locked.save(update_fields=["archived_at"])
    record(locked.vendor_id, "client.put_away", locked, actor=actor)
    announce(locked.vendor_id)


def fetch_back(client: Client, *, actor: str) -> None:
    """Into the lists again; timelines are entered, or started again, by a person's word."""
    if Client.objects.filter(pk=client.pk).exclude(archived_at=None).update(archived_at=None):
        record(client.vendor_id, "client.fetched_back", client, actor=actor)
        announce(client.vendor_id)


def _refuse_meant(client: Client) -> None:
    """Whom a campaign still has to write to, it would write to."""
    ours = {"vendor": client.vendor_id, "person__client": client, "message": None}
    meant = Recipient.objects.filter(**ours).exclude(campaign__state__in=OVER)
    if name := meant.values_list("campaign__name", flat=True).first():
        raise Refusal(
            "“{name}” is on its way to them: cancel it, or wait for its end.",
            code="still_meant",
            name=name,
        )


def _stop(client: Client, now: dt.datetime, actor: str) -> None:
    inside = Enrollment.objects.filter(vendor=client.vendor_id, wedding__client=client)
    for one in inside.exclude(state=Inside.EXITED).order_by("pk"):
        take_out(one, now, actor=actor)
    theirs = Message.objects.filter(vendor=client.vendor_id, person__client=client)
    waiting = theirs.filter(state__in=[one.value for one in WAITING])
    shift(waiting.values_list("pk", flat=True), State.CANCELLED, WHY, source=WAITING)
