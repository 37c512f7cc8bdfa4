"""Whom a campaign still has to write to: light rows, where a model a row costs the most.

They have the names of the models' own fields, so that what looks at them takes either.
"""

from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from campaigns.models import Recipient
from messaging.due import OF_PERSON, Reader


class Meant(NamedTuple):
    pk: UUID
    person_id: UUID
    wedding_id: UUID | None
    variant_key: str
    step: int
    person: Reader


AnyRecipient = Recipient | Meant

OWN = Meant._fields[: Meant._fields.index("person")]
COLUMNS = (*OWN, *(f"person__{name}" for name in OF_PERSON))
READER = len(OWN)


def meant(recipients: QuerySet[Recipient]) -> list[Meant]:
    """In their order; without the devices of anybody."""
    rows = recipients.values_list(*COLUMNS)
    return [Meant._make((*row[:READER], Reader(*row[READER:]))) for row in rows]
