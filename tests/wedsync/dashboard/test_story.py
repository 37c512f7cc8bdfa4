"""What happened to a message, in the order it happened."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from messaging.states import State
from wedsync.dashboard.story import Moment, story

NOON = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)


@dataclass
class Moved:
    target: str
    at: dt.datetime
    reason: str = ""
    actor: str = ""


@dataclass
class Heard:
    kind: str
    at: dt.datetime
    source: str = "resend"


def minutes(number):
    return NOON + dt.timedelta(minutes=number)


moves = st.builds(Moved, st.sampled_from(list(State)), st.integers(0, 90).map(minutes))
events = st.builds(
    Heard, st.sampled_from(["delivered", "opened", "clicked"]), st.integers(0, 90).map(minutes)
)


@given(st.lists(moves), st.lists(events))
def test_it_is_told_in_order_and_nothing_heard_is_left_out(moves, events):
    told = story(NOON, moves, events)

    assert told == sorted(told, key=lambda moment: moment.at)
    assert len(told) >= 1 + len(events)


def test_a_report_stands_for_the_move_it_caused():
    told = story(NOON, [Moved("delivered", minutes(9))], [Heard("delivered", minutes(5))])

    assert told == [
        Moment(NOON, "Written down", ""),
        Moment(minutes(5), "Delivered", "good", "reported by Resend"),
    ]


def test_a_move_says_why():
    told = story(NOON, [Moved("held", minutes(1), "their wedding day")], [])

    assert told[-1] == Moment(minutes(1), "Held", "warn", "their wedding day")


def test_what_a_reader_did_needs_no_reporter():
    told = story(NOON, [], [Heard("clicked", minutes(3), source="link")])

    assert told[-1] == Moment(minutes(3), "Followed a link", "good")
