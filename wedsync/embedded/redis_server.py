"""Redis on a Unix socket only; what is queued survives a restart where the data is to last."""

import os
import socket
from pathlib import Path

from wedsync.embedded.children import Children, Program


def url(path: Path) -> str:
    return f"unix://{path}"


def start(binary: Path, path: Path, data: Path, children: Children, *, durable: bool) -> None:
    path.unlink(missing_ok=True)
    data.mkdir(mode=0o700, exist_ok=True)
    children.start(_server(binary, path, data, durable=durable))
    while not answers(path):
        children.pause()


def answers(path: Path) -> bool:
    """False too while it still loads its file."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def _server(binary: Path, path: Path, data: Path, *, durable: bool) -> Program:
    keep = "yes" if durable else "no"
    listen = ("--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700")
    store = ("--dir", str(data), "--save", "", "--appendonly", keep)
    plain = ("--daemonize", "no", "--loglevel", "warning")
    env = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    return Program("redis", (str(binary), *listen, *store, *plain), env, data)
