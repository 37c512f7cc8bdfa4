"""What is looked at of a message that is due: light rows, where a model a row costs the most.

They have the names of the models' own fields, so that what looks at them takes either.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from messaging.models import Device, Message
from personalization.models import Variant
from wedsync.weddings.models import Person, Wedding


class Reader(NamedTuple):
    """Whom it is for. `live_devices`: where a push would arrive, the newest first."""

    pk: UUID
    email: str
    phone: str
    timezone: str
    live_devices: Sequence[Device] = ()


class Day(NamedTuple):
    """The wedding it is about."""

    pk: UUID
    life: str
    date: dt.date | None
    precision: str
    timezone: str
    venue_country: str


class Due(NamedTuple):
    pk: UUID
    vendor_id: UUID
    person_id: UUID
    wedding_id: UUID | None
    variant_id: UUID
    channel: str
    purpose: str
    expires_at: dt.datetime | None
    fence: int
    alone: bool
    awaits_approval: bool
    held_out: bool
    dedupe_key: str
    person: Reader
    wedding: Day | None
    variant: Variant  # few, and each as heavy as a mail: the same one for all that have it


AnyMessage = Message | Due
AnyPerson = Person | Reader
AnyWedding = Wedding | Day

OWN = Due._fields[: Due._fields.index("person")]
OF_PERSON = Reader._fields[: Reader._fields.index("live_devices")]
COLUMNS = (
    *OWN,
    *(f"person__{name}" for name in OF_PERSON),
    *(f"wedding__{name}" for name in Day._fields),
)
READER, DAY = len(OWN), len(OWN) + len(OF_PERSON)
VARIANT = OWN.index("variant_id")


def row(columns: Sequence[Any], variants: dict[UUID, Variant]) -> Due:
    """From the values of `COLUMNS`."""
    reader = Reader(*columns[READER:DAY])
    day = None if columns[DAY] is None else Day(*columns[DAY:])
    own = columns[:READER]
    return Due._make((*own, reader, day, variants[own[VARIANT]]))
