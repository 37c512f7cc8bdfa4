"""Doors for the queue: each is a poke that may be lost or doubled, so each asks what is due."""

from functools import partial

from celery import shared_task
from django.utils.timezone import now as current_time

from messaging import heart
from messaging.dispatch import EMERGENCY
from messaging.dispatch import dispatch as dispatch_due
from messaging.pool_habits import pool_habits as count_habits
from messaging.recover import doubt, reap, wake
from messaging.resolve import resolve
from messaging.say_back import say_back
from messaging.track import apply_inbox
from wedsync.lib.later import later

SECONDS_A_TASK = 1.0  # then what else waits for this process has its turn
SECONDS_OF_EMERGENCIES = 20.0  # nothing else waits for theirs


@shared_task(name="messaging.tasks.dispatch", expires=10)
def dispatch() -> None:
    """Whom it calls for help comes after it as well: what is left when its time is up."""
    dispatch_due(SECONDS_A_TASK, call_help=partial(later, dispatch))


@shared_task(name="messaging.tasks.dispatch_emergencies", expires=10)
def dispatch_emergencies() -> None:
    """Asked by workers that carry nothing else: a blast of thousands delays no emergency."""
    dispatch_due(SECONDS_OF_EMERGENCIES, last=EMERGENCY)


@shared_task(name="messaging.tasks.recover", expires=10)
def recover() -> None:
    reap()
    doubt()
    while wake():
        pass
    resolve()
    while apply_inbox():
        pass
    say_back()


@shared_task(name="messaging.tasks.apply_events", expires=60)
def apply_events() -> None:
    while apply_inbox():
        pass
    say_back()


@shared_task(name="messaging.tasks.heartbeat", expires=10)
def heartbeat() -> None:
    heart.beat("beat")


@shared_task(name="messaging.tasks.pool_habits", expires=3600)
def pool_habits() -> None:
    """Nightly: when couples of each kind of vendor act."""
    count_habits(current_time())
