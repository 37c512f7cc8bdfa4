"""When a campaign leaves. Pure."""

from enum import StrEnum


class Timing(StrEnum):
    NOW = "now"
    AT = "at"  # an instant
    BEST = "best"  # each person's best hour, within a span of days
