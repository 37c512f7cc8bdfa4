"""Requests to end are noticed between two steps."""

import os
import signal
from collections.abc import Iterator

import pytest

from wedsync.embedded.attention import Attention, Leave


@pytest.fixture
def attention() -> Iterator[Attention]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    listening = Attention()
    listening.listen()
    yield listening
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_raised_at_the_next_pause_and_not_before(attention, number):
    os.kill(os.getpid(), number)

    with pytest.raises(Leave):
        attention.pause(0)


def test_without_a_request_a_pause_is_only_a_pause(attention):
    attention.pause(0)


def test_a_launcher_under_nohup_stays_when_the_terminal_goes():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        Attention().listen()

        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
