"""The addresses printed in messages: unsubscribe, tracked links, the open pixel and others.

A token names vendor and message, and (for a click) which link of the message. The destination
isn't in it: it is rendered again from what was sent, so nobody can make us redirect elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.conf import settings

from wedsync.lib import tokens

Purpose = Literal["unsubscribe", "click", "open", "browser", "opt_in"]
UUID_BYTES = 16
PATHS: dict[Purpose, str] = {
    "unsubscribe": "u",
    "click": "c",
    "open": "o",
    "browser": "v",
    "opt_in": "y",
}
REPORT = "report"
Private = Literal["page", "preferences"]  # a person's notes; what they want to hear
PRIVATE_PATHS: dict[Private, str] = {"page": "p", "preferences": "s"}


@dataclass(frozen=True)
class Target:
    vendor_id: UUID
    message_id: UUID
    index: int = 0


def printer(base: str, vendor_id: UUID, message_id: UUID, key_id: int) -> Callable[..., str]:
    """For one message: its address for a purpose, and for a click the number of the link."""
    whose, keys = vendor_id.bytes + message_id.bytes, settings.TOKEN_KEYS

    def printed(purpose: Purpose, index: int = 0) -> str:
        token = tokens.sign(purpose, whose + index.to_bytes(2), keys, key_id)
        return f"{base}/{PATHS[purpose]}/{token}/"

    return printed


def url(base: str, purpose: Purpose, target: Target, key_id: int) -> str:
    return printer(base, target.vendor_id, target.message_id, key_id)(purpose, target.index)


def read(purpose: Purpose, token: str) -> Target:
    """Raises tokens.BadToken."""
    payload = tokens.read(purpose, token, settings.TOKEN_KEYS)
    if len(payload) != 2 * UUID_BYTES + 2:
        raise tokens.BadToken("wrong length")
    vendor, message = payload[:UUID_BYTES], payload[UUID_BYTES : 2 * UUID_BYTES]
    index = int.from_bytes(payload[2 * UUID_BYTES :])
    return Target(UUID(bytes=vendor), UUID(bytes=message), index)


def callback(base: str, provider: str, account_id: UUID, handover_id: UUID, key_id: int) -> str:
    """Where a provider may report what became of one call. The token names the call."""
    token = tokens.sign(REPORT, handover_id.bytes, settings.TOKEN_KEYS, key_id)
    return f"{base}/hooks/{provider}/{account_id}/{token}/"


def handover_of(token: str) -> UUID:
    """Raises tokens.BadToken."""
    payload = tokens.read(REPORT, token, settings.TOKEN_KEYS)
    if len(payload) != UUID_BYTES:
        raise tokens.BadToken("wrong length")
    return UUID(bytes=payload)


def private_url(base: str, purpose: Private, vendor_id: UUID, person_id: UUID, key_id: int) -> str:
    """A page of one person at one vendor. Mails are forwarded, and they carry the address of
    the preferences: it opens nothing else."""
    payload = vendor_id.bytes + person_id.bytes
    token = tokens.sign(purpose, payload, settings.TOKEN_KEYS, key_id)
    return f"{base}/{PRIVATE_PATHS[purpose]}/{token}/"


def read_private(purpose: Private, token: str) -> tuple[UUID, UUID]:
    """(vendor, person). Raises tokens.BadToken."""
    payload = tokens.read(purpose, token, settings.TOKEN_KEYS)
    if len(payload) != 2 * UUID_BYTES:
        raise tokens.BadToken("wrong length")
    return UUID(bytes=payload[:UUID_BYTES]), UUID(bytes=payload[UUID_BYTES:])
