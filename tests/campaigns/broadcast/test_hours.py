"""Each person's hour, within what is open to them."""

import datetime as dt
from collections import Counter
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from campaigns.broadcast.hours import HELD_OUT, NO_FREE_HOUR, Reader, hour_of, plan
from personalization.send_time import SENTENCES, Habit, Ladder, Level, Reason
from wedsync.weddings.calendar import Window

NOW = dt.datetime(2027, 3, 1, 6, 20, tzinfo=dt.UTC)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
SPAN = Window(NOW, NOW + 2 * DAY)
UTC = ZoneInfo("UTC")
EVENING = tuple(float(hour % 24 == 19) * 8 for hour in range(168))
KNOWN = Ladder(vendor=Habit(EVENING, (1.0,) * 168))
EVERYWHERE = [ZoneInfo(name) for name in ("UTC", "Asia/Kolkata", "America/St_Johns")]

closed = st.lists(
    st.tuples(st.integers(-600, 4_000), st.integers(1, 2_000)).map(
        lambda pair: Window(
            NOW + dt.timedelta(minutes=pair[0]), NOW + dt.timedelta(minutes=sum(pair))
        )
    ),
    max_size=4,
).map(tuple)


def reader(number, **also):
    return Reader(UUID(int=number), str(number), **{"ladder": Ladder(), "zone": UTC, **also})


def planned(readers, span=SPAN, **also):
    return list(plan("campaign", readers, span, taken=also.pop("taken", {}), **also))


@given(
    closed, st.integers(1, 1_000), st.sampled_from(EVERYWHERE), st.sampled_from([Ladder(), KNOWN])
)
def test_nobody_is_written_to_in_an_hour_that_is_closed_to_them(shut, number, zone, ladder):
    (found,) = planned([reader(number, closed=shut, zone=zone, ladder=ladder)])

    if found.reason == NO_FREE_HOUR:
        assert found.at == SPAN.start
    else:
        assert SPAN.start <= found.at < SPAN.end
        assert not any(window.start <= found.at < window.end for window in shut)


@given(st.integers(1, 40), st.integers(1, 5))
def test_no_hour_takes_more_than_it_may_while_another_has_room(people, most):
    found = planned([reader(n) for n in range(people)], per_hour=most)

    fullest = max(Counter(hour_of(one.at) for one in found).values())
    assert fullest <= most


def test_what_is_planned_already_takes_its_room():
    ten = NOW.replace(hour=10, minute=0)

    (found,) = planned([reader(1)], taken={ten: 1}, per_hour=1)

    assert hour_of(found.at) != ten


def test_where_every_hour_is_full_people_share_them():
    span = Window(NOW, NOW + HOUR)
    found = planned([reader(n) for n in range(5)], span, per_hour=1)

    assert all(span.start <= one.at < span.end for one in found)


def test_planning_twice_finds_the_same_hours():
    readers = [reader(n, ladder=KNOWN) for n in range(20)]

    assert planned(readers) == planned(readers)


def test_what_is_known_decides_and_a_tenth_is_held_out():
    found = planned([reader(n, ladder=KNOWN) for n in range(2_000)])

    reasons = Counter(one.reason for one in found)
    assert set(reasons) == {Reason.VENDOR, Reason.HELD_OUT, Reason.EXPLORING}
    assert abs(reasons[Reason.HELD_OUT] - 2_000 * HELD_OUT) < 60
    assert {hour_of(one.at).hour for one in found if one.reason == Reason.VENDOR} == {19}
    assert {hour_of(one.at).hour for one in found if one.reason == Reason.HELD_OUT} == {10}


def test_of_a_choice_that_is_none_nobody_is_held_out():
    found = planned([reader(n) for n in range(200)])

    assert {one.reason for one in found} == {Reason.SYSTEM_HOUR}
    assert KNOWN.level is Level.VENDOR


def test_an_hour_is_spread_over_its_minutes():
    found = planned([reader(n) for n in range(200)])

    assert len({one.at.minute for one in found}) > 30


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(Reason)
