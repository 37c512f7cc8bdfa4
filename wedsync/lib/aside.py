"""What only an event loop can do, asked for by code that has none.

asgiref's `async_to_sync` makes a loop for every call, and with it a thread and new connections,
which costs milliseconds. Here a process has one loop, in a thread of its own, that keeps them.
"""

import asyncio
import os
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def run_aside(what: Coroutine[Any, Any, T], seconds: float) -> T:
    """Its result, or what it raised. Raises TimeoutError after so many seconds, and ends it."""
    asked = asyncio.run_coroutine_threadsafe(what, _loop())
    try:
        return asked.result(seconds)
    finally:
        asked.cancel()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="aside", daemon=True).start()
    return loop


os.register_at_fork(after_in_child=_loop.cache_clear)  # its thread stays with the parent
