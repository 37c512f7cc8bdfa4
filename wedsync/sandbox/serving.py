"""A sandbox inside the running process: a thread, a free port, a client to drive it."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import uvicorn

from wedsync.sandbox.app import create_app
from wedsync.sandbox.client import Client
from wedsync.sandbox.config import Config

PATIENCE = 10.0


@contextlib.contextmanager
def serving(**settings: Any) -> Iterator[Client]:
    """Fields of Config, with what suits tests: no limit on requests, recipients at once, quick
    retries.

        with serving(webhook_url=live_server.url) as sandbox:
            ...
            assert sandbox.recipients() == {"ada@example.org": 1}
    """
    quick: dict[str, Any] = {"resend_limit": 0, "tempo": 0.0, "retries": (0.05, 0.2, 0.5)}
    app = create_app(Config(**{**quick, **settings}))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1, access_log=False)
        )
        thread = threading.Thread(target=server.run, args=([listener],), name="sandbox")
        thread.start()
        try:
            _wait_for(server, thread)
            yield Client(f"http://127.0.0.1:{listener.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


def _wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    until = time.monotonic() + PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > until:
            raise RuntimeError("The sandbox did not start.")
        time.sleep(0.005)
