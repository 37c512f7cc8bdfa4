"""Where WedSync's time goes, module by module: one process sends all mails and is watched.

Two timers look which of our modules is at work: one runs by the processor time the process uses,
the other by the clock and counts only waits for the database. What other programs do on the
machine meanwhile changes neither. Run as `python -m tests.bench.launch tests.bench.stages SIZE`.
"""

import os
import signal
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from campaigns.broadcasts.running import carry_on_all
from messaging.dispatch import dispatch
from tests.bench import house, worker
from tests.bench.contest import service_processes
from tests.bench.launch import say
from tests.bench.usage import cpu_seconds

EVERY = 0.001  # seconds
ROOT = f"{Path(__file__).resolve().parents[2]}/"
ROW = "{:<40} {:>9} {:>11}"
FEW = 2.0  # µs; what is below isn't worth a line

stage = house.stage


def run(size: int) -> None:
    worker.lift_limit()
    postgres, _ = service_processes()
    before = cpu_seconds([postgres]), cpu_seconds([os.getpid()])
    with Watch() as watch:
        house.launch_all()
        while house.under_way():
            carry_on_all()
            dispatch(seconds=60.0)
    after = cpu_seconds([postgres]), cpu_seconds([os.getpid()])
    database, ours = (1e6 * (b - a) / size for a, b in zip(before, after, strict=True))
    report(_shared(watch.working, ours), _shared(watch.waiting, database))


class Watch:
    """Looks by module: at work (by processor time), and waiting for the database (by the clock)."""

    def __init__(self) -> None:
        self.working: Counter[str] = Counter()
        self.waiting: Counter[str] = Counter()

    def __enter__(self) -> "Watch":
        signal.signal(signal.SIGPROF, self._work)
        signal.signal(signal.SIGALRM, self._wait)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _work(self, _number: int, frame: FrameType | None) -> None:
        self.working[_ours(frame)] += 1

    def _wait(self, _number: int, frame: FrameType | None) -> None:
        if frame is not None and frame.f_globals.get("__name__", "").startswith("psycopg"):
            self.waiting[_ours(frame)] += 1


def _ours(frame: FrameType | None) -> str:
    """The innermost of our own modules on the stack."""
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(ROOT) and "/.venv/" not in path:
            return str(frame.f_globals.get("__name__"))
        frame = frame.f_back
    return "elsewhere"


def _shared(looks: Mapping[str, int], micros: float) -> dict[str, float]:
    """Micros per message, by module."""
    all_looks = max(1, sum(looks.values()))
    return {module: micros * count / all_looks for module, count in looks.items()}


def report(ours: Mapping[str, float], database: Mapping[str, float]) -> None:
    both = {name: ours.get(name, 0) + database.get(name, 0) for name in {*ours, *database}}
    say(ROW.format("processor time per message, in µs", "WedSync", "PostgreSQL"))
    for name in sorted(both, key=both.__getitem__, reverse=True):
        if both[name] >= FEW:
            say(_row(name, ours.get(name, 0), database.get(name, 0)))
    say(_row("together", sum(ours.values()), sum(database.values())))


def _row(name: str, *micros: float) -> str:
    return ROW.format(name, *(f"{one:,.0f}" for one in micros))
