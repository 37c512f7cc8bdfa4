"""Each part of a score says what it measures, and says nothing where nobody knows."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization import measure
from personalization.measure import Engagement

HEARD = st.one_of(st.none(), st.integers(0, 4000))
COUNTS = st.integers(0, 100)


def test_coverage_counts_what_is_read_and_nought_guests_are_known():
    values = {"wedding": {"guests": 0, "city": ""}, "person": {}}
    fields = ("wedding.guests", "wedding.city", "links.unsubscribe", "voice.tone")

    assert measure.coverage(fields, values) == 500
    assert measure.coverage(("voice.tone",), values) is None


@pytest.mark.parametrize(
    ("purpose", "stage", "fit"),
    [
        ("marketing", "day_of", 0),
        ("marketing", "planning", 1000),
        ("helpful", None, None),
        ("contractual", "day_of", 1000),
        ("emergency", None, 1000),
    ],
)
def test_a_purpose_has_its_stages(purpose, stage, fit):
    assert measure.stage_fit(purpose, stage) == fit


def test_a_wording_takes_up_what_the_rules_ask_for():
    voice = {"tone": "calm", "lead": "people", "language": "de"}

    assert measure.rule_matches(("voice.tone", "couple.names"), voice) == 500
    assert measure.rule_matches((), voice) == 0
    assert measure.rule_matches((), {"language": "de"}) is None


@pytest.mark.parametrize(("answers_on", "fit"), [("email", 1000), ("sms", 400), ("", None)])
def test_a_channel_fits_where_they_answer(answers_on, fit):
    assert measure.channel_fit("email", Engagement(channel=answers_on)) == fit


def test_a_preview_knows_nobodys_habits():
    assert (measure.channel_fit("email", None), measure.recency(None)) == (None, None)


@pytest.mark.parametrize(("hour", "fit"), [(9, 1000), (19, 1000), (21, 600), (7, 600), (3, 200)])
def test_there_are_decent_hours(hour, fit):
    assert measure.timing(dt.datetime(2027, 6, 1, hour, tzinfo=dt.UTC)) == fit
    assert measure.timing(None) is None


@pytest.mark.parametrize(
    ("engagement", "value"),
    [
        (Engagement(), 1000),
        (Engagement(heard_days=5), 1000),
        (Engagement(heard_days=80), 910),
        (Engagement(heard_days=4000), 760),
        (Engagement(week=2, month=4), 600),
        (Engagement(week=20, month=20), 0),
    ],
)
def test_who_had_much_or_was_long_silent_counts_less(engagement, value):
    assert measure.recency(engagement) == value


@given(HEARD, COUNTS, COUNTS)
def test_another_message_never_makes_them_fresher(heard, week, month):
    less = measure.recency(Engagement(heard, "", week, month))

    assert 0 <= measure.recency(Engagement(heard, "", week + 1, month + 1)) <= less <= 1000
