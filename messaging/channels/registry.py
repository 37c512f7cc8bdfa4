"""The ways to reach a person; adding a file beside this one adds a channel."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from wedsync.lib.registry import modules_in
from wedsync.weddings.models import Person


@dataclass(frozen=True)
class Channel:
    """`address` finds where a person is reached, "" where they are not.

    `per_minute` is the pace of an account that says nothing else, in messages (SMS: segments).
    """

    key: str
    label: str
    address: Callable[[Person], str]
    per_minute: int


@cache
def channels() -> dict[str, Channel]:
    found = (getattr(module, "channel", None) for module in modules_in("messaging.channels"))
    return {channel.key: channel for channel in found if channel is not None}


def channel_choices() -> list[tuple[str, str]]:
    """A callable, so that a new channel makes no migration."""
    return [(channel.key, channel.label) for channel in channels().values()]
