"""Which addresses may be called at all: none of our own network's. Pure.

Somebody else names the address, so it could be what only our machines can reach: a database, a
metadata service, a router (server-side request forgery, OWASP). The name is checked when it is
written down, the address it resolves to at every call, and the call goes to that very address.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from wedsync.lib.worded import worded

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
LONGEST = 2000
PORTS = frozenset({80, 443})
FREE_PORTS = 1024

Address = IPv4Address | IPv6Address


class NoTarget(ValueError):
    """This address can't be called; the sentence says why."""


@dataclass(frozen=True)
class Target:
    """`host` as in the certificate, `path` with its query."""

    secure: bool
    host: str
    port: int
    path: str


def read(url: str, *, plain: bool = False) -> Target:
    """Take an address apart. `plain` allows http too. Raises NoTarget."""
    if len(url) > LONGEST or not url.isascii() or any(sign <= " " for sign in url):
        raise NoTarget(
            worded("Write an address of at most 2,000 plain characters, without spaces.")
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NoTarget(worded("This is no address.")) from None
    if parts.scheme not in ({"https", "http"} if plain else {"https"}):
        raise NoTarget(worded("The address has to begin with https://."))
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        raise NoTarget(worded("The address needs a host, and no password or # in it."))
    secure = parts.scheme == "https"
    port = port or (443 if secure else 80)
    if port not in PORTS and port < FREE_PORTS:
        raise NoTarget(worded("Nothing is sent to port {port}.", port=port))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(secure, parts.hostname, port, path)


def choose(found: Iterable[str], allowed: Sequence[str] = ()) -> str:
    """The address to call, of those a name resolves to. Raises NoTarget if any is forbidden.

    One private address among public ones is no accident, so all of them have to be public;
    `allowed` names networks that are no matter (for tests and the demo).
    """
    addresses = [ip_address(one) for one in found]
    if not addresses:
        raise NoTarget(worded("This host has no address."))
    for one in addresses:
        if not (_allowed(one, allowed) or is_public(one)):
            raise NoTarget(worded("This host is not on the public internet."))
    return str(addresses[0])


def is_public(address: Address) -> bool:
    """Also what is wrapped in it: mapped, translated or tunnelled IPv4."""
    inner = _inside(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


def _allowed(address: Address, networks: Sequence[str]) -> bool:
    return any(address in ip_network(one) for one in networks)
