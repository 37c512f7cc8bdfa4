"""What a simulated season comes to."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from campaigns.simulation import Delay, Fate, Line, figures
from campaigns.timeline import Reason, Slot
from tests.campaigns.timeline.examples import utc
from wedsync.billing.money import Money

EVENING = utc(2027, 6, 2, 3)  # of the day before, in New York
ZONE = ZoneInfo("America/New_York")


def line(at=EVENING, fate=Fate.SENT, wedding=1, **given):
    known = {"enrollment": UUID(int=9), "slot": Slot("one"), "planned": Reason.ON_TIME}
    known |= {"channel": "sms", "cost": Money(7, "USD")}
    return Line(at=at, fate=fate, wedding=UUID(int=wedding), **{**known, **given})


def of(*lines, **given):
    return figures(lines, ZONE, **given)


def test_days_are_the_vendors_own():
    found = of(line(), line(), line(channel="email", cost=None))
    assert found.sent == {(dt.date(2027, 6, 1), "sms"): 2, (dt.date(2027, 6, 1), "email"): 1}
    assert found.cost == {(dt.date(2027, 6, 1), "sms", "USD"): 14}


def test_what_was_not_sent_is_counted_by_its_reason():
    dropped = line(fate=Fate.DROPPED, reason="suppressed")
    skipped = line(fate=Fate.SKIPPED, planned=Reason.LATE_SKIPPED)
    assert of(dropped, skipped).reasons == {
        (Fate.DROPPED, "suppressed"): 1,
        (Fate.SKIPPED, "LATE_SKIPPED"): 1,
    }
    assert of(dropped, skipped, line()).fates == {Fate.DROPPED: 1, Fate.SKIPPED: 1, Fate.SENT: 1}


def test_a_cap_and_a_protected_day_count_the_messages_they_moved():
    later = utc(2027, 6, 5)
    capped = line(delays=(Delay("frequency", "enough", later), Delay("frequency", "enough", later)))
    kept_clear = line(planned=Reason.MOVED_FORWARD)
    saturday = line(delays=(Delay("saturday", "a Saturday", later),))
    found = of(capped, kept_clear, saturday, line())
    assert (found.capped, found.protected) == (1, 2)


def test_couples_that_hear_much_in_a_week_are_named():
    week = [line(at=utc(2027, 6, day, 15)) for day in (1, 3, 5)]
    found = of(*week, line(wedding=2), many=3)
    assert found.busy == {(dt.date(2027, 5, 31), UUID(int=1)): 3}


def test_what_cannot_be_written_is_named():
    gap = line(fate=Fate.HELD, reason="venue.name is missing", gate="missing_content")
    assert of(gap).missing == {"venue.name is missing": 1}
