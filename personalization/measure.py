"""The parts of a score, measured: each in thousandths, or None where nobody knows. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from personalization.score import WHOLE

VOICE = "voice."
_NOTHING = (None, "")
# The sender always has them.
SENDERS = frozenset({"links.unsubscribe", "links.preferences", "links.browser", "links.opt_in"})

# By purpose and stage; what the contract asks for, and emergencies, fit at any time.
STAGE = {
    "helpful": {"planning": 900, "upcoming": WHOLE, "day_of": 200, "post_wedding": 800},
    "marketing": {"planning": WHOLE, "upcoming": 300, "day_of": 0, "post_wedding": 700},
}
OTHER_CHANNEL = 400  # they answer, but elsewhere
DECENT = range(9, 20)  # local hours
TOLERABLE = range(7, 22)
LESS_DECENT, AT_NIGHT = 600, 200
A_WEEKS_MESSAGE, A_MONTHS_MESSAGE = 150, 25  # what each that they had takes away
SILENT = ((30, WHOLE), (90, 700), (365, 400))  # heard of within so many days
LONG_SILENT = 200
FATIGUE, SILENCE = 7, 3  # tenths: how much each counts


@dataclass(frozen=True, slots=True)
class Engagement:
    """What a person did lately, by human signs only; counted, never guessed.

    `heard_days`: full days since they opened, clicked or wrote, None if they never did. `channel`:
    where they did so most, "" if nowhere. `week`, `month`: messages they had in 7 and 30 days.
    """

    heard_days: int | None = None
    channel: str = ""
    week: int = 0
    month: int = 0


def coverage(fields: tuple[str, ...], values: Mapping[str, Any]) -> int | None:
    """0 guests is a value. None for a text that reads nothing."""
    read = _read(fields)
    if not read:
        return None
    has = 0
    for group, name in read:
        has += group in values and values[group].get(name) not in _NOTHING
    return WHOLE * has // len(read)


@lru_cache(maxsize=256)  # few wordings, many messages
def _read(fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Group and name of what a text reads."""
    read = (path.partition(".") for path in fields if path not in SENDERS and path[:6] != VOICE)
    return tuple((group, name) for group, _, name in read)


def stage_fit(purpose: str, stage: str | None) -> int | None:
    if purpose not in STAGE:
        return WHOLE
    return STAGE[purpose].get(stage or "")


def rule_matches(fields: tuple[str, ...], voice: Mapping[str, str]) -> int | None:
    """None where no rule asks for anything. The language is chosen before, not taken up."""
    asked = voice.keys() - {"language"}
    if not asked:
        return None
    return WHOLE * len(asked & _voiced(fields)) // len(asked)


@lru_cache(maxsize=256)
def _voiced(fields: tuple[str, ...]) -> frozenset[str]:
    return frozenset(path.removeprefix(VOICE) for path in fields if path.startswith(VOICE))


def channel_fit(channel: str, engagement: Engagement | None) -> int | None:
    if engagement is None or not engagement.channel:
        return None
    return WHOLE if engagement.channel == channel else OTHER_CHANNEL


def timing(local: dt.datetime | None) -> int | None:
    """`local` is the reader's own wall clock; None where their zone isn't known."""
    if local is None:
        return None
    if local.hour in DECENT:
        return WHOLE
    return LESS_DECENT if local.hour in TOLERABLE else AT_NIGHT


def recency(engagement: Engagement | None) -> int | None:
    """Seven tenths how little they had, three tenths how lately they were heard of.

    Whoever never gave a sign counts by what they had alone.
    """
    if engagement is None:
        return None
    had = A_WEEKS_MESSAGE * engagement.week + A_MONTHS_MESSAGE * engagement.month
    rested = max(0, WHOLE - had)
    if engagement.heard_days is None:
        return rested
    days = engagement.heard_days
    heard = next((value for most, value in SILENT if days <= most), LONG_SILENT)
    return (FATIGUE * rested + SILENCE * heard) // (FATIGUE + SILENCE)
