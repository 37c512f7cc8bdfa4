"""The house's own programs, as the demo runs them."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from wedsync.embedded.children import Program

UVICORN = ("-m", "uvicorn", "--no-access-log", "--timeout-graceful-shutdown", "5")
CELERY = ("-m", "celery", "-A", "wedsync")
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 -- asked about, not written to


@dataclass(frozen=True)
class House:
    project: Path
    env: Mapping[str, str]

    def manage(self, command: str, *words: str, foreground: bool = False) -> Program:
        argv = ("manage.py", command, *words)
        return self._python(command, *argv, foreground=foreground)

    def web(self, socket: int) -> Program:
        return self._serve("web", "wedsync.asgi:application", socket)

    def sandbox(self, socket: int, smtp: int) -> Program:
        """Two sockets: the second is its mail server's."""
        program = self._serve("sandbox", "wedsync.sandbox.app:app", socket)
        env = {**self.env, "WEDSYNC_SANDBOX_SMTP_SOCKET": str(smtp)}
        return replace(program, env=env, sockets=(socket, smtp))

    def worker(self) -> Program:
        plain = ("--without-gossip", "--without-mingle", "--loglevel", "INFO")
        return self._python("worker", *CELERY, "worker", "--concurrency", "2", *_pool(), *plain)

    def beat(self) -> Program:
        return self._python("beat", *CELERY, "beat", "--loglevel", "INFO")

    def _serve(self, name: str, application: str, socket: int) -> Program:
        argv = (*UVICORN, "--fd", str(socket), application)
        return self._python(name, *argv, sockets=(socket,))

    def _python(
        self, name: str, *words: str, sockets: tuple[int, ...] = (), foreground: bool = False
    ) -> Program:
        return Program(
            name=name,
            argv=(sys.executable, *words),
            env=self.env,
            cwd=self.project,
            sockets=sockets,
            foreground=foreground,
        )


def _pool() -> tuple[str, ...]:
    """Celery's processes share semaphores, for which some containers have no room."""
    return () if os.access(SHARED_MEMORY, os.W_OK) else ("--pool", "threads")
