"""The Celery application. Tasks carry ids; what is due is always a query.

Besides answering pokes, every worker asks by itself: a broker that lost its memory (or its
bindings, which Redis forgets with FLUSHALL) costs seconds of latency and never a message.
"""

import time
from typing import Any

import structlog
from celery import Celery, bootsteps, signals
from django.db import close_old_connections, connections
from django.utils.module_loading import import_string

from wedsync.lib.heap import BATCHES, settle

# What a worker asks for by itself, and how often (seconds). One started with `-Q emergency` has a
# queue in which nothing ever lies: it only asks, and carries nothing but emergencies.
POLLED = {
    "messaging.tasks.dispatch": 3.0,
    "messaging.tasks.recover": 3.0,
    "campaigns.tasks.expand_all": 1.0,  # two workers empty a full lane in two seconds
    "campaigns.tasks.carry_emergencies": 3.0,
}
POLLED_FOR_EMERGENCIES = {
    "messaging.tasks.dispatch_emergencies": 0.25,
    "campaigns.tasks.carry_emergencies": 2.0,
}
EMERGENCY = "emergency"
# Registries that import what they hold; the SDKs of the providers are the heavy ones.
LOADED = ("messaging.route.providers", "messaging.policy.judge.gates")
PATIENCE = 25.0  # seconds until a poll that was never heard of again no longer counts
CONNECTED = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

log = structlog.get_logger(__name__)

app = Celery("wedsync")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["crm_connectors.letters"])  # they stand above the app's other doors


@signals.worker_process_init.connect
def stay_connected(**_: object) -> None:
    """A pool process keeps its connection from one task to the next.

    A new one costs PostgreSQL tens of milliseconds until it knows all tables and triggers again.
    """
    for database in connections.settings.values():
        database.update(CONNECTED)


# One that broke, or that its server closed, is noticed before the task and not by it.
signals.task_prerun.connect(close_old_connections)


def ask(name: str) -> None:
    """Run a task's own function in a pool process, without any broker."""
    close_old_connections()
    try:
        app.tasks[name].run()
    finally:
        close_old_connections()


class Warm(bootsteps.Step):
    """Loads once, before the pool forks, what each process would load with its first message."""

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        for name in LOADED:
            import_string(name)()
        settle(BATCHES)


class Poll(bootsteps.StartStopStep):
    """A timer in the worker that puts `ask` into its pool, one at a time for each task."""

    requires = ("celery.worker.components:Timer", "celery.worker.components:Pool")

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.busy: dict[str, float] = {}
        self.timers: list[Any] = []

    def start(self, worker: Any) -> None:
        only = set(app.amqp.queues.consume_from) == {EMERGENCY}
        polled = POLLED_FOR_EMERGENCIES if only else POLLED
        self.timers = [
            worker.timer.call_repeatedly(seconds, self._ask, (worker.pool, name))
            for name, seconds in polled.items()
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


app.steps["worker"].update({Warm, Poll})
