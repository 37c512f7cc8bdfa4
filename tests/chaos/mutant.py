"""A deliberately broken worker: silence is taken for a no, so what may have left is sent again.

Started as `celery -A tests.chaos.mutant`. It exists to show that the harness can go red.
"""

from celery.signals import worker_init

from wedsync.celery import app

__all__ = ["app"]


@worker_init.connect
def break_it(**_: object) -> None:
    from messaging import settle

    def take_silence_for_no(handover, reason):
        return settle._deferred(handover, reason, seconds=0)

    settle._unknown = take_silence_for_no
