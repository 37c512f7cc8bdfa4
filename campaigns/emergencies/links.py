"""The address by which an emergency is answered: it names the step, and so who answered."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from wedsync.lib import tokens

PURPOSE = "acknowledge"
UUID_BYTES = 16


@dataclass(frozen=True)
class Asked:
    vendor_id: UUID
    step_id: UUID


def url_of(vendor_id: UUID, step_id: UUID) -> str:
    keys = settings.TOKEN_KEYS
    token = tokens.sign(PURPOSE, vendor_id.bytes + step_id.bytes, keys, max(keys))
    return f"{settings.PUBLIC_URL}/a/{token}/"


def read(token: str) -> Asked:
    """Raises tokens.BadToken."""
    payload = tokens.read(PURPOSE, token, settings.TOKEN_KEYS)
    if len(payload) != 2 * UUID_BYTES:
        raise tokens.BadToken("wrong length")
    return Asked(UUID(bytes=payload[:UUID_BYTES]), UUID(bytes=payload[UUID_BYTES:]))
