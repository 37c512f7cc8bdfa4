"""What is said to several of a couple within the hour is one occasion."""

import datetime as dt
from uuid import UUID

from campaigns.cap.occasion import Said, occasions
from tests.campaigns.cap.days import NOW

LENA, MARC = UUID(int=1), UUID(int=2)
MINUTE = dt.timedelta(minutes=1)


def told(*said):
    found = occasions([Said(at, "helpful", "email", one) for at, one in said], {LENA: 7, MARC: 7})
    return [(one.at, one.people) for one in found]


def test_both_within_the_hour_are_one():
    assert told((NOW, LENA), (NOW + 59 * MINUTE, MARC)) == [(NOW, (LENA, MARC))]


def test_an_hour_later_and_to_the_same_again_are_others():
    later = NOW + 60 * MINUTE
    assert told((NOW, LENA), (later, MARC)) == [(NOW, (LENA,)), (later, (MARC,))]
    assert told((NOW, LENA), (NOW + MINUTE, LENA)) == [(NOW, (LENA,)), (NOW + MINUTE, (LENA,))]
