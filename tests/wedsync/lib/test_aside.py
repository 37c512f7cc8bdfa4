"""Coroutines run by code that has no loop."""

import asyncio
import os
import threading

import pytest

from wedsync.lib.aside import run_aside


async def where() -> tuple[int, str]:
    return id(asyncio.get_running_loop()), threading.current_thread().name


def test_every_call_finds_the_same_loop_in_a_thread_of_its_own():
    first, again = run_aside(where(), 1.0), run_aside(where(), 1.0)
    assert first == again
    assert first[1] == "aside"


def test_what_it_raises_reaches_who_asked():
    async def fail():
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        run_aside(fail(), 1.0)


def test_what_takes_too_long_is_ended():
    ended = threading.Event()

    async def hang():
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    with pytest.raises(TimeoutError):
        run_aside(hang(), 0.01)
    assert ended.wait(5)


def test_it_may_be_asked_by_code_that_runs_in_a_loop_of_its_own():
    async def ask():
        return run_aside(where(), 1.0), id(asyncio.get_running_loop())

    (aside, _), own = asyncio.run(ask())
    assert aside != own


def test_a_forked_process_has_a_loop_of_its_own():
    run_aside(where(), 1.0)
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(write, run_aside(where(), 5.0)[1].encode())
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert os.read(read, 100) == b"aside"
