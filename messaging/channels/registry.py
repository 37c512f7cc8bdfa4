"""The ways to reach a person; adding a file beside this one adds a channel."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from uuid import UUID

from wedsync.lib.registry import modules_in
from wedsync.lib.translated import translated


class Reachable(Protocol):
    """What is looked at of a person; `live_devices` besides, where there are any."""

    @property
    def pk(self) -> UUID: ...
    @property
    def email(self) -> str: ...
    @property
    def phone(self) -> str: ...


@dataclass(frozen=True)
class Channel:
    """`address` finds where a person is reached, "" where they are not.

    `per_minute` is the pace of an account that says nothing else, in messages (SMS: segments).
    """

    key: str
    label: str
    address: Callable[[Reachable], str]
    per_minute: int


@cache
def channels() -> dict[str, Channel]:
    found = (getattr(module, "channel", None) for module in modules_in("messaging.channels"))
    return {channel.key: channel for channel in found if channel is not None}


def channel_choices() -> list[tuple[str, str]]:
    """A callable, so that a new channel makes no migration."""
    return [(channel.key, translated(channel.label)) for channel in channels().values()]
