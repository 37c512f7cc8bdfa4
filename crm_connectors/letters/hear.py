"""Takes inquiries out of letters that nobody could place, and makes them couples.

Anybody can write a letter, and a sender's name proves nothing. So a letter makes an inquiry, or an
offer to a person; what is known already, it never changes.
"""

import datetime as dt
from uuid import UUID

from django.db import transaction

from crm_connectors.hear import TAKEN, hear, told_of
from crm_connectors.letters.inquiry import inquiry
from crm_connectors.models import Call, Connection, Record, Standing
from messaging.models import Inbound
from messaging.place import place
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person, Role, Wedding

KEY = "lead_mail"
BACK = dt.timedelta(days=2)
MOST = 100  # letters of a vendor in one go
MOST_VENDORS = 1000


def hear_letters(now: dt.datetime) -> int:
    """Read what came since the last time, of every vendor that wants it; how many were taken."""
    with operator():
        active = Connection.objects.filter(connector=KEY, state=Standing.ACTIVE)
        wanted = list(active.select_related("vendor").order_by("pk")[:MOST_VENDORS])
    return sum(_hear(connection, now) for connection in wanted)


def _hear(connection: Connection, now: dt.datetime) -> int:
    taken = 0
    with tenant(connection.vendor_id):
        letters = _letters(connection, now)
    for letter in letters:
        with tenant(connection.vendor_id):
            taken += _take(connection, letter, now)
    return taken


def _letters(connection: Connection, now: dt.datetime) -> list[Inbound]:
    since = max(connection.created_at, now - BACK)
    strays = Inbound.objects.filter(
        vendor=connection.vendor_id, channel="email", thread=None, at__gte=since
    )
    rows = list(strays.order_by("id")[:MOST])
    calls = Call.objects.filter(connection=connection, key__in=[_key(row.pk) for row in rows])
    heard = set(calls.values_list("key", flat=True))
    return [row for row in rows if _key(row.pk) not in heard]


def _take(connection: Connection, letter: Inbound, now: dt.datetime) -> bool:
    said = inquiry(letter.text)
    if not said:
        return False
    told = {**said, "event_id": _key(letter.pk), "event": "lead.created"}
    with transaction.atomic():
        if _is_known(connection, told, now):
            return False
        try:
            call = hear(connection, told, now)
        except Refusal:  # paused in between
            return False
        if call.status == TAKEN and call.answer.get("wedding"):
            _place(letter, UUID(call.answer["wedding"]))
    return call.status == TAKEN


def _is_known(connection: Connection, told: dict[str, str], now: dt.datetime) -> bool:
    external_id = told_of(connection, told, now).external_id
    ours = Record.objects.filter(connection=connection, external_id=external_id)
    return ours.exclude(state__in=[Record.State.OFFERED, Record.State.FREE]).exists()


def _place(letter: Inbound, wedding_id: UUID) -> None:
    wedding = Wedding.objects.get(pk=wedding_id)
    people = Person.objects.filter(client=wedding.client_id, role=Role.PARTNER_A)
    if person := people.order_by("pk").first():
        place(letter.pk, person, wedding)


def _key(letter_id: UUID) -> str:
    return f"inbound:{letter_id}"
