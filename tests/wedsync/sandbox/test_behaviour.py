"""What recipients do: laws first, then the magic addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.sandbox.behaviour import STORIES, Habits, magic, story

shares = st.floats(0, 1)
people = st.emails()


@given(people, st.integers(1, 9), shares, shares, st.integers(0, 99))
def test_the_same_mail_meets_the_same_fate_again(to, nth, opens, clicks, seed):
    habits = Habits(opens, clicks, seed)

    assert story(to, nth, habits) == story(to, nth, habits)


@given(people, shares, shares)
def test_a_story_goes_forward_in_time_and_names_its_recipient(to, opens, clicks):
    steps = story(to, 1, Habits(opens, clicks))

    assert [step.after for step in steps] == sorted(step.after for step in steps)
    assert {step.recipient for step in steps} <= {to}


@given(people)
def test_without_a_tempo_everything_happens_at_once(to):
    assert {step.after for step in story(to, 1, Habits(1, 1, tempo=0))} <= {0}


@given(people, shares)
def test_who_clicks_has_opened_before(to, clicks):
    deeds = [step.deed for step in story(to, 1, Habits(clicks, clicks))]

    assert ("clicked" in deeds) == ("opened" in deeds)


def test_as_many_open_and_click_as_the_rates_say():
    habits = Habits(open_rate=0.6, click_rate=0.2, seed=7)

    deeds = [step.deed for i in range(4000) for step in story(f"guest{i}@example.org", 1, habits)]

    assert deeds.count("delivered") == 4000
    assert abs(deeds.count("opened") - 2400) < 120
    assert abs(deeds.count("clicked") - 800) < 100


def test_a_click_takes_a_human_while_after_the_mail_is_there():
    when = {step.deed: step.after for step in story("click@example.org", 1, Habits())}

    assert when["clicked"] - when["delivered"] > 5


@pytest.mark.parametrize(
    ("local", "habit"),
    [
        ("bounce", "bounce"),
        ("bounced", "bounce"),
        ("Bounced+label1", "bounce"),
        ("bounce17", "bounce"),
        ("softbounce-2", "softbounce"),
        ("complained", "complain"),
        ("suppressed", "suppress"),
        ("delay.x", "delay"),
        ("delayed", "delay"),
        ("opened_1", "open"),
        ("click", "click"),
        ("unsubscribe", "unsubscribe"),
        ("fail", "fail"),
        ("never", "never"),
        ("openshaw", ""),
        ("bouncer", ""),
        ("ada", ""),
        ("delivered", ""),
    ],
)
def test_an_address_named_after_a_habit_has_it(local: str, habit: str):
    assert magic(f"{local}@example.org") == habit


def test_every_habit_has_its_story():
    deeds = {habit: [deed for _, deed in steps] for habit, steps in STORIES.items()}

    assert deeds == {
        "": ["sent", "delivered"],
        "bounce": ["sent", "bounced"],
        "softbounce": ["sent", "softbounced"],
        "complain": ["sent", "delivered", "complained"],
        "suppress": ["suppressed"],
        "delay": ["sent", "delayed", "delivered"],
        "fail": ["failed"],
        "never": [],
        "open": ["sent", "delivered", "opened"],
        "click": ["sent", "delivered", "opened", "clicked"],
        "unsubscribe": ["sent", "delivered", "unsubscribed"],
    }
