"""How a worker begins."""

import gc

import pytest

from messaging.policy.judge import gates
from messaging.route import providers
from wedsync.celery import Warm, app
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
