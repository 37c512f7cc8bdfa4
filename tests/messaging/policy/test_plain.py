"""A stored Decision can be judged again, and says the same."""

import datetime as dt
import json
from dataclasses import replace

from hypothesis import given

from messaging.policy.facts import Facts, Purpose
from messaging.policy.judge import judge
from messaging.policy.law import VERSION
from messaging.policy.plain import ALWAYS, from_plain, plain
from tests.messaging.policy.strategies import facts

NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
PLAIN = Facts(now=NOON, purpose=Purpose.HELPFUL, channel="email", address="lena@example.com")


def test_of_the_address_only_its_being_there_is_kept():
    assert plain(PLAIN)["address"] is True
    assert "lena" not in json.dumps(plain(PLAIN))


def test_what_is_at_its_default_takes_no_room():
    stored = plain(PLAIN)

    assert set(stored) == ALWAYS | {"now", "purpose", "channel", "address", "law"}
    assert stored["law"] == VERSION


@given(facts)
def test_through_json_and_back_the_verdict_is_the_same(given_facts):
    again = from_plain(json.loads(json.dumps(plain(given_facts))))

    assert again == replace(given_facts, address=again.address)
    assert judge(again) == judge(given_facts)


def test_what_was_stored_before_a_fact_existed_can_still_be_judged():
    old = {key: value for key, value in plain(PLAIN).items() if key != "law"}

    assert judge(from_plain(old)) == judge(PLAIN)
