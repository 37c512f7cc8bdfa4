"""Why a proposed date waits."""

import datetime as dt

import pytest

from wedsync.dashboard.waiting_moves import NO_MORE, why_it_waits
from wedsync.weddings.calendar import Limits

TODAY = dt.date(2027, 1, 10)
JUNE = {"date": "2027-06-20", "precision": "exact"}


@pytest.mark.parametrize(
    ("after", "far", "why"),
    [
        ({"date": "2027-09-20"}, 14, "it is more than 14 days from the one we know"),
        ({"date": "2027-09-20"}, 100, NO_MORE),
        ({"date": "2026-09-20"}, 14, "that day is over"),
        ({"date": "2027-01-20"}, 366, "it is as close as 30 days to today"),
        ({"date": None, "precision": "open"}, 14, "we know the date better than that"),
        ({"date": "2027-06-01", "precision": "month"}, 14, "we know the date better than that"),
        ({"zone": "Europe/Paris"}, 14, ""),
    ],
)
def test_a_proposal_says_by_which_limit_it_waits(after, far, why):
    assert why_it_waits(JUNE, after, TODAY, Limits(far=far)) == why
