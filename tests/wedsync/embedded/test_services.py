"""Lent services: there at once, and gone with whoever borrowed them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from wedsync.embedded import environment
from wedsync.embedded.places import PROJECT

COMMAND = (sys.executable, "-m", "wedsync.embedded", "services", "--bound")


class Borrowed:
    """Services started by a launcher of their own."""

    def __init__(self) -> None:
        bare = {name: v for name, v in os.environ.items() if name not in environment.SERVICES}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.launcher = subprocess.Popen(
            COMMAND, cwd=PROJECT, env=bare, text=True, start_new_session=True, **pipes
        )
        lines = iter(self.launcher.stdout.readline, "\n")
        self.told = dict(line.rstrip("\n").split("=", 1) for line in lines)
        self.folder = Path(self.told["REDIS_URL"].removeprefix("unix://")).parent.parent

    def give_back(self) -> int:
        self.launcher.stdin.close()
        self.launcher.stdout.close()
        return self.launcher.wait(timeout=20)

    def processes(self) -> list[str]:
        """Command lines that name the folder; the backends of PostgreSQL go with it."""
        lines = []
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                lines.append(process.read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return [line for line in lines if str(self.folder) in line]

    def are_gone_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.processes() == []


@pytest.fixture
def borrowed() -> Iterator[Borrowed]:
    services = Borrowed()
    yield services
    services.give_back()


def test_given_back_services_leave_nothing(borrowed):
    with psycopg.connect(borrowed.told["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT current_database(), current_user").fetchone()

    status = borrowed.give_back()

    assert row == ("wedsync", "wedsync")
    assert status == 0
    assert borrowed.processes() == []
    assert not borrowed.folder.exists()


@pytest.mark.chaos
def test_a_killed_launcher_leaves_no_orphan(borrowed):
    with redis.Redis.from_url(borrowed.told["REDIS_URL"]) as client:
        answer = client.ping()
    before = len(borrowed.processes())

    borrowed.launcher.kill()

    assert answer is True
    assert before >= 2
    assert borrowed.are_gone_within(10)
