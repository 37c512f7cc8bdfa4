"""Opaque signed tokens for links in messages: short, purpose-bound, without a row of their own.

A token is base64url(key id, payload, first 16 bytes of keyed BLAKE2b). It carries 128 bits of
authentication; `purpose` is part of the key (BLAKE2's `person`), so an unsubscribe token never
passes for a click. Old keys stay valid until they are taken out of the key ring.
"""

import hmac
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b

from wedsync.lib.base64url import decoded, encoded

MAC_BYTES = 16


class BadToken(ValueError):
    """Forged, cut short, of another purpose, or signed by a key we no longer hold."""


def sign(purpose: str, payload: bytes, keys: Mapping[int, bytes], key_id: int | None = None) -> str:
    """Sign with the newest key (the highest id, 0..255), or with the one that is named."""
    key_id = max(keys) if key_id is None else key_id
    body = bytes([key_id]) + payload
    return encoded(body + _mac(purpose, body, keys[key_id]))


def read(purpose: str, token: str, keys: Mapping[int, bytes]) -> bytes:
    """Return the payload; raise BadToken."""
    raw = _decode(token)
    body, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
    if len(body) < 1 or body[0] not in keys:
        raise BadToken("unknown key")
    if not hmac.compare_digest(mac, _mac(purpose, body, keys[body[0]])):
        raise BadToken("bad signature")
    return body[1:]


def _mac(purpose: str, body: bytes, key: bytes) -> bytes:
    mac = _keyed(purpose, key).copy()
    mac.update(body)
    return mac.digest()


@lru_cache(maxsize=64)  # mixing in the key costs as much as all that follows
def _keyed(purpose: str, key: bytes) -> blake2b:
    person = blake2b(purpose.encode(), digest_size=16).digest()
    return blake2b(digest_size=MAC_BYTES, key=key, person=person)


def _decode(token: str) -> bytes:
    """One token has one spelling."""
    try:
        return decoded(token)
    except ValueError as error:
        raise BadToken(f"not a token: {error}") from error
