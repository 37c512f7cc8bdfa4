"""A job works for one vendor, or is known to look across all of them."""

import pytest
from celery import Celery
from celery.app.task import Context

from tests.factories import ClientFactory, VendorFactory
from wedsync.celery import app
from wedsync.vendors.tasks import NoTenant, TenantTask
from wedsync.vendors.tenancy import current_vendor_id, tenant
from wedsync.weddings.models import Client

# Jobs without a tenant, and what makes that right.
PULSE = "asks what is due for everybody, by ids, and enters each vendor on its own"
TENANTLESS = {
    "analytics.tasks.rollup": PULSE,
    "campaigns.tasks.carry_emergencies": PULSE,
    "campaigns.tasks.decide_exits_all": PULSE,
    "campaigns.tasks.enter_all": PULSE,
    "campaigns.tasks.expand_all": PULSE,
    "campaigns.tasks.follow_all": PULSE,
    "campaigns.tasks.hear_milestones": PULSE,
    "campaigns.tasks.hear_moves": PULSE,
    "campaigns.tasks.look_all": PULSE,
    "campaigns.tasks.next_channels_all": PULSE,
    "campaigns.tasks.plan_caps": PULSE,
    "campaigns.tasks.release_all": PULSE,
    "crm_connectors.tasks.resume_imports": PULSE,
    "crm_connectors.tasks.run_import": "enters the vendor of the import's row for each chunk",
    "crm_connectors.tasks.forget_calls": "removes by age alone",
    "crm_connectors.tasks.forget_webhooks": "removes by age alone",
    "crm_connectors.tasks.run_sync": "enters the vendor of the sync's row for each page",
    "crm_connectors.tasks.sync_due": PULSE,
    "crm_connectors.tasks.tell": PULSE,
    "crm_connectors.tasks.tell_late": PULSE,
    "messaging.tasks.apply_events": "an event says whose it is only once it is read",
    "messaging.tasks.dispatch": PULSE,
    "messaging.tasks.dispatch_emergencies": PULSE,
    "messaging.tasks.heartbeat": "a process has a heartbeat, a vendor has none",
    "messaging.tasks.pool_habits": "reads each vendor as its own, keeps what hides all of them",
    "messaging.tasks.recover": PULSE,
    "personalization.tasks.write_copies": PULSE,
    "wedsync.vendors.tasks.forget_answers": "removes by age alone",
}


@pytest.fixture
def count():
    """A job that forgets its filter, of an application whose queue lives in this process."""
    own = Celery("test_tasks", broker="memory://", set_as_current=False)

    @own.task(name="count", base=TenantTask, shared=False)
    def count():
        return current_vendor_id(), Client.objects.count()

    yield count
    own.close()


def test_every_job_has_a_tenant_or_a_reason_not_to():
    app.autodiscover_tasks(force=True)

    without = {
        name
        for name, task in app.tasks.items()
        if not name.startswith("celery.") and not isinstance(task, TenantTask)
    }

    assert without == set(TENANTLESS)


def test_a_job_is_not_sent_without_a_tenant(count):
    with pytest.raises(NoTenant, match="count was sent without a tenant"):
        count.delay()


def test_a_job_is_not_started_without_a_tenant(count):
    with pytest.raises(NoTenant, match="count was started without a tenant"):
        count()


@pytest.mark.django_db
def test_the_tenant_travels_in_the_header(count):
    vendor = VendorFactory()

    with tenant(vendor.pk):
        count.apply_async(headers={"trace": "kept"})

    assert headers_of_what_was_sent(count) == {"vendor_id": str(vendor.pk), "trace": "kept"}


@pytest.mark.django_db
def test_a_job_sees_its_own_vendors_rows(count):
    mine, _theirs = ClientFactory(), ClientFactory()

    seen = started_with(count, {"vendor_id": str(mine.vendor_id)})

    assert seen == (mine.vendor_id, 1)


@pytest.mark.django_db
def test_a_job_leaves_no_tenant_behind(count):
    started_with(count, {"vendor_id": str(VendorFactory().pk)})

    assert current_vendor_id() is None
    assert Client.objects.count() == 0


def test_a_tenant_that_is_no_id_starts_nothing(count):
    with pytest.raises(ValueError, match="hexadecimal"):
        started_with(count, {"vendor_id": "everybody"})


def started_with(task, headers):
    """As a worker starts it: what the message carried becomes the request."""
    task.push_request(**Context(headers).__dict__)
    try:
        return task()
    finally:
        task.pop_request()


def headers_of_what_was_sent(task):
    with task.app.connection_for_read() as connection:
        queue = connection.SimpleQueue("celery")
        message = queue.get(block=False)
        queue.close()
    return {name: message.headers[name] for name in ("vendor_id", "trace")}
