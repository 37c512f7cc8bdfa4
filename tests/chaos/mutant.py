"""Deliberately broken workers: each shows that the harness can go red.

Started as `celery -A tests.chaos.mutant`, with the name of the break in CHAOS_MUTANT.
"""

import os

from celery.signals import worker_init

from wedsync.celery import app

__all__ = ["MUTANTS", "app"]


def silence_is_a_no() -> None:
    """A call without an answer goes back into the queue at once."""
    from messaging import settle
    from messaging.providers.protocol import Deferred

    def _unknown(handover, reason):
        return settle._deferred(handover, Deferred(reason, 0))

    settle._unknown = _unknown


def expired_goes_back() -> None:
    """An intent nobody noted an answer to is taken for unsent."""
    from messaging import recover, tasks
    from messaging.models import Handed, Handover
    from messaging.shift import shift
    from messaging.states import State
    from wedsync.vendors.tenancy import operator

    def doubt():
        with operator():
            ids = [row[0] for row in recover._rows(recover.SILENT, [recover.MOST])]
            Handover.objects.filter(pk__in=ids).update(outcome="deferred", check_at=None)
            members = Handed.objects.filter(handover__in=ids)
            members.update(open=False)
            messages = list(members.values_list("message_id", flat=True))
            shift(messages, State.QUEUED, "", source=[State.SENDING])
        return len(ids)

    tasks.doubt = doubt


def absent_is_sent() -> None:
    """A call the provider shows no trace of is called accepted."""
    from messaging import resolve

    def give_up(handover, _why, _now):
        resolve.accepted(handover, [])

    resolve.give_up = give_up


MUTANTS = {one.__name__: one for one in (silence_is_a_no, expired_goes_back, absent_is_sent)}


@worker_init.connect
def break_it(**_: object) -> None:
    MUTANTS[os.environ["CHAOS_MUTANT"]]()
