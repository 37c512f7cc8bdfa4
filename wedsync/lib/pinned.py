"""A connection to a host that somebody else named: to the address that was checked, cut in time."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from wedsync.lib.target import Target


class Pinned(http.client.HTTPConnection):
    """Connects to `address`; the name is looked up once, by whoever checked it.

    `seconds`: for each read or write; see `within` for all of them together.
    """

    def __init__(self, target: Target, address: str, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
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


@contextmanager
def within(connection: Pinned, seconds: float) -> Iterator[None]:
    """Whatever is done with it takes no longer, from here to the last byte; then it is closed."""
    watch = Timer(seconds, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        connection.close()


def resolved(target: Target) -> list[str]:
    """Every address its name has. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    return [str(one[4][0]).partition("%")[0] for one in found]
