"""When a message is usually sent, from a file and in words."""

import datetime as dt

import pytest

from personalization.timing import parse_timing
from wedsync.weddings.calendar import Anchor, Offset


def test_a_timing_speaks_the_calendars_language():
    timing = parse_timing({"anchor": "wedding_day", "weeks": -6, "at": "09:30"})

    assert timing.anchor == Anchor("wedding_day")
    assert (timing.offset, timing.at) == (Offset(weeks=-6), dt.time(9, 30))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"anchor": "wedding_day", "weeks": -6}, "6 weeks before the wedding, 09:30"),
        ({"anchor": "inquiry", "days": 1}, "1 day after the inquiry, 09:30"),
        ({"anchor": "delivered", "working_days": 2}, "2 working days after the delivery, 09:30"),
        ({"anchor": "anniversary"}, "the day of the anniversary, 09:30"),
    ],
)
def test_a_timing_in_words(raw, words):
    assert str(parse_timing({**raw, "at": "09:30"})) == words


@pytest.mark.parametrize(
    "raw",
    [
        {"anchor": "moon", "at": "09:30"},
        {"at": "09:30"},
        {"anchor": "wedding_day"},
        {"anchor": "wedding_day", "at": "half past"},
        {"anchor": "wedding_day", "at": "09:30", "years": 1},
        {"anchor": "wedding_day", "at": "09:30", "days": 100_000},
    ],
)
def test_a_timing_without_sense_is_refused(raw):
    with pytest.raises(ValueError, match=r"\w"):
        parse_timing(raw)
