"""What messages did, counted day by day; twice is once, and late facts find their day."""

import datetime as dt
import uuid

import pytest
from django.utils.timezone import now

from messaging.models import DeliveryEvent, Handed, Handover, Inbound
from tests.factories import AccountFactory, PersonFactory
from tests.messaging.handing import handed
from wedsync.analytics import questions
from wedsync.analytics.models import DailyFigures
from wedsync.analytics.rollup import rollup, rollup_all
from wedsync.analytics.shares import Counts
from wedsync.billing.models import BudgetEntry
from wedsync.lib.ids import first_at, uuid7
from wedsync.vendors.tenancy import operator, tenant

EVENING = dt.datetime(2027, 3, 2, 3, tzinfo=dt.UTC)  # 1 March, 19:00 in Los Angeles
FIRST = dt.date(2027, 3, 1)
PERIOD = (FIRST, FIRST)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def lena(vendor):
    return PersonFactory(client__vendor=vendor)


def sent(person, at=EVENING, outcome="accepted", **also):
    account = AccountFactory(vendor=person.vendor)
    message = handed(account, outcome, person=person, **also)
    with operator():
        Handover.objects.filter(members__message=message).update(intent_at=at)
        Handed.objects.filter(message=message).update(context={"wedding": {"stage": "planning"}})
    return message


def did(message, kind="clicked", at=EVENING + MINUTE, reader="human"):
    with operator():
        DeliveryEvent.objects.create(
            vendor_id=message.vendor_id, message=message, kind=kind, at=at, reader=reader
        )


def replied(message, word=""):
    with operator():
        Inbound.objects.create(
            vendor_id=message.vendor_id,
            answers=message,
            channel="email",
            address="lena@example.com",
            event_key=str(uuid7()),
            word=word,
            at=EVENING + MINUTE,
        )


def counted(vendor, at=None):
    with tenant(vendor.pk):
        rollup(vendor, at or now())
        return questions.in_all(vendor, PERIOD)


def test_a_message_counts_on_the_vendors_own_day(vendor, lena):
    sent(lena)

    assert counted(vendor) == Counts(sent=1)


def test_a_person_who_clicked_and_replied_is_engaged_once(vendor, lena):
    message = sent(lena)
    did(message)
    did(message)
    replied(message)

    assert counted(vendor) == Counts(sent=1, clicked=1, replied=1, engaged=1)


@pytest.mark.parametrize(
    ("kind", "reader"), [("clicked", "machine"), ("clicked", "unsure"), ("opened", "human")]
)
def test_machines_and_opens_count_for_nothing(vendor, lena, kind, reader):
    did(sent(lena), kind, reader=reader)

    assert counted(vendor) == Counts(sent=1)


def test_a_click_beside_a_machines_is_the_machines(vendor, lena):
    message = sent(lena)
    did(message)
    did(message, reader="machine", at=EVENING + MINUTE + dt.timedelta(seconds=1))

    assert counted(vendor).engaged == 0


def test_who_says_stop_has_not_replied(vendor, lena):
    replied(sent(lena), word="stop")

    assert counted(vendor) == Counts(sent=1, stopped=1)


def test_what_was_refused_never_left(vendor, lena):
    sent(lena, outcome="refused")

    assert counted(vendor) == Counts()


def test_a_message_that_was_handed_over_twice_counts_once(vendor, lena):
    message = sent(lena)
    account = AccountFactory(vendor=vendor)
    with tenant(vendor.pk):
        again = Handover.objects.create(
            vendor=vendor, account=account, provider="resend", outcome="accepted"
        )
        Handover.objects.filter(pk=again.pk).update(intent_at=EVENING + dt.timedelta(days=1))
        Handed.objects.create(
            vendor=vendor, handover=again, message=message, position=0, fence=2, open=False
        )

    assert counted(vendor) == Counts(sent=1)
    with tenant(vendor.pk):
        assert DailyFigures.objects.count() == 1


def test_counting_again_changes_nothing(vendor, lena):
    did(sent(lena))

    assert counted(vendor) == counted(vendor) == Counts(sent=1, clicked=1, engaged=1)


def test_a_click_that_comes_weeks_later_finds_its_day(vendor, lena):
    message = sent(lena)
    counted(vendor)

    did(message, at=EVENING + dt.timedelta(weeks=3))

    assert counted(vendor).clicked == 1


def test_nothing_new_touches_no_day(vendor, lena):
    sent(lena)
    hour = now() + dt.timedelta(hours=1)
    counted(vendor, hour)

    with tenant(vendor.pk):
        assert rollup(vendor, hour) == 0


def test_what_it_cost_is_told(vendor, lena):
    message = sent(lena)
    with operator():
        for kind, micros in (("reserve", 500), ("settle", -100)):
            BudgetEntry.objects.create(
                vendor=vendor,
                message_id=message.pk,
                attempt_id=uuid.UUID(int=1),
                channel="email",
                month=FIRST,
                kind=kind,
                micros=micros,
                currency="USD",
                at=EVENING,
            )

    assert counted(vendor).micros == 400
    with tenant(vendor.pk):
        assert questions.spent(vendor, PERIOD) == [("USD", 400)]


def test_hours_are_those_of_the_vendors_wall(vendor, lena):
    did(sent(lena))
    counted(vendor)

    with tenant(vendor.pk):
        assert questions.by_hour(vendor, PERIOD) == {(1, 19): 1}


def test_it_is_told_by_channel_stage_wording_and_day(vendor, lena):
    message = sent(lena)
    counted(vendor)

    with tenant(vendor.pk):
        template = message.variant.version.template.name
        assert questions.by_channel(vendor, PERIOD) == {"email": Counts(sent=1)}
        assert questions.by_stage(vendor, PERIOD) == {"planning": Counts(sent=1)}
        assert questions.by_variant(vendor, PERIOD) == [(template, "A, E-mail, en", Counts(sent=1))]
        week = (FIRST, FIRST + dt.timedelta(days=6))
        assert [one.sent for _, one in questions.by_day(vendor, week)] == [1, 0, 0, 0, 0, 0, 0]


def test_what_was_written_by_hand_is_no_wording(vendor, lena):
    sent(lena, dedupe_key="reply:1:1")
    counted(vendor)

    with tenant(vendor.pk):
        assert questions.by_variant(vendor, PERIOD) == []
        assert questions.in_all(vendor, PERIOD) == Counts(sent=1)


def test_every_vendor_has_its_own(vendor, lena):
    other = PersonFactory()
    sent(lena)
    sent(other)

    assert rollup_all(now()) == 2
    with tenant(vendor.pk):
        assert questions.in_all(vendor, PERIOD) == Counts(sent=1)


def test_the_period_before_is_as_long():
    first, last = dt.date(2027, 3, 1), dt.date(2027, 3, 30)

    assert questions.before((first, last)) == (dt.date(2027, 1, 30), dt.date(2027, 2, 28))


def test_ids_of_a_moment_begin_there():
    moment = now()
    made = uuid7()

    assert (
        first_at(moment - dt.timedelta(seconds=1))
        < made
        < first_at(moment + dt.timedelta(minutes=1))
    )
