"""When a template is usually sent, as its author writes it and as a vendor reads it."""

import datetime as dt
import re

import pytest

from personalization.timing import ANCHORS, timing
from wedsync.weddings.calendar import Offset


@pytest.mark.parametrize(
    ("raw", "offset", "words"),
    [
        (
            {"anchor": "wedding", "offset": "6 weeks before", "at": "10:00"},
            Offset(weeks=-6),
            "6 weeks before the wedding, at 10:00",
        ),
        (
            {"anchor": "booked", "offset": "1 day after"},
            Offset(days=1),
            "1 day after they have booked",
        ),
        (
            {"anchor": "wedding", "offset": "1 year after"},
            Offset(months=12),
            "1 year after the wedding",
        ),
        (
            {"anchor": "inquiry", "offset": "2 hours after"},
            Offset(hours=2),
            "2 hours after their inquiry",
        ),
        ({"anchor": "gallery"}, Offset(), "When the gallery is theirs"),
        ({"anchor": "wedding", "at": "08:00"}, Offset(), "When it is the wedding, at 08:00"),
        ({"anchor": "moment"}, Offset(), "When it happens"),
    ],
)
def test_a_timing_is_read_and_told(raw, offset, words):
    found = timing(raw)

    assert (found.offset, str(found)) == (offset, words)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"anchor": "wedding", "when": "soon"}, "'when' is not known here."),
        ({"anchor": "party"}, f"The anchor must be one of {', '.join(ANCHORS)}."),
        ({}, "The anchor must be"),
        ({"anchor": "wedding", "offset": "soon"}, "'soon' is no offset"),
        ({"anchor": "wedding", "offset": "0 days after"}, "'0 days after' is no offset"),
        ({"anchor": "wedding", "at": "25:00"}, "'25:00' is no time of day"),
        ({"anchor": "moment", "at": "10:00"}, "What is sent by hand has neither"),
    ],
)
def test_what_is_no_timing_is_said(raw, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        timing(raw)


def test_a_time_of_day_is_local():
    assert timing({"anchor": "booked", "at": "09:30"}).at == dt.time(9, 30)
