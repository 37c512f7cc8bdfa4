"""Why a campaign writes to somebody when it does and over which channel, in sentences. Pure."""

import datetime as dt
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from campaigns.broadcast import hours, strategy
from campaigns.broadcast.states import State
from campaigns.cap import Fate
from messaging.why import Line, spoken
from personalization import send_time
from wedsync.lib.worded import worded

STOPPED = frozenset({State.PAUSED, State.CANCELLED})


class Standing(Protocol):
    """Of a campaign."""

    state: str
    reason: str


class Told(Protocol):
    """Of a recipient. `message_id` None: nothing is written yet."""

    message_id: UUID | None
    held_out: bool
    way_reason: str
    planned_at: dt.datetime | None
    hour_reason: str
    confidence: float | None
    wished_at: dt.datetime | None
    cap_fate: str


def why_them(one: Told, campaign: Standing, zone: ZoneInfo) -> tuple[Line, ...]:
    """What stops it first, then the hour, then the channel."""
    found = (
        *(_stopped(one, campaign), _held_out(one), _capped(one, zone)),
        *(_hour(one, zone), _way(one)),
    )
    return tuple(line for line in found if line is not None)


def _stopped(one: Told, campaign: Standing) -> Line | None:
    if one.message_id is not None or campaign.state not in STOPPED:
        return None
    if campaign.state == State.CANCELLED:
        return Line("no", worded("Never written: the campaign was cancelled."))
    return Line(
        "wait",
        worded("The campaign is paused: {reason}.", reason=campaign.reason or worded("resume it")),
    )


def _held_out(one: Told) -> Line | None:
    if not one.held_out:
        return None
    return Line(
        "note", worded("Held out: what they do anyway is compared with what the others do.")
    )


def _capped(one: Told, zone: ZoneInfo) -> Line | None:
    """By the vendor's limits, which are theirs to widen."""
    if one.cap_fate == Fate.SKIPPED:
        return Line("no", worded("Left out: one more would be more than your limits allow."))
    if one.wished_at is None or one.planned_at is None:
        return None
    to, before = spoken(one.planned_at, zone), spoken(one.wished_at, zone)
    moved = worded(
        "Moved to {to} from {before}: your limits were reached by then.", to=to, before=before
    )
    return Line("note", moved)


def _hour(one: Told, zone: ZoneInfo) -> Line | None:
    if not one.hour_reason or one.planned_at is None or one.wished_at is not None:
        return None
    sentence = hours.SENTENCES.get(one.hour_reason) or _learned(one.hour_reason)
    sure = worded(", {percent} sure", percent=f"{one.confidence:.0%}") if one.confidence else ""
    return Line(
        "note",
        worded(
            "Planned for {moment}: {sentence}{sure}.",
            moment=spoken(one.planned_at, zone),
            sentence=sentence,
            sure=sure,
        ),
    )


def _learned(reason: str) -> str:
    known = {one.value: sentence for one, sentence in send_time.SENTENCES.items()}
    return known.get(reason, reason)


def _way(one: Told) -> Line | None:
    """Where there was only one there was nothing to choose."""
    if one.way_reason in {"", strategy.Way.ONLY}:
        return None
    known = {way.value: sentence for way, sentence in strategy.SENTENCES.items()}
    return Line(
        "note",
        worded("By this channel: {reason}.", reason=known.get(one.way_reason, one.way_reason)),
    )
