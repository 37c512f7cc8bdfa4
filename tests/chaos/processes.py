"""What /proc knows of running processes."""

import contextlib
from pathlib import Path


def argv_of(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def children_of(pid: int) -> list[int]:
    """By the fourth field of every /proc/*/stat: some kernels keep no list of children."""
    return [
        int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == pid
    ]


def _parent(stat: Path) -> int:
    with contextlib.suppress(OSError):
        return int(stat.read_text(errors="replace").rpartition(")")[2].split()[1])
    return 0
