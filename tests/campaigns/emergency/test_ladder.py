"""Who is told next while nobody has answered."""

import datetime as dt
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from campaigns.emergency import Exhausted, Rung, Say, Skip, Wait, ladder, next_move
from campaigns.emergency.ladder import Fate

NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
FIVE = 5 * MINUTE


def ahead(*numbers, reachable=True):
    return [Rung(number, Fate.AHEAD, reachable=reachable) for number in numbers]


def said(number, at=NOON):
    return Rung(number, Fate.SAID, at)


def failed(number, at=NOON):
    return Rung(number, Fate.FAILED, at)


def test_a_person_is_tried_over_every_channel_before_the_next():
    ana, bo = UUID(int=1), UUID(int=2)
    assert list(ladder([ana, bo, ana], ["sms", "email"])) == [
        (ana, "sms"), (ana, "email"), (bo, "sms"), (bo, "email"),
    ]  # fmt: skip


def test_the_first_is_told_at_once():
    assert next_move(ahead(1, 2), FIVE, NOON) == Say(1)


def test_what_may_have_arrived_gets_its_minutes():
    rungs = [said(1), *ahead(2)]
    assert next_move(rungs, FIVE, NOON + 4 * MINUTE) == Wait(NOON + FIVE)
    assert next_move(rungs, FIVE, NOON + FIVE) == Say(2)


def test_what_did_not_arrive_is_left_at_once():
    assert next_move([failed(1), *ahead(2)], FIVE, NOON) == Say(2)


def test_nobody_is_told_where_they_can_not_be_reached():
    assert next_move([*ahead(1, reachable=False), *ahead(2)], FIVE, NOON) == Skip(1)


def test_when_all_had_their_time_somebody_must_call():
    assert next_move([failed(1), said(2)], FIVE, NOON + MINUTE) == Wait(NOON + FIVE)
    assert next_move([failed(1), said(2)], FIVE, NOON + FIVE) == Exhausted()
    assert next_move([failed(1), failed(2)], FIVE, NOON) == Exhausted()
    assert next_move([], FIVE, NOON) == Exhausted()


@given(st.lists(st.sampled_from(["arrives", "fails", "nobody"]), max_size=8), st.integers(1, 60))
def test_every_way_is_tried_once_in_order_and_it_always_ends(ways, minutes):
    every, now, told = minutes * MINUTE, NOON, []
    rungs = {
        number: Rung(number, Fate.AHEAD, reachable=way != "nobody")
        for number, way in enumerate(ways, 1)
    }
    for _ in range(2 * len(ways) + 1):
        match next_move(list(rungs.values()), every, now):
            case Say(number):
                told.append((number, now))
                fate = Fate.SAID if ways[number - 1] == "arrives" else Fate.FAILED
                rungs[number] = Rung(number, fate, now)
            case Skip(number):
                rungs[number] = Rung(number, Fate.FAILED)
            case Wait(until):
                assert until > now
                now = until
            case Exhausted():
                break
    else:
        raise AssertionError("it never ended")
    reachable = [number for number, way in enumerate(ways, 1) if way != "nobody"]
    assert [number for number, _ in told] == reachable
    times = [at for number, at in told if ways[number - 1] == "arrives"]
    assert all(later - earlier >= every for earlier, later in pairwise(times))
