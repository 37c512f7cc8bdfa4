"""Moves and doubles that wait for an answer, one of each of which can't be done."""

import datetime as dt

from crm_connectors.models import Record
from tests.campaigns.moves import proposed
from tests.crm_connectors.syncs import connected
from tests.factories import ClientFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Wedding


def moves(vendor):
    """Three proposals; the facts of the second have changed since."""
    day = dt.date(2028, 6, 3)
    weddings = [WeddingFactory(client__vendor=vendor, date=day) for _ in range(3)]
    with tenant(vendor.pk):
        made = [proposed(one, day + dt.timedelta(days=7)) for one in weddings]
    with operator():
        Wedding.objects.filter(pk=weddings[1].pk).update(date=day + dt.timedelta(days=1))
    return made


def doubles(vendor, several=3, **also):
    """As many as said; the last of them has been decided already."""
    connection = connected(vendor, "custom")
    with operator():
        wedding = WeddingFactory(client=ClientFactory(vendor=vendor))
        states = [*["offered"] * (several - 1), "refused"]
        return [
            Record.objects.create(
                vendor=vendor, connection=connection, external_id=f"J-{n}", state=state,
                wedding_id=wedding.pk, **also,
            )
            for n, state in enumerate(states)
        ]  # fmt: skip


def states_of(rows):
    kind = type(rows[0])
    with operator():
        known = dict(kind.objects.values_list("pk", "state"))
    return [known[one.pk] for one in rows]
