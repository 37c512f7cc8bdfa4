"""Read JSON field by field: what is wrong is said with the place where it stands."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

E = TypeVar("E", bound=StrEnum)
MOST = 1_000  # of anything in a list
LONGEST = 87_600  # hours: ten years


class Reader:
    """An object somewhere in a document. Everything raises Refusal with its path."""

    def __init__(self, raw: Any, path: str, known: Collection[str]) -> None:
        self.path = path
        if not isinstance(raw, Mapping):
            refuse(path, worded("this should be an object"))
        if unknown := sorted(set(map(str, raw)) - set(known)):
            self._refuse(unknown[0], worded("there is no such thing here"))
        self.raw: Mapping[str, Any] = raw

    def text(self, name: str, default: str | None = None, most: int = 60) -> str:
        value = self.raw.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self._refuse(name, worded("this should be a text"))
        if len(value) > most:
            self._refuse(name, worded("this has more than {most} characters", most=most))
        return value

    def whole(self, name: str, default: int) -> int:
        value = self.raw.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self._refuse(name, worded("this should be a whole number"))
        return value

    def flag(self, name: str) -> bool:
        value = self.raw.get(name, False)
        if not isinstance(value, bool):
            self._refuse(name, worded("this should be true or false"))
        return value

    def hours(self, name: str, default: dt.timedelta) -> dt.timedelta:
        if self.raw.get(name) is None:
            return default
        count = self.whole(name, 0)
        if not 0 <= count <= LONGEST:
            self._refuse(
                name, worded("this should be 0 to {longest} hours", longest=f"{LONGEST:,}")
            )
        return dt.timedelta(hours=count)

    def choice(self, name: str, choices: type[E], default: E | None = None) -> E:
        value = self.raw.get(name, default)
        if value not in list(choices):
            self._refuse(
                name, worded("this should be one of {choices}", choices=", ".join(choices))
            )
        return choices(value)

    def time(self, name: str) -> dt.time | None:
        value = self.raw.get(name)
        return None if value is None else read_time(value, f"{self.path}.{name}")

    def id(self, name: str) -> UUID:
        try:
            return UUID(self.text(name))
        except ValueError:
            self._refuse(name, worded("this should be an id"))

    def tree(self, name: str) -> Mapping[str, Any] | None:
        """A condition, read by whoever asks it."""
        value = self.raw.get(name)
        if value is not None and not isinstance(value, Mapping):
            self._refuse(name, worded("this should be a condition"))
        return value

    def listed(self, name: str) -> Iterator[tuple[Any, str]]:
        """Each entry with its path."""
        value = self.raw.get(name, [])
        if not isinstance(value, list) or len(value) > MOST:
            self._refuse(name, worded("this should be a list of at most {most}", most=f"{MOST:,}"))
        return ((one, f"{self.path}.{name}[{n}]") for n, one in enumerate(value))

    def _refuse(self, name: str, why: str) -> NoReturn:
        refuse(f"{self.path}.{name}", why)


def read_time(value: Any, path: str) -> dt.time:
    try:
        return dt.datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 -- a time on a wall
    except (TypeError, ValueError):
        refuse(path, worded("this should be a time like 09:30"))


def refuse(path: str, why: str) -> NoReturn:
    raise Refusal("{label}: {what}.", code="timeline_invalid", label=path, what=why)
