"""How a worker begins."""

from messaging.policy.judge import gates
from messaging.route import providers
from wedsync.celery import Warm, app


def test_a_worker_loads_providers_and_gates_before_its_processes_fork():
    providers.cache_clear()
    gates.cache_clear()

    Warm(worker=None)

    assert providers.cache_info().currsize == gates.cache_info().currsize == 1
    assert Warm in app.steps["worker"]
