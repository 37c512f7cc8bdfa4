"""The sandbox as a process of its own: started by uvicorn, killed without mercy."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.wedsync.sandbox.letters import mail, post
from wedsync.sandbox.client import Client

COMMAND = [sys.executable, "-m", "uvicorn", "wedsync.sandbox.app:app", "--log-level", "error"]


@contextmanager
def running(**environment: str) -> Iterator[tuple[Client, subprocess.Popen[bytes]]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
    process = subprocess.Popen([*COMMAND, "--port", port], env=os.environ | environment)
    try:
        sandbox = Client(f"http://127.0.0.1:{port}")
        wait_for(sandbox)
        yield sandbox, process
    finally:
        process.kill()
        process.wait()


def wait_for(sandbox: Client) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        try:
            sandbox.health()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("The sandbox did not start.")


def test_what_was_answered_outlives_a_kill_in_the_ledger_file(tmp_path: Path):
    file = tmp_path / "accepted.jsonl"

    with running(WEDSYNC_SANDBOX_LEDGER=str(file)) as (sandbox, process):
        people = [f"guest{i}@example.org" for i in range(50)]
        post(sandbox, [mail(person) for person in people], path="emails/batch")
        truth = sandbox.accepted()
        process.send_signal(signal.SIGKILL)

    assert [json.loads(line) for line in file.read_text().splitlines()] == truth


def test_it_stops_cleanly_when_asked():
    with running() as (sandbox, process):
        post(sandbox, mail())
        process.send_signal(signal.SIGTERM)

        assert process.wait(10) in {0, -signal.SIGTERM}


def test_it_knows_nothing_of_the_house():
    script = (
        "import sys, wedsync.sandbox.serving;"
        "print(*sorted(name for name in sys.modules if name.split('.')[0] in"
        " ('django', 'campaigns', 'messaging', 'personalization', 'crm_connectors')"
        " or name.startswith('wedsync.') and not name.startswith('wedsync.sandbox')))"
    )

    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == ""
