"""One call to an address that a vendor typed: to a checked address, within a time, once."""

import http.client
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from threading import Timer

from crm_connectors.outgoing.outcome import Answer
from crm_connectors.outgoing.target import NoTarget, Target, choose

SECONDS = 10.0  # from the first look-up to the last byte that is read
MOST_READ = 2_000  # bytes of an answer: for the log, nobody needs more
LATE = "no answer within ten seconds"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
Request = tuple[str, str, bytes | None, dict[str, str]]  # method, path, body, headers


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked; the name is looked up once, by us."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self.target, self.address, self.late = target, address, False
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        self.sock = self.wire = socket.create_connection((self.address, self.port), self.timeout)
        if self.target.secure:
            self.sock = self.wire = self._secured(self.sock)
            self.wire.do_handshake()

    def _secured(self, sock: socket.socket) -> ssl.SSLSocket:
        """Its handshake is left to the caller, who holds the socket by then and can cut it."""
        context = ssl.create_default_context()
        host = self.target.host
        return context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)

    def cut(self) -> None:
        """Whatever it waits for, it waits no longer: a time-out for each read is not enough.

        By the wire, not by `sock`: http.client lets go of that one as soon as an answer says
        that the connection ends with it, while its body is still being read.
        """
        self.late = True
        if self.wire:
            with suppress(OSError):  # it has ended by itself: nobody waits for it
                self.wire.shutdown(socket.SHUT_RDWR)


def post(target: Target, body: bytes, headers: Mapping[str, str], allowed: Sequence[str]) -> Answer:
    """What came of it; never raises for anything the other side does. Redirects are an answer."""
    return _call(target, allowed, MOST_READ, ("POST", target.path, body, dict(headers)))


def fetch(target: Target, headers: Mapping[str, str], allowed: Sequence[str], most: int) -> Answer:
    """Likewise a GET; of its answer at most `most` bytes, read as UTF-8."""
    return _call(target, allowed, most, ("GET", target.path, None, dict(headers)))


def _call(target: Target, allowed: Sequence[str], most: int, request: Request) -> Answer:
    try:
        address = choose(_resolved(target), allowed)
    except NoTarget as error:
        return Answer(0, str(error))
    except (OSError, UnicodeError):
        return Answer(0, "its host was not found")
    return _sent(_Pinned(target, address), most, request)


def _sent(connection: _Pinned, most: int, request: Request) -> Answer:
    watch = Timer(SECONDS, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request(*request)
        response = connection.getresponse()
        text = response.read(most).decode("utf-8", "replace").replace("\0", "")
        if connection.late:
            return Answer(0, LATE)
        told = response.headers
        leads = told.get("Location", "") if response.status in REDIRECTS else ""
        return Answer(response.status, "", _asked(told.get("Retry-After")), text, leads)
    except TimeoutError:
        return Answer(0, LATE)
    except ssl.SSLError as error:
        return Answer(0, f"no secure connection ({error.reason or 'TLS'})")
    except (OSError, http.client.HTTPException) as error:
        return Answer(0, _said(error, late=connection.late))
    finally:
        watch.cancel()
        connection.close()


def _said(error: Exception, *, late: bool) -> str:
    if late:
        return LATE
    if isinstance(error, ConnectionRefusedError):
        return "nobody listens there"
    return f"the connection broke ({type(error).__name__})"


def _resolved(target: Target) -> list[str]:
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    return [str(one[4][0]).partition("%")[0] for one in found]


def _asked(header: str | None) -> timedelta | None:
    """Retry-After in seconds; its other form, a date, is rare enough to be passed over."""
    return timedelta(seconds=int(header)) if header and header.isdecimal() else None
