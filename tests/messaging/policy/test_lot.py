"""Lots of messages."""

from collections import Counter

from messaging.policy.lot import lot_of


def test_a_message_always_draws_the_same_lot():
    assert lot_of("campaign:1:2:email") == lot_of("campaign:1:2:email")


def test_every_lot_is_drawn_about_as_often():
    drawn = Counter(lot_of(f"campaign:1:{n}:email") for n in range(20_000))
    assert set(drawn) == set(range(100))
    assert all(120 < count < 280 for count in drawn.values())
