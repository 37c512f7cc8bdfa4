"""Where a browser lets itself be notified: what its PushManager gives out (RFC 8030, 8291). Pure.

All three are secrets: who has the endpoint can ring the device, and who has the keys can write
what it shows. They are kept sealed; everywhere else the device goes by a name that tells nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from wedsync.lib.base64url import decoded, encoded
from wedsync.lib.target import NoTarget, read
from wedsync.lib.worded import worded

MARK = "webpush:"  # how the name of such a device begins, and no other's
LONGEST = 1024  # characters of an endpoint; the longest in use are half of that
NAME_BYTES = 16
SECRET_BYTES = 16  # of auth, RFC 8291


class NoSubscription(ValueError):
    """Nothing could ever be sent there; the text says why."""


@dataclass(frozen=True)
class Subscription:
    """`p256dh` and `auth` in base64url, as the browser writes them."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def name(self) -> str:
        return name_of(self.endpoint)

    @property
    def kept(self) -> dict[str, str]:
        """As it is sealed."""
        return asdict(self)


def name_of(endpoint: str) -> str:
    """The same for the same endpoint; nobody comes back from it to the endpoint."""
    digest = sha256(endpoint.encode()).digest()[:NAME_BYTES]
    return MARK + encoded(digest)


def read_subscription(given: Mapping[str, str], *, plain: bool = False) -> Subscription:
    """`endpoint`, `p256dh` and `auth` as a stranger posted them. Raises NoSubscription.

    `plain` allows an endpoint by http, for the sandbox.
    """
    endpoint, p256dh, auth = (given.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    if len(endpoint) > LONGEST:
        raise NoSubscription(worded("the endpoint is too long"))
    try:
        read(endpoint, plain=plain)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw(p256dh))
    except NoTarget as error:
        raise NoSubscription(str(error)) from None
    except ValueError:
        raise NoSubscription("p256dh is no key") from None
    if len(raw(auth)) != SECRET_BYTES:
        raise NoSubscription("auth has 16 bytes")
    return Subscription(endpoint, p256dh.rstrip("="), auth.rstrip("="))


def raw(text: str) -> bytes:
    """Of base64url, with or without its padding. Raises NoSubscription."""
    try:
        return decoded(text.rstrip("="))
    except ValueError:
        raise NoSubscription("a key that is no base64url") from None
