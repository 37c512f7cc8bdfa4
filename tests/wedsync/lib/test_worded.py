"""A marked sentence is put together in English."""

from wedsync.lib.worded import worded


def test_values_fill_its_holes():
    assert worded("no address for {channel}", channel="sms") == "no address for sms"


def test_without_values_it_is_as_it_is_written():
    assert worded("a variable is written {{1}}") == "a variable is written {{1}}"


def test_a_value_may_be_called_as_it_likes():
    assert worded("{template}: {sentence}", template="a", sentence="b") == "a: b"
