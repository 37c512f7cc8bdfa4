"""How many answers a day there is time for."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.cap import capacity_of, rate
from messaging.policy.facts import Purpose


def test_capacity_is_the_median_of_what_was_answered_a_day():
    assert capacity_of([6] * 10 + [2] * 3 + [9] * 4, own=None) == 6.0


def test_days_without_an_answer_say_nothing_of_what_there_is_time_for():
    assert capacity_of([0] * 40 + [5] * 15, own=None) == 5.0


def test_with_too_little_to_go_by_the_vendor_says_it_itself_or_there_is_no_limit():
    assert capacity_of([6] * 14, own=8) == 8.0
    assert capacity_of([6] * 14, own=0) == 0.0
    assert capacity_of([], own=None) is None


def test_a_new_template_is_taken_to_be_like_the_usual_one():
    assert rate(Purpose.MARKETING, 0, 0) == 0.04
    assert rate(Purpose.MARKETING, 0, 0, usual=0.2) == 0.2


@given(st.sampled_from(Purpose), st.integers(0, 10_000), st.data())
def test_a_reply_rate_lies_between_the_usual_and_the_seen(purpose, sent, data):
    replied = data.draw(st.integers(0, sent))
    usual, seen = rate(purpose, 0, 0), replied / sent if sent else rate(purpose, 0, 0)
    low, high = sorted((usual, seen))
    assert low - 1e-9 <= rate(purpose, sent, replied) <= high + 1e-9
