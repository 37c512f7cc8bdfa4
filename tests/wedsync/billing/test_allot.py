"""Who gets money: never more than there is, but what is essential always."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.billing.money_strategies import CURRENCIES
from wedsync.billing.allot import Want, allot
from wedsync.billing.limits import ALL, Left, Limit, covering
from wedsync.billing.money import Money

CHANNELS = st.sampled_from(["sms", "email"])
WANTS = st.lists(
    st.builds(
        Want,
        message_id=st.uuids(),
        attempt_id=st.uuids(),
        channel=CHANNELS,
        money=st.builds(Money, st.integers(0, 20), CURRENCIES),
        essential=st.booleans(),
    ),
    max_size=12,
)
LEFTS = st.lists(
    st.builds(
        Left,
        st.builds(Limit, st.sampled_from(["sms", "email", ALL]), st.integers(0, 60), CURRENCIES),
        st.integers(0, 30),
    ),
    max_size=4,
)


def want(micros, *, essential=False, channel="sms"):
    return Want(uuid.uuid4(), uuid.uuid4(), channel, Money(micros, "USD"), essential)


def granted(wants, lefts):
    return [(grant.want, grant.over) for grant in allot(wants, lefts)]


@given(WANTS, LEFTS)
def test_what_is_not_essential_never_goes_beyond_a_limit(wants, lefts):
    grants = allot(wants, lefts)

    for left in lefts:
        counted = [
            grant.want
            for grant in grants
            if grant.want.money.currency == left.limit.currency
            and covering([left], grant.want.channel)
        ]
        essential = sum(want.money.micros for want in counted if want.essential)
        all_of_them = sum(want.money.micros for want in counted)
        assert all_of_them <= max(left.rest.micros, essential)


@given(WANTS, LEFTS)
def test_what_is_essential_always_gets_its_money(wants, lefts):
    got = {grant.want for grant in allot(wants, lefts)}

    assert {want for want in wants if want.essential} <= got


@given(WANTS, LEFTS)
def test_nobody_gets_anything_twice_or_unasked(wants, lefts):
    got = [grant.want for grant in allot(wants, lefts)]

    assert len(got) == len(set(got))
    assert set(got) <= set(wants)


@given(WANTS)
def test_without_limits_everybody_gets_what_they_want(wants):
    assert {(want, False) for want in wants} == set(granted(wants, []))


@given(WANTS, LEFTS)
def test_only_the_essential_is_noted_as_beyond_a_limit(wants, lefts):
    assert all(grant.want.essential for grant in allot(wants, lefts) if grant.over)


def test_what_is_essential_comes_first_and_the_rest_in_order():
    first, second, urgent = want(4), want(4), want(4, essential=True)

    assert granted([first, second, urgent], [Left(Limit(ALL, 8, "USD"), 0)]) == [
        (urgent, False),
        (first, False),
    ]


def test_one_that_is_too_dear_stops_no_cheaper_one():
    dear, cheap = want(9), want(2)

    assert granted([dear, cheap], [Left(Limit("sms", 5, "USD"), 0)]) == [(cheap, False)]


def test_an_emergency_goes_beyond_the_limit_and_is_noted():
    urgent = want(9, essential=True)

    assert granted([urgent], [Left(Limit("sms", 5, "USD"), 0)]) == [(urgent, True)]


def test_nobody_is_paid_for_sending():
    with pytest.raises(ValueError, match="nobody is paid"):
        want(-1)
