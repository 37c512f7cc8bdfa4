"""Everything a gate may look at, gathered once and frozen."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

Window = tuple[dt.datetime, dt.datetime]


class Purpose(StrEnum):
    """Why a message exists; each gate states whom it spares."""

    EMERGENCY = "emergency"  # the safety of the day itself
    CONTRACTUAL = "contractual"  # headcount, balance: never dropped, may be moved
    HELPFUL = "helpful"
    MARKETING = "marketing"


@dataclass(frozen=True)
class Facts:
    now: dt.datetime  # aware
    purpose: Purpose
    channel: str
    address: str  # empty: this person can't be reached on this channel
    consent: str = ""  # "granted", "revoked" or "" (never asked), for this channel and purpose
    suppressed: str = ""  # why this address gets nothing on this channel, or ""
    life: str = ""  # of the wedding; "" without one
    protected: tuple[Window, ...] = field(default=())  # the wedding's own days, padded
    expires_at: dt.datetime | None = None
    vendor_paused: bool = False
