"""What a change does to a plan."""

import datetime as dt
from dataclasses import replace

import pytest

from campaigns.timeline import Basis, Late, Past, Slot, Timeline, difference, plan
from campaigns.timeline.difference import Kind
from campaigns.timeline.plan import NOTHING_YET
from tests.campaigns.timeline.examples import DAY, step, utc, wedding
from wedsync.weddings.calendar import WeddingDate

NOW = utc(2027, 5, 1)
DAYS = dt.timedelta(days=1)


def kinds(after, before=None, steps=None, past=NOTHING_YET):
    timeline = Timeline((step(days=-7),) if steps is None else steps)
    one = plan(timeline, before or wedding(), NOW, past)
    return [change.kind for change in difference(one, plan(timeline, after, NOW, past))]


def test_the_same_facts_change_nothing():
    assert kinds(wedding()) == [Kind.UNCHANGED]


def test_a_later_day_moves_what_hangs_on_it():
    assert kinds(wedding(DAY + 30 * DAYS)) == [Kind.MOVED]


def test_a_sooner_day_makes_it_late():
    assert kinds(wedding(DAY - 46 * DAYS)) == [Kind.LATE]


def test_an_open_date_holds_it():
    assert kinds(Basis(WeddingDate.open())) == [Kind.HELD]


def test_what_has_left_has_left():
    assert kinds(wedding(DAY + 30 * DAYS), past=Past(left=frozenset({Slot("one")}))) == [Kind.LEFT]


def test_a_condition_may_change_without_any_time():
    steps = (step(days=-7, conditional=True),)
    timeline = Timeline(steps)
    one = plan(timeline, wedding(), NOW)
    other = plan(timeline, wedding(), NOW, Past(answers={"one": True}))
    assert [change.kind for change in difference(one, other)] == [Kind.OTHERWISE]


@pytest.mark.parametrize(("left", "kind"), [(False, Kind.GONE), (True, Kind.LEFT)])
def test_a_step_that_is_no_more_is_gone_unless_it_left(left, kind):
    past = Past(left=frozenset({Slot("old")} if left else ()))
    old = plan(Timeline((step("old", days=-7),)), wedding(), NOW, past)
    new = plan(Timeline((step("new", days=-7),)), wedding(), NOW, past)
    assert [change.kind for change in difference(old, new)] == [Kind.NEW, kind]


def test_a_late_step_of_a_new_version_is_late_rather_than_new():
    new = plan(Timeline((step("new", days=-70, late=Late.ASK),)), wedding(), NOW)
    assert [change.kind for change in difference((), new)] == [Kind.LATE]
    held = plan(Timeline((step("new"),)), replace(wedding(), stopped="cancelled"), NOW)
    assert [change.kind for change in difference((), held)] == [Kind.HELD]
