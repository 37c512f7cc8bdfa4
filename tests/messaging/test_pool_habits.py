"""Every night the habits of vendors of a kind are summed; fewer than five stay unread."""

import datetime as dt
from zoneinfo import ZoneInfo

from messaging.habits import ladder_of
from messaging.pool_habits import pool_habits
from messaging.tasks import pool_habits as nightly
from personalization.models import PooledHabit
from personalization.send_time import Level, Reason, choose
from tests.factories import PersonFactory, VendorFactory
from tests.messaging.test_habits import clicked, sent
from wedsync.lib.anonymity import K
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import Window

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
UTC = ZoneInfo("UTC")


def evening_reader(vendor):
    """Somebody who clicks at 19:00, for fifteen days."""
    person = PersonFactory(client__vendor=vendor, timezone="UTC")
    for day in range(1, 16):
        since = NOW - dt.timedelta(days=day, hours=2)
        clicked(sent(person, since), since.replace(hour=19))
    return person


def crowd(count, kind="photographer"):
    for _ in range(count):
        evening_reader(VendorFactory(kind=kind))


def newcomer(kind="photographer"):
    vendor = VendorFactory(kind=kind)
    return PersonFactory(client__vendor=vendor, timezone="UTC")


def ladder(person, channel="email"):
    with tenant(person.vendor_id):
        return ladder_of(person, person.vendor, NOW, channel)


def test_four_vendors_are_too_few(db):
    crowd(K - 1)

    assert pool_habits(NOW) == 0
    assert ladder(newcomer()).level is Level.DEFAULT


def test_a_new_vendor_learns_from_five_like_it(db):
    crowd(K)
    person = newcomer()

    assert pool_habits(NOW) == 2  # over e-mail, and over whatever channel

    found = ladder(person)
    day = dt.datetime(2027, 3, 2, 8, tzinfo=dt.UTC)
    choice = choose([Window(day, day + dt.timedelta(hours=13))], found, UTC)
    assert (choice.reason, choice.at.hour) == (Reason.SEGMENT, 19)
    assert ladder(person, "sms").level is Level.SEGMENT
    assert ladder(newcomer("venue")).level is Level.DEFAULT


def test_the_next_night_counts_anew_and_forgets_what_became_too_few(db):
    crowd(K)
    pool_habits(NOW)

    later = NOW + dt.timedelta(days=400)

    assert pool_habits(later) == 0
    with operator():
        assert not PooledHabit.objects.exists()


def test_machines_and_opens_are_not_pooled(db):
    for _ in range(K):
        person = newcomer()
        since = NOW - dt.timedelta(days=1)
        clicked(sent(person, since), since, reader="machine")
        clicked(sent(person, since), since, kind="opened")

    assert pool_habits(NOW) == 0


def test_all_may_read_the_sums_and_nobody_but_the_count_may_write_them(db):
    crowd(K)
    pool_habits(NOW)

    with tenant(newcomer().vendor_id):
        assert {row.vendors for row in PooledHabit.objects.all()} == {K}
        assert PooledHabit.objects.update(vendors=9) == 0
        assert PooledHabit.objects.all().delete()[0] == 0


def test_the_clock_counts_every_night(db):
    nightly()

    with operator():
        assert not PooledHabit.objects.exists()
