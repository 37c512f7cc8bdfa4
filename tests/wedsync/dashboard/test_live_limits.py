"""What ends a line."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from tests.wedsync.dashboard.test_live import closed_with, watcher
from wedsync.dashboard import live
from wedsync.dashboard.live import NOT_EXPECTED, SIGNED_OUT, TOO_MANY, Live
from wedsync.vendors.tenancy import operator

__all__ = ["watcher"]


def in_thread(change):
    """Run in a worker thread, on a connection of its own that is given back."""

    def run():
        try:
            with operator():
                change()
        finally:
            connections["default"].close()

    return sync_to_async(run)()


@pytest.mark.parametrize("frame", [{"text": "hello"}, {"bytes": b"x" * 100_000}])
async def test_whoever_speaks_is_cut_off(watcher, frame):
    socket = watcher.line()
    await socket.connect()

    await socket.say(**frame)

    assert await socket.closed_with() == NOT_EXPECTED


async def test_signing_out_ends_the_line(watcher, monkeypatch):
    monkeypatch.setattr(Live, "recheck_seconds", 0.1)
    socket = watcher.line()
    await socket.connect()

    await sync_to_async(watcher.browser.logout)()

    assert await socket.closed_with() == SIGNED_OUT


async def test_losing_the_seat_ends_the_line(watcher, monkeypatch):
    monkeypatch.setattr(Live, "recheck_seconds", 0.1)
    socket = watcher.line()
    await socket.connect()

    await in_thread(watcher.membership.delete)

    assert await socket.closed_with() == SIGNED_OUT


async def test_one_person_holds_no_more_than_a_few_lines(watcher, monkeypatch):
    monkeypatch.setattr(live, "MOST_EACH", 1)
    first, second = watcher.line(), watcher.line()
    await first.connect()

    assert await closed_with(second) == TOO_MANY

    await first.disconnect()
    assert live.open_sockets[watcher.membership.user_id] == 0
