"""Many workers at one vendor's plan: everybody hears everything once."""

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import connections

from campaigns.models import Enrollment, PlannedStep
from campaigns.timelines.release import release
from campaigns.timelines.replan import replan
from messaging.models import Message
from tests.campaigns.inside import entered, published, step
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.usefixtures("committed")
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)
WORKERS, WEDDINGS = 4, 12


def stage():
    vendor = VendorFactory()
    weddings = WeddingFactory.create_batch(WEDDINGS, client__vendor=vendor)
    for wedding in weddings:
        PersonFactory(client=wedding.client)
    entered(published(vendor, step("one"), step("two")), *weddings)
    return vendor


def together(work):
    """Every worker on its own connection, all at once; what one of them raised is raised."""
    start, troubles = threading.Barrier(WORKERS), []

    def run(number):
        try:
            start.wait()
            work(number)
        except BaseException as trouble:  # noqa: BLE001 -- told by the main thread
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []


def work_on(vendor):
    def work(number):
        for _ in range(4):
            with tenant(vendor.pk):
                if number:
                    release(vendor.pk, MAY)
                else:
                    replan(Enrollment.objects.all(), MAY)

    return work


def heard():
    with operator():
        return Counter(Message.objects.values_list("wedding_id", flat=True))


def test_however_many_workers_everybody_hears_everything_once():
    vendor = stage()
    together(work_on(vendor))
    with tenant(vendor.pk):
        while release(vendor.pk, MAY):
            pass
        assert set(PlannedStep.objects.values_list("state", flat=True)) == {"left"}
    assert set(heard().values()) == {2}
