"""Sockets that listen before their server runs, so that no port is lost between the two."""

import socket

from wedsync.embedded.trouble import CannotStart

HOST = "127.0.0.1"
TRIES = 100


def listen(first: int) -> socket.socket:
    """On the first free port from `first` on. Raises CannotStart when there is none."""
    for port in range(first, min(first + TRIES, 65536)):
        if listener := _listen_on(port):
            return listener
    raise CannotStart(f"no free port from {first} on")


def url(listener: socket.socket) -> str:
    return f"http://{address(listener)}"


def address(listener: socket.socket) -> str:
    return f"{HOST}:{listener.getsockname()[1]}"


def _listen_on(port: int) -> socket.socket | None:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # closed ones linger
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError:
        listener.close()
        return None
    return listener
