"""What an answer means."""

import datetime as dt

import pytest

from crm_connectors.outgoing.outcome import PATIENCE, Answer, Fate, judge

NOW, LONG = dt.timedelta(0), PATIENCE


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_only_two_hundreds_take_it(status):
    assert judge(Answer(status), 1, "a", NOW).fate is Fate.DELIVERED


@pytest.mark.parametrize("status", [0, 199, 301, 302, 307, 400, 401, 404, 408, 429, 500, 503])
def test_everything_else_is_tried_again(status):
    verdict = judge(Answer(status), 1, "a", NOW)

    assert verdict.fate is Fate.AGAIN
    assert verdict.wait > NOW
    assert verdict.disables == ""


def test_after_the_last_attempt_it_is_given_up_but_the_endpoint_stays():
    assert judge(Answer(500), 10, "a", NOW) == judge(Answer(0, "no answer"), 10, "b", NOW)
    assert judge(Answer(500), 10, "a", NOW).fate is Fate.GIVEN_UP
    assert judge(Answer(500), 10, "a", NOW).disables == ""


def test_gone_means_gone():
    verdict = judge(Answer(410), 1, "a", NOW)

    assert verdict.fate is Fate.GIVEN_UP
    assert "410" in verdict.disables


def test_five_days_of_failures_switch_it_off():
    assert "answered 500" in judge(Answer(500), 2, "a", LONG).disables
    assert "nobody" in judge(Answer(0, "nobody listens there"), 2, "a", LONG).disables


def test_a_success_after_five_days_is_a_success():
    assert judge(Answer(200), 2, "a", LONG).disables == ""
