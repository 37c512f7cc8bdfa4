"""Encrypt small secrets for the database: AES-256-GCM, bound to the row they belong to.

Sealed bytes are: key id (1), nonce (12), ciphertext and tag. The associated data names table,
column and row, so a ciphertext pasted into another row does not open.
"""

import base64
import json
import os
from collections.abc import Mapping
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class Unsealable(ValueError):
    """Tampered with, moved to another row, or sealed by a key we no longer hold."""


def parse_keys(text: str) -> dict[int, bytes]:
    """Read a key ring `1:base64,2:base64`; each key has 32 bytes. Raises ValueError."""
    keys = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        key_id, _, encoded = entry.partition(":")
        key = base64.b64decode(encoded, validate=True)
        if len(key) != 32 or not 0 < int(key_id) < 256:  # noqa: PLR2004 -- AES-256, one byte of id
            raise ValueError("a key ring holds 32-byte keys with ids 1..255")
        keys[int(key_id)] = key
    return keys


def derive(keys: Mapping[int, bytes], use: bytes) -> dict[int, bytes]:
    """Another key ring for another use, so that no key ever serves two purposes."""
    return {key_id: blake2b(use, key=key, digest_size=32).digest() for key_id, key in keys.items()}


def seal(plain: bytes, row: str, keys: Mapping[int, bytes]) -> bytes:
    """Encrypt with the newest key; `row` is `table.column:id`."""
    key_id = max(keys)
    nonce = os.urandom(NONCE_BYTES)
    return bytes([key_id]) + nonce + AESGCM(keys[key_id]).encrypt(nonce, plain, row.encode())


def unseal(sealed: bytes, row: str, keys: Mapping[int, bytes]) -> bytes:
    """Decrypt; raise Unsealable."""
    if not sealed or sealed[0] not in keys:
        raise Unsealable("sealed by a key that is not in the ring")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(keys[sealed[0]]).decrypt(nonce, body, row.encode())
    except (InvalidTag, ValueError) as error:  # cut short is refused before it is opened
        raise Unsealable("does not belong to this row, or was changed") from error


def seal_json(plain: Mapping[str, str], row: str, keys: Mapping[int, bytes]) -> bytes:
    return seal(json.dumps(plain).encode(), row, keys)


def unseal_json(sealed: bytes, row: str, keys: Mapping[int, bytes]) -> dict[str, str]:
    """Nothing sealed yet is an empty mapping; raises Unsealable."""
    return dict(json.loads(unseal(sealed, row, keys))) if sealed else {}
