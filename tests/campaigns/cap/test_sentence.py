"""Rules in words, and what they would have done."""

import datetime as dt

import pytest
from hypothesis import given

from campaigns.cap import Item, OnExceed, Rule, sentence, would_hold
from messaging.policy.facts import Cap, Purpose
from tests.campaigns.cap.days import NOW, items, rules

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "channels", "said"),
    [
        (
            Rule(Cap(4, 7 * 24)),
            (),
            (
                "At most 4 helpful and marketing messages to one person in any 7 days; "
                "one more moves to the next free day."
            ),
        ),
        (
            Rule(Cap(1, 24, scope="channel", purposes=("marketing",)), OnExceed.SKIP),
            ("SMS", "WhatsApp"),
            (
                "At most 1 marketing message by SMS and WhatsApp to one person on each channel "
                "in any 24 hours; one more is left out."
            ),
        ),
        (
            Rule(Cap(2, per="week", scope="couple"), OnExceed.ASK),
            (),
            (
                "At most 2 helpful and marketing messages to everybody of one couple together "
                "in a calendar week; about one more you are asked."
            ),
        ),
    ],
)
def test_a_rule_in_words(rule, channels, said):
    assert sentence(rule, channels) == said


def offer(number):
    return Item(
        key=number,
        purpose=Purpose.MARKETING,
        channel="email",
        people=("lena",),
        couple="one",
        wish=NOW + number * DAY,
    )


def test_what_was_one_too_many_is_counted():
    assert would_hold(Rule(Cap(1, 3 * 24)), [offer(n) for n in range(7)]) == 4
    assert would_hold(Rule(Cap(9, 3 * 24)), [offer(n) for n in range(7)]) == 0


@given(items(), rules(most=1))
def test_nothing_is_held_exactly_where_nothing_was_too_much(items, rules):
    for rule in rules:
        held = would_hold(rule, items)
        assert 0 <= held <= len(items)
        if rule.cap.most >= 2 * len(items):
            assert held == 0
