"""What answers say about the account they came through."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.breaker import LONGEST, PATIENCE, SHORTEST, SLOWEST
from messaging.health import WITH_TROUBLE, note
from messaging.providers.protocol import Accepted, Deferred, Misconfigured, Refused, Unknown
from messaging.speed import per_minute
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db

NO_ROUTE, TOO_FAST = Deferred("no route", 1, "network"), Deferred("slow down", 1, "rate")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def account(db):
    return AccountFactory(per_minute=600)


def after(account, *answers):
    """The account, and how many seconds it rests."""
    for answer in answers:
        note(account, answer)
    account.refresh_from_db()
    until = account.rests_until
    return account, until and round((until - now()).total_seconds())


@pytest.mark.parametrize("silence", [NO_ROUTE, Unknown("the line went dead")])
def test_a_few_failures_in_a_row_are_enough(account, silence):
    _, before = after(account, *[silence] * (PATIENCE - 1))
    _, rests = after(account, silence)

    assert (before, rests) == (None, SHORTEST.seconds)


def test_each_further_failure_doubles_the_rest_up_to_a_limit(account):
    _, rests = after(account, *[NO_ROUTE] * (PATIENCE + 1))
    _, longest = after(account, *[NO_ROUTE] * 20)

    assert (rests, longest) == (2 * SHORTEST.seconds, LONGEST.seconds)


@pytest.mark.parametrize("answer", [Accepted(["id"]), Refused("no such person")])
def test_one_clear_answer_ends_the_rest(account, answer):
    account, _ = after(account, *[NO_ROUTE] * PATIENCE)

    account, rests = after(account, answer)

    assert (account.failures, rests) == (0, None)


def test_an_account_that_needs_a_person_says_so_and_rests(account):
    account, rests = after(account, Misconfigured("403 who are you?"))

    assert (account.trouble, rests) == ("403 who are you?", WITH_TROUBLE.seconds)


def test_trouble_that_is_over_is_forgotten(account):
    account, _ = after(account, Misconfigured("403"))

    account, rests = after(account, Accepted())

    assert (account.trouble, rests) == ("", None)


def test_a_quota_that_is_used_up_rests_for_as_long_as_it_says(account):
    account, rests = after(account, Deferred("tomorrow", 3600, "quota"))

    assert (rests, account.failures) == (3600, 0)


def test_a_busy_provider_says_nothing_about_the_account(account):
    account, rests = after(account, Deferred("later", 5, "busy"))

    assert (account.failures, account.slowness, rests) == (0, 1.0, None)


def test_asked_too_fast_it_halves_its_pace(account):
    account, rests = after(account, TOO_FAST)

    assert round(per_minute(account, now())) == 300
    assert rests is None


def test_the_pace_recovers_minute_by_minute(account):
    account, _ = after(account, TOO_FAST)
    told = account.slowed_at

    paces = [round(per_minute(account, told + minutes * MINUTE)) for minutes in (0, 1, 3, 5, 60)]

    assert paces == [300, 360, 480, 600, 600]


def test_however_often_it_is_told_it_never_stops(account):
    account, _ = after(account, *[TOO_FAST] * 10)

    assert account.slowness == SLOWEST
