"""Pytest plugin: coverage is measured only where it says something about a test.

Tracing takes a third of a run's time. Modules are imported alike in every worker; and what a walk
through the whole house passes on its way is not what it looks at, so it counts for no line.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

WALKS = ("browser", "chaos", "walk")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    worker = getattr(session.config, "workerinput", {}).get("workerid", "gw0")
    with _measured(worker == "gw0"):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with _measured(not any(map(item.get_closest_marker, WALKS))):
        return (yield)


@contextmanager
def _measured(yes: bool) -> Iterator[None]:
    """By hand: in a worker pytest-cov measures twice, and its pause ends only one of both."""
    if yes:
        yield
        return
    here, in_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        yield
    finally:
        sys.settrace(here)
        threading.settrace(in_threads)
