"""A system that can't be asked but tells us, by Zapier, Make or itself: all data. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wedsync.lib.worded import worded


@dataclass(frozen=True)
class Hooked:
    """`fields`: our field → what the other system calls it, beside the words everybody uses
    (fields.py) and our own contract (inbound_map.py)."""

    key: str
    name: str
    can: Sequence[str]
    cannot: Sequence[str]
    steps: Sequence[str]
    fields: Mapping[str, Sequence[str]]
    credentials: Mapping[str, str] = field(default_factory=dict)
    by_mail: bool = False  # nothing posts to an address: letters to the vendor are read


ZAPIER = (
    worded("In Zapier, make a Zap whose trigger is {name}: {triggers}."),
    worded("As its action choose “Webhooks by Zapier”, then “POST”."),
    worded("Paste the address below as URL; choose “json” as payload type."),
    worded("Send a test: it shows below, with what we made of it."),
)


def by_zapier(name: str, triggers: str) -> tuple[str, ...]:
    return tuple(step.format(name=name, triggers=triggers) for step in ZAPIER)
