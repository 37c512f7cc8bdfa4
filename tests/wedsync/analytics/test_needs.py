"""What needs a person is found wherever it comes from, and what doesn't stays away."""

import datetime as dt

from django.utils.timezone import now as current_time

from crm_connectors.models import Connection, Import
from messaging.models import Message, ProviderAccount, Thread
from messaging.states import State
from tests.factories import CampaignFactory, PersonFactory, UserFactory
from tests.wedsync.dashboard.stage import running
from tests.wedsync.visits import REASON, visit
from wedsync.analytics.today.needs import needs
from wedsync.billing.models import Budget, BudgetTotal
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Feature
from wedsync.vendors.switches import turn
from wedsync.vendors.tenancy import operator, tenant


def found(vendor, now=None):
    with tenant(vendor.pk):
        vendor.refresh_from_db()
        return needs(vendor, now or current_time())


def kinds(vendor):
    return [one.kind for one in found(vendor)]


def test_a_quiet_day_needs_nobody(vendor):
    running(vendor, State.QUEUED, State.DELIVERED)

    assert found(vendor) == []


def test_what_no_hour_lets_go_is_told_by_its_reason(vendor):
    campaign = running(vendor, State.HELD, State.HELD, reason="no address for email")
    assert found(vendor) == []  # an hour is set: it is looked at again by itself
    with operator():
        Message.objects.filter(vendor=vendor).update(not_before=None)

    one = found(vendor)[0]

    assert (one.kind, one.text) == ("held", "2 messages held: no address for email.")
    with tenant(vendor.pk):
        assert campaign.recipients.filter(message=one.subject).exists()


def test_a_visit_and_a_switch_of_the_operators_are_told(vendor):
    visit(UserFactory(), vendor)
    with operator():
        turn(vendor, Feature.SMS, "They lose every tenth", on=False, actor="user:1")

    assert [(one.kind, one.more) for one in found(vendor)] == [
        ("support", REASON),
        ("switch", "They lose every tenth"),
    ]


def test_the_most_pressing_comes_first(vendor):
    person = PersonFactory(client__vendor=vendor)
    CampaignFactory(vendor=vendor, state="review")
    with operator():
        vendor.paused_at = current_time()
        vendor.save(update_fields=["paused_at"])
        Thread.objects.create(vendor=vendor, person=person, unread=2)
        Connection.objects.create(vendor=vendor, connector="tave", trouble="The key is refused.")
        ProviderAccount.objects.create(
            vendor=vendor, provider="resend", channel="email", trouble="The key is refused."
        )
        Import.objects.create(vendor=vendor, filename="a.csv", state="failed", actor="user:1")

    assert kinds(vendor) == ["paused", "replies", "account", "connection", "review", "import"]


def test_a_reply_that_is_put_off_waits_quietly(vendor):
    later = current_time() + dt.timedelta(hours=1)
    with operator():
        Thread.objects.create(
            vendor=vendor,
            person=PersonFactory(client__vendor=vendor),
            unread=1,
            snoozed_until=later,
        )

    assert kinds(vendor) == []


def spent(vendor, micros, stops=True):
    month = current_time().date().replace(day=1)
    with operator():
        Budget.objects.update_or_create(
            vendor=vendor, channel="sms", currency="USD", defaults={"limit": 6000, "stops": stops}
        )
        BudgetTotal.objects.update_or_create(
            vendor=vendor, channel="sms", currency="USD", month=month,
            defaults={"spent": micros}, create_defaults={"id": uuid7(), "spent": micros},
        )  # fmt: skip


def test_a_budget_is_told_from_four_fifths_on(vendor):
    now = current_time().replace(day=15)
    spent(vendor, 47_900_000)
    assert found(vendor, now) == []

    spent(vendor, 51_600_000)
    one = found(vendor, now)[0]
    assert one.text == "Sms budget at 86 %"
    assert one.more.startswith("$51.60 of $60.00")


def test_an_old_failure_is_no_news(vendor):
    with operator():
        batch = Import.objects.create(
            vendor=vendor, filename="a.csv", state="failed", actor="user:1"
        )
        long_ago = current_time() - dt.timedelta(days=30)
        Import.objects.filter(pk=batch.pk).update(uploaded_at=long_ago)

    assert kinds(vendor) == []
