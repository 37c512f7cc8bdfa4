"""A few threads that carry errands when they are due, and come back when nobody took them."""

import heapq
import itertools
import random
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from wedsync.sandbox.clock import Clock
from wedsync.sandbox.errands import Errand
from wedsync.sandbox.line import Line

PATIENCE = 2.0  # seconds for couriers to come home


@dataclass(order=True)
class _Job:
    due: float
    order: int
    errand: Errand = field(compare=False)
    era: int = field(compare=False)
    attempt: int = field(compare=False, default=0)


class Courier:
    """`base` is the only place it calls. `retries`: pauses in seconds of the sandbox's clock."""

    def __init__(self, clock: Clock, base: str, retries: tuple[float, ...], threads: int) -> None:
        self._clock = clock
        self._base = base
        self._retries = retries
        self._wanted = threads
        self._threads: list[threading.Thread] = []
        self._jobs: list[_Job] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._busy = 0
        self._era = 0
        self._closed = False
        self.counts: Counter[str] = Counter()

    @property
    def waiting(self) -> int:
        """Errands not done yet, those on the road included."""
        with self._changed:
            return len(self._jobs) + self._busy

    def send(self, errands: Iterable[tuple[float, Errand]]) -> None:
        """(due, errand) pairs; returns at once."""
        with self._changed:
            for due, errand in errands:
                heapq.heappush(self._jobs, _Job(due, next(self._order), errand, self._era))
            self._changed.notify_all()
        if self._jobs:
            self._start()

    def wake(self) -> None:
        """The clock was moved."""
        with self._changed:
            self._changed.notify_all()

    def flush(self, dice: random.Random | None = None) -> None:
        """Everything is due now, in a random order if there are dice."""
        with self._changed:
            self._jobs.sort()
            if dice:
                dice.shuffle(self._jobs)
            for job in self._jobs:
                job.due, job.order = self._clock.now(), next(self._order)
            heapq.heapify(self._jobs)
            self._changed.notify_all()

    def clear(self) -> None:
        """Forget all errands; what is on the road just now may still arrive, but won't return."""
        with self._changed:
            self._jobs.clear()
            self._era += 1
            self.counts.clear()

    def close(self) -> None:
        """Leave what waits; who is on the road just now is waited for a moment."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        until = time.monotonic() + PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _start(self) -> None:
        while len(self._threads) < self._wanted:
            thread = threading.Thread(target=self._run, name="sandbox-courier", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _run(self) -> None:
        line = Line(self._base)
        while (job := self._next()) is not None:
            try:
                self._carry(job, line)
            finally:
                with self._changed:
                    self._busy -= 1
        line.close()

    def _next(self) -> _Job | None:
        with self._changed:
            while not self._closed:
                pause = self._jobs[0].due - self._clock.now() if self._jobs else None
                if pause is not None and pause <= 0:
                    self._busy += 1
                    return heapq.heappop(self._jobs)
                self._changed.wait(pause)
            return None

    def _carry(self, job: _Job, line: Line) -> None:
        receipt = job.errand.receipt
        outgoing = job.errand.request(self._clock.now())
        if outgoing is None:
            self._note(job, "nothing there")
            return
        receipt.status = line.send(outgoing)
        receipt.attempts += 1
        if receipt.status is not None and job.errand.took(receipt.status):
            self._note(job, "arrived")
        elif job.errand.retried and job.attempt < len(self._retries):
            self._again(job)
        else:
            self._note(job, "gave up")

    def _note(self, job: _Job, state: str) -> None:
        with self._changed:
            if job.era == self._era:
                job.errand.receipt.state = state
                self.counts[f"{job.errand.receipt.kind} {state}"] += 1

    def _again(self, job: _Job) -> None:
        with self._changed:
            self._note(job, "retrying")
            if job.era == self._era:
                job.due = self._clock.now() + self._retries[job.attempt]
                job.attempt += 1
                heapq.heappush(self._jobs, job)
                self._changed.notify()
