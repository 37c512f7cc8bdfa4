"""What processes cost, by the operating system's own accounting in /proc."""

import os
import threading
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.5  # seconds between two looks at the memory


def cpu_seconds(roots: Collection[int]) -> float:
    """User and system time of these processes, their living descendants and their dead ones."""
    parents = {pid: fields for pid in _pids() if (fields := _stat(pid))}
    return sum(sum(map(int, parents[pid][11:15])) for pid in _tree(roots, parents)) / TICKS


def _tree(roots: Collection[int], stats: dict[int, list[str]]) -> set[int]:
    found = set(roots) & stats.keys()
    while more := {pid for pid, stat in stats.items() if int(stat[1]) in found} - found:
        found |= more
    return found


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """The fields after the name, from the state on; empty for a process that is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    return []


def parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


class Memory(threading.Thread):
    """Watches process trees; `peak` is the most they shared fairly (PSS) at one moment, in MB."""

    def __init__(self, roots: Collection[int]) -> None:
        super().__init__(daemon=True)
        self._roots, self._over, self.peak = roots, threading.Event(), 0.0

    def __enter__(self) -> "Memory":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.is_set():
            stats = {pid: fields for pid in _pids() if (fields := _stat(pid))}
            self.peak = max(self.peak, sum(map(_pss, _tree(self._roots, stats))) / 1024)
            self._over.wait(EVERY)


def _pss(pid: int) -> int:
    with suppress(OSError, StopIteration, ProcessLookupError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0
