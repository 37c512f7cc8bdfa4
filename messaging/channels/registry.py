"""The ways to reach a person; adding a file beside this one adds a channel."""

from dataclasses import dataclass
from functools import cache

from wedsync.lib.registry import modules_in


@dataclass(frozen=True)
class Channel:
    """`field` is the attribute of a Person that holds the address."""

    key: str
    label: str
    field: str


@cache
def channels() -> dict[str, Channel]:
    found = (getattr(module, "channel", None) for module in modules_in("messaging.channels"))
    return {channel.key: channel for channel in found if channel is not None}


def channel_choices() -> list[tuple[str, str]]:
    """A callable, so that a new channel makes no migration."""
    return [(channel.key, channel.label) for channel in channels().values()]
