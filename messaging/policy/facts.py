"""Everything a gate may look at, gathered once and frozen."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from messaging.policy.hours import Quiet
from wedsync.lib.worded import worded

Window = tuple[dt.datetime, dt.datetime]


class Purpose(StrEnum):
    """Why a message exists; each gate states whom it spares."""

    EMERGENCY = "emergency"  # the safety of the day itself
    CONTRACTUAL = "contractual"  # headcount, balance: never dropped, may be moved
    HELPFUL = "helpful"
    MARKETING = "marketing"


# What a vendor may want to thin out: nobody is owed it.
OPTIONAL = frozenset({Purpose.HELPFUL, Purpose.MARKETING})
NEVER_LOST = frozenset({Purpose.EMERGENCY, Purpose.CONTRACTUAL})
TEXTS = frozenset({"sms", "whatsapp"})  # what the laws about texting are about
RINGING = TEXTS | {"push"}  # what may wake somebody
# How sentences name a channel and a purpose: it is from here that translators know them.
NAMED = (worded("email"), worded("in_app"), worded("emergency"))


class Sent(NamedTuple):
    """A message this person has already had from this vendor, or (not `own`) their partner."""

    at: dt.datetime
    purpose: str
    channel: str
    own: bool = True


class Cap(NamedTuple):
    """At most so many messages in any such number of hours on end, or in a `per` of their calendar.

    `per`: "day", "week" or "month" on the reader's wall; then `hours` is 0. `scope`: whose messages
    are counted together (see messaging/policy/caps.py). `channels`: none named means every one.
    """

    most: int
    hours: int = 0
    per: str = ""
    scope: str = "person"
    purposes: tuple[str, ...] = ("helpful", "marketing")
    channels: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """One message at one moment. All instants are aware; money is in micro-units."""

    now: dt.datetime
    purpose: Purpose
    channel: str
    address: str  # empty: this person can't be reached on this channel
    consent: str = ""  # "granted", "revoked" or "" (never asked), for this channel and purpose
    suppressed: str = ""  # why this address gets nothing on this channel, or ""
    life: str = ""  # of the wedding; "" without one
    new_date: bool = False  # it is postponed, and everybody knows until when
    protected: tuple[Window, ...] = ()  # the wedding's own days, padded
    expires_at: dt.datetime | None = None
    vendor_paused: bool = False
    switched_off: str = ""  # by the operators, all sending or this channel: why

    # Where and when
    zones: tuple[str, ...] = ("UTC",)  # every plausible IANA zone: own, wedding's, area code's
    places: tuple[str, ...] = ()  # every plausible place of law: "US-CA", "US", "FR"
    hours: tuple[Quiet, ...] = ()  # the vendor's quiet hours, and the person's own
    saturday_blanket: bool = False

    # How much
    recent: tuple[Sent, ...] = ()  # as far back as the longest cap, 24 hours at least
    caps: tuple[Cap, ...] = ()
    cost_micros: int | None = None  # None: no price is known
    budget_left_micros: int | None = None  # None: no budget is set
    budget_renews_at: dt.datetime | None = None
    peak: tuple[Window, ...] = ()  # the vendor's busy seasons around now
    peak_keep: int = 0  # percent of reply-inviting marketing that still goes out in peak
    invites_reply: bool = False
    lot: int = 0  # 0 to 99, drawn from the message's key: below `peak_keep` it is kept

    # What
    window_until: dt.datetime | None = None  # WhatsApp: 24 hours after their last message
    has_template: bool = False  # WhatsApp approved a template for it
    awaits_approval: bool = False
    words_wait: bool = False  # somebody has to approve what its template says
    held_out: bool = False  # generated for comparison only
    missing: tuple[str, ...] = ()  # paths of fields that have neither a value nor a fallback
