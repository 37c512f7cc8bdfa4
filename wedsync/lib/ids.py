"""Identifiers that may leave the house: UUID version 7 (RFC 9562), so indexes stay in order."""

import os
import time
import uuid

from django.db.models import Func, UUIDField


def uuid7() -> uuid.UUID:
    """48 bits of Unix milliseconds, 74 random bits, version and variant."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    return uuid.UUID(int=value & ~(0b11 << 62) | 0b10 << 62)


def milliseconds_of(value: uuid.UUID) -> int:
    """When it was made: Unix milliseconds."""
    return value.int >> 80


class UUID7(Func):
    """PostgreSQL 18's own `uuidv7()`, for rows that are made by `INSERT … SELECT`."""

    function = "uuidv7"
    template = "%(function)s()"
    output_field = UUIDField()
