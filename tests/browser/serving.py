"""The whole application behind a port of its own, kept while it is stopped and started again."""

import socket
import threading
import time
from collections.abc import Callable

import uvicorn

from wedsync.asgi import application

PATIENCE = 20  # seconds; a shared machine is now and then slow


class House:
    """WebSockets included; `start` again after `stop` is a new server at the old address."""

    def __init__(self) -> None:
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.listening = _listening(self.port)
        self.port = self.listening.getsockname()[1]
        config = uvicorn.Config(application, log_level="warning", lifespan="off")
        self.server = uvicorn.Server(config)
        given = {"sockets": [self.listening]}
        self.thread = threading.Thread(target=self.server.run, kwargs=given)
        self.thread.start()
        _until(lambda: self.server.started)

    def stop(self) -> None:
        """Open lines are closed as at any restart."""
        self.server.should_exit = True
        self.thread.join(PATIENCE)
        self.listening.close()


def _listening(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    return made


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError("it never came true")
        time.sleep(0.02)
