"""A Redis that may be killed and comes back, empty."""

import subprocess
import tempfile
import time
from pathlib import Path

import redis

from wedsync.embedded import binaries


class Store:
    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._socket = Path(tempfile.mkdtemp(prefix="chaos-")) / "redis"  # a short path
        self.url = f"unix://{self._socket}"
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        listen = ("--port", "0", "--unixsocket", str(self._socket), "--unixsocketperm", "700")
        with (self._logs / "redis.log").open("ab") as log:
            self._server = subprocess.Popen(
                (str(binaries.redis()), *listen, "--save", "", "--appendonly", "no"),
                cwd=self._socket.parent,
                stdout=log,
                stderr=log,
            )
        client = redis.Redis.from_url(self.url)
        while True:
            try:
                client.ping()
            except redis.RedisError:
                time.sleep(0.05)
            else:
                return

    def kill(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._socket.unlink(missing_ok=True)
