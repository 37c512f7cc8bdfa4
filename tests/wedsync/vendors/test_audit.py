"""What happened is written once, in order, and stays."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from tests.factories import MessageFactory, VendorFactory
from wedsync.vendors.audit import record, say_actor
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant
from wedsync.vendors.verify import verify

WRITERS, EACH = 8, 10


@pytest.mark.django_db
def test_events_are_numbered_from_one_for_each_vendor(vendor):
    other = VendorFactory()

    for one in (vendor, other, vendor):
        with tenant(one.pk):
            record(one, "something.happened", one, actor="user:1", data={"reached": 3})

    assert numbers(vendor) == [1, 2]
    assert numbers(other) == [1]


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_what(vendor):
    with tenant(vendor.pk):
        record(vendor.pk, "campaign.launched", vendor, actor="user:7", data={"reached": 3})
        event = Event.objects.get()

    assert (event.actor, event.verb, event.subject_type, event.subject_id, event.data) == (
        "user:7",
        "campaign.launched",
        "vendors.vendor",
        str(vendor.pk),
        {"reached": 3},
    )


@pytest.mark.django_db
def test_nobody_writes_another_vendors_history(vendor):
    other = VendorFactory()

    with pytest.raises(ProgrammingError, match="row-level security"), tenant(vendor.pk):
        record(other, "something.happened", other, actor="user:1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["UPDATE vendors_event SET verb = 'x'", "DELETE FROM vendors_event"]
)
def test_not_even_an_operator_rewrites_history(vendor, change):
    with tenant(vendor.pk):
        record(vendor, "something.happened", vendor, actor="user:1")

    with pytest.raises(ProgrammingError, match="permission denied"), operator():
        run(change)


@pytest.mark.django_db
def test_a_number_or_digest_that_is_given_is_not_taken(vendor):
    with tenant(vendor.pk):
        Event.objects.create(
            vendor=vendor, number=99, digest=b"mine", actor="a", verb="v", subject_type="t"
        )

    assert numbers(vendor) == [1]
    assert verify(vendor.pk).broken is None


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_no_gap(vendor):
    with tenant(vendor.pk):
        record(vendor, "one", vendor, actor="user:1")
        with transaction.atomic():
            record(vendor, "two", vendor, actor="user:1")
            transaction.set_rollback(True)
        record(vendor, "three", vendor, actor="user:1")

    assert numbers(vendor) == [1, 2]


@pytest.mark.django_db
def test_the_databases_own_journal_names_the_actor_until_the_transaction_ends():
    message = MessageFactory()

    with tenant(message.vendor_id):
        say_actor("user:7")
        type(message).objects.filter(pk=message.pk).update(state="held")

        assert message.moves.get().actor == "user:7"


@pytest.mark.usefixtures("committed")
def test_many_writers_at_once_leave_no_gap_and_no_fork():
    vendor = VendorFactory()
    start = threading.Barrier(WRITERS)

    together([threading.Thread(target=write, args=(vendor, start)) for _ in range(WRITERS)])

    assert numbers(vendor) == list(range(1, WRITERS * EACH + 1))
    assert verify(vendor.pk).broken is None


def write(vendor, start):
    start.wait()
    for _ in range(EACH):
        with tenant(vendor.pk):
            record(vendor, "something.happened", vendor, actor="system:test")
    connections.close_all()


def together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def numbers(vendor):
    with tenant(vendor.pk):
        return list(Event.objects.order_by("number").values_list("number", flat=True))


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
