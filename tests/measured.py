"""Pytest plugin: coverage is measured only where it says something about a test.

Tracing takes a third of a run's time. Modules are imported alike in every worker; and what a walk
through the whole house passes on its way is not what it looks at, so it counts for no line.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

WALKS = ("browser", "chaos", "walk")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    worker = getattr(session.config, "workerinput", {}).get("workerid", "gw0")
    with unmeasured(session.config, worker != "gw0"):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with unmeasured(item.config, any(map(item.get_closest_marker, WALKS))):
        return (yield)


@contextmanager
def unmeasured(config: pytest.Config, applies: bool = True) -> Iterator[None]:
    """Nothing changes for whoever measures nothing anyway."""
    measuring = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if not (applies and measuring and measuring.started):
        yield
        return
    measuring.pause()
    try:
        yield
    finally:
        measuring.resume()
