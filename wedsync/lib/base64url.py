"""base64url without padding (RFC 4648, section 5): what stands in addresses, headers and keys."""

import binascii
from base64 import b64decode

TO_URL = bytes.maketrans(b"+/", b"-_")


def encoded(raw: bytes) -> str:
    return binascii.b2a_base64(raw, newline=False).translate(TO_URL, b"=").decode()


def decoded(text: str) -> bytes:
    """Raises ValueError for anything but the one spelling that `encoded` gives these bytes."""
    raw = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if encoded(raw) != text:  # base64 ignores spare bits
        raise ValueError("not canonical")
    return raw
