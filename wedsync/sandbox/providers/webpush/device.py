"""The browsers that the push service rings: their keys follow from their names.

So every sandbox knows the same ones, and whoever has a browser's subscription can be proven to have
encrypted for it: the sandbox decrypts what comes, as the browser would.
"""

import base64
import hashlib
import struct
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEED: Final = b"wedsync-sandbox-webpush"
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SALT, POINT, HEAD = 16, 65, 21  # bytes: salt, sender's key, all of the head before that key
LAST: Final = b"\x02"  # ends the one record of a message, before its padding


class Unreadable(ValueError):
    """This browser could not decrypt it; the text says where it ended."""


@dataclass(frozen=True)
class Device:
    name: str
    private: ec.EllipticCurvePrivateKey
    auth: bytes

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def subscription(self, base: str) -> dict[str, object]:
        """As PushSubscription.toJSON writes it."""
        keys = {"p256dh": written(self.public), "auth": written(self.auth)}
        return {"endpoint": f"{base}/webpush/{self.name}", "expirationTime": None, "keys": keys}


def device(name: str) -> Device:
    secret = hashlib.sha512(SEED + b"/key/" + name.encode()).digest()
    number = int.from_bytes(secret) % (ORDER - 1) + 1
    auth = hashlib.sha256(SEED + b"/auth/" + name.encode()).digest()[:16]
    return Device(name, ec.derive_private_key(number, ec.SECP256R1()), auth)


def opened(to: Device, body: bytes) -> bytes:
    """RFC 8291, from the receiver's side, in one record of RFC 8188. Raises Unreadable."""
    if len(body) < HEAD + POINT or body[HEAD - 1] != POINT:
        raise Unreadable("The head has no key of its sender.")
    salt, (size,) = body[:SALT], struct.unpack("!L", body[SALT : HEAD - 1])
    sender, record = body[HEAD : HEAD + POINT], body[HEAD + POINT :]
    if len(record) > size:
        raise Unreadable("A push message is one record.")
    key, nonce = _derived(to, salt, sender)
    try:
        padded = AESGCM(key).decrypt(nonce, record, None)
    except InvalidTag:
        raise Unreadable("It was not encrypted for this browser.") from None
    plain, mark, _ = padded.rstrip(b"\0").rpartition(LAST)
    if not mark:
        raise Unreadable("The padding has no end.")
    return plain


def _derived(to: Device, salt: bytes, sender: bytes) -> tuple[bytes, bytes]:
    """The key and nonce of the record."""
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
    except ValueError:
        raise Unreadable("The sender's key is no point of P-256.") from None
    shared = to.private.exchange(ec.ECDH(), point)
    secret = _hkdf(shared, to.auth, b"WebPush: info\0" + to.public + sender, 32)
    key = _hkdf(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    return key, _hkdf(secret, salt, b"Content-Encoding: nonce\0", 12)


def _hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def written(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read(text: str) -> bytes:
    """Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
