"""Processes of a launcher that was killed: the next one waits for their end, or brings it."""

import json
import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL

FILE = "children.json"
PROC = Path("/proc")
PATIENCE = 10.0  # seconds; the kernel has told them already, where it can


def record(state: Path, pids: list[int]) -> None:
    births = {str(pid): birth(pid) for pid in pids}
    note = {"state": str(state), "children": births}
    (state / FILE).write_text(json.dumps(note), encoding="utf-8")


def forget(state: Path) -> None:
    (state / FILE).unlink(missing_ok=True)


def clear(state: Path) -> None:
    """Returns when none of them runs any more."""
    deadline = time.monotonic() + PATIENCE
    remaining = _recorded(state)
    while remaining := {pid: born for pid, born in remaining.items() if birth(pid) == born}:
        if time.monotonic() > deadline:
            for pid in remaining:
                with suppress(ProcessLookupError):
                    os.kill(pid, SIGKILL)
        time.sleep(0.05)
    forget(state)


def birth(pid: int) -> str | None:
    """When a running process started, so that its number in new hands is not taken for it."""
    if PROC.exists():
        return _birth_on_linux(pid)
    started = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],  # noqa: S607 -- wherever the system keeps it
        capture_output=True,
        text=True,
        check=False,
    )
    return started.stdout.strip() or None


def _birth_on_linux(pid: int) -> str | None:
    """Field 22 of the line, counted after the name, which may hold anything."""
    try:
        line = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = line.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else fields[19]


def _recorded(state: Path) -> dict[int, str | None]:
    """Nothing when the folder was copied from another place: those processes are the other's."""
    try:
        note = json.loads((state / FILE).read_text(encoding="utf-8"))
        if note["state"] != str(state):
            return {}
        return {int(pid): born for pid, born in note["children"].items() if born}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}
