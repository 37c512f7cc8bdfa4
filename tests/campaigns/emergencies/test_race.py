"""Several workers look at the same emergency at once."""

import threading

import pytest
from django.db import connections
from django.utils.timezone import now

from campaigns.emergencies.carry import carry
from tests.campaigns.emergency.alarm import Stage, told
from tests.factories import AccountFactory
from wedsync.vendors.tenancy import tenant


@pytest.mark.usefixtures("committed")
def test_two_workers_make_one_message_a_step():
    AccountFactory()
    stage = Stage()
    emergency = stage.opened()
    ready = threading.Barrier(4)

    def work():
        ready.wait()
        for _ in range(5):
            with tenant(stage.vendor.pk):
                carry(emergency.pk, now())
        connections["default"].close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert told(emergency) == [("planner", "email")]
