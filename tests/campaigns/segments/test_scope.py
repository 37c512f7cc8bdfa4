"""Days from now, as a calendar counts them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from campaigns.segments.scope import Scope
from campaigns.segments.tree import Distance, Unit

EVENING = dt.datetime(2027, 3, 31, 2, 30, tzinfo=dt.UTC)  # still the 30th in Portland
SCOPE = Scope(EVENING, ZoneInfo("America/Los_Angeles"))


def day(text):
    return dt.date.fromisoformat(text)


def test_today_is_the_vendors():
    assert SCOPE.today == day("2027-03-30")


@pytest.mark.parametrize(
    ("distance", "first", "last"),
    [
        (Distance(0, 0, Unit.DAYS), "2027-03-30", "2027-03-30"),
        (Distance(2, 3, Unit.WEEKS), "2027-04-13", "2027-04-20"),
        (Distance(1, 11, Unit.MONTHS), "2027-04-30", "2028-02-29"),
    ],
)
def test_ahead(distance, first, last):
    assert tuple(SCOPE.ahead(distance)) == (day(first), day(last))


@pytest.mark.parametrize(
    ("distance", "first", "last"),
    [
        (Distance(1, 2, Unit.DAYS), "2027-03-28", "2027-03-29"),
        (Distance(0, 1, Unit.MONTHS), "2027-02-28", "2027-03-30"),
    ],
)
def test_ago(distance, first, last):
    assert tuple(SCOPE.ago(distance)) == (day(first), day(last))


def test_lately_is_counted_in_whole_days_of_24_hours():
    assert SCOPE.since(2) == EVENING - dt.timedelta(hours=48)
