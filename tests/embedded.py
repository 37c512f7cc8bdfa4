"""Pytest plugin: PostgreSQL and Redis of the run's own, before Django reads its settings.

Loaded with `-p tests.embedded`. Services named by DATABASE_URL and REDIS_URL are used instead.
The services end with this process, however it ends: their launcher watches its standard input.
"""

import atexit
import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "wedsync.embedded", "services", "--bound")
PROJECT = Path(__file__).resolve().parent.parent


def _start() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # everything is inherited
    launcher = subprocess.Popen(
        COMMAND,
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C ends pytest first
    )
    while line := launcher.stdout.readline():
        if line == "\n":
            atexit.register(_stop, launcher)
            return
        name, _, value = line.rstrip("\n").partition("=")
        os.environ[name] = value
    launcher.wait()
    sys.exit("PostgreSQL and Redis for the tests did not start, for the reason above.")


def _stop(launcher: "subprocess.Popen[str]") -> None:
    launcher.stdin.close()
    launcher.stdout.close()
    launcher.wait(timeout=30)


_start()
