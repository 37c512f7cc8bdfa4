"""The product's worker, told that this provider takes as many calls as come.

Started as `celery -A tests.bench.worker`: five calls a second, Resend's own default for a new
team, would be all that is measured.
"""

from celery.signals import worker_init

from messaging.providers.resend import Provider
from wedsync.celery import app

__all__ = ["app"]

UNLIMITED = 100_000.0


@worker_init.connect
def lift_limit(**_: object) -> None:
    Provider.calls_per_second = UNLIMITED
