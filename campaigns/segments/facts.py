"""What is known of a person and one wedding of theirs, as plain values. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Got:
    """A message that reached somebody: when it left (None: nobody knows), and if they acted."""

    channel: str
    template: UUID
    campaigns: frozenset[UUID] = frozenset()
    at: dt.datetime | None = None
    acted: bool = False


@dataclass(frozen=True)
class Facts:
    """Blank texts and None are unknown. Instants are of people, never of machines."""

    role: str = ""
    language: str = ""
    email: str = ""
    phone: str = ""
    devices: int = 0

    client: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    client_since: dt.datetime | None = None

    life: str = ""
    date: dt.date | None = None  # the first of the month where only that is known
    precision: str = "open"
    days: tuple[dt.date, ...] = ()  # of its events
    venue: str = ""
    city: str = ""
    country: str = ""
    guests: int | None = None
    budget: int | None = None
    currency: str = ""
    style: str = ""
    wedding_since: dt.datetime | None = None

    opened: tuple[dt.datetime, ...] = ()
    clicked: tuple[dt.datetime, ...] = ()
    replied: tuple[dt.datetime, ...] = ()
    signs: Mapping[str, int] = field(default_factory=dict)  # by channel
    said: Mapping[tuple[str, str], str] = field(default_factory=dict)  # by channel and purpose
    suppressed: frozenset[str] = frozenset()  # channels
    got: tuple[Got, ...] = ()
