"""The Celery application. Tasks carry ids; what is due is always a query.

Besides answering pokes, every worker asks by itself: a broker that lost its memory (or its
bindings, which Redis forgets with FLUSHALL) costs seconds of latency and never a message.
"""

import time
from typing import Any

import structlog
from celery import Celery, bootsteps
from django.db import close_old_connections

POLLED = ("messaging.tasks.dispatch", "messaging.tasks.recover", "campaigns.tasks.expand_all")
SECONDS = 3.0
PATIENCE = 25.0  # seconds until a poll that was never heard of again no longer counts

log = structlog.get_logger(__name__)

app = Celery("wedsync")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def ask(name: str) -> None:
    """Run a task's own function in a pool process, without any broker."""
    close_old_connections()
    try:
        app.tasks[name].run()
    finally:
        close_old_connections()


class Poll(bootsteps.StartStopStep):
    """A timer in the worker that puts `ask` into its pool, one at a time for each task."""

    requires = ("celery.worker.components:Timer", "celery.worker.components:Pool")

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.busy: dict[str, float] = {}
        self.timers: list[Any] = []

    def start(self, worker: Any) -> None:
        self.timers = [
            worker.timer.call_repeatedly(SECONDS, self._ask, (worker.pool, name)) for name in POLLED
        ]

    def stop(self, worker: Any) -> None:
        for timer in self.timers:
            timer.cancel()

    def _ask(self, pool: Any, name: str) -> None:
        if self.busy.get(name, 0.0) > time.monotonic():
            return

        def over(_result: object) -> None:
            self.busy.pop(name, None)

        def failed(error: BaseException) -> None:
            self.busy.pop(name, None)
            log.error("polling failed", task=name, error=repr(error))

        self.busy[name] = time.monotonic() + PATIENCE
        pool.apply_async(ask, (name,), callback=over, error_callback=failed)


app.steps["worker"].add(Poll)
