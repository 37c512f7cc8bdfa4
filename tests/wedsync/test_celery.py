"""How a worker begins."""

import gc

import pytest
from celery import signals
from django.db import close_old_connections, connection, connections, transaction

from messaging.policy.judge import gates
from messaging.route import providers
from wedsync.celery import CONNECTED, Warm, app, stay_connected
from wedsync.lib.heap import BATCHES


@pytest.fixture(autouse=True)
def as_before():
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_a_worker_loads_providers_and_gates_before_its_processes_fork():
    providers.cache_clear()
    gates.cache_clear()

    Warm(worker=None)

    assert providers.cache_info().currsize == gates.cache_info().currsize == 1
    assert gc.get_threshold() == BATCHES
    assert Warm in app.steps["worker"]


@pytest.fixture
def in_a_pool(committed):
    """As a pool process, which begins without a connection."""
    before = {alias: dict(database) for alias, database in connections.settings.items()}
    connection.close()
    stay_connected()
    yield
    for alias, database in before.items():
        connections.settings[alias].update({name: database[name] for name in CONNECTED})
    connection.close()


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


@pytest.mark.usefixtures("in_a_pool")
def test_a_pool_process_keeps_its_connection_from_one_task_to_the_next():
    first = backend()
    close_old_connections()
    signals.task_prerun.send(sender=None)
    assert backend() == first
    assert app.conf.get("CELERY_DB_REUSE_MAX") > 1


@pytest.mark.usefixtures("in_a_pool")
def test_a_connection_that_its_server_closed_costs_no_task():
    first = backend()
    with transaction.atomic(using="owner"), connections["owner"].cursor() as other:
        other.execute("SET LOCAL ROLE NONE")
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [first])
    signals.task_prerun.send(sender=None)
    assert backend() != first
