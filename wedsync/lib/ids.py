"""Identifiers that may leave the house: UUID version 7 (RFC 9562), so indexes stay in order."""

import os
import time
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Func, UUIDField
from django.db.models.lookups import In

NANOSECONDS = 1_000_000  # in a millisecond


def uuid7() -> uuid.UUID:
    """48 bits of Unix milliseconds, 12 of what is past them, 62 random bits.

    The twelve are RFC 9562's method 3 (section 6.2), as PostgreSQL has it: ids that one process
    makes within a millisecond sort in the order they were made.
    """
    milliseconds, past = divmod(time.time_ns(), NANOSECONDS)
    high = milliseconds << 16 | 0x7 << 12 | past * 4096 // NANOSECONDS
    return uuid.UUID(int=high << 64 | 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2)


def milliseconds_of(value: uuid.UUID) -> int:
    """When it was made: Unix milliseconds."""
    return value.int >> 80


def first_at(instant: datetime) -> uuid.UUID:
    """Before every one that is made from then on: finds by the primary key what is younger."""
    return uuid.UUID(int=int(instant.timestamp() * 1000) << 80)


class UUID7(Func):
    """PostgreSQL 18's own `uuidv7()`, for rows that are made by `INSERT … SELECT`."""

    function = "uuidv7"
    template = "%(function)s()"
    output_field = UUIDField()


def array(ids: Iterable[uuid.UUID]) -> str:
    """As PostgreSQL writes an array: one parameter costs a fraction of what a list of them does."""
    return f"{{{','.join([one.hex for one in ids])}}}"


@UUIDField.register_lookup
class Among(In):
    """`pk__among=ids` is `pk__in=ids` for many: one parameter, each id looked up in the index.

    No set to be joined: where statistics are old, PostgreSQL compares each row with each id then.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::uuid[])", (*parameters, array(self.rhs))
