"""Connections that are kept from one call to the next: one a thread and account."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar

MOST = 16  # a thread serves many vendors' accounts, and leaves most of them alone for long


class Closable(Protocol):
    def close(self) -> None: ...


T = TypeVar("T", bound=Closable)


class Kept(threading.local, Generic[T]):
    """What `make(*key)` made, the same for the same key; the one unused longest is closed."""

    def __init__(self, make: Callable[..., T]) -> None:
        self._make = make
        self._made: OrderedDict[tuple[Hashable, ...], T] = OrderedDict()

    def get(self, *key: Hashable) -> T:
        if key not in self._made:
            self._made[key] = self._make(*key)
        self._made.move_to_end(key)
        while len(self._made) > MOST:
            self._made.popitem(last=False)[1].close()
        return self._made[key]
