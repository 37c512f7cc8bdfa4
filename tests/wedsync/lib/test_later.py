"""A job starts after the commit, and a broker that is away costs nothing but time."""

import logging

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction
from kombu.exceptions import EncodeError

from wedsync.lib.later import later

pytestmark = pytest.mark.django_db

NOWHERE = "redis://127.0.0.1:1/0"  # nothing listens on port 1


@pytest.fixture
def task():
    """A task of an application whose queue lives in this process."""
    app = Celery("test_later", broker="memory://", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS

    @app.task(name="poke", shared=False)
    def poke(*args, **kwargs):
        """Never run here: what counts is what was sent."""

    yield poke
    app.close()


def sent(task):
    """What waits in the queue."""
    with task.app.connection_for_read() as connection:
        queue = connection.SimpleQueue("celery")
        found = []
        while queue.qsize():
            found.append(queue.get(block=False).payload[:2])
        queue.close()
    return found


def test_a_job_is_sent_when_the_transaction_has_committed(task, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        later(task, "an id", loud=True)

        assert sent(task) == []

    assert sent(task) == [[["an id"], {"loud": True}]]


def test_a_transaction_that_is_rolled_back_sends_nothing(task, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        later(task, "an id")
        transaction.set_rollback(True)

    assert sent(task) == []


def test_a_broker_that_is_away_is_noted_and_no_more(
    caplog, task, django_capture_on_commit_callbacks
):
    task.app.conf.broker_url = NOWHERE

    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        later(task, "an id")

    assert caplog.messages == ["broker unreachable, poke will be found by polling"]


def test_a_mistake_of_ours_is_still_heard(task, django_capture_on_commit_callbacks):
    with pytest.raises(EncodeError), django_capture_on_commit_callbacks(execute=True):
        later(task, object())
