"""An account's buckets, as wide as its channel or its owner says."""

import pytest
import redis
from django.utils.timezone import now

from messaging.buckets import MICROS
from messaging.channels.registry import channels
from messaging.pace import CALL_BURST, of_a_vendor
from messaging.route import providers
from messaging.speed import buckets_of, pay_for_segments, per_minute
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("channel", ["email", "sms", "whatsapp", "push", "in_app"])
def test_without_a_pace_of_its_own_it_keeps_its_channels(channel):
    account = AccountFactory(channel=channel, per_minute=None)

    assert per_minute(account, now()) == channels()[channel].per_minute


def test_its_own_pace_counts():
    assert per_minute(AccountFactory(per_minute=42), now()) == 42


def test_messages_and_calls_have_a_bucket_each():
    account = AccountFactory(per_minute=600, burst=50)

    messages, calls = buckets_of(account, urgent=True, now=now())

    assert (messages.interval, messages.burst, messages.covers) == (MICROS // 10, 50, 1)
    assert calls.interval == int(MICROS / providers()["resend"].calls_per_second)
    assert (calls.burst, calls.covers) == (CALL_BURST, providers()["resend"].batch)


def test_whoever_is_not_urgent_leaves_a_fifth_of_each_burst():
    account = AccountFactory(burst=50)

    usual = [bucket.keep for bucket in buckets_of(account, urgent=False, now=now())]
    urgent = [bucket.keep for bucket in buckets_of(account, urgent=True, now=now())]

    assert (usual, urgent) == ([10, 1], [0, 0])


def test_further_segments_are_paid_for_afterwards(settings):
    store = redis.Redis.from_url(settings.BUCKETS_URL)
    account = AccountFactory(channel="sms", per_minute=60, burst=1)
    key = buckets_of(account, urgent=True, now=now())[0].key

    pay_for_segments(account, 0, now())
    assert store.get(key) is None
    pay_for_segments(account, 3, now())
    once = int(store.get(key))
    pay_for_segments(account, 3, now())

    assert int(store.get(key)) - once == 3 * MICROS


def test_a_peak_seasons_pace_is_the_vendors_own_on_each_channel(vendor):
    email, sms = (of_a_vendor(vendor.pk, channel, 30) for channel in ("email", "sms"))

    assert email.interval == 2 * MICROS
    assert email.key != sms.key
